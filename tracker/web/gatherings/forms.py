"""Forms of gatherings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _

from tracker.models.gatherings import ActionState, Gathering, GatheringKind, ItemKind, ProgrammeItem
from tracker.services.gatherings.actions import ActionFacts, ActionFault
from tracker.services.gatherings.afterwards import AfterwardsFault
from tracker.services.gatherings.attached.links import LinkFault
from tracker.services.gatherings.gatherings import (
    MOST_DAYS,
    GatheringFacts,
    GatheringFault,
    Hours,
    days_of,
    hours_of,
)
from tracker.services.gatherings.preparation import PreparationFault
from tracker.services.gatherings.programme import ItemFacts, ProgrammeFault
from tracker.web.components.contact_field import ContactField
from tracker.web.core.language import choices
from tracker.web.forms import messages
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import EnumSelect, RowChecks, RowSelect, SubmissionField
from tracker.web.forms.editing import Thing
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextArea, FreeTextField
from tracker.web.forms.typed_fields import ClockField, DayField, NumberField


class GatheringForm(Form):
    """A gathering: what it is, on which days, and where."""

    thing = Thing(this=_("denne samlingen"), the=_("samlingen"), put_away=_("%(name)s avlyste samlingen %(when)s."))
    sentences: ClassVar[Sentences] = {
        GatheringFault.ENDS_FIRST: _("Slutten må være etter starten."),
        GatheringFault.DAYS_MIXED: _("Dagene må stå i rekkefølge."),
        GatheringFault.HALF_A_DAY: _("Skriv både dag, start og slutt."),
        GatheringFault.SIGN_UP_LATE: _("Fristen kan ikke være etter at samlingen har begynt."),
        GatheringFault.CANCELLED: _("Samlingen er avlyst og kan ikke endres. Lag en ny."),
    }
    kind = EnumSelect(_("Type samling"), GatheringKind, choices(GatheringKind))
    title = FreeTextField(_("Tittel"), required=True, most=120)
    day1 = DayField(_("Dag"), required=True)
    starts1 = ClockField(_("Fra kl."), required=True)
    ends1 = ClockField(_("Til kl."), required=True)
    day2 = DayField(_("Dag 2"))
    starts2 = ClockField(_("Dag 2 fra kl."))
    ends2 = ClockField(_("Dag 2 til kl."))
    day3 = DayField(_("Dag 3"))
    starts3 = ClockField(_("Dag 3 fra kl."))
    ends3 = ClockField(_("Dag 3 til kl."))
    place = FreeTextField(_("Sted"))
    travel = FreeTextArea(_("Reise og overnatting"), most=400)
    seats = NumberField(_("Plasser per team"), least=1, most=50, whole=True, required=True)
    sign_up_by = DayField(_("Påmeldingsfrist"))
    submission = SubmissionField()

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check that a day is said whole or not at all, and the first before the next."""
        right = super().validate(extra_validators)
        for place in range(2, MOST_DAYS + 1):
            said = [self[f"{name}{place}"] for name in ("day", "starts", "ends")]
            lacking = [field for field in said if field.data is None]
            if 0 < len(lacking) < len(said) and not any(field.errors for field in said):
                self.refuse(lacking[0], self.sentences[GatheringFault.HALF_A_DAY])
                right = False
        return right

    def facts(self) -> GatheringFacts:
        """Return what was filled in; only for a form that was accepted."""
        days = []
        for place in range(1, MOST_DAYS + 1):
            day: date | None = self[f"day{place}"].data
            starts: time | None = self[f"starts{place}"].data
            ends: time | None = self[f"ends{place}"].data
            if day is not None and starts is not None and ends is not None:
                days.append(Hours(day, starts, ends))
        return GatheringFacts(
            kind=self.kind.data,
            title=self.title.data or "",
            days=days,
            place=self.place.data or "",
            travel=self.travel.data or "",
            sign_up_by=self.sign_up_by.data,
            seats=int(self.seats.data),
        )


def form_of(row: Gathering) -> GatheringForm:
    """Return the form filled with what is known of a gathering."""
    said: dict[str, object] = {
        name: getattr(row, name) for name in ("kind", "title", "place", "travel", "seats", "sign_up_by")
    }
    for place, each in enumerate(map(hours_of, days_of(row)), start=1):
        said |= {f"day{place}": each.day, f"starts{place}": each.starts, f"ends{place}": each.ends}
    return GatheringForm(None, **said)


class ItemForm(Form):
    """A stretch of the programme."""

    thing = Thing(this=_("denne posten"), the=_("posten"))
    sentences: ClassVar[Sentences] = {
        ProgrammeFault.TOO_SHORT: _("%(teams)s team med %(each)s minutter hver er %(needed)s minutter."),
    }
    title = FreeTextField(_("Hva skjer"), required=True, most=120)
    minutes = NumberField(_("Minutter"), least=1, most=720, whole=True, required=True)
    kind = EnumSelect(_("Type post"), ItemKind, choices(ItemKind))
    who = FreeTextField(_("Hvem"))
    minutes_each = NumberField(_("Minutter per team"), least=1, most=60, whole=True)
    submission = SubmissionField()

    def facts(self) -> ItemFacts:
        """Return what was filled in; only for a form that was accepted."""
        return ItemFacts(
            minutes=int(self.minutes.data),
            title=self.title.data or "",
            who=self.who.data or "",
            kind=self.kind.data,
            minutes_each=int(self.minutes_each.data) if self.minutes_each.data else None,
        )


class AddItemForm(ItemForm):
    """A new stretch, and on which day."""

    day = RowSelect(_("Dag"))


def item_form(item: ProgrammeItem) -> ItemForm:
    """Return the form filled with a stretch."""
    return ItemForm(
        None,
        title=item.title,
        minutes=item.minutes,
        kind=item.kind,
        who=item.who,
        minutes_each=item.minutes_each,
    )


_OVER = _("Samlingen er holdt eller avlyst, så dette kan ikke endres.")


class AnswerForm(Form):
    """The two questions before a gathering."""

    thing = Thing(this=_("svarene til teamet"), the=_("svarene"))
    sentences: ClassVar[Sentences] = {PreparationFault.OVER: _OVER}
    learned = FreeTextArea(_("Hva har dere lært siden sist?"), most=1000)
    help = FreeTextArea(_("Hva vil dere ha hjelp til?"), most=400)


class BringForm(Form):
    """Which measures a team brings."""

    thing = Thing(this=_("valget av indikatorer"), the=_("valget"))
    sentences: ClassVar[Sentences] = {PreparationFault.OVER: _OVER}
    measures = RowChecks(_("Indikatorer dere tar med"))


class ManagedForm(Form):
    """At which tables a team has managed what others want help with, and may be named."""

    thing = Thing(this=_("det teamet har fått til"), the=_("valget"))
    sentences: ClassVar[Sentences] = {PreparationFault.OVER: _OVER}
    tables = RowChecks(_("Dette har vi fått til, og vi kan nevnes"))


class SignUpForm(Form):
    """Who comes for a team."""

    thing = Thing(this=_("påmeldingen til teamet"), the=_("påmeldingen"))
    sentences: ClassVar[Sentences] = {
        PreparationFault.OVER: _OVER,
        PreparationFault.DEADLINE: _("Fristen er ute. Ring vertskapet."),
        PreparationFault.SEATS: _("Det er %(seats)s plasser til hvert team. Representantene kommer i tillegg."),
    }
    people = RowChecks(_("Hvem blir med?"))


class ActionForm(Form):
    """Something that is agreed."""

    sentences: ClassVar[Sentences] = {ActionFault.NO_OWNER: messages.CHOICE}
    text = FreeTextField(_("Hva"), required=True)
    owner = RowSelect(_("Hvem"), blank=_("Vertskapet"))
    person = FreeTextField(_("Navn"), most=120)
    due = DayField(_("Frist"))
    submission = SubmissionField()

    def facts(self) -> ActionFacts:
        """Return what was filled in; only for a form that was accepted."""
        return ActionFacts(
            text=self.text.data or "",
            team_id=self.owner.data,
            person=self.person.data or "",
            due=self.due.data,
        )


class EditActionForm(ActionForm):
    """Something that is agreed, and how far it has come."""

    thing = Thing(this=_("denne avtalen"), the=_("avtalen"))
    state = EnumSelect(_("Hvor står det?"), ActionState, choices(ActionState))


class MinutesForm(Form):
    """The minutes of a gathering."""

    thing = Thing(this=_("dette referatet"), the=_("referatet"))
    sentences: ClassVar[Sentences] = {AfterwardsFault.NO_MINUTES: _("Skriv referatet først.")}
    text = FreeTextArea(_("Referat"), most=4000, required=True)


class LinkForm(Form):
    """A link that belongs to a gathering."""

    sentences: ClassVar[Sentences] = {
        LinkFault.NOT_AN_ADDRESS: _("Skriv hele adressen, for eksempel https://eksempel.no/praktisk.pdf."),
    }
    name = FreeTextField(_("Navn"), required=True, most=120)
    address = ContactField(_("Adresse"), required=True, most=500)
    submission = SubmissionField()
