"""The forms of the chain: tie to a deed, a no with its reason, and what is told back."""

from __future__ import annotations

from typing import ClassVar

from flask_babel import lazy_gettext as _

from tracker.access.team import TeamAccess
from tracker.models.answers import TellingKind
from tracker.models.improvement import Intervention, PdsaCycle
from tracker.services.answers.standing import WhereItIs
from tracker.services.answers.told.tellings import TellingFault
from tracker.services.improvement.interventions import interventions
from tracker.services.improvement.pdsa import tests
from tracker.web.answers.telling_form import NO_STAFF
from tracker.web.core.language import choices
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios, RowSelect, SubmissionField
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextArea


class TieForm(Form):
    """What an answer or a theme is tied to: one of two lists."""

    intervention = RowSelect(_("Idé eller tiltak"), blank=_("Velg"))
    test = RowSelect(_("Test"), blank=_("Velg"))

    def offer(self, access: TeamAccess) -> None:
        """Put the team's interventions and tests on the lists, newest first."""
        self.intervention.offer([(row.id, row.title) for row in interventions(access)])
        self.test.offer([(row.id, row.title) for row in tests(access)])

    def chosen(self, access: TeamAccess) -> Intervention | PdsaCycle | None:
        """Return what was chosen; None where nothing was."""
        if self.intervention.data is not None:
            return access.one(Intervention, self.intervention.data)
        return access.one(PdsaCycle, self.test.data) if self.test.data is not None else None


class AnswerDeclineForm(Form):
    """Why the team does not do what an answer asks for."""

    reason = FreeTextArea(_("Hvorfor gjør dere det ikke?"), required=True, most=400)


class TellForm(Form):
    """What was done, in short words to the one who answered."""

    sentences: ClassVar[Sentences] = {TellingFault.STAFF: NO_STAFF}

    text = FreeTextArea(_("Fortell den som svarte, med korte ord"), required=True, most=600)
    kind = EnumRadios(_("Hva forteller dere?"), TellingKind, choices(TellingKind))
    submission = SubmissionField()

    def fit(self, where: WhereItIs) -> None:
        """Offer what can be told of an answer where it is, the likely first."""
        end = {WhereItIs.DECLINED: TellingKind.COULD_NOT, WhereItIs.TAKEN_IN: TellingKind.TAKEN_IN}.get(where)
        self.kind.restrict([end] if end else [TellingKind.DID, TellingKind.COULD_NOT, TellingKind.WORKING])
