"""Barriers by kind as bars: so many teams or barriers, the most frequent first, and what that says in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.services.barriers.patterns import KindCount
from tracker.text.locale import Locale
from tracker.views.bars import NamedBar
from tracker.views.labels import label


def kind_bars(counts: Sequence[KindCount], *, of: int, locale: Locale) -> list[NamedBar]:
    """Return a bar for each kind, by the number of teams that have it."""
    ordered = sorted(counts, key=lambda each: -each.teams)
    return [
        NamedBar(
            label(each.kind, locale),
            locale.gettext("%(num)s av %(all)s", num=each.teams, all=of),
            min(100, round(100 * each.teams / of)) if of else 0,
        )
        for each in ordered
    ]


def same_in_words(counts: Sequence[KindCount], *, of: int, locale: Locale) -> str:
    """Say where one answer may solve several; nothing where no kind is in two teams."""
    first = max(counts, key=lambda each: each.teams, default=None)
    if first is None or first.teams < 2:
        return ""
    kind = label(first.kind, locale)
    return locale.gettext(
        "%(num)s av %(all)s team har ført «%(kind)s». Ett svar kan løse flere.", num=first.teams, all=of, kind=kind
    )
