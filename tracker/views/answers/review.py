"""The page where answers are read for the first time: one answer, word by word, and what is proposed about it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tracker.access.team import TeamAccess
from tracker.models.answers import HIDDEN_WORD
from tracker.services.answers.reviewing import ReviewQueue, last_read, queue, uses_keys
from tracker.services.answers.words import AnswerWords
from tracker.text.answers.answer_words import AnswerWord, PointsAt, words_of
from tracker.text.answers.theme_words import guess_themes
from tracker.text.locale import Locale
from tracker.views.answers.themes import theme_names

_MOST_NAMED = 4
_DIGITS = 10


@dataclass(frozen=True, slots=True)
class ThemeChoice:
    """A theme to tick, by its digit where it has one."""

    slug: str
    name: str
    digit: str
    is_guess: bool
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Ticked:
    """What was ticked on the page about one answer, where the form comes back with it."""

    answer: str
    hide: Collection[int]
    themes: Collection[str]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """All that the page shows."""

    queue: ReviewQueue
    words: Sequence[AnswerWord]
    hide: Collection[int]
    """The places of the words that are ticked."""
    themes: Sequence[ThemeChoice]
    names: Sequence[str]
    """Words that may be a name, to be named above the decision."""
    places: Sequence[str]
    last: AnswerWords | None
    """What was decided on before this, to be taken back."""
    keys: bool
    percent: int
    """How far the reading has come today."""

    @property
    def number(self) -> int:
        """Return which answer this is of today's."""
        return self.queue.read_today + 1

    @property
    def of(self) -> int:
        """Return how many there are to read today, with those that are read."""
        return self.queue.read_today + self.queue.waiting


def review_page(
    access: TeamAccess, locale: Locale, *, asked: str = "", last: str = "", ticked: Ticked | None = None
) -> ReviewPage:
    """Read the queue and look through the answer that is next, or the one that is asked for or was ticked."""
    found = queue(access, asked=ticked.answer if ticked else asked)
    now = found.now
    own = ticked if ticked and now and now.public_id == ticked.answer else None
    words = words_of(now.text, HIDDEN_WORD) if now else []
    total = found.read_today + found.waiting
    return ReviewPage(
        queue=found,
        words=words,
        hide=own.hide if own else (),
        themes=_themes(access, now, locale, own) if now else (),
        names=_named(words, PointsAt.NAME),
        places=_named(words, PointsAt.PLACE),
        last=last_read(access, last) if last else None,
        keys=uses_keys(access),
        percent=round(100 * found.read_today / total) if total else 100,
    )


def _themes(access: TeamAccess, now: AnswerWords, locale: Locale, ticked: Ticked | None) -> Sequence[ThemeChoice]:
    guesses = guess_themes(now.text)
    return [
        ThemeChoice(
            slug=theme.slug,
            name=theme.name,
            digit=str((place + 1) % _DIGITS) if place < _DIGITS else "",
            is_guess=theme.key is not None and theme.key.value in guesses,
            is_ticked=theme.slug in ticked.themes if ticked else theme.id in now.theme_ids,
        )
        for place, theme in enumerate(theme_names(access, locale))
    ]


def _named(words: Sequence[AnswerWord], why: PointsAt) -> list[str]:
    """Return the words that point at something, those that follow each other as one, each once."""
    runs: list[list[AnswerWord]] = []
    chosen = [word for word in words if word.points_at is why]
    for before, word in pairwise([None, *chosen]):
        if word is None:
            continue
        if runs and before is not None and word.place == before.place + 1:
            runs[-1].append(word)
        else:
            runs.append([word])
    named = [" ".join(word.bare for word in run) for run in runs]
    return list(dict.fromkeys(named))[:_MOST_NAMED]
