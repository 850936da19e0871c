"""What the members of the enums of evaluations by users are called on screen."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any

from tracker.models.user_evaluations import EvaluationStage, FindingState, GuideSide, PointVerdict, RecurringTheme
from tracker.text.locale import marked

EVALUATION_LABELS: Mapping[type[Enum], Mapping[Any, str]] = {
    EvaluationStage: {
        EvaluationStage.AGREEMENT: marked("Avtale"),
        EvaluationStage.RECRUITMENT: marked("Rekruttering"),
        EvaluationStage.GUIDE: marked("Intervjuguide"),
        EvaluationStage.INTERVIEWS: marked("Intervjuer"),
        EvaluationStage.ANALYSIS: marked("Analyse"),
        EvaluationStage.PRELIMINARY: marked("Foreløpig rapport"),
        EvaluationStage.DIALOGUE: marked("Dialogmøte"),
        EvaluationStage.REPORT: marked("Rapport"),
        EvaluationStage.FOLLOW_UP: marked("Oppfølging"),
    },
    GuideSide: {
        GuideSide.INTERVIEWERS: marked("Intervjuerne"),
        GuideSide.EVALUATOR: marked("Evaluator"),
        GuideSide.TEAM: marked("Teamet har lest"),
    },
    RecurringTheme: {
        RecurringTheme.INFORMATION: marked("God informasjon"),
        RecurringTheme.ONE_DOOR: marked("Én dør inn"),
        RecurringTheme.LOW_THRESHOLD: marked("Lav terskel"),
        RecurringTheme.HEARD: marked("Bli hørt"),
        RecurringTheme.SAFETY: marked("Trygghet"),
        RecurringTheme.FAMILY: marked("Pårørende med"),
        RecurringTheme.CONTACT: marked("En fast kontakt"),
        RecurringTheme.SLEEP: marked("Søvn og ro"),
        RecurringTheme.OWN: marked("Eget tema"),
    },
    FindingState: {
        FindingState.PRELIMINARY: marked("Foreløpig"),
        FindingState.DISCUSSED: marked("Drøftet"),
    },
    PointVerdict: {
        PointVerdict.DONE: marked("Gjort"),
        PointVerdict.ONGOING: marked("I gang"),
        PointVerdict.NOT_DONE: marked("Ikke gjort"),
    },
}
