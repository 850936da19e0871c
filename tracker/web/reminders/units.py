"""The review of what a host writes to units of a day: to exactly those her list shows, when she says so."""

from __future__ import annotations

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.models.campaigns import Campaign
from tracker.services.campaigns.days import day_of_network
from tracker.services.campaigns.overview import UnitGroup, hosts_day
from tracker.services.reminders.to_units import send_to_units
from tracker.views.campaigns.host_page import usual_group
from tracker.views.campaigns.letters import hosts_letters
from tracker.views.reminders.unit_review import proposed
from tracker.web.core import query
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale
from tracker.web.core.links import whole_links
from tracker.web.core.settings import settings
from tracker.web.reminders.forms import UnitMessageForm
from tracker.web.reminders.routes import routes


@routes.page("/networks/<network>/days/<int:year>/write", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def write_to_units(year: int) -> ResponseReturnValue:
    """Show to whom and what; send it when the form says so. Only units that have confirmed can be written to."""
    access = network_access()
    campaign = day_of_network(access, year)
    day = hosts_day(access, campaign)
    group = query.member(UnitGroup, "show", strict=True) or usual_group(day)
    known = {unit.id: unit for unit in day.of(UnitGroup.ALL)}
    shown = [unit for unit in day.of(group) if unit.id in known]
    wording = proposed(access, group, locale())
    form = UnitMessageForm(units=[unit.id for unit in shown], subject=wording.subject, text=wording.text)
    if request.method == "POST":  # whoever has counted meanwhile was on the list that she saw
        shown = [known[unit_id] for unit_id in dict.fromkeys(form.units.data or ()) if unit_id in known] or shown
    form.units.offer([(unit.id, unit.name) for unit in known.values()])
    can_send = settings().mail is not None or settings().demo
    if request.method == "POST" and not can_send:
        return _page(access, campaign, group, form, shown), 409
    if form.accepted():
        with form.refusing():
            said = form.wording()
            row = send_to_units(
                access,
                said,
                [known[unit_id] for unit_id in dict.fromkeys(form.units.data or ())],
                submission=form.submission.data or "",
                writer=hosts_letters(whole_links(), said),
                sender=settings().mail,
            )
            return redirect(url_for("reminders.receipt", network=access.network.slug, reminder_id=row.id))
    return _page(access, campaign, group, form, shown), form.status


def _page(access: NetworkAccess, campaign: Campaign, group: UnitGroup, form: UnitMessageForm, shown: object) -> str:
    return render_template(
        "reminders/units.html",
        network=access.network,
        campaign=campaign,
        group=group,
        form=form,
        shown=shown,
        ticked=form.units.data or [],
        can_send=settings().mail is not None or settings().demo,
        sender=settings().mail,
        host=access.user,
    )
