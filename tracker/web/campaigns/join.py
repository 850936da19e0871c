"""Signing a unit up: five fields on one page, no account, no cookie, no script. The link to its page comes by mail.

Nothing of a form that is refused is kept: it goes back in the answer to the POST, with all that was typed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

from flask import Response, request, url_for
from flask.typing import ResponseReturnValue

from tracker.access.people import NotFoundError, local_day
from tracker.access.team_code import show_code
from tracker.models.campaigns import Campaign, CampaignScope, CampaignStage, CampaignUnit
from tracker.models.teams import ServiceKind
from tracker.services.accounts.throttling import TooManyAttemptsError
from tracker.services.answers.form_token import new_token, read_token
from tracker.services.campaigns.days import day_of_year
from tracker.services.campaigns.letters import send_link
from tracker.services.campaigns.limits import count_sign_up
from tracker.services.campaigns.signing_up import NewUnit, SignUpFault, has_confirmed, organisation_names, sign_up
from tracker.services.refusal import Refused
from tracker.text.campaigns.languages import UNIT_TEXTS
from tracker.text.campaigns.unit_texts import UnitTexts
from tracker.text.email import fold_email
from tracker.text.screening import Outcome, has_identity_number, screen
from tracker.text.visible import plain_address, without_invisible
from tracker.web.campaigns.day_page import frame_texts, show
from tracker.web.campaigns.routes import routes
from tracker.web.components.page_language import asked_language, page_language
from tracker.web.core import query
from tracker.web.core.guard import begin_writing, now
from tracker.web.core.links import whole_address
from tracker.web.core.routes import NO_COOKIE
from tracker.web.core.settings import settings
from tracker.web.core.transactions import refuse_changes
from tracker.web.forms.fields import is_email

ROOM = 120
_MOST_ADDRESS = 254
_SLIPS: Final = {"con": "com", "cmo": "com", "om": "com", "comm": "com", "nno": "no", "n": "no", "mo": "no"}
"""Ends of addresses that are none, and what is meant by them: asked about, never changed."""
_HOSTS: Final = (
    "gmail.com",
    "hotmail.com",
    "outlook.com",
    "online.no",
    "icloud.com",
    "yahoo.com",
    "live.no",
    "mail.com",
    "ymail.com",
)


@dataclass(frozen=True, slots=True)
class TypedUnit:
    """What stands in the form."""

    organisation: str = ""
    name: str = ""
    service: str = ""
    scope: str = CampaignScope.WHOLE.value
    contact: str = ""

    @property
    def kind(self) -> ServiceKind | None:
        """The kind of service that was chosen."""
        return query.read_member(ServiceKind, self.service)

    @property
    def who(self) -> CampaignScope | None:
        """Who takes part, as it was chosen."""
        return query.read_member(CampaignScope, self.scope)


@routes.page("/dagen/<int:year>/bli-med", access=NO_COOKIE, methods=("GET", "POST"))
def join(year: int) -> ResponseReturnValue:
    """Ask for a unit; write it down and send the link."""
    campaign = day_of_year(year)
    if not campaign.takes_units(local_day(now())):
        return _closed(campaign)
    if request.method == "POST":
        return _sent(campaign)
    return _form(campaign, TypedUnit(), {})


def unit_texts() -> UnitTexts:
    """Return the words of this page's language."""
    return UNIT_TEXTS[page_language().value]


def _sent(campaign: Campaign) -> ResponseReturnValue:
    says, moment = unit_texts(), now()
    typed = TypedUnit(
        organisation=_line(query.hidden("organisation")),
        name=_line(query.hidden("unit")),
        service=query.hidden("service"),
        scope=query.hidden("scope"),
        contact=plain_address(query.hidden("contact")),
    )
    token = read_token(query.hidden("token"), _place(campaign), secret=settings().secret)
    wrong = _wrong(typed, says, seen=query.hidden("asked_address"))
    if not wrong and (token is None or not token.is_good(moment)):
        wrong = {"": says.e_old}
    if wrong:
        return _again(campaign, typed, wrong, 422)
    if settings().mail is None and not settings().demo:
        return _again(campaign, typed, {"": says.e_no_mail}, 503)
    begin_writing()
    try:
        unit = _write_down(campaign.year, typed)
    except TooManyAttemptsError:
        return _again(campaign, typed, {"": says.e_many}, 429)
    except Refused as refused:
        if refused.fault is SignUpFault.CLOSED:
            refuse_changes()
            return _closed(day_of_year(campaign.year))
        return _again(campaign, typed, {"unit": says.e_taken}, 422)
    return show(
        "campaigns/join_sent.html",
        is_secret=True,
        t=says,
        to=unit.contact,
        demo_link="" if settings().mail else _page_of(unit),
        over=frame_texts().whole_day(unit.campaign.held_on),
    )


def _write_down(year: int, typed: TypedUnit) -> CampaignUnit:
    """Store the unit and put the mail with its link into the outbox.

    Raises:
        Refused: it cannot be signed up.
        TooManyAttemptsError: there were too many.
    """
    moment, kind, who = now(), typed.kind, typed.who
    if kind is None or who is None:
        raise NotFoundError("service")
    day, sender = day_of_year(year), request.remote_addr or ""
    known = has_confirmed(day, typed.contact)
    count_sign_up(sender, typed.contact, has_confirmed=known, brake=settings().code_brake, now=moment)
    new = NewUnit(
        organisation=typed.organisation,
        name=typed.name,
        service=kind,
        scope=who,
        contact=typed.contact,
        language=page_language(),
    )
    unit = sign_up(day, new, now=moment)
    mail = settings().mail
    if mail is not None:
        send_link(unit, _page_of(unit), sender=mail, now=moment)
    return unit


def _page_of(unit: CampaignUnit) -> str:
    """Return the whole address of the unit's page, in the language it was signed up in."""
    place: dict[str, Any] = {"year": unit.campaign.year, "code": show_code(unit.code), "lang": unit.language.value}
    return whole_address("campaigns.unit", **place)


def _line(text: str) -> str:
    return " ".join(without_invisible(text).split())


def _wrong(typed: TypedUnit, says: UnitTexts, *, seen: str) -> Mapping[str, str]:
    """Return what is wrong, by field, in the order of the form. `seen` is an address that was asked about already."""
    found = {
        "organisation": _wrong_name(typed.organisation, says, says.e_organisation),
        "unit": _wrong_name(typed.name, says, says.e_unit),
        "service": "" if typed.kind else says.e_kind,
        "scope": "" if typed.who else says.e_scope,
        "contact": _wrong_address(typed.contact, says, seen=seen),
    }
    return {field: sentence for field, sentence in found.items() if sentence}


def _wrong_name(name: str, says: UnitTexts, nothing: str) -> str:
    if not name:
        return nothing
    if len(name) > ROOM:  # before it is screened: a megabyte costs nothing but its way
        return says.e_long.format(room=ROOM)
    outcome = screen(name).outcome
    if outcome is Outcome.FINE:
        return ""
    return says.e_id if outcome is Outcome.REFUSED else says.e_phone


def _wrong_address(address: str, says: UnitTexts, *, seen: str) -> str:
    if not address:
        return says.e_contact
    if len(address) > _MOST_ADDRESS or not is_email(address):
        return says.e_address
    if has_identity_number(address):
        return says.e_id
    meant = meant_address(address)
    return says.e_typo.format(address=meant) if meant and seen != address else ""


def meant_address(address: str) -> str:
    """Return the address that was probably meant, where this one ends in a common slip; "" where it does not."""
    name, _sign, host = fold_email(address).rpartition("@")
    rest, _dot, end = host.rpartition(".")
    if end in _SLIPS:
        return f"{name}@{rest}.{_SLIPS[end]}"
    near = get_close_matches(host, _HOSTS, n=1, cutoff=0.85)
    return f"{name}@{near[0]}" if near and near[0] != host else ""


def _again(campaign: Campaign, typed: TypedUnit, wrong: Mapping[str, str], status: int) -> ResponseReturnValue:
    """Show the form with all that was typed; nothing of it is kept."""
    refuse_changes()
    return _form(campaign, typed, wrong), status


def _form(campaign: Campaign, typed: TypedUnit, wrong: Mapping[str, str]) -> Response:
    says, frame = unit_texts(), frame_texts()
    place = _place(campaign)
    return show(
        "campaigns/join.html",
        is_secret=True,
        t=says,
        problem="join" if wrong else "",
        over=frame.whole_day(campaign.held_on),
        typed=typed,
        wrong=wrong,
        told=defaultdict(str, wrong),
        organisations=organisation_names(),
        services=[(kind.value, frame.services[kind.value]) for kind in ServiceKind],
        token=new_token(place, secret=settings().secret, now=now()),
        action=url_for("campaigns.join", year=campaign.year, lang=asked_language()),
    )


def _closed(campaign: Campaign) -> ResponseReturnValue:
    says, frame = unit_texts(), frame_texts()
    is_planned = campaign.stage(local_day(now())) is CampaignStage.PLANNED
    told = says.opens.format(day=frame.short_day(campaign.opens_on)) if is_planned else says.over
    page = show("campaigns/closed.html", t=says, over=frame.whole_day(campaign.held_on), title=says.join, told=told)
    return page, 200 if request.method == "GET" else 409


def _place(campaign: Campaign) -> str:
    """Return what the form's token is made for."""
    return f"day-{campaign.year}"
