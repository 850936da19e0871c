"""A question inside a row: which of two numbers holds. Answered by a radio button of its own name."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask_babel import gettext as _

from tracker.models.measures import Measure
from tracker.services.measurements.entries import Entry
from tracker.services.measures.values import is_share, shown
from tracker.services.tally.counts import Sum
from tracker.web.core.language import locale
from tracker.web.forms.entry_messages import said

MINE, THEIRS = "mine", "theirs"
TYPED, TALLIED = "typed", "tally"


@dataclass(frozen=True, slots=True)
class Option:
    """One of the two: what is sent, who says it, the number in words, and what may follow it."""

    value: str
    who: str
    number: str
    more: str = ""


@dataclass(slots=True)
class Choice:
    """One question with its two answers; `is_open` where it is asked now, and not only once something is typed."""

    name: str
    legend: str
    options: tuple[Option, ...]
    chosen: str = ""
    is_open: bool = True
    line: str = ""
    """What the summary says of it."""
    errors: list[str] = field(default_factory=list)


def conflict_choice(
    prefix: str, measure: Measure, mine: Entry, theirs: Entry, *, name: str = "", at: str = "", chosen: str = ""
) -> Choice:
    """Ask which of two persons' numbers holds."""
    who = name or _("Noen andre")
    return Choice(
        f"{prefix}-choice",
        _("To tall. Velg ett."),
        (
            Option(MINE, _("Ditt:"), said(mine), _share(measure, mine)),
            Option(
                THEIRS,
                _("%(name)s, kl. %(at)s:", name=who, at=at) if at else f"{who}:",
                said(theirs),
                _share(measure, theirs),
            ),
        ),
        chosen,
        line=_("du skrev %(mine)s, %(name)s lagret %(theirs)s", mine=said(mine), name=who, theirs=said(theirs)),
    )


def tally_choice(prefix: str, counted: Sum, typed: Entry | None, *, chosen: str = "") -> Choice:
    """Ask which number counts where the period is counted at the bedside too; `typed` None: nothing is typed yet."""
    tally = _("%(part)s av %(whole)s", part=counted.yes, whole=counted.total)
    return Choice(
        f"{prefix}-which",
        _("Telles også ved senga: %(sum)s. Hvilket tall gjelder?", sum=tally),
        (
            Option(TYPED, _("Det jeg skrev:"), "" if typed is None else said(typed)),
            Option(TALLIED, _("Tellingen:"), tally, _("og det som telles videre")),
        ),
        chosen,
        is_open=typed is not None,
    )


def _share(measure: Measure, entry: Entry) -> str:
    """Write a share or a rate after its two numbers: "(76 %)"."""
    if not measure.value_kind.has_denominator:
        return ""
    value = shown(measure, value=entry.value, numerator=entry.numerator, denominator=entry.denominator)
    return "" if value is None else f"({locale().figure(value, ResultStyle.of(measure))})"


@dataclass(frozen=True, slots=True)
class ResultStyle:
    """How a share or a rate is written beside its two numbers."""

    decimals: int
    is_share: bool
    unit: str = ""

    @classmethod
    def of(cls, measure: Measure) -> ResultStyle:
        """Return how a measure's share or rate is written: whole percent, or the measure's own decimals."""
        return cls(0 if is_share(measure) else measure.decimals, is_share(measure))
