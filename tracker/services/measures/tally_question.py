"""What is asked at the bedside: which of a team's measures are tallied there, and with which words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.audit import Deed
from tracker.models.measures import FIRST_LANGUAGE, CatalogueMeasure, HowRecorded, Measure
from tracker.services.audit.log import note
from tracker.services.measures.audit_words import MEASURE
from tracker.services.measures.values import Valued, is_share
from tracker.services.refusal import Refused
from tracker.services.versions import count_version

QUESTIONS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "chair_seated": {"nb": "Satte legen seg ned?", "en": "Did the doctor sit down?"},
        "matters_asked": {"nb": "Ble pasienten spurt?", "en": "Was the patient asked?"},
    }
)
"""What a measure of the library asks from the day it is taken into use, by its key and the language's code."""


class QuestionFault(StrEnum):
    """Why a measure cannot be asked about at the bedside."""

    NOT_A_SHARE = "not_a_share"


def question_of(catalogue: CatalogueMeasure | None, language: str) -> str:
    """Return what a measure of the library asks at the bedside; nothing where it is not made for that.

    A language without the question is asked in bokmål.
    """
    asked = QUESTIONS.get(catalogue.key, {}) if catalogue else {}
    return asked.get(language) or asked.get(FIRST_LANGUAGE, "")


def proposed_way(catalogue: CatalogueMeasure) -> HowRecorded:
    """Return how the numbers of a measure of the library come in, until the team says otherwise."""
    return HowRecorded.TALLY if catalogue.key in QUESTIONS else HowRecorded.TYPED


def can_be_tallied(measure: Valued) -> bool:
    """Return whether yes and no add up to the measure's value: each yes is counted in both parts of a share."""
    return is_share(measure)


def set_question(access: TeamAccess, measure: Measure, question: str) -> None:
    """Ask this at the bedside from now on, or nothing more where it is empty. What was counted stays.

    Raises:
        Refused: the measure is no share.
        IdentityNumberError: the words hold an identity number.
    """
    access.require(Permission.DEFINE)
    if not can_be_tallied(measure):
        raise Refused(QuestionFault.NOT_A_SHARE)
    if measure.tally_question == question:
        return
    before, after = {"tally_question": measure.tally_question}, {"tally_question": question}
    measure.tally_question = question
    count_version(access, measure)
    note(access, Deed.CHANGED, MEASURE, measure.id, label=measure.name, before=before, after=after)
