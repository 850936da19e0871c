"""What stands on a year's page once it is frozen: what the answers became, and the year among the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.access.people import local_day
from tracker.models.campaigns import Campaign, CampaignOutcome, CampaignResult
from tracker.services.campaigns.public.of_a_year import DayOutcomes, DayYear, outcomes_of_year
from tracker.text.campaigns.frame_texts import DayFrameTexts
from tracker.text.campaigns.public_texts import DayTexts

_SIGNS = {CampaignOutcome.DONE: "check", CampaignOutcome.TRYING: "clock", CampaignOutcome.NOT_STARTED: "talk"}


@dataclass(frozen=True, slots=True)
class OutcomePart:
    """One part of the bar: how many units, from where on."""

    key: str
    text: str
    number: int
    start: int
    shown: str


@dataclass(frozen=True, slots=True)
class UnitStory:
    """A unit's own words on what it did."""

    unit: str
    house: str
    outcome: str
    sign: str
    text: str
    lang: str


@dataclass(frozen=True, slots=True)
class Afterwards:
    """What the answers became, and year against year."""

    reported: str
    """How many units have answered; "" where none has."""
    counts: str
    parts: Sequence[OutcomePart]
    """Nothing where it was asked elsewhere."""
    whole: int
    bar_text: str
    stories: Sequence[UnitStory]
    sub: str
    years: Sequence[Sequence[str]]
    """Rows of the table, each cell in words; nothing where there is one year only."""
    dates: str
    frozen: str


def afterwards(
    campaign: Campaign,
    result: CampaignResult,
    years: Sequence[DayYear],
    frame: DayFrameTexts,
    says: DayTexts,
    *,
    today: date,
) -> Afterwards:
    """Write it, in one query; `years` are the frozen ones up to this."""
    found = outcomes_of_year(campaign, result)
    reported = sum(found.by_outcome.values()) if found.reported is None else found.reported
    parts = _parts(found, frame, says) if reported and found.reported is None else []
    return Afterwards(
        reported=_reported(reported, found.units, frame, says) if reported else "",
        counts=_counts(found, frame, says) if reported else says.did_none if campaign.asks(today) else says.did_wait,
        parts=parts,
        whole=sum(part.number for part in parts),
        bar_text=", ".join(f"{part.shown} {part.text}" for part in parts),
        stories=[
            UnitStory(
                each.name,
                each.organisation,
                says.outcomes[each.outcome.value],
                _SIGNS[each.outcome],
                each.text,
                each.language.value,
            )
            for each in found.said
        ],
        sub=says.last_said.format(day=_day(local_day(found.last_said), frame)) if found.last_said else "",
        years=[_row(year, frame, says) for year in years] if len(years) > 1 else [],
        dates=dates_in_words([year.held_on for year in years], frame, says),
        frozen=says.frozen.format(day=_day(local_day(result.frozen_at), frame)),
    )


def dates_in_words(days: Sequence[date], frame: DayFrameTexts, says: DayTexts) -> str:
    """Say on which dates the day has been, where it was not always the same: «Datoen har vært både 4. og 6. juni»."""
    found = sorted({(day.month, day.day): day for day in days}.items())
    if len(found) < 2:
        return ""
    written = [frame.short_day(day) for _, day in found]
    if len({month for (month, _), _ in found}) == 1:
        written = [frame.short_form.partition(" ")[0].format(day=day.day) for _, day in found[:-1]] + written[-1:]
    return (says.dates_two if len(found) == 2 else says.dates_many).format(days=says.listed(written))


def _reported(reported: int, units: int | None, frame: DayFrameTexts, says: DayTexts) -> str:
    if units is None:
        some = says.number_of(says.unit, reported, frame.number(reported))
    else:
        of = says.number_of(says.unit, units, frame.number(units))
        some = says.did_sum.format(reported=frame.number(reported), units=of)
    return says.did_reported.format(reported=some)


def _counts(found: DayOutcomes, frame: DayFrameTexts, says: DayTexts) -> str:
    if found.reported is not None:
        return says.did_elsewhere.format(acted=frame.number(found.acted or 0))
    return says.did_counts.format(**{key.value: frame.number(number) for key, number in found.by_outcome.items()})


def _parts(found: DayOutcomes, frame: DayFrameTexts, says: DayTexts) -> list[OutcomePart]:
    numbers = {key.value: number for key, number in found.by_outcome.items()}
    silent = max(0, (found.units or 0) - sum(numbers.values()))
    parts, start = [], 0
    for key, number in {**numbers, "silent": silent}.items():
        if number:
            text = says.silent if key == "silent" else says.outcomes[key]
            parts.append(OutcomePart(key, text, number, start, frame.number(number)))
            start += number
    return parts


def _row(year: DayYear, frame: DayFrameTexts, says: DayTexts) -> list[str]:
    few = says.few.format(threshold=year.shown.threshold)
    asked, answered = (
        says.not_counted if counted is None else few if shown is None else frame.number(shown)
        for counted, shown in ((year.counted.asked, year.shown.asked), (year.counted.answered, year.shown.answered))
    )
    acted = says.not_asked if year.reported is None else says.silent
    if year.reported:
        acted = says.acted_of.format(acted=frame.number(year.acted or 0), reported=frame.number(year.reported))
    units = says.not_counted if year.units is None else frame.number(year.units)
    if year.units is None and year.municipalities:
        units = says.number_of(says.municipality, year.municipalities, frame.number(year.municipalities))
    weekday = frame.weekdays[year.held_on.weekday()]
    return [str(year.year), f"{weekday} {frame.short_day(year.held_on)}", units, asked, answered, acted]


def _day(day: date, frame: DayFrameTexts) -> str:
    return f"{frame.short_day(day)} {day.year}"
