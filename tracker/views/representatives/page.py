"""The page of those who speak for patients: what is new, what they know again, what was written, who hears them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.access.people import local_day
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.services.answers.wall import WallCounts, wall_counts
from tracker.services.representatives.coverage import coverage_of
from tracker.services.representatives.feedback import last_visit, speakers_of, written_threads
from tracker.services.representatives.recognition import recognitions_of
from tracker.services.representatives.seats import seats_of
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.links import Links
from tracker.views.measures.thread_list import ThreadList, thread_list
from tracker.views.representatives.beside import (
    RatingCard,
    SeatLine,
    level_rows,
    missing_level,
    rating_card,
    seat_lines,
)
from tracker.views.representatives.cards import FIRST, RecognitionCard, recognition_cards
from tracker.views.representatives.news import FeedbackNews, feedback_news


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackPage:
    """All that the page shows."""

    speaks: bool
    """Whether the person who looks speaks for patients here."""
    role: str
    since: str
    """The day she last said that she had seen what is new; nothing on her first visit."""
    news: Sequence[FeedbackNews]
    cards: Sequence[RecognitionCard]
    more_cards: Sequence[RecognitionCard]
    threads: ThreadList
    became: WallCounts | None
    """What patients' answers became; None for who may not read them."""
    levels: Sequence[tuple[str, int, int]]
    lacks: str
    rating: RatingCard
    seats: Sequence[SeatLine]
    is_missing: bool
    """Whether nobody speaks for patients in the team."""


def feedback_page(access: TeamAccess, locale: Locale, links: Links) -> FeedbackPage:
    """Gather the page; the number of questions to the database does not follow how much there is."""
    written, said, visit = written_threads(access), recognitions_of(access), last_visit(access)
    speakers, coverage = speakers_of(access), coverage_of(access)
    cards = recognition_cards(access, said, locale, links)
    own = next((row for row in speakers if row.user_id == access.user.id), None)
    day = None if visit is None else local_day(visit)
    return FeedbackPage(
        speaks=access.may(Permission.REPRESENT),
        role=label(own.role, locale).lower() if own else "",
        since="" if day is None else locale.day_seen_from(day, access.today),
        news=feedback_news(access, written, said, locale, links, since=visit),
        cards=cards[:FIRST],
        more_cards=cards[FIRST:],
        threads=thread_list(access, [each.thread for each in written if each.measure is None], locale, links),
        became=wall_counts(access) if access.may(Permission.READ_ANSWERS) else None,
        levels=level_rows(coverage, locale),
        lacks=missing_level(coverage, locale),
        rating=rating_card(access, locale),
        seats=seat_lines(access, speakers, seats_of(access), locale, links),
        is_missing=not speakers,
    )
