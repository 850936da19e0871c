"""The programme of a gathering: one page of plain forms to add, change, move and remove its stretches."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.models.gatherings import Gathering, ItemKind
from tracker.services.gatherings import programme as programme_service
from tracker.services.gatherings.gatherings import days_of, team_count, teams_at_work
from tracker.services.gatherings.gatherings import gathering as find_gathering
from tracker.views.gatherings import words
from tracker.views.gatherings.head import head_of
from tracker.views.gatherings.programme import agenda
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core import query
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale
from tracker.web.gatherings.crumbs import above
from tracker.web.gatherings.forms import AddItemForm, item_form
from tracker.web.gatherings.routes import routes

_PROGRAMME = "/networks/<network>/gatherings/<int:gathering_id>/programme"


@routes.page(_PROGRAMME, access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def programme(gathering_id: int) -> ResponseReturnValue:
    """Show the programme of each day, and add a stretch at the end of one."""
    access = network_access()
    row = find_gathering(access, gathering_id)
    days = days_of(row)
    form = AddItemForm(None, day=days[0].id, kind=ItemKind.TALK)
    form.day.offer([(day.id, words.day_line(day, locale())) for day in days])
    if form.accepted():
        with form.refusing():
            programme_service.add_item(
                access,
                row,
                form.day.data or 0,
                form.facts(),
                teams=team_count(row),
                submission=form.submission.data or "",
            )
            flash(_("Posten er lagt til. Tidene er regnet ut på nytt."), "done")
            return redirect(_address(access, row))
    page = render_template(
        "gatherings/programme.html",
        network=access.network,
        top=head_of(access, row, locale()),
        days=agenda(row, team_count(row), locale()),
        form=form,
    )
    return page, form.status


@routes.page(f"{_PROGRAMME}/<int:item_id>", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def edit_item(gathering_id: int, item_id: int) -> ResponseReturnValue:
    """Change a stretch of the programme."""
    access = network_access()
    row = find_gathering(access, gathering_id)
    item = programme_service.item_of(access, row, item_id)
    form = item_form(item)
    form.edits(item, name=item.title, back=_address(access, row))
    if form.accepted():
        with form.refusing():
            programme_service.change_item(access, row, item, form.facts(), teams=team_count(row))
            flash(form.saved(_("Lagret. Tidene er regnet ut på nytt.")), "done")
            return redirect(_address(access, row))
    page = render_template(
        "gatherings/item.html", network=access.network, top=head_of(access, row, locale()), item=item, form=form
    )
    return page, form.status


@routes.page(f"{_PROGRAMME}/<int:item_id>/move", access=Permission.MANAGE_NETWORK, methods=("POST",))
def move_item(gathering_id: int, item_id: int) -> ResponseReturnValue:
    """Move a stretch one place up or down."""
    access = network_access()
    row = find_gathering(access, gathering_id)
    item = programme_service.item_of(access, row, item_id)
    programme_service.move_item(access, row, item, up=query.hidden("to") == "up")
    return redirect(_address(access, row))


@routes.page(f"{_PROGRAMME}/<int:item_id>/remove", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def remove_item(gathering_id: int, item_id: int) -> ResponseReturnValue:
    """Ask, then take a stretch out of the programme."""
    access = network_access()
    row = find_gathering(access, gathering_id)
    item = programme_service.item_of(access, row, item_id)
    if request.method == "POST":
        programme_service.remove_item(access, row, item)
        flash(_("Posten er tatt ut. Tidene er regnet ut på nytt."), "done")
        return redirect(_address(access, row))
    question = Confirmation(
        heading=_("Ta ut posten?"),
        about=item.title,
        consequences=(_("%(num)s minutter blir ledige, og det som står etter, begynner tidligere.", num=item.minutes),),
        does=_("Ta ut posten"),
        action=url_for("gatherings.remove_item", network=access.network.slug, gathering_id=row.id, item_id=item.id),
        keep=_("Behold den"),
        back=_address(access, row),
        above=above(access, head_of(access, row, locale())),
    )
    return ask(access.network, question)


@routes.page(
    "/networks/<network>/gatherings/<int:gathering_id>/order", access=Permission.MANAGE_NETWORK, methods=("POST",)
)
def draw_order(gathering_id: int) -> ResponseReturnValue:
    """Draw by lot in which order the teams show."""
    access = network_access()
    row = find_gathering(access, gathering_id)
    programme_service.draw_order(access, row, [team.id for team in teams_at_work(access)])
    flash(_("Rekkefølgen er trukket. Hvert team ser sin egen tid."), "done")
    return redirect(_address(access, row))


def _address(access: NetworkAccess, row: Gathering) -> str:
    return url_for("gatherings.programme", network=access.network.slug, gathering_id=row.id)
