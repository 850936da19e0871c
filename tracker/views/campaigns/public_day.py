"""The public page of a year's day, ready to be written in one of four languages: before it, on it, and after.

Nothing on it is ordered by a number. Under an answer stands what kind of service it was given to, never the unit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from tracker.access.people import local_day
from tracker.models.answers import AnsweredBy
from tracker.models.campaigns import Campaign, CampaignResult, CampaignStage
from tracker.models.teams import ServiceKind
from tracker.services.answers.told.of_a_day import answers_of_day
from tracker.services.answers.words import AnswerWords
from tracker.services.campaigns.freezing import result_of
from tracker.services.campaigns.public.of_a_year import (
    DayUnit,
    DayYear,
    day_units,
    kept_reach,
    kinds_by_team,
    years_until,
)
from tracker.services.campaigns.small_numbers import PublicNumbers, public_live_numbers, threshold_of
from tracker.services.campaigns.units import CampaignReach, reach_of
from tracker.text.campaigns.frame_texts import DayFrameTexts
from tracker.text.campaigns.public_texts import DayTexts
from tracker.text.locale import capital
from tracker.views.campaigns.afterwards import Afterwards, afterwards

AT_FIRST = 24
"""Answers shown before somebody asks for more; and how many more each time."""
MOST = 240
HOUSES = 12
"""Organisations shown before somebody asks for all."""


@dataclass(frozen=True, slots=True)
class DayNumber:
    """A large number and what it counts. `key` is what the counter calls it; "" for one that stands still."""

    value: str
    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class DayBubble:
    """One answer, with the kind of service it was given to and whether a relative gave it."""

    parts: tuple[str | None, ...]
    language: str
    is_kin: bool
    caption: str


@dataclass(frozen=True, slots=True)
class DayHouse:
    """An organisation and its units that take part."""

    name: str
    units: str


@dataclass(frozen=True, slots=True)
class PublicDay:
    """The whole page of a year."""

    stage: CampaignStage
    date: str
    badge: str
    lead: str
    numbers: Sequence[DayNumber]
    is_live: bool
    """Whether its numbers are fetched anew while it is looked at."""
    takes_units: bool
    is_unnamed: bool
    """Whether it is a year of which somebody knows how far it reached and nothing of its units."""
    few: str
    """What stands for a number that is too small."""
    rounded: str
    is_rounded: bool
    bubbles: Sequence[DayBubble]
    said_sub: str
    more: int | None
    """How many answers to ask for next; None where all are here."""
    houses: Sequence[DayHouse]
    houses_title: str
    houses_sub: str
    hides_houses: bool
    afterwards: Afterwards | None
    foot: str


@dataclass(frozen=True, slots=True)
class DayReader:
    """Who reads the page: her language, and how much she asked to see."""

    frame: DayFrameTexts
    says: DayTexts
    now: datetime
    shown: int = AT_FIRST
    shows_all_units: bool = False

    @property
    def today(self) -> date:
        """The day it is."""
        return local_day(self.now)


def public_day(campaign: Campaign, reader: DayReader) -> PublicDay:
    """Write the page of a year, in the same few queries however many take part."""
    stage, says = campaign.stage(reader.today), reader.says
    result = result_of(campaign)
    units = day_units(campaign)
    reach = kept_reach(result) if result is not None else reach_of(campaign)
    threshold = threshold_of(campaign) if result is None else result.threshold
    live = stage in {CampaignStage.DAY, CampaignStage.COUNTING}
    is_unnamed = result is not None and not units
    years = years_until(campaign, today=reader.today) if result is not None else []
    counted = _counted(campaign, stage, years)
    bubbles, more = _bubbles(campaign, units, reader) if counted is not None else ([], None)
    houses = _houses(units)
    hides = len(houses) > HOUSES and not reader.shows_all_units
    return PublicDay(
        stage=stage,
        date=reader.frame.whole_day(campaign.held_on),
        badge={CampaignStage.DAY: reader.frame.today, CampaignStage.FROZEN: says.closed_badge}.get(stage, ""),
        lead=_lead(campaign, stage, reach, result, reader),
        numbers=_numbers(counted, result, reach, reader) if counted is not None else _before(campaign, reach, reader),
        is_live=live,
        takes_units=campaign.takes_units(reader.today),
        is_unnamed=is_unnamed,
        few=says.few.format(threshold=threshold),
        rounded=says.rounded.format(threshold=threshold),
        is_rounded=counted is not None and counted.is_rounded,
        bubbles=bubbles,
        said_sub=_said_sub(stage, bubbles, says),
        more=more,
        houses=houses[:HOUSES] if hides else houses,
        houses_title={CampaignStage.PLANNED: says.units_joined, CampaignStage.OPEN: says.units_joined}.get(
            stage, says.units_were if stage is CampaignStage.FROZEN else says.units_are
        ),
        houses_sub=says.alphabetical.format(reach=reach_in_words(reach, reader)) if reach.units else "",
        hides_houses=hides,
        afterwards=afterwards(campaign, result, years, reader.frame, says, today=reader.today)
        if result is not None
        else None,
        foot=says.foot.format(threshold=threshold),
    )


def reach_in_words(reach: CampaignReach, reader: DayReader) -> str:
    """Say how far a day reaches: «287 enheter i 61 kommuner og 9 sykehus»."""
    says, write = reader.says, reader.frame.number
    units = says.number_of(says.unit, reach.units, write(reach.units))
    parts = [
        says.number_of(words, number, write(number))
        for words, number in ((says.municipality, reach.municipalities), (says.hospital, reach.hospitals))
        if number
    ]
    return f"{units} {says.within} {says.listed(parts)}" if parts else units


def _counted(campaign: Campaign, stage: CampaignStage, years: Sequence[DayYear]) -> PublicNumbers | None:
    """Return the day's numbers: of a frozen year, which is the first of `years`, those that are kept, else the live."""
    if stage in {CampaignStage.PLANNED, CampaignStage.OPEN}:
        return None
    return years[0].shown if years else public_live_numbers(campaign)


def _lead(
    campaign: Campaign, stage: CampaignStage, reach: CampaignReach, result: CampaignResult | None, reader: DayReader
) -> str:
    says, day = reader.says, reader.frame.short_day
    match stage:
        case CampaignStage.PLANNED:
            return f"{says.before} {says.opens.format(day=day(campaign.opens_on))}"
        case CampaignStage.OPEN:
            return says.before
        case CampaignStage.DAY:
            return says.during.format(reach=reach_in_words(reach, reader)) if reach.units else says.during_none
        case CampaignStage.COUNTING:
            return says.counting.format(day=day(date.fromordinal(campaign.freezes_on.toordinal() - 1)))
        case CampaignStage.FROZEN:
            if result is None:
                return says.waits
            return says.closed if _is_counted(result) else says.nobody_counted


def _before(campaign: Campaign, reach: CampaignReach, reader: DayReader) -> list[DayNumber]:
    says, left = reader.says, (campaign.held_on - reader.today).days
    numbers = [DayNumber(reader.frame.number(left), says.days_left[0 if left == 1 else 1])]
    if reach.units:
        numbers.append(DayNumber(reader.frame.number(reach.units), says.joined[0 if reach.units == 1 else 1]))
    return numbers


def _is_counted(result: CampaignResult) -> bool:
    return result.asked is not None or result.answered is not None


def _numbers(
    counted: PublicNumbers, result: CampaignResult | None, reach: CampaignReach, reader: DayReader
) -> list[DayNumber]:
    says = reader.says
    if result is not None and not _is_counted(result):
        reached = ((reach.municipalities, says.municipality), (reach.hospitals, says.hospital))
        return [DayNumber(reader.frame.number(each), said[each != 1]) for each, said in reached if each]
    words = (says.is_asked, says.has_answered) if result is None else (says.was_asked, says.did_answer)
    known = (True, True) if result is None else (result.asked is not None, result.answered is not None)
    shown = zip((counted.asked, counted.answered), words, ("asked", "answered"), known, strict=True)
    return [
        DayNumber(
            says.not_counted if not is_known else number_in_words(value, counted.threshold, reader.frame, says),
            text,
            key if result is None else "",
        )
        for value, text, key, is_known in shown
    ]


def number_in_words(value: int | None, threshold: int, frame: DayFrameTexts, says: DayTexts) -> str:
    """Return a number; of one that is too small, that it is."""
    return says.few.format(threshold=threshold) if value is None else frame.number(value)


def _bubbles(campaign: Campaign, units: Sequence[DayUnit], reader: DayReader) -> tuple[list[DayBubble], int | None]:
    teams = {unit.team_id for unit in units if unit.team_id is not None}
    found = answers_of_day(teams, campaign.held_on, now=reader.now, limit=reader.shown + 1)
    kinds = kinds_by_team(units)
    more = min(reader.shown + AT_FIRST, MOST) if len(found) > reader.shown and reader.shown < MOST else None
    return [_bubble(answer, kinds, reader) for answer in found[: reader.shown]], more


def _bubble(answer: AnswerWords, kinds: Mapping[int, ServiceKind], reader: DayReader) -> DayBubble:
    is_kin = answer.who is AnsweredBy.KIN
    kind = kinds.get(answer.team_id)
    parts = [
        reader.frame.services[kind.value] if kind is not None and kind is not ServiceKind.OTHER else "",
        reader.says.kin if is_kin else "",
    ]
    caption = ", ".join(part for part in parts if part)
    return DayBubble(answer.parts, answer.language.value, is_kin, capital(caption))


def _said_sub(stage: CampaignStage, bubbles: Sequence[DayBubble], says: DayTexts) -> str:
    if stage is CampaignStage.FROZEN:
        return says.said_some if bubbles else says.said_gone
    return says.said_live if bubbles else says.said_none


def _houses(units: Sequence[DayUnit]) -> list[DayHouse]:
    grouped = groupby(units, key=lambda unit: unit.organisation)
    return [DayHouse(name, ", ".join(unit.name for unit in each)) for name, each in grouped]
