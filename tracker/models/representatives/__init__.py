"""Those who speak for patients and next of kin: whether charts are as they live it, and how they are heard."""

from tracker.models.representatives.cooperation import COOPERATION, CooperationRating
from tracker.models.representatives.recognition import FeedbackVisit, Recognised, Recognition
from tracker.models.representatives.seats import RecruitmentState, RepresentativeSeat

__all__ = [
    "COOPERATION",
    "CooperationRating",
    "FeedbackVisit",
    "Recognised",
    "Recognition",
    "RecruitmentState",
    "RepresentativeSeat",
]
