"""Before each request: find the page's access rule and hold the person to it. Only here and in pages is `g` touched."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Lock

from flask import Flask, abort, current_app, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import validate_csrf
from wtforms.validators import ValidationError

from tracker.access.campaign_code import CampaignCodeAccess, enter_by_campaign_code
from tracker.access.held import UnconfirmedError
from tracker.access.network import NetworkAccess, enter_network
from tracker.access.office import OfficeAccess, enter_office
from tracker.access.organisation import OrganisationAccess, enter_organisation
from tracker.access.people import Access, Actor, ForbiddenError, NotFoundError
from tracker.access.permissions import (
    NETWORK_PERMISSIONS,
    OFFICE_PERMISSIONS,
    ORGANISATION_PERMISSIONS,
    PROGRAMME_PERMISSIONS,
    Permission,
)
from tracker.access.programme import ProgrammeAccess, enter_programme
from tracker.access.team import TeamAccess, enter_team
from tracker.access.team_code import CodeAccess, RevokedError, enter_by_code
from tracker.models.accounts import SignInSession, User
from tracker.models.base import db, may_write
from tracker.models.tally import CodePurpose
from tracker.services.accounts import sessions, throttling
from tracker.services.tally import codes
from tracker.web.core.assets import ENDPOINT
from tracker.web.core.routes import ANYONE, BY_MAIL_TOKEN, BY_OWN_CODE, BY_UNIT_CODE, NO_COOKIE, ByCode, Rule
from tracker.web.core.settings import settings
from tracker.web.core.transactions import SAFE_METHODS, keep_changes, remember_session

_turn = Lock()
_LONGEST_TURN = 15.0
"""Seconds, as the database's own patience: after them we ask it out of turn."""

UNIT = "unit"
"""What the code of a unit of the day opens, as `says_expired` knows it."""
_WITHOUT_COOKIE = frozenset({BY_OWN_CODE, BY_UNIT_CODE, NO_COOKIE})
TOKEN = "token"  # noqa: S105 - the name of the cookie's field, not a secret


def install(app: Flask, rules: dict[str, Rule]) -> None:
    """Put the guard before every request of the application."""
    app.extensions["tracker.rules"] = rules
    app.before_request(_guard)
    app.teardown_request(_end_turn)
    app.teardown_request(_let_write)


def _let_write(_error: BaseException | None) -> None:
    """Forget what this request was allowed: a thread goes on to other work."""
    may_write.set(True)


def now() -> datetime:
    """Return the moment of this request: one for all that happens in it."""
    if "now" not in g:
        g.now = datetime.now(UTC)
    moment: datetime = g.now
    return moment


def person() -> User | None:
    """Return who is signed in, or None."""
    session: SignInSession | None = g.get("session_row")
    return session.user if session else None


def actor() -> Actor:
    """Return the signed-in person at this moment; only for pages whose rule demands an account."""
    user = person()
    if user is None:
        abort(401)
    return Actor(user, now())


def session_row() -> SignInSession:
    """Return the session of this browser; only for pages whose rule demands an account."""
    row: SignInSession = g.session_row
    return row


def team_access() -> TeamAccess:
    """Return the access to a team that the guard let in."""
    access = g.access
    if not isinstance(access, TeamAccess):
        raise TypeError("this page has no team")
    return access


def network_access() -> NetworkAccess:
    """Return the access to a network that the guard let in."""
    access = g.access
    if not isinstance(access, NetworkAccess):
        raise TypeError("this page has no network")
    return access


def organisation_access() -> OrganisationAccess:
    """Return the access to an organisation that the guard let in."""
    access = g.access
    if not isinstance(access, OrganisationAccess):
        raise TypeError("this page has no organisation")
    return access


def programme_access() -> ProgrammeAccess:
    """Return the access to a programme that the guard let in."""
    access = g.access
    if not isinstance(access, ProgrammeAccess):
        raise TypeError("this page has no programme")
    return access


def office_access() -> OfficeAccess:
    """Return the access to the administration that the guard let in."""
    access = g.access
    if not isinstance(access, OfficeAccess):
        raise TypeError("this page is not the office's")
    return access


def code_access() -> CodeAccess:
    """Return the access that a code gives. Nothing may be written before `begin_writing`."""
    access = g.access
    if not isinstance(access, CodeAccess):
        raise TypeError("this page has no code")
    return access


def unit_access() -> CampaignCodeAccess:
    """Return the access that the code of a unit gives. Nothing may be written before `begin_writing_for_unit`."""
    access = g.access
    if not isinstance(access, CampaignCodeAccess):
        raise TypeError("this page has no unit")
    return access


def begin_writing_for_unit() -> CampaignCodeAccess:
    """Begin to write, and enter again: of what was read before nothing may be stored.

    Raises:
        NotFoundError: the unit was taken out meanwhile.
    """
    begin_writing()
    g.access = enter_by_campaign_code(*g.unit_place, now=now())
    return unit_access()


def begin_writing() -> None:
    """Leave what was read, and write from here on: SQLite's one lock is held no longer than a batch takes.

    Who waits for that lock sleeps up to a tenth of a second between two looks. So within a process we wait in a line
    of our own, where the next one is woken at once; the lock itself still decides, whoever else writes.
    """
    if isinstance(access := g.get("access"), CodeAccess):  # what the page holds stays as it was read
        for row in (access.code, access.team):
            db.session.expunge(row)
    db.session.rollback()
    may_write.set(True)
    if "in_turn" not in g:
        g.in_turn = db.engine.dialect.name == "sqlite" and _turn.acquire(timeout=_LONGEST_TURN)


def _end_turn(_error: BaseException | None) -> None:
    if g.pop("in_turn", False):
        _turn.release()


def _guard() -> ResponseReturnValue | None:
    may_write.set(request.method not in SAFE_METHODS)
    if request.endpoint == ENDPOINT:
        return None
    if request.endpoint is None:  # nothing is there, or not by this method: whoever is signed in keeps her frame
        may_write.set(False)
        g.session_row = _open_session()
        return None
    rule: Rule = current_app.extensions["tracker.rules"][request.endpoint]
    g.cookieless = isinstance(rule, ByCode) or rule in _WITHOUT_COOKIE or rule is BY_MAIL_TOKEN
    if isinstance(rule, ByCode):
        return _open_by_code(rule)
    if rule in _WITHOUT_COOKIE:
        may_write.set(False)
        return _open_by_unit_code() if rule is BY_UNIT_CODE else None
    if rule is BY_MAIL_TOKEN:  # the token in the address is all the authority there is
        return None
    return _open_by_session(rule)


def _open_by_session(rule: Rule) -> ResponseReturnValue | None:
    """Open a page of the frame: for anyone, for whoever is signed in, or for whom its permission says."""
    if request.method not in SAFE_METHODS:
        remember_session()
        g.stale = not _token_is_fresh()
    g.session_row = _open_session()
    if rule is ANYONE:
        return None
    if g.session_row is None:
        return _ask_to_sign_in()
    return _open_for_a_person(rule) if isinstance(rule, Permission) else None


def _open_for_a_person(rule: Permission) -> ResponseReturnValue | None:
    """Open the page's place for whoever is signed in: a stranger sees 404, who may not 403, who is held is asked."""
    try:
        g.access = _open(rule)
    except NotFoundError:
        abort(404)
    except UnconfirmedError:
        return _ask_to_confirm()
    except ForbiddenError:
        abort(403)
    return None


def _open_by_code(rule: ByCode) -> ResponseReturnValue | None:
    """Open a code's page. The code is all the authority there is: no cookie is read, so no form can be forged."""
    places = request.view_args or {}
    may_write.set(False)
    try:
        g.access = enter_by_code(places.pop("code"), rule.purpose, now=now())
    except RevokedError:
        return _expired(rule.purpose), 410
    except NotFoundError:
        return _count_guess(rule.purpose)
    return None


def _open_by_unit_code() -> ResponseReturnValue | None:
    """Open the page of a unit of the day, as a team's code opens its page."""
    places = request.view_args or {}
    g.unit_place = places.pop("year"), places.pop("code")
    try:
        g.access = enter_by_campaign_code(*g.unit_place, now=now())
    except RevokedError:
        return _expired(UNIT), 410
    except NotFoundError:
        return _count_guess(UNIT)
    return None


def says_expired(purpose: CodePurpose | str, page: Callable[[], str]) -> None:
    """Let a subject write its own page for its codes that open nothing."""
    _expired_pages[purpose] = page


_expired_pages: dict[CodePurpose | str, Callable[[], str]] = {}


def _expired(purpose: CodePurpose | str) -> str:
    page = _expired_pages.get(purpose)
    return page() if page is not None else render_template("tally/code_expired.html")


def _count_guess(purpose: CodePurpose | str) -> ResponseReturnValue:
    """Refuse a code that never was. Only here is the brake asked: a right code is never stopped by wrong ones."""
    address, brake = request.remote_addr or "", settings().code_brake
    try:
        codes.hold_back_guessers(address, brake=brake, now=now())
    except throttling.TooManyAttemptsError:
        abort(429)
    begin_writing()
    codes.count_guess(address, brake=brake, now=now())
    keep_changes()
    return _expired(purpose), 404


def _open(permission: Permission) -> Access:
    """Enter what the permission belongs to; the address says which team, network or programme."""
    user, moment = actor().user, now()
    places = request.view_args or {}
    if permission in OFFICE_PERMISSIONS:
        return enter_office(user, now=moment)
    if permission in NETWORK_PERMISSIONS:
        return enter_network(user, places.pop("network"), permission, now=moment)
    if permission in ORGANISATION_PERMISSIONS:
        return enter_organisation(user, places.pop("organisation"), permission, now=moment)
    if permission in PROGRAMME_PERMISSIONS:
        return enter_programme(user, places.pop("programme"), permission, now=moment)
    return enter_team(user, places.pop("team"), permission, now=moment)


def _ask_to_sign_in() -> ResponseReturnValue:
    """Send a reader to sign in; a form that was posted without a session gets 401 and is not replayed.

    Whoever comes to the demo by its front page has no account: she meets its people.
    """
    if request.method not in SAFE_METHODS:
        abort(401)
    if request.endpoint == "home.start":
        return redirect(url_for("demo.personas" if settings().demo else "accounts.sign_in"))
    return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))


def _ask_to_confirm() -> ResponseReturnValue:
    """Tell a person whose account is held how it is opened; a form that was posted meanwhile is refused."""
    if request.method not in SAFE_METHODS:
        abort(403)
    return redirect(url_for("accounts.confirm"))


def _token_is_fresh() -> bool:
    """Return whether the form came from a page of ours in this browser. `settle` keeps nothing of one that did not."""
    try:
        validate_csrf(request.form.get("csrf_token") or request.headers.get("X-CSRFToken"))
    except ValidationError:
        return False
    return True


def _open_session() -> SignInSession | None:
    token = _cookie_token()
    return sessions.open_session(token, now=now()) if token else None


def _cookie_token() -> str | None:
    value = session.get(TOKEN)
    return value if isinstance(value, str) else None
