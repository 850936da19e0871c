"""How far teams have come in finding somebody who speaks for patients, in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from tracker.access.network import NetworkAccess
from tracker.services.representatives.seats import Recruitment, recruitment_in
from tracker.text.locale import Locale
from tracker.views.labels import label


def recruitment_in_words(found: Recruitment, locale: Locale) -> str:
    """Return how far a team has come: ``På plass, opplært``, ``Mangler, søkes``, ``Mangler``."""
    said = locale.gettext("På plass") if found.is_represented else locale.gettext("Mangler")
    return said if found.state is None else f"{said}, {label(found.state, locale).lower()}"


def unrepresented(access: NetworkAccess, team_ids: Collection[int], locale: Locale) -> Mapping[int, str]:
    """Return the words of the teams in which nobody speaks for patients, by team id."""
    words = locale.gettext("Representant mangler")
    return {
        team_id: words if found.state is None else f"{words} ({label(found.state, locale).lower()})"
        for team_id, found in recruitment_in(access, team_ids).items()
        if not found.is_represented
    }
