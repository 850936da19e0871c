"""The host's form for the question in South Sámi: the product never writes it itself."""

from __future__ import annotations

from typing import ClassVar

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from tracker.access.permissions import Permission
from tracker.models.answers import AnswerLanguage
from tracker.services.answers.cards.owner_text import GivenText, OwnerTextFault, owner_text, set_owner_text
from tracker.web.answers.routes import routes
from tracker.web.core.guard import network_access
from tracker.web.forms.base import Form
from tracker.web.forms.editing import Thing
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextArea, FreeTextField
from tracker.web.forms.typed_fields import DayField

_LANGUAGE = AnswerLanguage.SOUTH_SAMI


class OwnerTextForm(Form):
    """The question, what stands under it, and who that has the language has read both."""

    thing = Thing(this=lazy_gettext("den sørsamiske teksten"), the=lazy_gettext("teksten"))
    sentences: ClassVar[Sentences] = {
        OwnerTextFault.NOTHING: lazy_gettext("Skriv spørsmålet."),
        OwnerTextFault.WHO: lazy_gettext("Skriv hvem som har lest teksten."),
        OwnerTextFault.WHEN: lazy_gettext("Skriv når teksten ble lest."),
        OwnerTextFault.LATER: lazy_gettext("Datoen kan ikke være fram i tid."),
    }
    question = FreeTextField(lazy_gettext("Spørsmålet på sørsamisk"), most=120)
    text = FreeTextArea(lazy_gettext("Tekst under spørsmålet"), most=400)
    read_by = FreeTextField(lazy_gettext("Lest av"), most=120)
    read_on = DayField(lazy_gettext("Lest dato"))


@routes.page("/networks/<network>/answer-texts", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def owner_texts() -> ResponseReturnValue:
    """Show and change the owner's text on all sheets of the network's teams."""
    access = network_access()
    row = owner_text(access, _LANGUAGE)
    values = {name: getattr(row, name) for name in ("question", "text", "read_by", "read_on")} if row else {}
    form = OwnerTextForm(**values)
    here = url_for("answers.owner_texts", network=access.network.slug)
    if row is not None:
        form.edits(row, name=access.network.name, back=here)
    if form.accepted():
        with form.refusing():
            given = GivenText(
                question=form.question.data or "",
                text=form.text.data or "",
                read_by=form.read_by.data or "",
                read_on=form.read_on.data,
            )
            set_owner_text(access, _LANGUAGE, given)
            flash(form.saved(_("Lagret.")), "done")
            return redirect(here)
    back = url_for("networks.about", network=access.network.slug)
    page = render_template("answers/owner_texts.html", network=access.network, form=form, row=row, back=back)
    return page, form.status
