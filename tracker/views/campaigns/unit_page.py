"""A unit's page of the day: its counter, what people answer by, its list, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from tracker.access.campaign_code import CampaignCodeAccess
from tracker.access.people import OSLO, local_day
from tracker.models.campaigns import CampaignCount, CampaignFollowUp, CampaignOutcome, CountedKind
from tracker.services.campaigns.checklist import READY, list_of
from tracker.services.campaigns.counting import last_counts, numbers_of_unit
from tracker.services.campaigns.following_up import follow_up_of
from tracker.text.campaigns.frame_texts import DayFrameTexts
from tracker.text.campaigns.unit_texts import UnitTexts
from tracker.text.locale import small


@dataclass(frozen=True, slots=True)
class UnitCounter:
    """The two numbers, and the last press."""

    title: str
    asked: str
    answered: str
    last: str
    last_id: UUID | None
    is_open: bool
    told: str
    """When it opens, or when it was closed; "" while it is open."""
    counts_itself: bool
    """Whether answers by QR are counted by themselves: on the day alone, so afterwards the page does not say so."""


@dataclass(frozen=True, slots=True)
class ListNumber:
    """A number to write beside a thing on the list."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class ListItem:
    """One thing on the list."""

    name: str
    label: str
    hint: str
    numbers: Sequence[ListNumber]


@dataclass(frozen=True, slots=True)
class UnitBecame:
    """What became of it: asked now, or when it will be."""

    title: str
    is_asked: bool
    said: CampaignFollowUp | None
    told: str
    """When the unit said it; "" where it has not."""
    outcomes: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """All that the page shows but the square to scan."""

    over: str
    counter: UnitCounter
    items: Sequence[ListItem]
    listed: Mapping[str, bool | int | None]
    ready: str
    became: UnitBecame


def unit_page(access: CampaignCodeAccess, says: UnitTexts, frame: DayFrameTexts) -> UnitPage:
    """Return what a unit's page shows, in four queries at most."""
    campaign, today = access.campaign, access.today
    over = frame.whole_day(campaign.held_on)
    listed = list_of(access.unit)
    ready = says.list_ready.format(ready=sum(bool(listed[name]) for name in READY), all=len(READY))
    return UnitPage(
        over=f"{over}, {frame.today}" if today == campaign.held_on else over,
        counter=_counter(access, says, frame),
        items=_items(says),
        listed=listed,
        ready=ready,
        became=_became(access, says, frame),
    )


def said_count(kind: CountedKind, number: int, says: UnitTexts, frame: DayFrameTexts) -> str:
    """Return a count in words, as it stands inside a sentence."""
    if number == 1:
        return small(says.one_asked if kind is CountedKind.ASKED else says.one_answered)
    many = says.many_asked if kind is CountedKind.ASKED else says.many_answered
    return many.format(number=frame.number(number))


def outcome_words(outcome: CampaignOutcome, says: UnitTexts) -> str:
    """Return what a unit says by an outcome."""
    return {
        CampaignOutcome.DONE: says.done,
        CampaignOutcome.TRYING: says.trying,
        CampaignOutcome.NOT_STARTED: says.not_started,
    }[outcome]


def _counter(access: CampaignCodeAccess, says: UnitTexts, frame: DayFrameTexts) -> UnitCounter:
    campaign, today = access.campaign, access.today
    is_open = campaign.takes_counts(today)
    numbers = numbers_of_unit(access.unit)
    last = last_counts(access) if is_open else []
    told = ""
    if not is_open:
        is_before = today < campaign.held_on
        day = frame.short_day(campaign.held_on if is_before else campaign.freezes_on)
        told = (says.counter_opens if is_before else says.counter_closed).format(day=day)
    return UnitCounter(
        title=says.counted if today == campaign.held_on else says.counted_before,
        asked=_number(numbers.asked, frame, is_open=is_open),
        answered=_number(numbers.answered, frame, is_open=is_open),
        last=_last(last, access, says, frame),
        last_id=last[0].id if last else None,
        is_open=is_open,
        told=told,
        counts_itself=today <= campaign.held_on,
    )


def _number(number: int | None, frame: DayFrameTexts, *, is_open: bool) -> str:
    """Return a number of the counter: nought where one may still count, and a dash where nobody did."""
    if number is None:
        return frame.number(0) if is_open else "–"
    return frame.number(number)


def _last(last: Sequence[CampaignCount], access: CampaignCodeAccess, says: UnitTexts, frame: DayFrameTexts) -> str:
    at = access.unit.last_counted_at
    if not last or at is None:
        return ""
    local = at.astimezone(OSLO)
    clock = frame.clock.format(hour=local.hour, minute=local.minute)
    return says.last.format(what=", ".join(said_count(row.kind, row.number, says, frame) for row in last), clock=clock)


def _items(says: UnitTexts) -> list[ListItem]:
    ordered, given = ListNumber("buttons_ordered", says.ordered), ListNumber("buttons_given", says.given)
    return [
        ListItem("has_buttons", says.buttons, "", (ordered, given)),
        ListItem("has_posters", says.posters, "", (ListNumber("posters_hung", says.hung),)),
        ListItem("has_cards", says.cards, "", (ListNumber("cards_printed", says.printed),)),
        ListItem("has_meeting", says.meeting, says.meeting_hint, ()),
        ListItem("has_representative", says.representative, "", ()),
        ListItem("has_time", says.time, says.time_hint, ()),
    ]


def _became(access: CampaignCodeAccess, says: UnitTexts, frame: DayFrameTexts) -> UnitBecame:
    campaign = access.campaign
    is_asked = campaign.asks(access.today)
    said = follow_up_of(access.unit) if is_asked else None
    day = frame.short_day(campaign.asks_on)
    return UnitBecame(
        title=says.became if is_asked else says.later.format(day=day),
        is_asked=is_asked,
        said=said,
        told=says.became_sent.format(day=frame.short_day(local_day(said.at))) if said else "",
        outcomes=[(outcome.value, outcome_words(outcome, says)) for outcome in CampaignOutcome],
    )
