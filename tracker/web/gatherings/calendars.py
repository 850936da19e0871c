"""Calendars: a day of a gathering as a file, and a person's feed by its secret address."""

from __future__ import annotations

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.services.gatherings import feed as feed_service
from tracker.services.gatherings.gatherings import days_of
from tracker.services.gatherings.gatherings import gathering as find_gathering
from tracker.text.locale import Locale
from tracker.views.gatherings.calendar import CalendarEntry, calendar
from tracker.web.components.shown_once import show_once
from tracker.web.core.guard import actor, network_access, now
from tracker.web.core.language import locale
from tracker.web.core.links import whole_address
from tracker.web.core.routes import ANYONE, SIGNED_IN
from tracker.web.core.session_cookie import onward
from tracker.web.gatherings.routes import routes

_TYPE = "text/calendar"


@routes.page("/networks/<network>/gatherings/<int:gathering_id>/<int:day>.ics", access=Permission.MEET)
def gathering_ics(gathering_id: int, day: int) -> ResponseReturnValue:
    """Give one day of a gathering as a file: one event, as calendars take it. It does not follow changes."""
    access = network_access()
    row = find_gathering(access, gathering_id)
    if day not in {each.position for each in days_of(row)}:
        raise NotFoundError(day)
    address = whole_address("gatherings.gathering", network=access.network.slug, gathering_id=row.id)
    text = calendar([CalendarEntry(row, address)], locale(), only=lambda each: each.position == day)
    answer = _answer(text)
    answer.headers["Content-Disposition"] = f'attachment; filename="{access.network.slug}-{row.id}-{day}.ics"'
    return answer


@routes.page("/calendar/<token>.ics", access=ANYONE)
def feed(token: str) -> ResponseReturnValue:
    """Give a person's gatherings to her calendar, as she may see them at this fetch. The address is all it takes."""
    found = feed_service.feed_of(token, now=now())
    words = Locale.of(found.user.language.value)
    entries = [
        CalendarEntry(row, whole_address("gatherings.gathering", network=network.slug, gathering_id=row.id))
        for row, network in found.gatherings
    ]
    answer = _answer(calendar(entries, words, name=words.gettext("Samlinger")))
    answer.add_etag()
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Robots-Tag"] = "noindex, nofollow"
    answer.headers["Referrer-Policy"] = "no-referrer"
    return answer.make_conditional(request)


@routes.page("/calendar", access=SIGNED_IN, methods=("POST",))
def new_feed() -> ResponseReturnValue:
    """Make a new address for a person's calendar and show it once; the old one ends."""
    by, page = actor(), onward()
    token = feed_service.new_feed(by)
    show_once(page, link=whole_address("gatherings.feed", token=token), who=by.user.name)
    return redirect(f"{page}#feed")


def _answer(text: bytes) -> Response:
    return Response(text, mimetype=_TYPE, content_type=f"{_TYPE}; charset=utf-8")
