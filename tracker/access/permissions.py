"""What may be done, and by which role: one table to read aloud. Screen and server ask the same."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType

from tracker.models.accounts import Role


class Permission(StrEnum):
    """One thing a person may do: the first group in a team, then network, organisation, programme, office."""

    READ = "read"
    COMMENT = "comment"
    RECORD = "record"
    IMPROVE = "improve"
    DECIDE = "decide"
    DECIDE_PHASE = "decide_phase"
    DEFINE = "define"
    MANAGE_TEAM = "manage_team"
    READ_AUDIT = "read_audit"
    PREPARE = "prepare"
    PROPOSE = "propose"
    READ_BARRIERS = "read_barriers"
    READ_PROGRESS = "read_progress"
    SCORE = "score"
    REPRESENT = "represent"
    READ_ANSWERS = "read_answers"
    REVIEW = "review"
    READ_EVALUATIONS = "read_evaluations"
    READ_GUIDE = "read_guide"
    EVALUATE = "evaluate"

    MEET = "meet"
    READ_ABOUT = "read_about"
    READ_NETWORK = "read_network"
    READ_RECURRING = "read_recurring"
    MANAGE_NETWORK = "manage_network"

    READ_NEWS = "read_news"
    READ_LIFTED = "read_lifted"
    ANSWER_LIFTED = "answer_lifted"
    READ_CHARTS = "read_charts"

    READ_PROGRAMME = "read_programme"
    JUDGE_GOALS = "judge_goals"
    MANAGE_PROGRAMME = "manage_programme"

    OFFICE = "office"


NETWORK_PERMISSIONS = frozenset(
    {
        Permission.MEET,
        Permission.READ_ABOUT,
        Permission.READ_NETWORK,
        Permission.READ_RECURRING,
        Permission.MANAGE_NETWORK,
    }
)
PROGRAMME_PERMISSIONS = frozenset({Permission.READ_PROGRAMME, Permission.JUDGE_GOALS, Permission.MANAGE_PROGRAMME})
ORGANISATION_PERMISSIONS = frozenset(
    {Permission.READ_NEWS, Permission.READ_CHARTS, Permission.READ_LIFTED, Permission.ANSWER_LIFTED}
)
OFFICE_PERMISSIONS = frozenset({Permission.OFFICE})

# Who takes part reads what her network and its programme are: who stands behind, what is agreed, and no team's numbers.
_ABOUT = frozenset({Permission.READ_ABOUT, Permission.READ_PROGRAMME})
_READER = _ABOUT | {Permission.READ, Permission.COMMENT, Permission.READ_PROGRESS}
# What patients answered is read inside the team alone; its leader reads it first.
# What users told users is read by who follows the team; what they are asked by the team alone.
_IN_TEAM = _READER | {
    Permission.PREPARE,
    Permission.MEET,
    Permission.READ_BARRIERS,
    Permission.READ_ANSWERS,
    Permission.READ_EVALUATIONS,
    Permission.READ_GUIDE,
}
_SPEAKER = _IN_TEAM | {Permission.REPRESENT, Permission.EVALUATE}
_MEMBER = _IN_TEAM | {Permission.RECORD, Permission.IMPROVE, Permission.SCORE}
_LEADER = _MEMBER | {
    Permission.DECIDE,
    Permission.DECIDE_PHASE,
    Permission.DEFINE,
    Permission.MANAGE_TEAM,
    Permission.READ_AUDIT,
    Permission.REVIEW,
    Permission.EVALUATE,
}

GRANTS = MappingProxyType(
    {
        Role.LEADER: _LEADER,
        Role.MEMBER: _MEMBER,
        # Representatives see what came of what was said, comment, and come to gatherings; they never edit numbers.
        Role.USER_REPRESENTATIVE: _SPEAKER,
        Role.RELATIVE_REPRESENTATIVE: _SPEAKER,
        # Advisors choose charts, propose phases and write advice; the team's numbers stay the team's.
        Role.ADVISOR: _READER
        | {Permission.DECIDE, Permission.PROPOSE, Permission.READ_NEWS, Permission.MEET, Permission.READ_NETWORK}
        | {
            Permission.READ_RECURRING,
            Permission.READ_BARRIERS,
            Permission.READ_LIFTED,
            Permission.READ_CHARTS,
            Permission.READ_EVALUATIONS,
        },
        Role.HOST: _READER
        | {
            Permission.PROPOSE,
            Permission.READ_EVALUATIONS,
            Permission.SCORE,
            Permission.MEET,
            Permission.READ_NETWORK,
            Permission.READ_RECURRING,
            Permission.MANAGE_NETWORK,
            Permission.JUDGE_GOALS,
        },
        # Networks and counts: no door of a team or of the table of teams opens to this role.
        Role.PROGRAMME_OWNER: _ABOUT | {Permission.MANAGE_PROGRAMME, Permission.READ_RECURRING},
        # What stands in a team's way is hers to read where it is lifted to her.
        Role.ORGANISATION_LEADER: _ABOUT
        | {Permission.READ, Permission.READ_PROGRESS, Permission.READ_CHARTS}
        | {Permission.READ_LIFTED, Permission.ANSWER_LIFTED},
        # Another team of the network reads, where the network says that its teams see each other; never its progress.
        Role.PEER: frozenset({Permission.READ, Permission.READ_NETWORK, Permission.READ_RECURRING}),
        # The office keeps users, organisations and networks; that role alone opens no team.
        Role.ADMINISTRATOR: frozenset({Permission.OFFICE}),
    }
)


WHERE_ADVISORS_DECIDE = MappingProxyType({Role.ADVISOR: frozenset({Permission.DECIDE_PHASE})})
"""What a role may do besides in a team whose networks say that advisors decide on phases."""


def permissions_of(roles: frozenset[Role], *, advisors_decide: bool = False) -> frozenset[Permission]:
    """Return all that someone in these roles may do; `advisors_decide` is what the team's networks have agreed."""
    besides = WHERE_ADVISORS_DECIDE if advisors_decide else {}
    nothing: frozenset[Permission] = frozenset()
    return nothing.union(*(GRANTS[role] | besides.get(role, nothing) for role in roles))
