"""The measures of all teams and their weeks, written at once: what a leader would define, and a file would bring in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

import numpy as np
from sqlalchemy import Table

from tracker.access.people import Actor
from tracker.access.permissions import Permission
from tracker.access.team import enter_team
from tracker.analysis import Direction, Period
from tracker.demo.large.plans import TakenPlan, plans_for
from tracker.demo.large.stories import TeamStory, Told, tell
from tracker.demo.large.teams import LargeTeam
from tracker.demo.measures import submission
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.imports import ImportRun
from tracker.models.measurements import Measurement, MissingReason, Source
from tracker.models.measures import Measure, MeasureDefinition, MeasureTarget, ValueKind
from tracker.models.teams import ServiceKind
from tracker.services.audit.log import note, snapshot
from tracker.services.imports.bulk import Row, insert_rows, stored_as
from tracker.services.imports.working_days import end_of_next_working_day
from tracker.services.imports.write import NEW_COLUMNS
from tracker.services.measurements.record import first_version
from tracker.services.measures.audit_words import DEFINITION, MEASURE, TARGET
from tracker.services.measures.measures import PLAN_COLUMNS, PLAN_WORDS
from tracker.services.measures.tally_question import question_of
from tracker.services.measures.targets import TARGET_COLUMNS
from tracker.text.slugs import slug_of

_MEASUREMENTS = cast(Table, Measurement.__table__)
_HOLIDAY = range(28, 31)
"""The weeks of July in which some teams count nothing."""


@dataclass(frozen=True, slots=True)
class DefinedMeasure:
    """A measure that was made, whose it is, and its place among the team's."""

    of: LargeTeam
    place: int
    row: Measure
    taken: TakenPlan


def define_measures(made: Sequence[LargeTeam], *, now: datetime) -> list[DefinedMeasure]:
    """Give each team its measures, as its leader defines them at a moment, with their wording, aim and trail."""
    plans: dict[ServiceKind, list[TakenPlan]] = {}
    found = []
    for each in made:
        if not each.people or each.story is TeamStory.NO_MEASURES:
            continue
        service = each.team.service
        if service not in plans:
            leader = enter_team(each.leader, each.team.slug, Permission.DEFINE, now=now)
            plans[service] = plans_for(leader, leader.user.language)
        found += [
            DefinedMeasure(each, place, _measure(each, taken, place, now), taken)
            for place, taken in enumerate(plans[service])
        ]
    db.session.add_all(one.row for one in found)
    db.session.flush()
    wordings = [_wording(one, now) for one in found]
    aims = [_aim(one, now) for one in found]
    db.session.add_all([*wordings, *(aim for aim in aims if aim is not None)])
    db.session.flush()
    for one, wording, aim in zip(found, wordings, aims, strict=True):
        _note(one, wording, aim, now)
    db.session.flush()
    return found


def record_weeks(
    defined: Sequence[DefinedMeasure],
    weeks: Sequence[Period],
    *,
    moment: Callable[[date], datetime],
    tick: Callable[[int], None],
) -> None:
    """Write every team's weeks as its file brought them in, the morning after its last one; `tick` is told of teams."""
    off = np.array([week.number in _HOLIDAY for week in weeks])
    told = {
        one.row.id: tell(one.of.number, one.place, one.row.value_kind, lower=_is_lower(one), holiday=off)
        for one in defined
    }
    own: dict[int, list[DefinedMeasure]] = {}
    for one in defined:
        if one.of.story.has_numbers:
            own.setdefault(one.of.number, []).append(one)
    runs = {number: _run(measures, told, weeks, moment) for number, measures in own.items()}
    db.session.add_all(runs.values())
    db.session.flush()
    written = _weeks(own, told, weeks, runs, tick)
    insert_rows(_MEASUREMENTS, NEW_COLUMNS, written, tick=lambda _rows: None)
    for number, measures in own.items():
        for one in measures:
            _note_import(one, told[one.row.id], weeks, runs[number])
    db.session.flush()
    db.session.expire_all()  # rows written in bulk have passed the session by


def _is_lower(one: DefinedMeasure) -> bool:
    return one.row.direction is Direction.LOWER


def _measure(each: LargeTeam, taken: TakenPlan, place: int, now: datetime) -> Measure:
    plan = taken.plan
    said = {name: getattr(plan, name) for name in PLAN_COLUMNS}
    return Measure(
        team_id=each.team.id,
        catalogue_id=taken.catalogue.id if taken.catalogue else None,
        tally_question=question_of(taken.catalogue, each.leader.language),
        slug=slug_of(plan.name, otherwise="indikator"),
        position=place + 1,
        created_at=now,
        submission=submission(each.team.slug, "measure", place),
        **(said | {"multiplier": plan.multiplier if plan.value_kind is ValueKind.RATE else 1.0}),
    )


def _wording(one: DefinedMeasure, now: datetime) -> MeasureDefinition:
    said = {name: getattr(one.taken.plan, name) for name in PLAN_WORDS}
    return MeasureDefinition(version=1, valid_from=Actor(one.of.leader, now).today, reason="", **_set(one, now), **said)


def _aim(one: DefinedMeasure, now: datetime) -> MeasureTarget | None:
    if one.taken.plan.target is None:
        return None
    said = {name: getattr(one.taken.plan, name) for name in ("low", "high", "deadline")}
    today = Actor(one.of.leader, now).today
    return MeasureTarget(value=one.taken.plan.target, valid_from=today, **_set(one, now), **said)


def _set(one: DefinedMeasure, now: datetime) -> dict[str, Any]:
    return {"team_id": one.of.team.id, "measure_id": one.row.id, "set_by_id": one.of.leader.id, "set_at": now}


def _note(one: DefinedMeasure, wording: MeasureDefinition, aim: MeasureTarget | None, now: datetime) -> None:
    by, name, team_id = Actor(one.of.leader, now), one.row.name, one.of.team.id
    after = snapshot(one.row, *PLAN_COLUMNS, "catalogue_id")
    note(by, Deed.CREATED, MEASURE, one.row.id, team_id=team_id, label=name, after=after)
    after = snapshot(wording, *PLAN_WORDS, "version", "valid_from", "reason")
    note(by, Deed.CREATED, DEFINITION, wording.id, team_id=team_id, label=name, after=after)
    if aim is not None:
        after = snapshot(aim, *TARGET_COLUMNS, "valid_from")
        note(by, Deed.CREATED, TARGET, aim.id, team_id=team_id, label=name, after=after)


def _stands(told: Told) -> list[int]:
    """List the places of the weeks that have a row: a number, or that nothing was counted and why."""
    return [int(place) for place in np.flatnonzero(~np.isnan(told.numerators) | told.paused)]


def _run(
    measures: Sequence[DefinedMeasure],
    told: Mapping[int, Told],
    weeks: Sequence[Period],
    moment: Callable[[date], datetime],
) -> ImportRun:
    last = max(_stands(told[one.row.id])[-1] for one in measures)
    at = moment(weeks[last].stop)
    leader, team = measures[0].of.leader, measures[0].of.team
    return ImportRun(team_id=team.id, stored_by_id=leader.id, stored_at=at, name="", until=end_of_next_working_day(at))


def _weeks(
    own: Mapping[int, Sequence[DefinedMeasure]],
    told: Mapping[int, Told],
    weeks: Sequence[Period],
    runs: Mapping[int, ImportRun],
    tick: Callable[[int], None],
) -> Iterator[Row]:
    """Give the rows of every team in the order of `NEW_COLUMNS`. All that must be read is read before the first."""
    as_moment = stored_as(_MEASUREMENTS, "recorded_at")
    days = [stored_as(_MEASUREMENTS, "period_start")(week.start) for week in weeks]
    source = stored_as(_MEASUREMENTS, "source")(Source.IMPORT)
    holiday = stored_as(_MEASUREMENTS, "missing_reason")(MissingReason.HOLIDAY)
    keys = [
        (
            [(one.of.team.id, one.row.id, told[one.row.id]) for one in measures],
            (source, run.stored_by_id, as_moment(run.stored_at), first_version(run.stored_at), "", run.id),
        )
        for measures, run in ((measures, runs[number]) for number, measures in own.items())
    ]
    return _rows(keys, days, holiday, tick)


def _rows(
    keys: Sequence[tuple[Sequence[tuple[int, int, Told]], Row]],
    days: Sequence[object],
    holiday: object,
    tick: Callable[[int], None],
) -> Iterator[Row]:
    for measures, after in keys:
        for team_id, measure_id, told in measures:
            numbers = told.numerators.tolist()
            parts = told.denominators.tolist() if told.denominators is not None else None
            for place in _stands(told):
                if told.paused[place]:
                    said = (None, None, None, True, holiday)
                elif parts is None:
                    said = (numbers[place], None, None, False, None)
                else:
                    said = (None, numbers[place], parts[place], False, None)
                yield (team_id, measure_id, days[place], *said, "", *after)
        tick(1)


def _note_import(one: DefinedMeasure, told: Told, weeks: Sequence[Period], run: ImportRun) -> None:
    places = _stands(told)
    span = {"first": weeks[places[0]].start.isoformat(), "last": weeks[places[-1]].start.isoformat()}
    note(
        Actor(one.of.leader, run.stored_at),
        Deed.CHANGED,
        MEASURE,
        one.row.id,
        team_id=one.of.team.id,
        label=one.row.name,
        after={"imported": len(places), "overwritten": 0} | span,
        import_run_id=run.id,
    )
