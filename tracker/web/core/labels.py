"""What enum members are called in the language of the request: for templates, and for the choices of forms."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar

from flask_babel import lazy_gettext

from tracker.views import labels
from tracker.views.labels import LABELS
from tracker.web.core.language import locale

Member = TypeVar("Member", bound=Enum)


def label(member: Enum) -> str:
    """Return the words for a member."""
    return labels.label(member, locale())


def choices(kind: type[Member]) -> Mapping[Member, Any]:
    """Return the words for all members of an enum, in their order on screen; each is found when a page is written."""
    return {member: lazy_gettext(text) for member, text in LABELS[kind].items()}
