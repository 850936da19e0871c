"""One unit of a day for its host: who it is, another address, and the way out and in again."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.models.campaigns import Campaign, CampaignUnit
from tracker.services.campaigns.days import day_of_network
from tracker.services.campaigns.keeping import bring_back, change_address, take_out
from tracker.services.campaigns.letters import hand_over, send_link
from tracker.services.campaigns.overview import unit_of_day
from tracker.services.refusal import Refused
from tracker.views.campaigns.unit_facts import unit_facts
from tracker.web.campaigns.days_form import DeedForm, UnitAddressForm
from tracker.web.campaigns.routes import routes
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale
from tracker.web.core.links import whole_links
from tracker.web.core.settings import settings

_PATH = "/networks/<network>/days/<int:year>/units/<int:unit_id>"


@routes.page(_PATH, access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def host_unit(year: int, unit_id: int) -> ResponseReturnValue:
    """Show a unit; give it another address, and send the link there."""
    access, campaign, unit = _unit(year, unit_id)
    form = UnitAddressForm(contact=unit.contact)
    form.edits(unit, name=unit.full_name, back=_address("campaigns.host_unit", campaign, unit))
    if form.accepted():
        if change_address(access, unit, form.contact.data or ""):
            sender = settings().mail
            if sender is not None:
                send = send_link if unit.confirmed_at is None else hand_over
                send(unit, whole_links().unit_of_day(year, unit.code), sender=sender, now=access.now)
            said = _("Adressen er lagret, og lenken er sendt dit.") if sender else _("Adressen er lagret.")
            flash(form.saved(said), "done")
        return redirect(_address("campaigns.host_unit", campaign, unit))
    page = render_template(
        "campaigns/host_unit.html",
        network=access.network,
        campaign=campaign,
        unit=unit,
        form=form,
        facts=unit_facts(access, campaign, unit, locale()),
    )
    return page, form.status


@routes.page(f"{_PATH}/remove", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def take_out_unit(year: int, unit_id: int) -> ResponseReturnValue:
    """Ask, and take the unit out; it can be taken in again from its page."""
    access, campaign, unit = _unit(year, unit_id)
    form, page = DeedForm(), _address("campaigns.host_unit", campaign, unit)
    if form.accepted():
        take_out(access, unit)
        flash(_("%(name)s er tatt ut. Du kan ta den inn igjen her.", name=unit.name), "done")
        return redirect(page)
    day = _("Dagen %(year)s", year=year)
    question = Confirmation(
        heading=_("Ta ut enheten?"),
        about=unit.full_name,
        consequences=(
            _("Navnet og tallene er frosset og blir stående på dagens side. Det enheten selv har skrevet, tas bort."),
            _("Enhetens egen side blir stengt. Du kan ta den inn igjen, og da er ordene der igjen."),
        )
        if campaign.frozen_at is not None
        else (
            _("Enheten står ikke lenger på dagens side, og siden den teller på, blir stengt."),
            _("Det den har talt, er ikke med i tallene. Du kan ta den inn igjen, og da er det med."),
        ),
        does=_("Ta ut enheten"),
        action=_address("campaigns.take_out_unit", campaign, unit),
        keep=_("Behold den"),
        back=page,
        above=((day, url_for("campaigns.host_day", network=access.network.slug, year=year)), (unit.name, page)),
        refusal=" ".join(map(str, form.form_errors)),
    )
    return ask(access.network, question)


@routes.page(f"{_PATH}/back", access=Permission.MANAGE_NETWORK, methods=("POST",))
def bring_back_unit(year: int, unit_id: int) -> ResponseReturnValue:
    """Take a unit in again that was taken out."""
    access, campaign, unit = _unit(year, unit_id)
    form = DeedForm()
    if form.accepted():
        try:
            bring_back(access, unit)
            flash(_("%(name)s er med igjen.", name=unit.name), "done")
        except Refused:
            flash(_("En annen enhet med det samme navnet er med nå. Ta ut den først."), "warning")
    return redirect(_address("campaigns.host_unit", campaign, unit))


def _unit(year: int, unit_id: int) -> tuple[NetworkAccess, Campaign, CampaignUnit]:
    access = network_access()
    campaign = day_of_network(access, year)
    return access, campaign, unit_of_day(access, campaign, unit_id)


def _address(page: str, campaign: Campaign, unit: CampaignUnit) -> str:
    return url_for(page, network=network_access().network.slug, year=campaign.year, unit_id=unit.id)
