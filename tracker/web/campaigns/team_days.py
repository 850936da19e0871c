"""Units that signed up for the day in a team's name: its leader says whether they are the team."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.services.campaigns.linking import agree, refuse, unit_in_name_of, units_in_name_of
from tracker.web.campaigns.routes import routes
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core.guard import team_access


@routes.page("/teams/<team>/days", access=Permission.MANAGE_TEAM)
def team_days() -> ResponseReturnValue:
    """Show the units that have the team's name, and whether the team has said that they are it."""
    access = team_access()
    return render_template("campaigns/team_days.html", team=access.team, units=units_in_name_of(access))


@routes.page("/teams/<team>/days/<int:unit_id>/agree", access=Permission.MANAGE_TEAM, methods=("POST",))
def agree_to_unit(unit_id: int) -> ResponseReturnValue:
    """Say that a unit is the team."""
    access = team_access()
    agree(access, unit_in_name_of(access, unit_id))
    flash(_("Enhetens side viser nå QR-koden deres."), "done")
    return redirect(url_for("campaigns.team_days", team=access.team.slug))


@routes.page("/teams/<team>/days/<int:unit_id>/refuse", access=Permission.MANAGE_TEAM, methods=("GET", "POST"))
def refuse_unit(unit_id: int) -> ResponseReturnValue:
    """Ask, and then take a unit out of the day that has the team's name and is not it."""
    access = team_access()
    unit, back = unit_in_name_of(access, unit_id), url_for("campaigns.team_days", team=access.team.slug)
    if request.method == "POST":
        refuse(access, unit)
        flash(_("Enheten er tatt ut av dagen."), "done")
        return redirect(back)
    question = Confirmation(
        heading=_("Ta enheten ut av dagen"),
        about=f"{unit.name}, {unit.organisation}",
        consequences=(
            _("Navnet og tallene er frosset og blir stående på dagens side. Det enheten selv har skrevet, tas bort.")
            if unit.campaign.frozen_at is not None
            else _("Enheten står ikke lenger på dagens side, og det den har talt, regnes ikke med."),
            _("Den som meldte den på, kan ikke åpne enhetens side mer."),
        ),
        does=_("Ta ut enheten"),
        action=url_for("campaigns.refuse_unit", team=access.team.slug, unit_id=unit.id),
        keep=_("La den stå"),
        back=back,
        above=((_("Dagen"), back),),
    )
    return ask(access.team, question)
