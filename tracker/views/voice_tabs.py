"""The tabs of «Hva er viktig?»: who sees which, and which comes first for whom.

A page that belongs there adds its line to `VOICE_TABS`, sets `{% set tab = "voice" %}` in its template and shows
`{{ voice_tabs(access, "its.endpoint") }}` from `components/voice_tabs.html`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.access.memberships import OwnTeam
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.text.locale import marked


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceTab:
    """One tab: its word, its page, and who may open it."""

    text: str
    endpoint: str
    permission: Permission
    own: str = ""
    """What it is called by who speaks for patients, for whom it then comes first."""


VOICE_TABS: Sequence[VoiceTab] = (
    VoiceTab(text=marked("Svarene"), endpoint="answers.wall", permission=Permission.READ_ANSWERS),
    VoiceTab(text=marked("Fra svar til handling"), endpoint="answers.chain", permission=Permission.READ_ANSWERS),
    VoiceTab(text=marked("Spurt, hørt, gjort"), endpoint="answers.measures", permission=Permission.READ_ANSWERS),
    VoiceTab(
        text=marked("Representantene"),
        own=marked("Min side"),
        endpoint="representatives.feedback",
        permission=Permission.COMMENT,
    ),
    VoiceTab(
        text=marked("Bruker spør bruker"),
        endpoint="user_evaluations.user_evaluations",
        permission=Permission.READ_EVALUATIONS,
    ),
)
"""In the order everybody meets them; a representative's own page comes first for her."""


def voice_tabs_of(access: TeamAccess | OwnTeam) -> list[tuple[str, str]]:
    """Return the word and the endpoint of each tab that this person may open, hers first."""
    speaks = access.may(Permission.REPRESENT)
    shown = sorted((tab for tab in VOICE_TABS if access.may(tab.permission)), key=lambda tab: not (speaks and tab.own))
    return [(tab.own if speaks and tab.own else tab.text, tab.endpoint) for tab in shown]
