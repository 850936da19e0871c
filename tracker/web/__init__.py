"""Doors and rooms: one place per spot where a person stands, and what surrounds every request."""

from __future__ import annotations

from flask import Flask

from tracker.web import errors, guard, headers, languages, layout, settle, tidying
from tracker.web import settings as installed
from tracker.web.bedside.pages import place as bedside
from tracker.web.front_door.demo import place as demo_door
from tracker.web.front_door.pages import place as front_door
from tracker.web.home.pages import place as home
from tracker.web.network.pages import place as network
from tracker.web.office.pages import place as office
from tracker.web.place import ANYONE, RowIdConverter, declared_rules, refuse_undeclared
from tracker.web.settings import Settings
from tracker.web.team_room.pages import place as team_room
from tracker.web.wall.pages import place as wall

PLACES = (front_door, home, bedside, team_room, wall, network, office)


def install(app: Flask, settings: Settings, *, translations: str) -> None:
    """Furnish the application. The personas' door exists in the demo only.

    Raises:
        RuntimeError: a route has no access rule.
    """
    places = (*PLACES, demo_door) if settings.demo else PLACES
    installed.install(app, settings)
    app.url_map.converters["int"] = RowIdConverter
    for place in places:
        app.register_blueprint(place)
    rules = declared_rules(places) | {"static": ANYONE}
    refuse_undeclared({rule.endpoint for rule in app.url_map.iter_rules()}, rules)
    # What is installed first runs last on the way out: settling decides after every other hand has had the answer.
    settle.install(app)
    tidying.install(app)
    headers.install(app)
    guard.install(app, rules)
    languages.install(app, translations)
    layout.install(app)
    errors.install(app)
