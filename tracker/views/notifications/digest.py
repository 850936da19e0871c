"""The weekly mail: what needs a person, then what is news since the last one. Nothing to say, no mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from tracker.access.people import Actor
from tracker.analysis import Period, PeriodKind
from tracker.models.accounts import User
from tracker.models.base import db
from tracker.models.mail import MailKind
from tracker.services.mail import outbox
from tracker.services.mail.letter import Letter, LetterLink, LetterPart
from tracker.services.mail.sender import Sender
from tracker.services.notifications.choices import wanted_by
from tracker.services.notifications.reading import read_by
from tracker.services.notifications.weekly import claim_week, last_mail_at
from tracker.text.locale import Locale
from tracker.views.links import Links
from tracker.views.notifications.inbox import notifications
from tracker.views.notifications.notification import Notification
from tracker.views.signals.watching import sentences_of

A_WEEK = timedelta(days=7)


def put_digest(user_id: int, *, sender: Sender, links: Links, now: datetime) -> bool:
    """Put a person's mail of this week into the outbox, in the open transaction; False where she gets none.

    Whoever calls commits where it was put in, and takes back what was begun where it was not.
    """
    user = db.session.get(User, user_id)
    if user is None:
        return False
    locale = Locale.of(user.language.value)
    letter = digest_letter(Actor(user, now), locale, links)
    if letter is None or not claim_week(user_id, now=now):
        return False
    mail = outbox.put(letter, kind=MailKind.DIGEST, to=user, sender=sender, locale=locale, now=now)
    return mail is not None


def digest_letter(actor: Actor, locale: Locale, links: Links) -> Letter | None:
    """Write the mail, with whole addresses from `links`; None where there is nothing to say."""
    wanted = wanted_by(actor.user.id)
    found = notifications(actor, locale, links, [kind for kind, where in wanted.items() if where.by_mail])
    needs = [each for each in found if each.needs_you]
    seen, since = read_by(actor.user.id), _since(actor)
    news = [each for each in found if each.at is not None and each.at > since and each.key not in seen]
    if not needs and not news:
        return None
    charts = [each.measure for each in news if each.measure is not None]
    said = sentences_of(charts, locale, today=actor.today) if charts else {}
    first = (needs or [each for each in news if each.measure is None] or news)[0]
    heading = _heading(needs, locale)
    return Letter(
        subject=heading,
        heading=heading,
        about=_day(actor, locale),
        parts=[
            *(_part(each, said, is_first=each is first) for each in needs),
            *_section(locale.gettext("Til orientering"), [each for each in news if each.measure is None], said, first),
            *_section(
                locale.gettext("Nytt i tallene"), [each for each in news if each.measure is not None], said, first
            ),
        ],
        why=[
            locale.gettext(
                "Du får denne mandag kl. 07.00, når det er noe å fortelle. Vi ser ikke om du åpner den. Svar fra "
                "pasienter er aldri med."
            )
        ],
        foot=[LetterLink(locale.gettext("Velg varsler"), links.notification_choices())],
    )


def _heading(needs: Sequence[Notification], locale: Locale) -> str:
    if not needs:
        return locale.gettext("Nytt siden sist")
    return locale.ngettext("Én ting trenger deg", "%(num)s ting trenger deg", len(needs))


def _since(actor: Actor) -> datetime:
    """Return after which moment something is new: her last mail, or a week ago where there was none of late."""
    last = last_mail_at(actor.user.id)
    return last if last is not None and last > actor.now - 2 * A_WEEK else actor.now - A_WEEK


def _section(
    heading: str, news: Sequence[Notification], said: Mapping[int, str], first: Notification
) -> Sequence[LetterPart]:
    """Tell news under a heading of its own; where it is all there is, the mail's own says enough."""
    if not news:
        return ()
    return [
        *([LetterPart(heading)] if news[0] is not first else []),
        *(_part(each, said, is_first=each is first) for each in news),
    ]


def _part(each: Notification, said: Mapping[int, str], *, is_first: bool) -> LetterPart:
    """Tell one thing, and what its chart says; the first has the button, the others links."""
    sentence = said.get(each.measure.id, "") if each.measure is not None else ""
    text = [each.about, *([sentence] if sentence else [])]
    return LetterPart(each.title, text, LetterLink(each.deed, each.href, is_button=is_first))


def _day(actor: Actor, locale: Locale) -> str:
    """Return the day in words: ``mandag 30. november, uke 49``."""
    today = actor.today
    week = locale.period(Period.containing(PeriodKind.WEEK, today))
    return f"{locale.weekday(today.isoweekday())} {locale.day(today, year=False)}, {week}"
