"""What addresses and hidden fields say: ids, numbers, days, enum members and slugs, each within bounds.

The one module of `web` that reads the query string and turns outside text into numbers and days; typed fields have
their own (`web/forms`). What is not there, or cannot be read, is None: most pages make sense without it. Where a page
does not, `strict` answers 404 to what is there and cannot be read. Of a name that is repeated, the first one counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar
from urllib.parse import quote, urlencode
from uuid import UUID

from flask import abort, request

from tracker.analysis import Period, PeriodKind
from tracker.text.id_list import read_ids
from tracker.text.period_address import read_period

Read = TypeVar("Read")
Member = TypeVar("Member", bound=StrEnum)

MOST_ID = 2**31 - 1
"""What PostgreSQL's whole numbers reach to."""
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_MOST_LETTERS = 254
_WHOLE = re.compile(r"[0-9]{1,10}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def read_whole(text: str, *, least: int = 1, most: int = MOST_ID) -> int | None:
    """Return the whole number that ASCII digits say, where it lies within the bounds."""
    number = int(text) if _WHOLE.fullmatch(text) else None
    return number if number is not None and least <= number <= most else None


def read_day(text: str) -> date | None:
    """Return the day that is written as 2026-11-22."""
    try:
        day = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
    return day if day is not None and _FIRST_YEAR <= day.year <= _LAST_YEAR else None


def read_moment(said: object) -> datetime | None:
    """Return a moment of JSON, where it is one and says its zone."""
    try:
        moment = datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def read_uuid(said: object) -> UUID | None:
    """Return an id that a browser made."""
    try:
        return UUID(said) if isinstance(said, str) else None
    except ValueError:
        return None


def read_member(kind: type[Member], text: str) -> Member | None:
    """Return the member of an enum that has this value."""
    return next((member for member in kind if member.value == text), None)


def read_slug(text: str) -> str | None:
    """Return a slug or a key: small letters, digits, and signs between them."""
    return text if len(text) <= _MOST_LETTERS and _SLUG.fullmatch(text) else None


def row_id(name: str, *, strict: bool = False) -> int | None:
    """Return the id of a row that the address asks for."""
    return _asked(name, read_whole, strict=strict)


def row_ids(name: str) -> list[int]:
    """Return every id under a name that the address repeats; what is none is left out."""
    return [number for text in request.args.getlist(name) if (number := read_whole(text)) is not None]


def id_list(name: str) -> list[int] | None:
    """Return the ids that the address lists in few letters (`text.id_list`); None where it lists none."""
    text = request.args.get(name)
    return None if text is None else read_ids(text)


def page_number(*, strict: bool = False) -> int:
    """Return which page of a list the address asks for: the first one where it does not say."""
    return _asked("page", read_whole, strict=strict) or 1


def day(name: str) -> date | None:
    """Return the day that the address asks for."""
    return _asked(name, read_day, strict=False)


def period(kind: PeriodKind, name: str = "") -> Period | None:
    """Return the period of a kind that the address asks for, under the kind's own name: `?week=2026-W48`."""
    return _asked(name or kind.value, lambda text: read_period(kind, text), strict=False)


def whole(name: str, *, most: int) -> int | None:
    """Return the whole number that the address asks for, from 1 to the most there can be."""
    return _asked(name, lambda text: read_whole(text, most=most), strict=False)


def member(kind: type[Member], name: str, *, strict: bool = False) -> Member | None:
    """Return the member of an enum that the address asks for."""
    return _asked(name, lambda text: read_member(kind, text), strict=strict)


def members(kind: type[Member], name: str) -> list[Member]:
    """Return every member of an enum under a name that the address repeats, each once; what is none is left out."""
    found = (read_member(kind, text) for text in request.args.getlist(name))
    return list(dict.fromkeys(each for each in found if each is not None))


def slugs(name: str) -> list[str]:
    """Return every slug under a name that the address repeats; what is none is left out."""
    return [each for text in request.args.getlist(name) if (each := read_slug(text)) is not None]


def slug(name: str) -> str | None:
    """Return the slug or key that the address asks for; 404 where there is something else."""
    return _asked(name, read_slug, strict=True)


def uuid(name: str) -> UUID | None:
    """Return the random id that the address carries."""
    return _asked(name, read_uuid, strict=False)


def words(name: str) -> str:
    """Return the beginning of a text in the address, to be shown in a field and judged there."""
    return request.args.get(name, "")[:_MOST_LETTERS]


def address() -> str:
    """Return the address of this request, with all that it asks, for what is read of an address as a whole."""
    return request.full_path.rstrip("?")


def address_in(language: str) -> str:
    """Return the address of this request in another language: where no cookie is set, nothing else keeps the choice."""
    asked = {name: value for name, value in request.args.items() if name != "lang"}
    return f"{request.script_root}{quote(request.path)}?{urlencode({**asked, 'lang': language})}"


def is_set(name: str) -> bool:
    """Return whether the address says yes to something with a 1."""
    return request.args.get(name) == "1"


def next_address() -> str:
    """Return where the address or the form wants to go afterwards, as it stands: `onward` judges it."""
    return request.values.get("next", "")


def hidden(name: str) -> str:
    """Return what a hidden field or the button that was pressed says."""
    return request.form.get(name, "")


def hidden_id(name: str) -> int | None:
    """Return the id of a row in a hidden field."""
    return read_whole(hidden(name))


def hidden_uuid(name: str) -> UUID | None:
    """Return the random id in a hidden field."""
    return read_uuid(hidden(name))


def is_pressed(name: str) -> bool:
    """Return whether the form came by the button of this name, or with a field of it, which may be empty."""
    return name in request.form


def kept(kind: type[Member], cookie: str) -> Member | None:
    """Return the member of an enum that a cookie keeps."""
    return read_member(kind, request.cookies.get(cookie, ""))


def _asked(name: str, read: Callable[[str], Read | None], *, strict: bool) -> Read | None:
    text = request.args.get(name, "")
    found = read(text) if text else None
    if found is None and text and strict:
        abort(404)
    return found
