"""Progress (framdrift): how far a team has come by its own word and by its host's, month by month, from 0.5 to 5.0."""

from tracker.models.progress.ladder import EvidenceKind, ProgressSide, ProgressStep
from tracker.models.progress.score import Progress

__all__ = ["EvidenceKind", "Progress", "ProgressSide", "ProgressStep"]
