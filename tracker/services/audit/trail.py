"""The audit trail as it is read: chosen by person, thing, time and word, and what belongs together as one line.

The lines of one import are one, told at its end. Counts from the bedside write no lines, since nobody knows who
counted: each hour in which a measure was counted stands as one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, literal, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute

from tracker.access.people import OSLO
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.imports import ImportRun
from tracker.models.measures import Measure
from tracker.models.tally import TallyHour
from tracker.services.audit.registry import KINDS, AuditTopic
from tracker.services.paging import page_of

PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditChoice:
    """Which lines are asked for; nothing said is all of them. Both days are within."""

    user_id: int | None = None
    bedside: bool = False
    """Only counts from the bedside, which are nobody's."""
    topic: AuditTopic | None = None
    first: date | None = None
    last: date | None = None
    word: str = ""

    @property
    def is_all(self) -> bool:
        """Return whether nothing is left out."""
        return self == AuditChoice()


@dataclass(frozen=True, slots=True)
class BedsideHour:
    """What was counted of one measure in one hour."""

    measure: Measure
    hour: datetime
    yes: int
    total: int


@dataclass(frozen=True, slots=True)
class ImportLines:
    """The lines of one import, together; `run` is its file."""

    run: ImportRun
    lines: Sequence[AuditLine]


TrailItem = AuditLine | ImportLines | BedsideHour
"""What is read as one line."""


@dataclass(frozen=True, slots=True)
class TrailPage:
    """One page of the chosen lines, newest first; pages count from 1. `oldest` is when the first of them all was."""

    items: Sequence[TrailItem]
    page: int
    pages: int
    found: int
    oldest: datetime | None

    @property
    def lines(self) -> list[AuditLine]:
        """Return every stored line of the page."""
        found: list[AuditLine] = []
        for item in self.items:
            found += item.lines if isinstance(item, ImportLines) else [item] if isinstance(item, AuditLine) else []
        return found


@dataclass(frozen=True, slots=True)
class TrailPeople:
    """Who has lines in the trail, by id and name; and whether anybody counted at the bedside."""

    names: Mapping[int, str]
    bedside: bool


def trail(access: TeamAccess, choice: AuditChoice, *, page: int = 1, size: int = PAGE) -> TrailPage:
    """Read a page of the team's trail, newest first, in as many queries however long it is.

    A page beyond the last is the last. The lines of an import come whole, also where the choice is met by one of them.
    """
    access.require(Permission.READ_AUDIT)
    chosen = union_all(_lines(access, choice), _hours(access, choice)).subquery()
    counted = select(func.count(), func.min(chosen.c.at).label("oldest"))
    found, oldest = db.session.execute(counted).one()
    at = page_of(found, size=size, asked=page)
    newest = select(chosen).order_by(chosen.c.at.desc(), chosen.c.last.desc(), chosen.c.key.desc())
    keys = db.session.execute(newest.limit(at.size).offset(at.before)).all()
    return TrailPage(_items(access, keys), at.page, at.pages, found, oldest)


def trail_people(access: TeamAccess) -> TrailPeople:
    """Return who can be chosen, by name."""
    access.require(Permission.READ_AUDIT)
    of_team = (AuditLine.team_id == access.team.id, AuditLine.user_id.is_not(None))
    latest = select(func.max(AuditLine.id)).where(*of_team).group_by(AuditLine.user_id)
    named = select(AuditLine.user_id, AuditLine.user_name).where(AuditLine.id.in_(latest))
    names = {row.user_id: row.user_name for row in db.session.execute(named.order_by(AuditLine.user_name))}
    hours = select(TallyHour.hour).join(Measure, Measure.id == TallyHour.measure_id)
    counted = db.session.scalar(hours.where(Measure.team_id == access.team.id, TallyHour.total > 0).limit(1))
    return TrailPeople(names, counted is not None)


def _lines(access: TeamAccess, choice: AuditChoice) -> Select[int, datetime, int]:
    """Choose stored lines, by their id, or by the negative id of the import they are of."""
    key = case((AuditLine.import_run_id.is_not(None), -AuditLine.import_run_id), else_=AuditLine.id)
    query = select(key.label("key"), func.max(AuditLine.at).label("at"), func.max(AuditLine.id).label("last"))
    query = query.where(AuditLine.team_id == access.team.id, *_within(AuditLine.at, choice)).group_by(key)
    if choice.bedside:
        return query.where(literal(value=False))
    if choice.user_id is not None:
        query = query.where(AuditLine.user_id == choice.user_id)
    if choice.topic is not None:
        query = query.where(_is_about(choice.topic))
    if choice.word:
        query = query.where(_says(AuditLine.label, choice.word))
    return query


def _hours(access: TeamAccess, choice: AuditChoice) -> Select[int, datetime, int]:
    """Choose hours at the bedside, by their measure; they come after all lines of the same moment."""
    query = select(TallyHour.measure_id.label("key"), TallyHour.hour.label("at"), literal(0).label("last"))
    query = query.join(Measure, Measure.id == TallyHour.measure_id)
    query = query.where(Measure.team_id == access.team.id, TallyHour.total > 0, *_within(TallyHour.hour, choice))
    if choice.user_id is not None or choice.topic not in (None, AuditTopic.MEASUREMENTS):
        return query.where(literal(value=False))
    return query.where(_says(Measure.name, choice.word)) if choice.word else query


def _is_about(topic: AuditTopic) -> ColumnElement[bool]:
    """Tell the lines of a topic; an import is about measurements, though its lines are told of measures."""
    kinds = [kind.key for kind in KINDS.values() if kind.topic is topic]
    if topic is AuditTopic.MEASUREMENTS:
        return or_(AuditLine.subject.in_(kinds), AuditLine.import_run_id.is_not(None))
    return AuditLine.subject.in_(kinds) & AuditLine.import_run_id.is_(None)


def _within(at: InstrumentedAttribute[datetime], choice: AuditChoice) -> list[ColumnElement[bool]]:
    """Hold the chosen days, as they begin and end where people live."""
    held = []
    if choice.first is not None:
        held.append(at >= datetime.combine(choice.first, time(), OSLO))
    if choice.last is not None:
        held.append(at < datetime.combine(choice.last + timedelta(days=1), time(), OSLO))
    return held


def _says(text: InstrumentedAttribute[str], word: str) -> ColumnElement[bool]:
    """Tell whether a text has a word in it, large letters or small; SQLite's own `lower` knows a to z alone."""
    small: ColumnElement[str] = func.lower(text)
    for large in "ÆØÅ":
        small = func.replace(small, large, large.lower())
    return small.contains(word.lower(), autoescape=True)


def _items(access: TeamAccess, keys: Sequence[Any]) -> list[TrailItem]:
    ids = [row.key for row in keys if row.last and row.key > 0]
    runs = [-row.key for row in keys if row.last and row.key < 0]
    hours = [(row.key, row.at) for row in keys if not row.last]
    wanted = (AuditLine.team_id == access.team.id, or_(AuditLine.id.in_(ids), AuditLine.import_run_id.in_(runs)))
    single: dict[int, AuditLine] = {}
    together: dict[int, list[AuditLine]] = {}
    for line in db.session.scalars(select(AuditLine).where(*wanted).order_by(AuditLine.id)):
        if line.import_run_id is None:
            single[line.id] = line
        else:
            together.setdefault(line.import_run_id, []).append(line)
    files = {run.id: run for run in db.session.scalars(select(ImportRun).where(ImportRun.id.in_(runs)))}
    counted = _counted(hours)
    items: list[TrailItem] = []
    for row in keys:
        if not row.last:
            items += [counted[row.key, row.at]] if (row.key, row.at) in counted else []  # taken back meanwhile
        elif row.key < 0:
            items.append(ImportLines(files[-row.key], together[-row.key]))
        else:
            items.append(single[row.key])
    return items


def _counted(hours: Sequence[tuple[int, datetime]]) -> dict[tuple[int, datetime], BedsideHour]:
    """Load the sums of hours, which may be some more than those asked for."""
    measures = {measure_id for measure_id, _ in hours}
    query = select(TallyHour, Measure).join(Measure, Measure.id == TallyHour.measure_id)
    query = query.where(TallyHour.measure_id.in_(measures), TallyHour.hour.in_({hour for _, hour in hours}))
    return {
        (row.measure_id, row.hour): BedsideHour(measure, row.hour, row.yes, row.total)
        for row, measure in db.session.execute(query)
    }
