"""When an idea is planned to begin, in words."""

from __future__ import annotations

from datetime import date

from tracker.text.locale import Locale


def planned_start(day: date, *, today: date, locale: Locale) -> str:
    """Return "Planlagt fra 1. desember"; of a day that has come, a kind question: nobody is late with an idea."""
    said = locale.day_seen_from(day, today)
    if day > today:
        return locale.gettext("Planlagt fra %(day)s", day=said)
    if day == today:
        return locale.gettext("Planlagt fra i dag. Er dere i gang?")
    return locale.gettext("Var planlagt fra %(day)s. Er dere i gang, eller passer en ny dato bedre?", day=said)
