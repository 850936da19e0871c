"""Tavla: the ward's screen."""

from tracker.web.board import board
from tracker.web.board.routes import routes

__all__ = ["board", "routes"]
