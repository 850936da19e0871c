"""What sheets of paper say: the question in chosen languages, of one team or of several in a network."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from tracker.access.network import NetworkAccess
from tracker.access.team import TeamAccess
from tracker.access.team_code import show_code
from tracker.documents.answer_sheets import AnswerSheet, OwnQuestion, SheetLanguage
from tracker.models.answers import AnswerLanguage, OwnerText
from tracker.services.answers.cards.owner_text import owner_text, printed_text
from tracker.services.answers.cards.series import answer_code
from tracker.services.answers.cards.teams import asking_teams
from tracker.services.answers.question import AskedQuestion, asked_by
from tracker.text.answers.languages import PATIENT_TEXTS
from tracker.text.answers.sheet_texts import SHEET_TEXTS

_OWN = AnswerLanguage.SOUTH_SAMI
WholeAddress = Callable[..., str]
"""What makes an address with its host of a page's name and its parts."""


def team_sheet(
    access: TeamAccess, languages: Sequence[AnswerLanguage], whole_address: WholeAddress
) -> AnswerSheet | None:
    """Return what a team's sheets say; None where it has no code that works, so that nothing can be scanned."""
    code = answer_code(access)
    if not code:
        return None
    own = printed_text(access, _OWN)
    return sheet_of(access.team.name, code, asked_by(access), languages, own, whole_address)


def network_sheets(
    access: NetworkAccess,
    slugs: Collection[str],
    languages: Sequence[AnswerLanguage],
    whole_address: WholeAddress,
) -> list[AnswerSheet]:
    """Return what the sheets of these teams say, by name; of all that have a code, where none is named."""
    own = owner_text(access, _OWN)
    ready = own if own and own.is_ready else None
    return [
        sheet_of(each.name, each.code, each.asked, languages, ready, whole_address)
        for each in asking_teams(access)
        if each.code and (each.slug in slugs or not slugs)
    ]


def sheet_of(
    ward: str,
    code: str,
    asked: AskedQuestion,
    languages: Sequence[AnswerLanguage],
    own: OwnerText | None,
    whole_address: WholeAddress,
) -> AnswerSheet:
    """Return what the sheets of a ward say whose square leads to this code."""
    link = whole_address("answers.answer", code=show_code(code))
    return AnswerSheet(
        ward=ward,
        house=asked.house,
        link=link,
        address=bare(link),
        withdraw=bare(whole_address("answers.withdraw")),
        texts=[_in_language(ward, asked, each) for each in languages],
        owner=OwnQuestion(own.language.value, own.question, own.text) if own else None,
    )


def _in_language(ward: str, asked: AskedQuestion, language: AnswerLanguage) -> SheetLanguage:
    own, patient = asked.words(language), PATIENT_TEXTS[language.value]
    says = SHEET_TEXTS[language.value]
    return SheetLanguage(language.value, own.asker or ward, own.question or patient.question, patient, says)


def bare(address: str) -> str:
    """Return an address as it is printed."""
    return address.split("://", 1)[-1]
