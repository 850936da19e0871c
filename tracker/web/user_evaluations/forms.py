"""The forms of an evaluation: what is agreed, the dates of a stage, a finding, a point, and what became of it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _
from wtforms import BooleanField
from wtforms.validators import DataRequired

from tracker.models.user_evaluations import FindingState, PointVerdict, RecurringTheme
from tracker.services.user_evaluations.evaluations import EvaluationFacts, UserEvaluationFault
from tracker.services.user_evaluations.findings import FindingFacts
from tracker.services.user_evaluations.points import PointFacts
from tracker.web.core.language import choices
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumRadios, EnumSelect, RowSelect, SubmissionField
from tracker.web.forms.editing import Thing
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextArea, FreeTextField
from tracker.web.forms.typed_fields import DayField, NumberField

MOST = 9999

SENTENCES: Sentences = {
    UserEvaluationFault.FEW_PERSONS: _("Det er færre personer enn intervjuer. En gruppe er minst to personer."),
    UserEvaluationFault.MORE_CAME: _("Det kan ikke komme flere enn dem som er intervjuet."),
    UserEvaluationFault.FEWER_THAN_SAID: _("Et av funnene har flere personer bak seg. Rett tallet der først."),
    UserEvaluationFault.NOT_YET: _("Datoen kan ikke være fram i tid."),
    UserEvaluationFault.BEFORE: _("Steget kan ikke være ferdig før det begynte."),
    UserEvaluationFault.NO_THEME: _("Skriv hva temaet heter, eller velg et fra lista."),
    UserEvaluationFault.MORE_THAN_ASKED: _("Det kan ikke være flere enn dem som er intervjuet."),
    UserEvaluationFault.NO_WHY: _("Skriv hvorfor det ikke er gjort."),
    UserEvaluationFault.NO_QUESTION: _("Guiden har ingen spørsmål ennå."),
    UserEvaluationFault.IS_APPROVED: _("Guiden er godkjent og kan ikke endres. Begynn en ny versjon."),
    UserEvaluationFault.MEANWHILE: _(
        "Noen har lagret guiden mens du skrev. Åpne den i et nytt vindu og se hva som er nytt. Det du skrev, står her, "
        "og gjelder hvis du lagrer igjen."
    ),
}
"""The sentence for each fault."""


class NewEvaluationForm(Form):
    """What is agreed first."""

    sentences = SENTENCES
    beside = {"contact_id": "contact"}  # noqa: RUF012 - the base class says what it is
    title = FreeTextField(_("Navn"), required=True, most=120)
    year = NumberField(_("År"), least=2000, most=2100, whole=True, required=True)
    evaluator = FreeTextField(_("Evaluator"), required=True, most=120)
    interviewers = NumberField(_("Intervjuere med egen erfaring"), most=MOST, whole=True)
    are_trained = BooleanField(_("Intervjuerne har fått opplæring"))
    contact = RowSelect(_("Kontakt i teamet"), blank=_("Ikke avtalt"))
    submission = SubmissionField()

    def facts(self) -> EvaluationFacts:
        """Return what is said, as the service takes it."""
        return EvaluationFacts(
            title=self.title.data or "",
            year=int(self.year.data or 0),
            evaluator=self.evaluator.data or "",
            interviewers=self.interviewers.whole_number,
            are_trained=self.are_trained.data,
            contact_id=self.contact.data,
        )


class EvaluationForm(NewEvaluationForm):
    """All that is said of an evaluation: how many were interviewed, who came, and what is seen to."""

    thing = Thing(this=_("denne evalueringen"), the=_("evalueringen"))
    interviews = NumberField(_("Enkeltintervjuer"), most=MOST, whole=True)
    groups = NumberField(_("Gruppeintervjuer"), most=MOST, whole=True)
    persons = NumberField(_("Personer som er intervjuet"), most=MOST, whole=True)
    no_staff = BooleanField(_("Ingen ansatte er i rommet"))
    are_invited = BooleanField(_("De intervjuede er invitert til dialogmøtet, uten plikt til å komme"))
    came_interviewers = NumberField(_("Intervjuere"), most=MOST, whole=True)
    came_team = NumberField(_("Fra teamet"), most=MOST, whole=True)
    came_representatives = NumberField(_("Representanter"), most=MOST, whole=True)
    came_asked = NumberField(_("Av dem som ble intervjuet"), most=MOST, whole=True)
    have_report = BooleanField(_("De intervjuede har fått rapporten"))

    def facts(self) -> EvaluationFacts:
        """Return what is said, as the service takes it."""
        agreed = super().facts()
        return EvaluationFacts(
            title=agreed.title,
            year=agreed.year,
            evaluator=agreed.evaluator,
            interviewers=agreed.interviewers,
            are_trained=agreed.are_trained,
            contact_id=agreed.contact_id,
            interviews=self.interviews.whole_number,
            groups=self.groups.whole_number,
            persons=self.persons.whole_number,
            came_team=self.came_team.whole_number,
            came_representatives=self.came_representatives.whole_number,
            came_interviewers=self.came_interviewers.whole_number,
            came_asked=self.came_asked.whole_number,
            no_staff=self.no_staff.data,
            are_invited=self.are_invited.data,
            have_report=self.have_report.data,
        )


class StageForm(Form):
    """The dates of a stage."""

    sentences = SENTENCES
    thing = Thing(this=_("dette steget"), the=_("steget"))
    due = DayField(_("Frist"))
    began_on = DayField(_("Begynte"))
    done_on = DayField(_("Ferdig"))


class FindingForm(Form):
    """A finding in the evaluator's words."""

    sentences = SENTENCES
    thing = Thing(this=_("dette funnet"), the=_("funnet"))
    theme = EnumSelect(
        _("Tema"), RecurringTheme, choices(RecurringTheme), blank=_("Velg"), validators=[DataRequired(messages.CHOICE)]
    )
    own_theme = FreeTextField(_("Eget tema"), most=60)
    sentence = FreeTextArea(_("Funnet, med evaluators ord"), required=True, most=300)
    persons = NumberField(_("Hvor mange personer sa det?"), most=MOST, whole=True)
    state = EnumRadios(_("Er det drøftet i dialogmøtet?"), FindingState, choices(FindingState))
    submission = SubmissionField()

    def facts(self) -> FindingFacts:
        """Return what is said, as the service takes it."""
        return FindingFacts(
            theme=self.theme.data,
            own_theme=self.own_theme.data or "",
            sentence=self.sentence.data or "",
            persons=self.persons.whole_number,
            state=self.state.data,
        )


class PointForm(Form):
    """What was agreed about a finding."""

    sentences = SENTENCES
    beside = {"responsible_id": "responsible"}  # noqa: RUF012 - the base class says what it is
    thing = Thing(this=_("dette punktet"), the=_("punktet"))
    text = FreeTextField(_("Dette ble vi enige om"), required=True, most=120)
    goes_on = BooleanField(_("Fortsett som nå: ikke noe nytt punkt"))
    responsible = RowSelect(_("Ansvar"), blank=_("Ikke avtalt"))
    submission = SubmissionField()

    def facts(self) -> PointFacts:
        """Return what is said, as the service takes it."""
        return PointFacts(text=self.text.data or "", is_new=not self.goes_on.data, responsible_id=self.responsible.data)


class FollowUpForm(Form):
    """What has become of a point."""

    sentences = SENTENCES
    thing = Thing(this=_("dette punktet"), the=_("punktet"))
    verdict = EnumRadios(_("Hva ble det til?"), PointVerdict, choices(PointVerdict))
    why = FreeTextField(_("Hvorfor ble det ikke gjort?"), most=300)
