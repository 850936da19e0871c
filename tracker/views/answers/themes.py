"""What a team's themes are called: its own words, or the usual ones of the ten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.access.team import TeamAccess
from tracker.models.answers import AnswerTheme, ThemeKey
from tracker.services.answers.themes import SLUGS, themes_of
from tracker.text.locale import Locale
from tracker.views.labels import label


@dataclass(frozen=True, slots=True)
class ThemeName:
    """A theme as it is shown. `id` is None of one of the ten that the team has not begun to use."""

    id: int | None
    slug: str
    name: str
    key: ThemeKey | None


def theme_name(row: AnswerTheme, locale: Locale) -> str:
    """Return what a theme is called."""
    return row.name or (label(row.key, locale) if row.key else row.slug)


def theme_names(access: TeamAccess, locale: Locale) -> Sequence[ThemeName]:
    """List the team's themes in their order; the ten where it has none yet."""
    rows = themes_of(access)
    if rows:
        return [ThemeName(row.id, row.slug, theme_name(row, locale), row.key) for row in rows]
    return [ThemeName(None, SLUGS[key], label(key, locale), key) for key in ThemeKey]
