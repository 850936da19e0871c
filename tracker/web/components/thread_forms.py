"""The two forms of a thread, which stand on a measure's page and on pages of their own."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from tracker.analysis import PeriodKind
from tracker.services.threads.threads import LONGEST, ThreadFault
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import SubmissionField, VersionField
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextArea
from tracker.web.forms.typed_fields import PeriodField

SENTENCES: Sentences = {
    ThreadFault.NO_FIRST: _("Skriv også hvor det begynner, eller la begge feltene stå tomme."),
    ThreadFault.BACKWARDS: _("Slutten kan ikke være før begynnelsen."),
    ThreadFault.OFF_CHART: _("Dette er ikke på diagrammet. Velg noe som er der, eller la begge feltene stå tomme."),
    ThreadFault.MEANWHILE: _("Noen andre har skrevet i samtalen. Les det, og send igjen hvis teksten fortsatt passer."),
}
"""The sentence for each fault."""


class NewThreadForm(Form):
    """What of the chart, and what is said of it. Made by `new_thread_form`, which knows the kind of period."""

    sentences = SENTENCES
    starts: PeriodField
    stops: PeriodField
    said = FreeTextArea(_("Det du vil si"), required=True, most=LONGEST)
    asks = BooleanField(_("Be om svar"), default=True)
    submission = SubmissionField()


class WriteForm(Form):
    """A message in a thread that is there."""

    sentences = SENTENCES
    text = FreeTextArea(_("Det du vil si"), required=True, most=LONGEST)
    answers = BooleanField(_("Dette besvarer spørsmålet"), default=True)
    asks_again = BooleanField(_("Be om svar"))
    version = VersionField()
    writing = SubmissionField()


def new_thread_form(kind: PeriodKind, *, today: date, may_answer: bool) -> NewThreadForm:
    """Make the form for a chart's own kind of period. The team asks nobody for an answer: it gives them."""

    class Bound(NewThreadForm):
        starts = PeriodField(_FROM[kind], kind=kind, today=today)
        stops = PeriodField(_TO[kind], kind=kind, today=today)

    form = Bound()
    if may_answer:
        del form.asks
    return form


def write_form(*, version: int, waits: bool, may_answer: bool) -> WriteForm:
    """Make the form for a thread as it stands: the team may say that it answers, others may ask again."""
    form = WriteForm(version=str(version))
    form.text.label.text = _("Svaret deres") if waits and may_answer else _("Det du vil si")
    if not (waits and may_answer):
        del form.answers
    if waits or may_answer:
        del form.asks_again
    return form


_FROM = {kind: _("Fra") for kind in PeriodKind} | {
    PeriodKind.DAY: _("Fra dag"),
    PeriodKind.WEEK: _("Fra uke"),
    PeriodKind.MONTH: _("Fra måned"),
}
_TO = {kind: _("Til") for kind in PeriodKind} | {
    PeriodKind.DAY: _("Til dag"),
    PeriodKind.WEEK: _("Til uke"),
    PeriodKind.MONTH: _("Til måned"),
}
