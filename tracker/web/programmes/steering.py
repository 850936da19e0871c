"""Steering groups: a programme's, which its owner keeps, and a network's, which its host keeps. The pages are alike."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.access.programme import ProgrammeAccess
from tracker.models.programmes import SteeringRole
from tracker.services.programmes import steering
from tracker.web.core.guard import network_access, programme_access
from tracker.web.programmes.forms import SteeringForm
from tracker.web.programmes.routes import routes

_OF_PROGRAMME, _OF_NETWORK = "/programmes/<programme>/steering", "/networks/<network>/steering"


@dataclass(frozen=True, slots=True)
class SteeringPlace:
    """Whose group it is: its name, its page, and the page that asks before one of the group is removed."""

    name: str
    back: str
    remove: str = ""


@routes.page(f"{_OF_PROGRAMME}/new", access=Permission.MANAGE_PROGRAMME, methods=("GET", "POST"))
def new_member() -> ResponseReturnValue:
    """Put a person into the programme's steering group."""
    return _new(programme_access())


@routes.page(f"{_OF_PROGRAMME}/<int:member_id>", access=Permission.MANAGE_PROGRAMME, methods=("GET", "POST"))
def edit_member(member_id: int) -> ResponseReturnValue:
    """Change what is written of a person in it."""
    return _edit(programme_access(), member_id)


@routes.page(f"{_OF_PROGRAMME}/<int:member_id>/remove", access=Permission.MANAGE_PROGRAMME, methods=("GET", "POST"))
def remove_member(member_id: int) -> ResponseReturnValue:
    """Ask, and take a person out of it."""
    return _remove(programme_access(), member_id)


@routes.page(f"{_OF_NETWORK}/new", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def new_network_member() -> ResponseReturnValue:
    """Put a person into the network's steering group."""
    return _new(network_access())


@routes.page(f"{_OF_NETWORK}/<int:member_id>", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def edit_network_member(member_id: int) -> ResponseReturnValue:
    """Change what is written of a person in it."""
    return _edit(network_access(), member_id)


@routes.page(f"{_OF_NETWORK}/<int:member_id>/remove", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def remove_network_member(member_id: int) -> ResponseReturnValue:
    """Ask, and take a person out of it."""
    return _remove(network_access(), member_id)


def _new(access: ProgrammeAccess | NetworkAccess) -> ResponseReturnValue:
    place = _place(access)
    form = SteeringForm(role=SteeringRole.MEMBER)
    if form.accepted():
        member = steering.add_steering_member(access, form.seat())
        flash(_("%(name)s er med i styringsgruppa.", name=member.name), "done")
        return redirect(place.back)
    return render_template("programmes/steering_member.html", form=form, here=place, member=None), form.status


def _edit(access: ProgrammeAccess | NetworkAccess, member_id: int) -> ResponseReturnValue:
    member = steering.steering_member(access, member_id)
    place = _place(access, member_id)
    form = SteeringForm(obj=member)
    form.edits(member, name=member.name, back=place.back)
    if form.accepted():
        steering.change_steering_member(access, member, form.seat())
        flash(form.saved(_("Lagret.")), "done")
        return redirect(place.back)
    return render_template("programmes/steering_member.html", form=form, here=place, member=member), form.status


def _remove(access: ProgrammeAccess | NetworkAccess, member_id: int) -> ResponseReturnValue:
    member = steering.steering_member(access, member_id)
    place = _place(access, member_id)
    if request.method == "POST":
        steering.remove_steering_member(access, member)
        flash(_("%(name)s er ikke lenger med i styringsgruppa.", name=member.name), "done")
        return redirect(place.back)
    return render_template("programmes/remove_member.html", here=place, member=member)


def _place(access: ProgrammeAccess | NetworkAccess, member_id: int | None = None) -> SteeringPlace:
    if isinstance(access, ProgrammeAccess):
        slug = access.programme.slug
        back = url_for("programmes.programme", programme=slug)
        remove = url_for("programmes.remove_member", programme=slug, member_id=member_id) if member_id else ""
        return SteeringPlace(access.programme.name, back, remove)
    slug = access.network.slug
    remove = url_for("programmes.remove_network_member", network=slug, member_id=member_id) if member_id else ""
    return SteeringPlace(access.network.name, url_for("networks.about", network=slug), remove)
