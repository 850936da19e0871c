"""The network's first page: every team in one table, for whoever follows several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.charts.words.nouns import counted
from tracker.models.teams import Team
from tracker.services.measurements.history import histories
from tracker.services.networks.overview import NOTHING_SHARED, Overview, Shared, measures_of, overview
from tracker.views.measures.reading import Drawn, draw
from tracker.views.networks.matrix import MatrixEntry, Need, Service, count, entries, label_of, period_due, table
from tracker.web.core.frame import chart_language
from tracker.web.core.guard import network_access
from tracker.web.core.language import language
from tracker.web.networks.routes import routes

Choice = TypeVar("Choice", bound=StrEnum)


class MatrixFilter(StrEnum):
    """What stands in the cells."""

    SIGNAL = "signal"
    NUMBERS = "numbers"


@dataclass(frozen=True, slots=True)
class MatrixTile:
    """One large number above the table, and the address that picks out what it counts (or lets go of it)."""

    value: int
    text: str
    href: str
    mark: str = ""
    of: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True)
class MatrixQuestion:
    """What the address asks of the page."""

    network: str
    measure: int | None
    service: Service | None
    need: Need | None
    show: MatrixFilter
    page: int

    @classmethod
    def asked(cls, network: str) -> MatrixQuestion:
        """Read the address; what it names and is not there is not found."""
        return cls(
            network,
            _number("measure"),
            _one_of(Service, "service"),
            _one_of(Need, "need"),
            _one_of(MatrixFilter, "show") or MatrixFilter.SIGNAL,
            _number("page") or 1,
        )

    def href(self, **changes: Any) -> str:
        """Give the address of this page with something changed; another choice begins on the first page."""
        asked: dict[str, Any] = {
            "measure": self.measure,
            "service": self.service,
            "need": self.need,
            "show": None if self.show is MatrixFilter.SIGNAL else self.show,
        }
        return url_for("networks.matrix", network=self.network, **(asked | changes))


@routes.page("/networks/<network>", access=Permission.READ_NETWORK)
def matrix() -> ResponseReturnValue:
    """Show who moves, who stands still and who has gone quiet."""
    access = network_access()
    asked = MatrixQuestion.asked(access.network.slug)
    whole = overview(access, language())
    shared = _chosen(whole, asked)
    teams = [team for team in whole.teams if asked.service is None or asked.service.holds(team)]
    found = entries(teams, _drawn(access, shared, teams), shared)
    return render_template(
        "networks/matrix.html",
        network=access.network,
        hosts=access.may(Permission.MANAGE_NETWORK),
        asked=asked,
        whole=whole,
        chosen=shared,
        names=[(one.key, label_of(one, whole.shared)) for one in whole.shared],
        services={Service.HOSPITAL.value: _("Sykehus"), Service.MUNICIPALITY.value: _("Kommune")},
        tiles=_tiles(access, asked, shared, found),
        table=table(found, shared, chart_language(), need=asked.need, page=asked.page, today=access.today),
    )


def _chosen(whole: Overview, asked: MatrixQuestion) -> Shared:
    """Give the measure that is asked for, else the one most teams have."""
    if asked.measure is None:
        return next(iter(whole.shared), NOTHING_SHARED)
    return whole.find(asked.measure) or abort(404)


def _drawn(access: NetworkAccess, shared: Shared, teams: Sequence[Team]) -> dict[int, Drawn]:
    """Read every team's measure at once, by team id."""
    measures = measures_of(access, shared, teams)
    read = draw(
        histories(list(measures.values()), today=access.today, words=False),
        minimum=access.network.minimum_points,
        silent_after=access.network.silent_after,
    )
    return dict(zip(measures, read, strict=True))


def _tiles(
    access: NetworkAccess, asked: MatrixQuestion, shared: Shared, found: Sequence[MatrixEntry]
) -> list[MatrixTile]:
    counts = count(found)
    due = period_due(shared, access.today)
    write = chart_language()
    quiet = counted(shared.period_kind, access.network.silent_after, write)
    texts = {
        Need.RECORDED: _("har registrert %(period)s", period=write.period(due)) if due else _("har registrert"),
        Need.BETTER: _("viser bedring"),
        Need.WORSE: _("viser forverring"),
        Need.STILL: _("står stille"),
        Need.SILENT: _("har ikke registrert på %(periods)s", periods=quiet) if due else _("registrerer ikke"),
    }
    return [
        MatrixTile(
            counts[need],
            text,
            asked.href(need=None if asked.need is need else need),
            "" if need is Need.RECORDED else need.value,
            len(found) if need is Need.RECORDED else None,
            asked.need is need,
        )
        for need, text in texts.items()
    ]


def _number(name: str) -> int | None:
    text = request.args.get(name, "")
    if not text:
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else abort(404)


def _one_of(kind: type[Choice], name: str) -> Choice | None:
    text = request.args.get(name, "")
    try:
        return kind(text) if text else None
    except ValueError:
        abort(404)
