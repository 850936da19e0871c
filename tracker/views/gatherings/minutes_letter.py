"""The mail of a gathering's minutes: which it was, what the team itself agreed to, and where the minutes are read.

The minutes' own words are not in it: they may repeat what a patient or a representative said, and a mail can be
neither corrected nor withdrawn. Nor is what other teams agreed to, which no team reads on its page either.
"""

from __future__ import annotations

from collections.abc import Sequence

from tracker.models.gatherings import Action
from tracker.models.networks import Network
from tracker.services.mail.letter import Letter, LetterLink, LetterPart
from tracker.services.reminders.minutes import MinutesNews, MinutesWriter
from tracker.text.locale import Locale
from tracker.views.gatherings.words import long_when
from tracker.views.links import Links


def minutes_writer(network: Network, links: Links) -> MinutesWriter:
    """Return what writes the letters of minutes in a network, with whole addresses from `links`."""

    def write(news: MinutesNews, locale: Locale) -> Letter:
        title = news.gathering.title
        subject = locale.gettext("Referat: %(title)s", title=title)
        if news.is_changed:
            subject = locale.gettext("Endret referat: %(title)s", title=title)
        return Letter(
            subject=subject,
            heading=subject,
            about=f"{network.name} · {long_when(news.gathering, locale)}",
            parts=_parts(news, links, locale),
            why=_why(news, locale),
        )

    return write


def _parts(news: MinutesNews, links: Links, locale: Locale) -> Sequence[LetterPart]:
    changed = [locale.gettext("Referatet er endret siden vi sendte det sist.")] if news.is_changed else []
    row = news.gathering
    if news.team is None:
        said = locale.gettext("Hvert team får det det selv avtalte, og en lenke til referatet.")
        when = long_when(row, locale)
        return [LetterPart(text=[when, *changed, said])]
    href = links.team_gathering(news.team.slug, row.id)
    button = LetterLink(locale.gettext("Les referatet"), href, is_button=True)
    agreed = [_line(each, locale) for each in news.agreed]
    none = [locale.gettext("Ingen avtaler er skrevet ned for %(team)s.", team=news.team.name)]
    return [
        *([LetterPart(text=changed)] if changed else []),
        LetterPart(locale.gettext("Dette avtalte dere"), agreed or none, button),
    ]


def _line(action: Action, locale: Locale) -> str:
    """Return something agreed in one line: what, who, by when."""
    said = [action.text]
    if action.person:
        said.append(action.person)
    if action.due is not None:
        said.append(locale.gettext("frist %(day)s", day=locale.day(action.due, year=False)))
    return " · ".join(said)


def _why(news: MinutesNews, locale: Locale) -> Sequence[str]:
    if news.team is None:
        return ()
    return (
        locale.gettext("Selve referatet står på siden for samlingen, ikke i e-posten. Der kan det rettes."),
        locale.gettext("Du får denne fordi du leder %(team)s.", team=news.team.name),
    )
