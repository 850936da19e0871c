"""A steering group as its card shows it: who is in it, and how many of them speak for patients and next of kin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.models.programmes import SteeringMember, SteeringRole
from tracker.text.locale import Locale
from tracker.views.labels import label


@dataclass(frozen=True, slots=True)
class SteeringLine:
    """One person: her name, where she comes from or what she is, and her tag where she speaks for users."""

    member_id: int
    name: str
    text: str
    tag: str


@dataclass(frozen=True, slots=True)
class SteeringView:
    """The group, and the sentence under it."""

    lines: Sequence[SteeringLine]
    told: str


def steering_view(group: Sequence[SteeringMember], locale: Locale) -> SteeringView:
    """Return what the card shows."""
    speak = sum(member.role.is_representative for member in group)
    told = locale.gettext("%(speak)s av %(all)s er bruker- eller pårørenderepresentanter.", speak=speak, all=len(group))
    return SteeringView([_line(member, locale) for member in group], told if group else "")


def _line(member: SteeringMember, locale: Locale) -> SteeringLine:
    role = label(member.role, locale)
    if member.role.is_representative:
        return SteeringLine(member.id, member.name, member.organisation, role)
    parts = [member.organisation, role.lower() if member.role is SteeringRole.CHAIR else ""]
    return SteeringLine(member.id, member.name, ", ".join(part for part in parts if part) or role, "")
