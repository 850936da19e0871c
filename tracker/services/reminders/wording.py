"""What a host writes, and what a team's leader reads: {navn}, {team} and {uke} are filled in for each of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.analysis import Period
from tracker.text.locale import Locale

_PLACE = re.compile(r"\{([^{}\n]{1,40})\}")
_MEANS = {"navn": "name", "name": "name", "team": "team", "uke": "period", "week": "period"}
"""The words that may stand in braces, in any of our languages."""
MOST_SUBJECT, MOST_TEXT = 200, 2000


@dataclass(frozen=True, slots=True)
class Wording:
    """A subject and a text as the host wrote them."""

    subject: str
    text: str

    @property
    def first_place(self) -> str:
        """The first word in braces, with them; nothing where none is."""
        found = _PLACE.search(self.subject) or _PLACE.search(self.text)
        return found[0] if found else ""

    @property
    def unknown(self) -> str:
        """The first word in braces that we cannot fill in; nothing where all can be."""
        words = (word for text in (self.subject, self.text) for word in _PLACE.findall(text))
        return next((word for word in words if word.strip().lower() not in _MEANS), "")


@dataclass(frozen=True, slots=True)
class Filled:
    """The same for one reader."""

    subject: str
    paragraphs: tuple[str, ...]
    """Each line by itself: a list that the host wrote stays one."""


def places(locale: Locale) -> dict[str, str]:
    """Return the words that are filled in, with their braces, as they are called in a language."""
    return {
        "name": "{" + locale.gettext("navn") + "}",
        "team": "{team}",
        "week": "{" + locale.gettext("uke") + "}",
    }


def last_number(last: Period | None, locale: Locale) -> str:
    """Return what {uke} is: the last period that has a number, or that there is none."""
    return locale.gettext("ingen ennå") if last is None else locale.period(last)


def first_name(name: str) -> str:
    """Return what a letter calls somebody."""
    return next(iter(name.split()), "")


def filled(wording: Wording, *, name: str, team: str, period: str) -> Filled:
    """Return the words for one leader: her first name, her team, and the last period that has a number."""
    said = {"name": first_name(name), "team": team, "period": period}

    def put_in(text: str) -> str:
        return _PLACE.sub(lambda found: said.get(_MEANS.get(found[1].strip().lower(), ""), found[0]), text)

    lines = put_in(wording.text).split("\n")
    return Filled(" ".join(put_in(wording.subject).split()), tuple(line.strip() for line in lines if line.strip()))
