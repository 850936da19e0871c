"""The pages above one of a gathering's own."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from tracker.access.network import NetworkAccess
from tracker.views.gatherings.head import GatheringHead


def above(access: NetworkAccess, head: GatheringHead) -> tuple[tuple[str, str], ...]:
    """Return the pages from the network's own to the gathering's, as (text, address)."""
    network = access.network.slug
    return (
        (_("Samlinger"), url_for("gatherings.gatherings", network=network)),
        (head.short, url_for("gatherings.gathering", network=network, gathering_id=head.row.id)),
    )
