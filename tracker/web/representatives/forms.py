"""Forms of the page for representatives: what she knows again, what she writes, how she rates, and who is sought."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from flask_babel import lazy_gettext as _

from tracker.models.accounts import Role
from tracker.models.representatives import COOPERATION, Recognised, RecruitmentState
from tracker.services.representatives.cooperation import RatingFault
from tracker.services.representatives.seats import SeatFacts, SeatFault
from tracker.services.teams.invitations import REPRESENTATIVES
from tracker.services.threads.threads import LONGEST
from tracker.web.core.language import choices
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios, RowSelect, SubmissionField
from tracker.web.forms.editing import Thing
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextArea
from tracker.web.forms.typed_fields import DayField


class Score(StrEnum):
    """How far one agrees with a sentence, from not at all to fully."""

    ONE = "1"
    TWO = "2"
    THREE = "3"
    FOUR = "4"
    FIVE = "5"


_SPEAKERS = {role: word for role, word in choices(Role).items() if role in REPRESENTATIVES}
_SCORES = {score: score.value for score in Score}

RATING_SENTENCES: Sentences = {RatingFault.NOT_NOW: _("Samarbeidet vurderes etter hver fjerde samling, og ikke nå.")}
SEAT_SENTENCES: Sentences = {SeatFault.NOT_YET: _("Skriv dagen når noen har sagt ja.")}


class RecognitionForm(Form):
    """Whether a representative knows a chart again."""

    answer = EnumRadios(_("Er det slik du opplever det?"), Recognised, choices(Recognised))
    text = FreeTextArea(_("Med egne ord"), most=LONGEST)
    submission = SubmissionField()

    def stand_among_others(self, number: int) -> None:
        """Give the fields ids of their own, where several of these forms stand on a page."""
        for field in self:
            field.id = field.label.field_id = f"{field.id}-{number}"


class CommentForm(Form):
    """What a representative wants to say or ask."""

    text = FreeTextArea(_("Hva vil du si eller spørre om?"), required=True, most=LONGEST)
    submission = SubmissionField()


class RatingForm(Form):
    """Three sentences about the cooperation."""

    sentences = RATING_SENTENCES
    from_start = EnumRadios(_("Jeg er med fra start"), Score, _SCORES)
    is_used = EnumRadios(_("Det jeg sier, blir brukt"), Score, _SCORES)
    is_told = EnumRadios(_("Jeg får vite hva som skjedde"), Score, _SCORES)

    def scores(self) -> Mapping[str, int]:
        """Return what was chosen, by the names of the columns."""
        return {name: int(self[name].data) for name in COOPERATION}


class SeatForm(Form):
    """How far the team has come in filling a seat."""

    sentences = SEAT_SENTENCES
    thing = Thing(this=_("denne plassen"), the=_("plassen"))
    role = EnumRadios(_("Hvem plassen er for"), Role, _SPEAKERS)
    state = EnumRadios(_("Hvor langt er dere?"), RecruitmentState, choices(RecruitmentState))
    membership = RowSelect(_("Hvem har plassen?"), blank=_("Ingen i teamet ennå"))
    until = DayField(_("Har sagt ja til"))
    submission = SubmissionField()

    def facts(self) -> SeatFacts:
        """Return what was written as the service takes it."""
        return SeatFacts(
            role=self.role.data,
            state=self.state.data,
            membership_id=self.membership.data,
            until=self.until.data,
        )
