"""Users who ask users: an evaluation by interviews, from the agreement to what became of it.

There is no place here for a recording, what somebody said word for word, or who was interviewed: never add one.
"""

from tracker.models.user_evaluations.evaluation import EvaluationStage, StageDates, UserEvaluation
from tracker.models.user_evaluations.findings import (
    DialoguePoint,
    Finding,
    FindingState,
    PointVerdict,
    RecurringTheme,
)
from tracker.models.user_evaluations.guide import GuideApproval, GuideQuestion, GuideSide, InterviewGuide

__all__ = [
    "DialoguePoint",
    "EvaluationStage",
    "Finding",
    "FindingState",
    "GuideApproval",
    "GuideQuestion",
    "GuideSide",
    "InterviewGuide",
    "PointVerdict",
    "RecurringTheme",
    "StageDates",
    "UserEvaluation",
]
