"""Svarveggen: numbers that filter, themes, and bubbles with what was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.access.team import TeamAccess
from tracker.analysis import Period, PeriodKind, periods_between
from tracker.analysis.small_numbers import is_small, shown
from tracker.models.answers import AnsweredBy
from tracker.services.answers.wall import (
    A_PAGE,
    WallChoice,
    WallCounts,
    WallGroup,
    theme_counts,
    wall,
    wall_counts,
)
from tracker.services.answers.withdrawing import to_take_down
from tracker.services.answers.words import AnswerWords
from tracker.text.locale import Locale
from tracker.text.period_address import write_period
from tracker.views.answers.standing import StandingInWords, standings_in_words
from tracker.views.answers.themes import ThemeName, theme_names
from tracker.views.labels import label

_MOST_MONTHS = 36


@dataclass(frozen=True, slots=True)
class WallItem:
    """One bubble and what stands under it."""

    words: AnswerWords
    who: str
    is_kin: bool
    week: int
    themes: Sequence[ThemeName]
    standing: StandingInWords


@dataclass(frozen=True, slots=True)
class WallTheme:
    """A theme to filter by; without a number below the threshold."""

    theme: ThemeName
    count: int | None
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class AnswerWallPage:
    """All that the wall shows."""

    counts: WallCounts
    choice: WallChoice
    theme: ThemeName | None
    themes: Sequence[WallTheme]
    months: Sequence[tuple[str, str]]
    """The months that answers may be from, newest first: as an address says it, and its name."""
    items: Sequence[WallItem]
    found: int
    shown: int
    to_take_down: int

    @property
    def more(self) -> int:
        """Return how many the next step shows."""
        return min(A_PAGE, self.found - len(self.items))

    @property
    def counted(self) -> bool:
        """Return whether the number of what is shown may be told: all of it, or a cell that is large enough."""
        return not self.choice.is_narrow or not is_small(self.found)


def wall_page(
    access: TeamAccess,
    locale: Locale,
    *,
    group: WallGroup | None = None,
    theme: str = "",
    who: AnsweredBy | None = None,
    month: Period | None = None,
    shown: int = A_PAGE,
) -> AnswerWallPage:
    """Read the wall as it is asked for. A theme that is not there is as if none was asked for."""
    names = theme_names(access, locale)
    by_id = {each.id: each for each in names if each.id is not None}
    chosen = next((each for each in by_id.values() if each.slug == theme), None)
    choice = WallChoice(group, chosen.id if chosen else None, who, month)
    counts, by_theme = wall_counts(access), theme_counts(access)
    rows, found = wall(access, choice, counts, shown=shown)
    where = standings_in_words(access, [row.id for row in rows], locale)
    return AnswerWallPage(
        counts=counts,
        choice=choice,
        theme=chosen,
        themes=[_theme(each, by_theme, choice) for each in by_id.values()],
        items=[
            WallItem(
                words=row,
                who=label(row.who, locale),
                is_kin=row.who is AnsweredBy.KIN,
                week=row.week.isocalendar().week,
                themes=[by_id[each] for each in row.theme_ids if each in by_id],
                standing=where[row.id],
            )
            for row in rows
        ],
        months=_months(counts.since, access.today, locale),
        found=found,
        shown=shown,
        to_take_down=to_take_down(access),
    )


def _months(since: date | None, today: date, locale: Locale) -> list[tuple[str, str]]:
    if since is None:
        return []
    first, last = (Period.containing(PeriodKind.MONTH, day) for day in (since, today))
    months = reversed(periods_between(first, last)[-_MOST_MONTHS:])
    return [(write_period(month), locale.period(month)) for month in months]


def _theme(theme: ThemeName, counts: Mapping[int, int], choice: WallChoice) -> WallTheme:
    number = counts.get(theme.id or 0, 0)
    return WallTheme(theme, shown(number), theme.id == choice.theme_id)
