"""Answers to what matters: the page that asks, their first reading, the wall, the chain, and what is told back."""

from tracker.web.answers import (
    answer,
    cards,
    chain,
    lost_code,
    owner_text,
    paper,
    question,
    review,
    tellings,
    themes,
    told,
    wall,
    withdraw,
)
from tracker.web.answers.routes import routes

__all__ = [
    "answer", "cards", "chain", "lost_code", "owner_text", "paper", "question", "review", "routes", "tellings",
    "themes", "told", "wall", "withdraw",
]  # fmt: skip
