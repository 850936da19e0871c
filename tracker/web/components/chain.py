"""The way from a form of improvement back to the answers it was opened for."""

from __future__ import annotations

from typing import Any

from flask import url_for

from tracker.access.team import TeamAccess
from tracker.services.answers.chain.ties import AboutAnswers


def asked_for(about: AboutAnswers | None) -> dict[str, Any]:
    """Return what an address says of the answers a form is opened for; nothing where it is opened for none."""
    if about is None:
        return {}
    if about.answer is not None:
        return {"answer": about.answer.public_id}
    return {"theme": about.theme.slug} if about.theme else {}


def chain_address(access: TeamAccess, about: AboutAnswers) -> str:
    """Return the address of the chain of an answer or a theme."""
    if about.answer is not None:
        return url_for("answers.answer_chain", team=access.team.slug, public_id=about.answer.public_id)
    return url_for("answers.theme_chain", team=access.team.slug, slug=about.theme.slug if about.theme else "")
