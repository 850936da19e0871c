"""What the mails to a day's units say, in four languages. `{…}` is filled in; nothing that was typed in a form is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLetterTexts:
    """Every text of those mails, in one language."""

    tomorrow: str
    tomorrow_text: str
    tomorrow_open: str
    tomorrow_ready: str
    asks: str
    asks_text: str
    asks_how: str
    asks_again: str
    asks_again_text: str
    nothing_too: str
    moved: str
    moved_text: str
    moved_same: str
    open_page: str
    answer: str
    why: str


DAY_LETTER_TEXTS: Mapping[str, DayLetterTexts] = MappingProxyType(
    {
        "nb": DayLetterTexts(
            tomorrow="I morgen er det «Hva er viktig for deg?»-dagen",
            tomorrow_text="Dagen er {day}. Telleren deres åpner ved midnatt.",
            tomorrow_open="Dette står åpent på lista deres:",
            tomorrow_ready="Alt på lista deres er klart.",
            asks="Hva ble det til?",
            asks_text="{day} var dere med på «Hva er viktig for deg?»-dagen. Hva gjorde dere med svarene?",
            asks_how="Det er ett spørsmål med tre svar. Svaret står på dagens side sammen med svarene fra dem dere "
            "spurte.",
            asks_again="Hva ble det til? Vi spør en siste gang",
            asks_again_text="Vi har ikke hørt fra dere om dagen {day}. Dette er siste gang vi spør.",
            nothing_too="Er dere ikke i gang, er det også et svar.",
            moved="Dagen er flyttet til {day}",
            moved_text="«Hva er viktig for deg?»-dagen er {day}, ikke {before}.",
            moved_same="Siden, telleren og påminnelsene følger den nye datoen. Lenken og QR-koden er de samme.",
            open_page="Åpne enhetens side",
            answer="Svar på spørsmålet",
            why="Du får denne fordi en enhet er meldt på dagen med denne adressen.",
        ),
        "nn": DayLetterTexts(
            tomorrow="I morgon er det «Kva er viktig for deg?»-dagen",
            tomorrow_text="Dagen er {day}. Teljaren dykkar opnar ved midnatt.",
            tomorrow_open="Dette står ope på lista dykkar:",
            tomorrow_ready="Alt på lista dykkar er klart.",
            asks="Kva vart det til?",
            asks_text="{day} var de med på «Kva er viktig for deg?»-dagen. Kva gjorde de med svara?",
            asks_how="Det er eitt spørsmål med tre svar. Svaret står på sida for dagen saman med svara frå dei de "
            "spurde.",
            asks_again="Kva vart det til? Vi spør ein siste gong",
            asks_again_text="Vi har ikkje høyrt frå dykk om dagen {day}. Dette er siste gongen vi spør.",
            nothing_too="Er de ikkje i gang, er det òg eit svar.",
            moved="Dagen er flytta til {day}",
            moved_text="«Kva er viktig for deg?»-dagen er {day}, ikkje {before}.",
            moved_same="Sida, teljaren og påminningane følgjer den nye datoen. Lenkja og QR-koden er dei same.",
            open_page="Opne sida til eininga",
            answer="Svar på spørsmålet",
            why="Du får denne fordi ei eining er meld på dagen med denne adressa.",
        ),
        "en": DayLetterTexts(
            tomorrow="Tomorrow is the “What matters to you?” day",
            tomorrow_text="The day is {day}. Your counter opens at midnight.",
            tomorrow_open="This is still open on your list:",
            tomorrow_ready="Everything on your list is ready.",
            asks="What came of it?",
            asks_text="On {day} you took part in the “What matters to you?” day. What did you do with the answers?",
            asks_how="It is one question with three answers. Yours is shown on the page of the day, beside the answers "
            "of those you asked.",
            asks_again="What came of it? We ask one last time",
            asks_again_text="We have not heard from you about the day, {day}. This is the last time we ask.",
            nothing_too="If you have not begun, that is an answer too.",
            moved="The day has moved to {day}",
            moved_text="The “What matters to you?” day is {day}, not {before}.",
            moved_same="The page, the counter and the reminders follow the new date. Link and QR code are the same.",
            open_page="Open your unit's page",
            answer="Answer the question",
            why="You have this because a unit was signed up for the day with this address.",
        ),
        "da": DayLetterTexts(
            tomorrow="I morgen er det »Hvad er vigtigt for dig?«-dagen",
            tomorrow_text="Dagen er {day}. Jeres tæller åbner ved midnat.",
            tomorrow_open="Dette står åbent på jeres liste:",
            tomorrow_ready="Alt på jeres liste er klar.",
            asks="Hvad blev det til?",
            asks_text="{day} var I med på »Hvad er vigtigt for dig?«-dagen. Hvad gjorde I med svarene?",
            asks_how="Det er ét spørgsmål med tre svar. Svaret står på dagens side sammen med svarene fra dem, I "
            "spurgte.",
            asks_again="Hvad blev det til? Vi spørger en sidste gang",
            asks_again_text="Vi har ikke hørt fra jer om dagen {day}. Det er sidste gang, vi spørger.",
            nothing_too="Er I ikke i gang, er det også et svar.",
            moved="Dagen er flyttet til {day}",
            moved_text="»Hvad er vigtigt for dig?«-dagen er {day}, ikke {before}.",
            moved_same="Siden, tælleren og påmindelserne følger den nye dato. Linket og QR-koden er de samme.",
            open_page="Åbn enhedens side",
            answer="Svar på spørgsmålet",
            why="Du får denne, fordi en enhed er meldt til dagen med denne adresse.",
        ),
    }
)
