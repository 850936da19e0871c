"""The mails of a sign-up: the link to the unit's page, the offer to read its answers, and the question to a team.

Nothing that was typed into the form stands in a mail to a stranger: else it could send anybody's words to anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tracker.models.answers import AnswerLanguage
from tracker.models.campaigns import CampaignUnit
from tracker.models.mail import MailKind
from tracker.models.teams import Team
from tracker.services.leadership import leaders_of
from tracker.services.mail import outbox
from tracker.services.mail.letter import Letter, LetterLink, LetterPart
from tracker.services.mail.sender import Sender
from tracker.text.campaigns.frame_texts import FRAME_TEXTS
from tracker.text.campaigns.languages import UNIT_TEXTS
from tracker.text.locale import Locale


def send_link(unit: CampaignUnit, address: str, *, sender: Sender, now: datetime) -> None:
    """Send the contact the address of the unit's page, where a button confirms."""
    says = UNIT_TEXTS[unit.language.value]
    text = [says.mail_text.format(day=_day(unit)), says.mail_press]
    parts = [
        LetterPart(text=text, link=LetterLink(says.open_page, address, is_button=True)),
        LetterPart(text=[says.mail_not_you]),
    ]
    _put(unit, says.mail_subject, parts, says.mail_why, sender, now)


def hand_over(unit: CampaignUnit, address: str, *, sender: Sender, now: datetime) -> None:
    """Send whoever has taken over a unit that is confirmed the address of its page."""
    says = UNIT_TEXTS[unit.language.value]
    text = [says.handed_text.format(day=_day(unit)), says.handed_keep]
    part = LetterPart(text=text, link=LetterLink(says.open_page, address, is_button=True))
    _put(unit, says.handed_subject, [part], says.handed_why, sender, now)


def offer_to_lead(unit: CampaignUnit, address: str, *, sender: Sender, now: datetime) -> None:
    """Offer the contact to lead the team that was made for her unit, so that somebody reads its answers."""
    says = UNIT_TEXTS[unit.language.value]
    text = [says.lead_text.format(day=_day(unit)), says.lead_count]
    part = LetterPart(text=text, link=LetterLink(says.lead_link, address, is_button=True))
    _put(unit, says.lead_subject, [part], says.mail_why, sender, now)


def ask_team(unit: CampaignUnit, team: Team, address: str, *, sender: Sender, now: datetime) -> int:
    """Ask a team's leaders whether a unit that has its name is the team; return how many were asked."""

    def letter(locale: Locale) -> Letter:
        return _question(unit, team, address, locale)

    leaders = leaders_of([team.id]).get(team.id, ())
    return len(outbox.put_many(letter, kind=MailKind.DAY, to=leaders, sender=sender, now=now))


def _question(unit: CampaignUnit, team: Team, address: str, locale: Locale) -> Letter:
    said = locale.gettext("Er det dere som er meldt på dagen?")
    day = locale.day(unit.campaign.held_on)
    return Letter(
        subject=said,
        heading=said,
        about=team.name,
        parts=[
            LetterPart(
                text=[
                    locale.gettext(
                        "En enhet med samme navn som teamet er meldt på «Hva er viktig for deg?»-dagen %(day)s. Er det "
                        "dere, får enheten QR-koden deres på sin side, og svar på dagen telles med.",
                        day=day,
                    ),
                    locale.gettext("Er det ikke dere, tar du enheten ut av dagen med ett trykk."),
                ],
                link=LetterLink(locale.gettext("Svar på om det er dere"), address, is_button=True),
            )
        ],
        why=[locale.gettext("Du får denne fordi du leder teamet.")],
    )


def _put(
    unit: CampaignUnit, subject: str, parts: Sequence[LetterPart], why: str, sender: Sender, now: datetime
) -> None:
    letter = Letter(subject=subject, heading=subject, language=unit.language.value, parts=parts, why=[why])
    locale = Locale.of("en" if unit.language is AnswerLanguage.EN else "nb")
    outbox.put_to_address(letter, kind=MailKind.DAY, address=unit.contact, sender=sender, locale=locale, now=now)


def _day(unit: CampaignUnit) -> str:
    return FRAME_TEXTS[unit.language.value].day_in_a_sentence(unit.campaign.held_on)
