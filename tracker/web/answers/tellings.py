"""The leader's side of telling back: write it for a theme or for answers, let everybody read it, take it down."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.answers import AnswerTheme, Telling, TellingKind
from tracker.services.answers.question import asked_by
from tracker.services.answers.themes import themes_of
from tracker.services.answers.told import tellings as writing
from tracker.services.answers.words import team_answers
from tracker.services.refusal import Refused
from tracker.web.answers.routes import routes
from tracker.web.answers.telling_form import SHOWN, TellingForm, excerpt
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core import query
from tracker.web.core.guard import team_access
from tracker.web.core.language import label


@routes.page("/teams/<team>/answers/tellings", access=Permission.REVIEW)
def tellings() -> ResponseReturnValue:
    """List what the team has written back, and what of it everybody reads."""
    access = team_access()
    rows = writing.tellings_of(access)
    themes = {theme.id: _theme_name(theme) for theme in themes_of(access)}
    counts, same = writing.counts_covered(access), writing.themes_with_same_text(rows)
    return render_template(
        "answers/tellings.html",
        team=access.team,
        rows=[
            (row, themes.get(row.theme_id or 0, ""), counts.get(row.id, 0), same.get(row.public_id, 0)) for row in rows
        ],
        is_told=asked_by(access).is_told,
    )


@routes.page("/teams/<team>/answers/tellings/new", access=Permission.REVIEW, methods=("GET", "POST"))
def new_telling() -> ResponseReturnValue:
    """Write a telling. `?theme=` is a theme's slug, `?answer=` an answer's public id, `?kind=` what is told."""
    access = team_access()
    slug, answer = query.slug("theme"), query.slug("answer")
    theme = next((each.id for each in themes_of(access) if each.slug == slug), None)
    form = TellingForm(
        kind=query.member(TellingKind, "kind") or TellingKind.DID,
        theme=theme,
        answers=[answer] if answer else [],
        whole_theme=answer is None,
        decided_on=access.today,
    )
    _offer(access, form, chosen=frozenset({answer} if answer else ()))
    if form.accepted():
        with form.refusing():
            row = writing.write_telling(access, form.telling(), submission=form.submission.data or "")
            return _saved(access, row, _("Teksten er lagret. Bare teamet leser den til du publiserer."))
    action = url_for("answers.new_telling", team=access.team.slug)
    return _form_page(access, form, action=action)


@routes.page("/teams/<team>/answers/tellings/<telling>/edit", access=Permission.REVIEW, methods=("GET", "POST"))
def edit_telling(telling: str) -> ResponseReturnValue:
    """Change a telling and what it covers."""
    access = team_access()
    row = writing.telling_of(access, telling)
    covered = writing.covered_by(row)
    form = TellingForm(
        **{name: getattr(row, name) for name in ("kind", "text", "decided_by", "decided_on")},
        theme=row.theme_id,
        measure=row.measure_id,
        answers=sorted(covered),
        whole_theme=False,
    )
    _offer(access, form, chosen=covered)
    back = url_for("answers.tellings", team=access.team.slug)
    form.edits(row, name=excerpt((row.text,)), back=back, anew=url_for("answers.new_telling", team=access.team.slug))
    if form.accepted():
        with form.refusing():
            writing.change_telling(access, row, form.telling())
            return _saved(access, row, form.saved(_("Lagret.")))
    action = url_for("answers.edit_telling", team=access.team.slug, telling=row.public_id)
    return _form_page(access, form, action=action, row=row)


@routes.page("/teams/<team>/answers/tellings/<telling>/publish", access=Permission.REVIEW, methods=("POST",))
def publish_telling(telling: str) -> ResponseReturnValue:
    """Let everybody read a telling; one that does not say who decided, and when, is to be written to its end first."""
    access = team_access()
    try:
        writing.publish(access, writing.telling_of(access, telling))
    except Refused:
        flash(_("Skriv hvem som bestemte det, og når. Så kan du publisere."), "warning")
        return redirect(url_for("answers.edit_telling", team=access.team.slug, telling=telling))
    flash(_("Publisert. Alle kan lese det nå."), "done")
    return redirect(url_for("answers.tellings", team=access.team.slug))


@routes.page("/teams/<team>/answers/tellings/<telling>/take-down", access=Permission.REVIEW, methods=("GET", "POST"))
def take_down_telling(telling: str) -> ResponseReturnValue:
    """Ask, and let the team alone read a telling again."""
    access = team_access()
    row = writing.telling_of(access, telling)
    back = url_for("answers.tellings", team=access.team.slug)
    if request.method == "POST":
        writing.take_down(access, row)
        flash(_("Tatt ned. Du kan publisere det igjen når du vil."), "done")
        return redirect(back)
    question = Confirmation(
        heading=_("Ta ned dette?"),
        about=excerpt((row.text,)),
        consequences=(
            _("Teksten blir borte fra siden alle kan lese, med en gang. Teamet har den fortsatt."),
            _("Plakater som henger, må dere ta ned selv."),
        ),
        does=_("Ta ned"),
        action=url_for("answers.take_down_telling", team=access.team.slug, telling=row.public_id),
        keep=_("La det stå"),
        back=back,
        above=((_("Fortalt tilbake"), back),),
        crumb=_("Ta ned"),
    )
    return ask(access.team, question)


def _saved(access: TeamAccess, row: Telling, text: str) -> ResponseReturnValue:
    """Say that it is stored; and where the very same text stands for several themes, that too."""
    flash(text, "done")
    number = writing.themes_with_same_text(writing.tellings_of(access)).get(row.public_id, 0)
    if number:
        said = _(
            "Den samme teksten står på %(number)s temaer. Si heller hva dere gjorde for hvert av dem.", number=number
        )
        flash(said, "warning")
    return redirect(url_for("answers.tellings", team=access.team.slug))


def _form_page(
    access: TeamAccess, form: TellingForm, *, action: str, row: Telling | None = None
) -> ResponseReturnValue:
    page = render_template(
        "answers/telling_form.html",
        team=access.team,
        form=form,
        action=action,
        row=row,
        back=url_for("answers.tellings", team=access.team.slug),
    )
    return page, form.status


def _offer(access: TeamAccess, form: TellingForm, *, chosen: frozenset[str]) -> None:
    """Put themes, measures and answers on the form's lists: the newest answers, and those that are chosen."""
    form.theme.offer([(theme.id, _theme_name(theme)) for theme in themes_of(access)])
    form.measure.offer([(measure.id, measure.name) for measure in access.measures()])
    every = team_answers(access)
    shown = [each for at, each in enumerate(every) if at < SHOWN or each.public_id in chosen]
    form.answers.offer_answers([(each.public_id, excerpt(each.parts)) for each in shown])


def _theme_name(theme: AnswerTheme) -> str:
    return theme.name or (label(theme.key) if theme.key else theme.slug)
