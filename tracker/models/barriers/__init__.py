"""Barriers: what stands in a team's way, whom it is lifted to, and what leaders answer."""

from tracker.models.barriers.barrier import Barrier, BarrierKind
from tracker.models.barriers.lift import AnswerKind, BarrierLift, LeaderAnswer, LiftState

__all__ = ["AnswerKind", "Barrier", "BarrierKind", "BarrierLift", "LeaderAnswer", "LiftState"]
