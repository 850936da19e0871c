"""The mail to a leader: answers have stood still. How many and where, and never a word of one."""

from __future__ import annotations

from collections.abc import Callable

from tracker.services.answers.chain.stopped import StoppedNews
from tracker.services.mail.letter import Letter, LetterLink, LetterPart
from tracker.text.locale import Locale
from tracker.views.answers.chain.words import days_said
from tracker.views.links import Links


def stopped_writer(links: Links) -> Callable[[StoppedNews, Locale], Letter]:
    """Return what writes the mail, with whole addresses from `links`."""

    def write(news: StoppedNews, locale: Locale) -> Letter:
        limit = days_said(news.limit, locale)
        subject = locale.ngettext("%(num)s svar har stått stille", "%(num)s svar har stått stille", news.count)
        text = [
            locale.gettext(
                "Ingenting har skjedd med dem på over %(limit)s. Det som har stått lengst, har stått i %(longest)s.",
                limit=limit,
                longest=days_said(news.longest, locale),
            ),
            locale.gettext("Ta ett steg videre, eller si nei med en grunn. Begge deler er et svar."),
        ]
        page = LetterLink(locale.gettext("Se hva som har stoppet"), links.chain(news.team.slug), is_button=True)
        return Letter(
            subject=subject,
            heading=subject,
            about=news.team.name,
            parts=[LetterPart(text=text, link=page)],
            why=[locale.gettext("Du får denne fordi du leder %(team)s.", team=news.team.name)],
        )

    return write
