"""The mails to a day's units, in the language each signed up in. Nothing that was typed at sign-up stands in one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from tracker.models.campaigns import Campaign, CampaignLetterKind, CampaignUnit
from tracker.services.mail.letter import Letter, LetterLink, LetterPart
from tracker.services.reminders.to_units import UnitWriter, language_of
from tracker.services.reminders.wording import Wording, filled
from tracker.text.campaigns.frame_texts import FRAME_TEXTS
from tracker.text.campaigns.languages import UNIT_TEXTS
from tracker.text.campaigns.letter_texts import DAY_LETTER_TEXTS
from tracker.text.locale import Locale
from tracker.views.links import Links


def unit_letters(links: Links) -> Callable[[CampaignUnit, CampaignLetterKind], Letter]:
    """Return what writes the letters that go by themselves, with whole addresses from `links`."""

    def write(unit: CampaignUnit, kind: CampaignLetterKind) -> Letter:
        says, day = DAY_LETTER_TEXTS[language_of(unit)], day_of(unit)
        match kind:
            case CampaignLetterKind.DAY_BEFORE:
                text = [says.tomorrow_text.format(day=day), says.tomorrow_open, *open_on_list(unit)]
                if all(unit.ready):
                    text[1:] = [says.tomorrow_ready]
                return _letter(unit, links, says.tomorrow, text, says.open_page)
            case CampaignLetterKind.ASKS:
                text = [says.asks_text.format(day=day), says.asks_how, says.nothing_too]
                return _letter(unit, links, says.asks, text, says.answer)
            case CampaignLetterKind.ASKS_AGAIN:
                text = [says.asks_again_text.format(day=day), says.asks_how, says.nothing_too]
                return _letter(unit, links, says.asks_again, text, says.answer)

    return write


def moved_letters(links: Links, before: date) -> UnitWriter:
    """Return what tells a unit that the day has another date than the one it was told."""

    def write(unit: CampaignUnit) -> Letter:
        says, frame = DAY_LETTER_TEXTS[language_of(unit)], FRAME_TEXTS[language_of(unit)]
        moved = says.moved_text.format(day=day_of(unit), before=frame.short_day(before))
        subject = says.moved.format(day=frame.short_day(unit.campaign.held_on))
        return _letter(unit, links, subject, [moved, says.moved_same], says.open_page)

    return write


def moved_wording(campaign: Campaign, before: date, locale: Locale) -> Wording:
    """Return what is kept of that mail with who sent it, in her language."""
    moved = locale.gettext(
        "«Hva er viktig for deg?»-dagen er %(day)s, ikke %(before)s.",
        day=locale.day(campaign.held_on),
        before=locale.day(before, year=False),
    )
    same = locale.gettext(
        "Siden, telleren og påminnelsene følger den nye datoen. Hver enhet får dette på sitt eget språk."
    )
    subject = locale.gettext("Dagen er flyttet til %(day)s", day=locale.day(campaign.held_on, year=False))
    return Wording(subject, f"{moved}\n\n{same}")


def hosts_letters(links: Links, wording: Wording) -> UnitWriter:
    """Return what writes a host's own words to a unit: hers in her language, with the unit's own round them."""
    said = filled(wording, name="", team="", period="")

    def write(unit: CampaignUnit) -> Letter:
        return _letter(unit, links, said.subject, said.paragraphs, DAY_LETTER_TEXTS[language_of(unit)].open_page)

    return write


def day_of(unit: CampaignUnit) -> str:
    """Return the date of a unit's day in its language, in running text."""
    return FRAME_TEXTS[language_of(unit)].short_day(unit.campaign.held_on)


def open_on_list(unit: CampaignUnit) -> Sequence[str]:
    """Return what is not ready on a unit's list, a line each."""
    says = UNIT_TEXTS[language_of(unit)]
    names = (says.buttons, says.posters, says.cards, says.meeting, says.representative, says.time)
    return [f"– {name}" for name, is_ready in zip(names, unit.ready, strict=True) if not is_ready]


def _letter(unit: CampaignUnit, links: Links, subject: str, text: Sequence[str], button: str) -> Letter:
    says = DAY_LETTER_TEXTS[language_of(unit)]
    page = LetterLink(button, links.unit_of_day(unit.campaign.year, unit.code), is_button=True)
    title = f"{FRAME_TEXTS[language_of(unit)].title} {unit.campaign.year}"
    return Letter(
        subject=subject, heading=subject, about=title, parts=[LetterPart(text=text, link=page)], why=[says.why]
    )
