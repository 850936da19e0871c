"""The mail to a leader: answers of her team go on a day, or that is put off. Never a word of an answer."""

from __future__ import annotations

from collections.abc import Callable

from tracker.services.answers.retention.notice import RunNews
from tracker.services.mail.letter import Letter, LetterLink, LetterPart
from tracker.text.locale import Locale
from tracker.views.links import Links


def run_writer(links: Links) -> Callable[[RunNews, Locale], Letter]:
    """Return what writes the mail of a run, with whole addresses from `links`."""

    def write(news: RunNews, locale: Locale) -> Letter:
        day = locale.day(news.day)
        if news.put_off:
            subject = locale.gettext("Slettingen av svar er utsatt til %(day)s", day=day)
            text = [locale.gettext("Vertskapet har utsatt den. Grunnen er: %(why)s", why=news.why)]
        else:
            subject = locale.gettext("Gamle svar slettes %(day)s", day=day)
            text = [
                locale.gettext("Svar som er eldre enn det nettverket har avtalt, slettes av seg selv den dagen."),
                locale.gettext("Tallene i diagrammene endres ikke. Det dere gjorde, blir stående."),
            ]
        page = LetterLink(locale.gettext("Se teamets side"), links.team(news.team.slug), is_button=True)
        return Letter(
            subject=subject,
            heading=subject,
            about=f"{news.team.name} · {news.network.name}",
            parts=[LetterPart(text=text, link=page)],
            why=[locale.gettext("Du får denne fordi du leder %(team)s.", team=news.team.name)],
        )

    return write
