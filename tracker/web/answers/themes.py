"""Themes: add one, give one another name, let two become one."""

from __future__ import annotations

from typing import ClassVar

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.access.permissions import Permission
from tracker.services.answers.themes import (
    ThemeFault,
    add_theme,
    merge_themes,
    rename_theme,
    theme_of,
    themes_of,
)
from tracker.views.answers.themes import theme_name, theme_names
from tracker.web.answers.routes import routes
from tracker.web.core.guard import team_access
from tracker.web.core.language import locale
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import RowSelect, SubmissionField
from tracker.web.forms.editing import Thing
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextField

_TAKEN = lazy_gettext("Dere har et tema som heter det, eller navnet mangler.")


class NewThemeForm(Form):
    """A theme of the team's own."""

    name = FreeTextField(lazy_gettext("Nytt tema"), required=True, most=60)
    submission = SubmissionField()
    sentences: ClassVar[Sentences] = {ThemeFault.TAKEN: _TAKEN}


class ThemeNameForm(Form):
    """What a theme is called."""

    thing = Thing(this=lazy_gettext("dette temaet"), the=lazy_gettext("temaet"))
    name = FreeTextField(lazy_gettext("Navn"), most=60)
    sentences: ClassVar[Sentences] = {ThemeFault.TAKEN: _TAKEN}


class MergeForm(Form):
    """Which theme another becomes."""

    into = RowSelect(lazy_gettext("Slå sammen med"))
    sentences: ClassVar[Sentences] = {
        ThemeFault.ITSELF: lazy_gettext("Velg et annet tema."),
        ThemeFault.MERGED: lazy_gettext("Temaet er slått sammen alt."),
    }


@routes.page("/teams/<team>/answers/themes", access=Permission.REVIEW, methods=("GET", "POST"))
def themes() -> ResponseReturnValue:
    """List the themes, and add one."""
    access = team_access()
    form = NewThemeForm()
    if form.accepted():
        with form.refusing():
            add_theme(access, name=form.name.data or "", submission=form.submission.data or "")
            flash(_("Temaet er lagt til."), "done")
            return redirect(url_for("answers.themes", team=access.team.slug))
    names = theme_names(access, locale())
    return render_template("answers/themes.html", access=access, team=access.team, form=form, names=names), form.status


@routes.page("/teams/<team>/answers/themes/<theme>/edit", access=Permission.REVIEW, methods=("GET", "POST"))
def edit_theme(theme: str) -> ResponseReturnValue:
    """Give a theme another name."""
    access = team_access()
    row = theme_of(access, theme)
    back = url_for("answers.themes", team=access.team.slug)
    form = ThemeNameForm(name=row.name)
    form.edits(row, name=theme_name(row, locale()), back=back)
    if form.accepted():
        with form.refusing():
            rename_theme(access, row, name=form.name.data or "")
            flash(form.saved(_("Temaet er lagret.")), "done")
            return redirect(back)
    return render_template(
        "answers/theme.html", access=access, team=access.team, form=form, theme=row, name=theme_name(row, locale())
    ), form.status


@routes.page("/teams/<team>/answers/themes/<theme>/merge", access=Permission.REVIEW, methods=("GET", "POST"))
def merge_theme(theme: str) -> ResponseReturnValue:
    """Let a theme become another."""
    access = team_access()
    row = theme_of(access, theme)
    back = url_for("answers.themes", team=access.team.slug)
    form = MergeForm()
    others = [each for each in themes_of(access) if each.id != row.id]
    form.into.offer([(each.id, theme_name(each, locale())) for each in others])
    if form.accepted():
        with form.refusing():
            into = next(each for each in others if each.id == form.into.data)
            merge_themes(access, row, into=into)
            flash(_("Temaene er slått sammen."), "done")
            return redirect(back)
    name = theme_name(row, locale())
    return render_template(
        "answers/merge_theme.html", access=access, team=access.team, form=form, theme=row, name=name
    ), form.status
