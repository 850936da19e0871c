"""Measures: what a team counts, how, towards which value, and the history of both."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, ColumnElement, ForeignKey, Index, String, UniqueConstraint, func
from sqlalchemy.orm import Mapped, joinedload, mapped_column, relationship
from sqlalchemy.sql.base import ExecutableOption

from tracker.analysis import ChartKind, Direction
from tracker.analysis.periods import PeriodKind
from tracker.models.base import Base, FreeText, TeamRow, Versioned, short_text


class MeasureKind(StrEnum):
    """What a measure is for: the result, the way there, or what must not get worse meanwhile."""

    OUTCOME = "outcome"
    PROCESS = "process"
    BALANCING = "balancing"


class ValueKind(StrEnum):
    """What one value of a measure is made of."""

    PROPORTION = "proportion"
    RATE = "rate"
    COUNT = "count"
    CONTINUOUS = "continuous"
    DAYS_BETWEEN = "days_between"
    OPPORTUNITIES_BETWEEN = "opportunities_between"

    @property
    def has_denominator(self) -> bool:
        """True where a period has a numerator and a denominator."""
        return self in {ValueKind.PROPORTION, ValueKind.RATE}

    @property
    def is_between_events(self) -> bool:
        """True where events are entered by date, and a value is what lies between two of them."""
        return self in {ValueKind.DAYS_BETWEEN, ValueKind.OPPORTUNITIES_BETWEEN}


class HowRecorded(StrEnum):
    """How a measure's numbers come in, as the plan says it; other ways stay open."""

    TALLY = "tally"
    TYPED = "typed"
    FILE = "file"


class RuleSetName(StrEnum):
    """The rule set a measure is read with; the engine holds the rules themselves."""

    ANHOEJ_SPLIT = "anhoej_split"
    ANHOEJ = "anhoej"
    IHI = "ihi"
    IHI_EXACT = "ihi_exact"
    IHI_SPLIT = "ihi_split"
    MAKING_DATA_COUNT = "making_data_count"


FIRST_LANGUAGE = "nb"
"""The language every text of the library is in."""


class CatalogueMeasure(Base):
    """A ready measure of the library, in each language. A team copies its text and keeps the link."""

    __tablename__ = "catalogue_measure"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    family: Mapped[str] = mapped_column(String(40))
    position: Mapped[int] = mapped_column()
    kind: Mapped[MeasureKind] = mapped_column()
    value_kind: Mapped[ValueKind] = mapped_column()
    direction: Mapped[Direction] = mapped_column()
    period_kind: Mapped[PeriodKind] = mapped_column()
    multiplier: Mapped[float] = mapped_column(default=1.0)
    decimals: Mapped[int] = mapped_column(default=0)
    target: Mapped[float | None] = mapped_column()
    services: Mapped[str] = mapped_column(String(200), default="")
    """Comma-separated `ServiceKind` values it is offered to; empty means all."""
    texts: Mapped[dict[str, dict[str, str]]] = mapped_column(JSON)
    """By language code: name, numerator, denominator, unit and exclusions. Bokmål is always there."""

    def texts_in(self, language: str) -> Mapping[str, str]:
        """Return the texts in the language of this code; in bokmål where there are none in it."""
        return self.texts.get(language) or self.texts[FIRST_LANGUAGE]

    @classmethod
    def name_in(cls, language: str) -> ColumnElement[str]:
        """Return the name for a query, in the language of this code; in bokmål where there is none in it."""
        own, first = (cls.texts[code, "name"].as_string() for code in (language, FIRST_LANGUAGE))
        return func.coalesce(own, first)


class Measure(TeamRow, Versioned):
    """A team's measure with its plan (måleplan) and how its chart is read."""

    __tablename__ = "measure"
    __table_args__ = (
        Index(None, "team_id", "position"),
        CheckConstraint("multiplier > 0", name="multiplier"),
        CheckConstraint("decimals BETWEEN 0 AND 4", name="decimals"),
        CheckConstraint("baseline_points IS NULL OR baseline_points >= 3", name="baseline_points"),
        CheckConstraint("(axis_from IS NULL) = (axis_from_by_id IS NULL)", name="axis_from_who"),
    )

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"))
    catalogue_id: Mapped[int | None] = mapped_column(ForeignKey("catalogue_measure.id"), index=True)
    name: Mapped[str] = short_text()
    short_name: Mapped[str] = mapped_column(FreeText(24), default="")
    """What it is called where there is little room; empty: its name."""
    slug: Mapped[str] = mapped_column(String(120))
    kind: Mapped[MeasureKind] = mapped_column()
    value_kind: Mapped[ValueKind] = mapped_column()
    period_kind: Mapped[PeriodKind] = mapped_column(default=PeriodKind.WEEK)
    direction: Mapped[Direction] = mapped_column(default=Direction.NEITHER)
    unit: Mapped[str] = mapped_column(FreeText(60), default="")
    """What a value counts: "visitter" for the parts of a share, "min", "per 1000 liggedøgn"."""
    decimals: Mapped[int] = mapped_column(default=0)
    multiplier: Mapped[float] = mapped_column(default=1.0)
    """A rate is events per this many of the exposure; 1 for everything else (a share is shown in percent)."""
    who_records: Mapped[str] = mapped_column(FreeText(200), default="")
    how_recorded: Mapped[HowRecorded] = mapped_column(default=HowRecorded.TYPED)
    sample: Mapped[str] = mapped_column(FreeText(200), default="")
    """How many, and how they are picked, where not everything is counted."""
    tally_question: Mapped[str] = mapped_column(FreeText(80), default="")
    """What is asked at the bedside, answered by yes or no; empty: the measure is not tallied."""
    baseline_points: Mapped[int | None] = mapped_column()
    """Points of each phase that its median is worked out from; None: all of them."""
    chart_kind: Mapped[ChartKind] = mapped_column(default=ChartKind.RUN)
    rule_set: Mapped[RuleSetName] = mapped_column(default=RuleSetName.ANHOEJ_SPLIT)
    rules_changed_at: Mapped[datetime | None] = mapped_column()
    """When the program gave the chart other rules, until who decides on charts has read what that changed."""
    axis_from: Mapped[float | None] = mapped_column()
    """Where the value axis begins, chosen for shares near the whole; None: at 0. Stored as 0 to 1, as targets are."""
    axis_from_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    position: Mapped[int] = mapped_column(default=0)
    archived_at: Mapped[datetime | None] = mapped_column()
    created_at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)
    """The form that made the row: sent twice, it makes one row."""

    definitions: Mapped[list[MeasureDefinition]] = relationship(order_by="MeasureDefinition.version")
    targets: Mapped[list[MeasureTarget]] = relationship(order_by="MeasureTarget.id")

    @classmethod
    def load_options(cls) -> tuple[ExecutableOption, ...]:
        """Load a measure with the words of its definitions and with its targets, in the same query."""
        return joinedload(cls.definitions), joinedload(cls.targets)


class MeasureDefinition(TeamRow, Base):
    """One version of what is counted. A new version never rewrites the old one: old points were counted the old way."""

    __tablename__ = "measure_definition"
    __table_args__ = (UniqueConstraint("measure_id", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"))
    version: Mapped[int] = mapped_column()
    valid_from: Mapped[date] = mapped_column()
    numerator: Mapped[str] = mapped_column(FreeText(200), default="")
    denominator: Mapped[str] = mapped_column(FreeText(200), default="")
    exclusions: Mapped[str] = mapped_column(FreeText(400), default="")
    reason: Mapped[str] = mapped_column(FreeText(200), default="")
    set_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    set_at: Mapped[datetime] = mapped_column()


class MeasureTarget(TeamRow, Base):
    """One target of a measure; the one with the latest day that has come holds. Shares are stored as 0 to 1."""

    __tablename__ = "measure_target"
    __table_args__ = (
        CheckConstraint(
            "(low IS NULL AND high IS NULL) OR (low IS NOT NULL AND high IS NOT NULL AND low < high AND value IS NULL)",
            name="range",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), index=True)
    value: Mapped[float | None] = mapped_column()
    """None with no range either: the target was taken away on this day."""
    low: Mapped[float | None] = mapped_column()
    high: Mapped[float | None] = mapped_column()
    """The two ends of a goal range, which stands in place of a value: the measure is to stay between them."""
    deadline: Mapped[date | None] = mapped_column()
    valid_from: Mapped[date] = mapped_column()
    set_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    set_at: Mapped[datetime] = mapped_column()
