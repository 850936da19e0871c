"""What people say to each other about a chart: a thread on a point, a stretch or the whole of it, and its messages."""

from tracker.models.threads.message import Message
from tracker.models.threads.thread import Thread

__all__ = ["Message", "Thread"]
