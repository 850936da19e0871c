"""The page that asks before something is ended or removed: one for all of them, each with its own words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import render_template
from flask.typing import ResponseReturnValue

from tracker.models.networks import Network
from tracker.models.teams import Team


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What the page asks and says. `does` stands on the button, `keep` on the way back."""

    heading: str
    about: str = ""
    """The line under the heading: what it is asked of."""
    consequences: tuple[str, ...]
    concerned: tuple[str, ...] = ()
    """What the first consequence falls on, one by one."""
    does: str
    action: str
    fields: Mapping[str, object] = field(default_factory=dict)
    """What is sent along unseen."""
    keep: str
    back: str
    above: tuple[tuple[str, str], ...]
    """The pages between the team's or the network's own and this one, as (text, address)."""
    crumb: str = ""
    """What the page is called in the crumbs, where that is not its heading."""
    button: str = "primary"
    refusal: str = ""
    """Why it could not be done, where it was tried."""


def ask(place: Team | Network, question: Confirmation) -> ResponseReturnValue:
    """Show the page in a team or a network; with a refusal, as the answer to a form that could not be accepted."""
    kind = "network" if isinstance(place, Network) else "team"
    page = render_template("layouts/confirm.html", layout=f"layouts/{kind}.html", asked=question, **{kind: place})
    return page, 422 if question.refusal else 200
