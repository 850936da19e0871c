"""The days that a network holds: the list of them, and the form that sets one or changes its dates."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.models.campaigns import Campaign, CampaignStage
from tracker.models.reminders import Reminder
from tracker.services.campaigns import days as days_service
from tracker.services.campaigns.days import change_day, day_of_network, days_of_network, hold_day, may_remove
from tracker.services.campaigns.units import units_of
from tracker.services.refusal import Refused
from tracker.services.reminders.to_units import send_to_units
from tracker.views.campaigns.days_list import days_list
from tracker.views.campaigns.letters import moved_letters, moved_wording
from tracker.web.campaigns.days_form import DayForm, DeedForm
from tracker.web.campaigns.routes import routes
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale
from tracker.web.core.links import whole_links
from tracker.web.core.settings import settings

_PATH = "/networks/<network>/days"


@routes.page(_PATH, access=Permission.MANAGE_NETWORK)
def days() -> ResponseReturnValue:
    """List the years' days, the last first."""
    access = network_access()
    rows = days_list(days_of_network(access), access.today, locale())
    return render_template("campaigns/days.html", network=access.network, access=access, rows=rows)


@routes.page(f"{_PATH}/new", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def new_day() -> ResponseReturnValue:
    """Set the day of a year."""
    access = network_access()
    form = DayForm()
    if form.accepted():
        with form.refusing():
            row = hold_day(access, form.dates(), for_programme=form.for_programme.data)
            flash(_("Dagen er satt."), "done")
            return redirect(url_for("campaigns.host_day", network=access.network.slug, year=row.year))
    return render_template("campaigns/new_day.html", network=access.network, form=form), form.status


@routes.page(f"{_PATH}/<int:year>/edit", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def edit_day(year: int) -> ResponseReturnValue:
    """Change the dates of a day. Where the day itself moves, the units are told by mail, and the form asks first."""
    access = network_access()
    campaign = day_of_network(access, year)
    form, back = DayForm(obj=campaign), url_for("campaigns.host_day", network=access.network.slug, year=year)
    form.edits(campaign, name=str(year), back=back)
    is_frozen = campaign.stage(access.today) is CampaignStage.FROZEN
    count = len(units_of(campaign))
    can_tell = settings().mail is not None or settings().demo
    is_right = form.accepted()  # what another saved meanwhile may be among the dates from here on
    asks = form.moves(campaign) and not is_frozen and count > 0 and can_tell
    if is_right:
        if asks and not form.tells.data:
            said = ngettext(
                "%(num)s enhet er påmeldt og venter på den gamle datoen. Kryss av her, så får den e-post om den nye.",
                "%(num)s enheter er påmeldt og venter på den gamle datoen. Kryss av her, så får de e-post om den nye.",
                count,
            )
            form.refuse(form.tells, said)
        else:
            with form.refusing():
                before = campaign.held_on
                change_day(access, campaign, form.dates())
                flash(form.saved(_("Lagret.")), "done")
                sent = _tell(access, campaign, before) if asks else None
                if sent is not None:
                    return redirect(url_for("reminders.receipt", network=access.network.slug, reminder_id=sent.id))
                return redirect(back)
    page = render_template(
        "campaigns/edit_day.html",
        network=access.network,
        form=form,
        campaign=campaign,
        is_frozen=is_frozen,
        asks=asks,
        count=count,
        may_remove=may_remove(campaign),
    )
    return page, form.status


@routes.page(f"{_PATH}/<int:year>/remove", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def remove_day(year: int) -> ResponseReturnValue:
    """Ask, and take away a day that was set by mistake; one that somebody has signed up for stays."""
    access = network_access()
    campaign, network = day_of_network(access, year), access.network.slug
    form, back = DeedForm(), url_for("campaigns.edit_day", network=network, year=year)
    if form.accepted():
        try:
            days_service.remove_day(access, campaign)
        except Refused as refused:
            flash(str(DayForm.sentences[refused.fault]), "warning")
            return redirect(back)
        flash(_("Dagen %(year)s er fjernet.", year=year), "done")
        return redirect(url_for("campaigns.days", network=network))
    day = _("Dagen %(year)s", year=year)
    question = Confirmation(
        heading=_("Fjern dagen?"),
        about=locale().day(campaign.held_on),
        consequences=(
            _("Ingen har meldt seg på. Siden for dagen forsvinner, og du kan sette en ny dag i det samme året."),
        ),
        does=_("Fjern dagen"),
        action=url_for("campaigns.remove_day", network=network, year=year),
        keep=_("Behold den"),
        back=back,
        above=((_("Dagen"), url_for("campaigns.days", network=network)), (day, back)),
        refusal=" ".join(map(str, form.form_errors)),
    )
    return ask(access.network, question)


def _tell(access: NetworkAccess, campaign: Campaign, before: date) -> Reminder | None:
    """Put a mail about the new date to each unit into the outbox; none where the day is as it was after all."""
    if campaign.held_on == before:
        return None
    return send_to_units(
        access,
        moved_wording(campaign, before, locale()),
        units_of(campaign),
        submission=f"day {campaign.id} version {campaign.version}",
        writer=moved_letters(whole_links(), before),
        sender=settings().mail,
    )
