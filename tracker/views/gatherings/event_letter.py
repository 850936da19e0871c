"""The mail that a gathering is planned, moved or cancelled: when and where, as it was and is, its page and its files.

It has no invitation to accept: the files are the event's own, under the same name in every calendar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tracker.models.gatherings import Gathering
from tracker.models.networks import Network
from tracker.services.gatherings.announcing import GatheringChange, GatheringNews, Whereabouts, whereabouts
from tracker.services.gatherings.gatherings import days_of
from tracker.services.mail.letter import Letter, LetterLink, LetterPart
from tracker.text.locale import Locale
from tracker.views.gatherings.words import day_and_hours, day_name, long_when
from tracker.views.labels import label
from tracker.views.links import Links


def gathering_writer(network: Network, links: Links) -> Callable[[GatheringNews, Locale], Letter]:
    """Return what writes the mails of a network's gatherings, with whole addresses from `links`."""

    def write(news: GatheringNews, locale: Locale) -> Letter:
        row, is_off = news.gathering, news.change is GatheringChange.CANCELLED
        return Letter(
            subject=_subject(news, locale),
            heading=_subject(news, locale),
            about=f"{network.name} · {label(row.kind, locale)}",
            parts=[
                *_told(
                    news,
                    LetterLink(locale.gettext("Se siden"), links.gathering(network.slug, row.id), is_button=True),
                    locale,
                ),
                *([] if is_off else _files(row, network, links, locale)),
            ],
            why=[
                locale.gettext(
                    "Du får denne fordi du leder et team i %(network)s, eller er påmeldt.", network=network.name
                )
            ],
            foot=[LetterLink(locale.gettext("Følg samlingene i kalenderen din"), links.calendar_feed(network.slug))],
        )

    return write


def _subject(news: GatheringNews, locale: Locale) -> str:
    title = news.gathering.title
    match news.change:
        case GatheringChange.PLANNED:
            return f"{label(news.gathering.kind, locale)}: {title}"
        case GatheringChange.CANCELLED:
            return locale.gettext("Avlyst: %(title)s", title=title)
        case GatheringChange.MOVED:
            is_time = news.before is None or news.before.days != whereabouts(news.gathering).days
            if is_time:
                return locale.gettext("Flyttet: %(title)s", title=title)
            return locale.gettext("Nytt sted: %(title)s", title=title)


def _told(news: GatheringNews, button: LetterLink, locale: Locale) -> Iterator[LetterPart]:
    now = whereabouts(news.gathering)
    if news.change is GatheringChange.CANCELLED:
        off = locale.gettext("%(when)s. Den er avlyst.", when=long_when(news.gathering, locale))
        calendar = locale.gettext("Har du lagt den i kalenderen, så slett den der.")
        yield LetterPart(text=[off, calendar], link=button)
    elif news.before is None:
        yield LetterPart(locale.gettext("Når og hvor"), _lines(now, locale), button)
    else:
        yield LetterPart(locale.gettext("Slik er det nå"), _lines(now, locale), button)
        yield LetterPart(locale.gettext("Slik var det"), _lines(news.before, locale))
        yield LetterPart(
            text=[
                locale.gettext(
                    "Har du lastet ned den forrige, så slett den i kalenderen. Følger du samlingene i kalenderen, "
                    "kommer endringen av seg selv, men det kan ta et døgn."
                )
            ]
        )


def _lines(at: Whereabouts, locale: Locale) -> Sequence[str]:
    days = [day_and_hours(starts, ends, locale) for starts, ends in at.days]
    return [*days, at.place or locale.gettext("Stedet er ikke satt.")]


def _files(row: Gathering, network: Network, links: Links, locale: Locale) -> Iterator[LetterPart]:
    for day in days_of(row):
        said = locale.gettext("Last ned %(day)s til kalenderen", day=day_name(day, locale))
        yield LetterPart(link=LetterLink(said, links.gathering_file(network.slug, row.id, day.position)))
