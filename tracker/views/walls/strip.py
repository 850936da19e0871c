"""On the page of a chart that was opened from a wall: where it stands there, and the way to its neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.access.network import NetworkAccess, enter_network
from tracker.access.organisation import OrganisationAccess, enter_organisation
from tracker.access.people import Actor, ForbiddenError, NotFoundError
from tracker.access.permissions import Permission
from tracker.models.measures import Measure
from tracker.text.locale import Locale
from tracker.views.links import Links
from tracker.views.walls.charts import WallChart, wall_charts
from tracker.views.walls.question import WallQuestion, read_wall
from tracker.views.walls.wall import A_PAGE, anchor_of


@dataclass(frozen=True, slots=True)
class WallStrip:
    """Where a chart stands on the wall it was opened from."""

    number: int
    count: int
    before: str
    after: str
    back: str


def wall_strip(actor: Actor, address: str, measure: Measure, locale: Locale, links: Links) -> WallStrip | None:
    """Return the chart's neighbours on the wall with this address, with what was chosen there kept.

    None where it is no wall's address, the wall is not this person's to read, or the chart is not on it (any more).
    """
    asked = read_wall(address)
    if asked is None:
        return None
    try:
        shown = wall_charts(_enter(actor, asked), asked, locale).shown
    except (NotFoundError, ForbiddenError):
        return None
    place = next((at for at, each in enumerate(shown) if each.measure.id == measure.id), None)
    if place is None:
        return None
    wall = asked.href(links, page=_page(place))
    return WallStrip(
        place + 1,
        len(shown),
        _href(asked, shown[place - 1], place - 1, links) if place else "",
        _href(asked, shown[place + 1], place + 1, links) if place + 1 < len(shown) else "",
        f"{wall}#{anchor_of(measure.id)}",
    )


def _enter(actor: Actor, asked: WallQuestion) -> OrganisationAccess | NetworkAccess:
    if asked.is_network:
        return enter_network(actor.user, asked.place, Permission.READ_NETWORK, now=actor.now)
    return enter_organisation(actor.user, asked.place, Permission.READ_CHARTS, now=actor.now)


def _page(place: int) -> int:
    return place // A_PAGE + 1


def _href(asked: WallQuestion, chart: WallChart, place: int, links: Links) -> str:
    return links.measure_from_wall(chart.team.slug, chart.measure, wall=asked.href(links, page=_page(place)))
