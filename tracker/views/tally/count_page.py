"""What the page at the bedside is handed: its questions with today's counts, and the day in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from tracker.access.team_code import CodeAccess
from tracker.analysis import Period, PeriodKind
from tracker.services.tally.counts import Sum
from tracker.services.tally.sums import Day, Question, day_so_far, find_count, questions_of
from tracker.text.locale import Locale, capital, marked

MOST_CARDS = 3
"""More questions than these become a list."""
MOST_MARKS = 20
"""Dots that are shown of a day; the sentence beside them counts all."""
FAMILIARS = {
    "chair_seated": ("stool", marked("Visittstolen")),
    "matters_asked": ("talk", marked("Hva er viktig for deg?")),
}
"""The sign of a library measure's question, and what its measure is called on a ward, by its key."""
_NOTHING = Day(Sum(), ())


@dataclass(frozen=True, slots=True)
class Card:
    """One question. `yes_id` and `no_id` are the counts that a press makes where there are no scripts."""

    question: Question
    icon: str
    name: str
    day: Day
    yes_id: UUID
    no_id: UUID

    @property
    def marks(self) -> str:
        """The latest dots, a letter each."""
        return _letters(self.day)


@dataclass(frozen=True, slots=True)
class Last:
    """A count that can be undone."""

    id: UUID
    measure_id: int
    question: str
    answer: bool


def cards_of(access: CodeAccess, locale: Locale) -> list[Card]:
    """Lay the questions out, with what today has of each."""
    questions = questions_of(access)
    days = day_so_far(access, [question.measure_id for question in questions])
    cards = []
    for question in questions:
        icon, familiar = FAMILIARS.get(question.key, ("check", ""))
        name = locale.gettext(familiar) if familiar else question.name
        day = days.get(question.measure_id, _NOTHING)
        cards.append(Card(question, icon, name, day, uuid4(), uuid4()))
    return cards


def today_of(access: CodeAccess, questions: Sequence[Question]) -> dict[str, object]:
    """Return today's counts as the page's script reads them."""
    days = day_so_far(access, [question.measure_id for question in questions])
    return {
        "day": access.today.isoformat(),
        "at": access.now.isoformat(),
        "questions": {
            str(measure_id): {"yes": day.sum.yes, "total": day.sum.total, "marks": _letters(day)}
            for measure_id, day in days.items()
        },
    }


def last_of(access: CodeAccess, cards: list[Card], count_id: UUID | None) -> Last | None:
    """Find the count that was made just now, by the id that the address carries where there are no scripts."""
    row = find_count(access, count_id) if count_id else None
    asked = {card.question.measure_id: card.question.text for card in cards}
    if row is None or row.measure_id not in asked:
        return None
    return Last(row.id, row.measure_id, asked[row.measure_id], row.answer)


def day_in_words(day: date, locale: Locale) -> str:
    """Return a day as the head of the page does: "Onsdag 11. november, uke 46"."""
    written = f"{capital(locale.weekday(day.isoweekday()))} {locale.day(day, year=False)}"
    week = Period.containing(PeriodKind.WEEK, day).number
    return locale.gettext("%(day)s, uke %(week)s", day=written, week=week)


def _letters(day: Day) -> str:
    return "".join("y" if answer else "n" for answer in day.marks[-MOST_MARKS:])
