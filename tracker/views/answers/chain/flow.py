"""The chain as a list over themes: what has stood still longest is on top, and then the name decides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.access.team import TeamAccess
from tracker.analysis.small_numbers import is_small
from tracker.models.answers import AnswerTheme
from tracker.services.answers.chain.reading import (
    AnswerInChain,
    Pace,
    answers_in_chain,
    longest_still,
    pace_of,
    unread_of,
)
from tracker.services.answers.standing import WhereItIs
from tracker.services.answers.themes import themes_of
from tracker.text.locale import Locale
from tracker.views.answers.chain.words import ORDER, answers_said, counted, days_said, parts_said, waits_for
from tracker.views.answers.themes import theme_name

MOST_SIGNS = 40
"""Over so many answers in a theme, the signs become one bar in the same order."""


@dataclass(frozen=True, slots=True)
class PaceStep:
    """One of the four words: how many came there, and the median days from the one before."""

    word: str
    count: str
    days: str = ""


@dataclass(frozen=True, slots=True)
class BarPart:
    """One stretch of a theme's bar, in per cent."""

    where: WhereItIs
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """One theme: a sign an answer, the same in words, and for how long it has stood and where."""

    name: str
    slug: str
    count: str
    signs: tuple[WhereItIs, ...]
    bar: tuple[BarPart, ...]
    parts: str
    days: str
    where: str


@dataclass(frozen=True, slots=True)
class ChainFlow:
    """The whole list. `few` names the themes that have no numbers yet."""

    steps: tuple[PaceStep, ...]
    lines: tuple[ThemeLine, ...]
    few: str
    keys: tuple[WhereItIs, ...]


def chain_flow(access: TeamAccess, locale: Locale) -> ChainFlow | None:
    """Return the list, in as many queries however many answers and themes there are; None before the first answer."""
    answers = answers_in_chain(access)
    year = access.today.year
    unread = unread_of(access, year)
    if not answers and not unread:
        return None
    lines: list[tuple[int, str, ThemeLine]] = []
    few: list[str] = []
    for theme in themes_of(access):
        mine = [each for each in answers if theme.id in each.theme_ids]
        name = theme_name(theme, locale)
        if not is_small(len(mine)):
            still = longest_still(mine)
            stood = still.still(access.today) if still else -1
            lines.append((-stood, name, _line(theme, name, mine, still, access.today, locale)))
        elif mine:
            few.append(name)
    return ChainFlow(
        steps=_steps(pace_of(answers, unread=unread, year=year), locale),
        lines=tuple(line for _, _, line in sorted(lines, key=lambda each: each[:2])),
        few=", ".join(few),
        keys=(*reversed(ORDER[:5]), *ORDER[5:]),
    )


def _steps(pace: Pace, locale: Locale) -> tuple[PaceStep, ...]:
    def days(number: float | None) -> str:
        return "–" if number is None else days_said(number, locale)

    return (
        PaceStep(locale.gettext("Spurt"), answers_said(pace.asked, locale)),
        PaceStep(
            locale.gettext("Hørt"),
            locale.ngettext("%(num)s er lest", "%(num)s er lest", pace.heard),
            days(pace.to_heard),
        ),
        PaceStep(
            locale.gettext("Gjort"),
            locale.ngettext("%(num)s er det gjort noe med", "%(num)s er det gjort noe med", pace.done),
            days(pace.to_done),
        ),
        PaceStep(
            locale.gettext("Fortalt"),
            locale.ngettext("%(num)s er fortalt tilbake", "%(num)s er fortalt tilbake", pace.told),
            days(pace.to_told),
        ),
    )


def _line(
    theme: AnswerTheme,
    name: str,
    answers: Sequence[AnswerInChain],
    still: AnswerInChain | None,
    today: date,
    locale: Locale,
) -> ThemeLine:
    counts = counted(answers)
    many = len(answers) > MOST_SIGNS
    signs = tuple(where for where in ORDER for _ in range(counts.get(where, 0)))
    where = locale.gettext("Ingenting venter på dere")
    if still is not None:
        where = waits_for(still, locale, others=counts.get(still.standing.where, 1))
    return ThemeLine(
        name=name,
        slug=theme.slug,
        count=answers_said(len(answers), locale),
        signs=() if many else signs,
        bar=_bar(signs) if many else (),
        parts=parts_said(counts, locale),
        days=days_said(still.still(today), locale) if still else "",
        where=where,
    )


def _bar(signs: Sequence[WhereItIs]) -> tuple[BarPart, ...]:
    parts, at = [], 0
    for where in ORDER:
        number = sum(1 for sign in signs if sign is where)
        if number:
            parts.append(BarPart(where, round(100 * at / len(signs), 2), round(100 * number / len(signs), 2)))
        at += number
    return tuple(parts)
