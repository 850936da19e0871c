"""The gathering on the big screen, and the host's phone that steers it. The screen holds all its slides itself."""

from __future__ import annotations

from flask import Response, flash, jsonify, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.access.screen_code import enter_by_screen_code
from tracker.services.gatherings import screen as screen_service
from tracker.services.gatherings.gatherings import gathering as find_gathering
from tracker.services.gatherings.screen import ScreenDeed
from tracker.views.gatherings.screen import remote_page, screen_page
from tracker.web.core import query
from tracker.web.core.frame import by_name
from tracker.web.core.guard import network_access, now
from tracker.web.core.language import locale, speak
from tracker.web.core.links import whole_address
from tracker.web.core.routes import BY_MAIL_TOKEN
from tracker.web.gatherings.routes import routes

_ONE = "/networks/<network>/gatherings/<int:gathering_id>"


@routes.page(f"{_ONE}/screen", access=Permission.MANAGE_NETWORK)
def screen(gathering_id: int) -> ResponseReturnValue:
    """Show the slides."""
    access = network_access()
    page = screen_page(access, find_gathering(access, gathering_id), locale(), at=query.row_id("at"))
    slug = access.network.slug
    return render_template(
        "gatherings/screen.html",
        network=access.network,
        state=url_for("gatherings.screen_state", network=slug, gathering_id=gathering_id),
        steer=url_for("gatherings.steer", network=slug, gathering_id=gathering_id),
        leave=url_for("gatherings.gathering", network=slug, gathering_id=gathering_id),
        **by_name(page),
    )


@routes.page(f"{_ONE}/screen.json", access=Permission.MANAGE_NETWORK)
def screen_state(gathering_id: int) -> ResponseReturnValue:
    """Say what is on and how the clock goes. Who has seen the last deed is told that nothing is new."""
    return _state(network_access(), gathering_id)


@routes.page(f"{_ONE}/screen/code", access=Permission.MANAGE_NETWORK, methods=("POST",))
def make_screen_code(gathering_id: int) -> ResponseReturnValue:
    """Make the code of the day, by which another machine shows the screen."""
    access = network_access()
    screen_service.make_screen_code(access, find_gathering(access, gathering_id))
    flash(_("Koden er laget. Den åpner bare lerretet, og gjelder ut dagen."), "done")
    return redirect(url_for("gatherings.remote", network=access.network.slug, gathering_id=gathering_id))


@routes.page("/lerret/<token>", access=BY_MAIL_TOKEN)
def day_screen(token: str) -> ResponseReturnValue:
    """Show the slides to whoever has the code of the day. Nothing is steered from here, and no cookie is read."""
    access, gathering_id = enter_by_screen_code(token, now=now())
    speak(access.user.language)
    page = screen_page(access, find_gathering(access, gathering_id), locale(), at=query.row_id("at"))
    shown = render_template(
        "gatherings/screen.html",
        network=access.network,
        state=url_for("gatherings.day_state", token=token),
        steer="",
        leave="",
        **by_name(page),
    )
    answer = make_response(shown)
    answer.headers["Referrer-Policy"] = "no-referrer"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer


@routes.page("/lerret/<token>/state", access=BY_MAIL_TOKEN)
def day_state(token: str) -> ResponseReturnValue:
    """Say the same to a screen that a code opened, as long as the code holds."""
    access, gathering_id = enter_by_screen_code(token, now=now())
    return _state(access, gathering_id)


@routes.page(f"{_ONE}/remote", access=Permission.MANAGE_NETWORK)
def remote(gathering_id: int) -> ResponseReturnValue:
    """Show on the host's phone what the screen shows, with the same deeds."""
    access = network_access()
    page = remote_page(access, find_gathering(access, gathering_id), locale())
    address = whole_address("gatherings.day_screen", token=page.code).partition("://")[2] if page.code else ""
    return render_template("gatherings/remote.html", network=access.network, address=address, **by_name(page))


@routes.page(f"{_ONE}/steer", access=Permission.MANAGE_NETWORK, methods=("POST",))
def steer(gathering_id: int) -> ResponseReturnValue:
    """Do one deed to the screen; then back to where it was done."""
    access = network_access()
    deed = query.read_member(ScreenDeed, query.hidden("do"))
    row = find_gathering(access, gathering_id)
    if deed is not None:
        screen_service.steer(access, row, deed, query.hidden("to"))
    where = "screen_state" if query.hidden("by") == "screen" else "remote"
    return redirect(url_for(f"gatherings.{where}", network=access.network.slug, gathering_id=gathering_id), 303)


def _state(access: NetworkAccess, gathering_id: int) -> ResponseReturnValue:
    clock = screen_service.clock_of(access, gathering_id)
    if request.if_none_match.contains(str(clock.steps)):
        return Response(status=304)
    here, _away = screen_service.presenting(access, find_gathering(access, gathering_id))
    answer = make_response(
        jsonify(
            slide=clock.slide,
            elapsed=clock.elapsed,
            paused=clock.paused,
            added=clock.added,
            order=[str(team.id) for team in here],
        )
    )
    answer.set_etag(str(clock.steps))
    return answer
