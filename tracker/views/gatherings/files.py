"""Files of a gathering as a list shows them: what each is, how large, and who added it when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.access.people import local_day
from tracker.models.gatherings import Gathering
from tracker.services.gatherings.attached.files import files_of
from tracker.text.conventions import NBSP
from tracker.text.locale import Locale
from tracker.views.labels import label

_KILO, _MEGA = 1_000, 1_000_000


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file in a list."""

    id: int
    name: str
    about: str
    """What it is and how large: "PDF, 2,4 MB"."""
    added: str


def file_rows(row: Gathering, locale: Locale) -> Sequence[FileRow]:
    """List the files of a gathering, in one query."""
    return [
        FileRow(
            each.id,
            each.name,
            f"{label(each.kind, locale)}, {size_in_words(each.size, locale)}",
            locale.gettext(
                "Lagt til av %(name)s %(day)s", name=each.added_by.name, day=locale.day(local_day(each.added_at))
            ),
        )
        for each in files_of(row)
    ]


def size_in_words(size: int, locale: Locale) -> str:
    """Return a number of bytes as people say it: "340 kB", "2,4 MB"."""
    if size < _MEGA:
        return f"{locale.number(max(1, size / _KILO))}{NBSP}kB"
    return f"{locale.number(size / _MEGA, 1)}{NBSP}MB"
