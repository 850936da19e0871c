"""Seats for representatives: who is sought, asked, has said yes, is trained, or has left."""

from __future__ import annotations

from flask import flash, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.accounts import Role
from tracker.models.representatives import RecruitmentState, RepresentativeSeat
from tracker.models.teams import Membership
from tracker.services.representatives import seats as seats_service
from tracker.services.representatives.feedback import speakers_of
from tracker.web.core.guard import team_access
from tracker.web.core.language import label
from tracker.web.core.links import links
from tracker.web.representatives.forms import SeatForm
from tracker.web.representatives.routes import routes

_SEATS = "/teams/<team>/feedback/seats"


@routes.page(f"{_SEATS}/new", access=Permission.MANAGE_TEAM, methods=("GET", "POST"))
def new_seat() -> ResponseReturnValue:
    """Write down a seat that the team wants to fill."""
    access = team_access()
    form = SeatForm(role=Role.USER_REPRESENTATIVE, state=RecruitmentState.SOUGHT)
    _offer(access, form)
    if form.accepted():
        with form.refusing():
            seats_service.add_seat(access, form.facts(), submission=form.submission.data or "")
            flash(_("Plassen er lagt til."), "done")
            return redirect(_back(access))
    return _page(access, form, _("Ny representantplass"))


@routes.page(f"{_SEATS}/<int:seat_id>", access=Permission.MANAGE_TEAM, methods=("GET", "POST"))
def edit_seat(seat_id: int) -> ResponseReturnValue:
    """Change how far a seat has come, who has it, or for how long."""
    access = team_access()
    row = access.one(RepresentativeSeat, seat_id)
    form = SeatForm(role=row.role, state=row.state, membership=row.membership_id, until=row.until)
    _offer(access, form, row)
    form.edits(row, name=label(row.role), back=_back(access))
    if form.accepted():
        with form.refusing():
            seats_service.change_seat(access, row, form.facts())
            flash(form.saved(_("Plassen er endret.")), "done")
            return redirect(_back(access))
    return _page(access, form, _("Representantplassen"))


def _offer(access: TeamAccess, form: SeatForm, row: RepresentativeSeat | None = None) -> None:
    """Put the team's representatives on the list; who has left the team stays where she is chosen."""
    rows = {each.id: each.user.name for each in speakers_of(access)}
    if row is not None and row.membership_id is not None and row.membership_id not in rows:
        rows[row.membership_id] = access.one(Membership, row.membership_id).user.name
    form.membership.offer(list(rows.items()))


def _page(access: TeamAccess, form: SeatForm, heading: str) -> ResponseReturnValue:
    page = render_template(
        "representatives/seat.html", team=access.team, form=form, heading=heading, back=_back(access)
    )
    return page, form.status


def _back(access: TeamAccess) -> str:
    return f"{links().feedback(access.team.slug)}#seats"
