"""What has changed since a person last looked: what waits for an answer on top, then what is new."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tracker.access.people import local_day
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.analysis import Effect
from tracker.models.improvement import InterventionState
from tracker.models.representatives import Recognition
from tracker.services.representatives.feedback import WrittenThread, new_interventions, new_signals_of
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.links import Links

LONGEST = 120
"""So many letters of what was said are quoted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackNews:
    """One line of what is new: what it is, and the way to it."""

    icon: str
    head: str
    text: str
    link: str
    href: str
    waits: bool = False


def feedback_news(
    access: TeamAccess,
    written: Sequence[WrittenThread],
    said: Sequence[Recognition],
    locale: Locale,
    links: Links,
    *,
    since: datetime | None,
) -> list[FeedbackNews]:
    """List what waits, however old, and what came since; on a first visit only what waits, in no query more."""
    waiting = [*_waiting(access, written, locale, links)]
    if since is None:
        return waiting
    return [
        *waiting,
        *_answered(access, written, locale, links, since),
        *_heard(access, said, locale, links, since),
        *_interventions(access, locale, links, since),
        *_signals(access, locale, links, since),
    ]


def _waiting(
    access: TeamAccess, written: Sequence[WrittenThread], locale: Locale, links: Links
) -> Iterator[FeedbackNews]:
    """Tell a representative what the team has not answered her, and the team whom it has not answered."""
    for each in written:
        thread = each.thread
        own = thread.asked_by_id == access.user.id
        if not thread.waits or not (own or access.may(Permission.IMPROVE)):
            continue
        asked = [one for one in thread.messages if one.asks and one.removed_at is None]
        if not asked:
            continue
        days = (access.today - local_day(asked[-1].written_at)).days
        when = (
            locale.gettext("i dag")
            if days == 0
            else locale.ngettext("for %(num)s dag siden", "for %(num)s dager siden", days)
        )
        quote = _short(asked[-1].text)
        if own:
            yield FeedbackNews(
                icon="clock",
                head=locale.gettext("Teamet har ikke svart deg ennå."),
                text=locale.gettext("Du skrev «%(text)s» %(when)s.", text=quote, when=when),
                link=locale.gettext("Se spørsmålet"),
                href=links.thread(access.team.slug, thread.id),
                waits=True,
            )
        else:
            yield FeedbackNews(
                icon="clock",
                head=locale.gettext("%(name)s venter på svar fra dere.", name=asked[-1].by.name),
                text=locale.gettext("Skrevet %(when)s: «%(text)s»", when=when, text=quote),
                link=locale.gettext("Les og svar"),
                href=links.thread(access.team.slug, thread.id),
                waits=True,
            )


def _answered(
    access: TeamAccess, written: Sequence[WrittenThread], locale: Locale, links: Links, since: datetime
) -> Iterator[FeedbackNews]:
    for each in written:
        thread = each.thread
        if thread.asked_by_id != access.user.id or thread.answered_at is None or thread.answered_at <= since:
            continue
        answers = [one for one in thread.messages if one.answers and one.removed_at is None]
        quote = f"«{_short(answers[-1].text)}»" if answers else ""
        yield FeedbackNews(
            icon="check",
            head=locale.gettext("Teamet svarte deg."),
            text=_about(each, quote, locale),
            link=locale.gettext("Se svaret"),
            href=links.thread(access.team.slug, thread.id),
        )


def _about(each: WrittenThread, quote: str, locale: Locale) -> str:
    if each.measure is None:
        return quote
    return locale.gettext("Om «%(chart)s»: %(text)s", chart=each.measure.name, text=quote)


def _heard(
    access: TeamAccess, said: Sequence[Recognition], locale: Locale, links: Links, since: datetime
) -> Iterator[FeedbackNews]:
    """Tell of what others have said of a chart, where it does not wait: what waits stands on top already."""
    for row in said:
        if row.said_at <= since or row.user_id == access.user.id or row.thread is None or row.thread.waits:
            continue
        yield FeedbackNews(
            icon="talk",
            head=locale.gettext(
                "%(name)s svarte: %(answer)s", name=row.user.name, answer=label(row.answer, locale).lower()
            ),
            text="",
            link=locale.gettext("Les svaret"),
            href=links.thread(access.team.slug, row.thread.id),
        )


def _interventions(access: TeamAccess, locale: Locale, links: Links, since: datetime) -> Iterator[FeedbackNews]:
    for row in new_interventions(access, since=since):
        yield FeedbackNews(
            icon="flag",
            head=(
                locale.gettext("Ny idé til tiltak:")
                if row.state is InterventionState.IDEA
                else locale.gettext("Nytt tiltak %(number)s:", number=row.flag)
            ),
            text=f"«{row.title}»",
            link=locale.gettext("Se tiltaket"),
            href=links.intervention(access.team.slug, row.id),
        )


def _signals(access: TeamAccess, locale: Locale, links: Links, since: datetime) -> Iterator[FeedbackNews]:
    for signal in new_signals_of(access, since=since):
        name = signal.measure.name
        yield FeedbackNews(
            icon="chart",
            head={
                Effect.WORSE: locale.gettext("«%(chart)s» viser forverring.", chart=name),
                Effect.BETTER: locale.gettext("«%(chart)s» viser bedring.", chart=name),
                Effect.NEUTRAL: locale.gettext("«%(chart)s» viser endring.", chart=name),
            }[signal.effect],
            text="",
            link=locale.gettext("Kjenner du deg igjen?")
            if access.may(Permission.REPRESENT)
            else locale.gettext("Se diagrammet"),
            href=links.recognise(access.team.slug, signal.measure.id)
            if access.may(Permission.REPRESENT)
            else links.measure(access.team.slug, signal.measure),
        )


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1].rstrip()}…"
