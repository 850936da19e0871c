"""A unit's page behind its mailed code: confirmed by a button, counted on, its list kept, and asked what became of it.

Each form is a post to the same address that says what it does; after a deed the browser comes back to the page.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from tracker.access.campaign_code import CampaignCodeAccess, answer_page_of
from tracker.access.people import NotFoundError
from tracker.access.team_code import show_code
from tracker.models.campaigns import CampaignOutcome, CountedKind
from tracker.services.accounts.throttling import TooManyAttemptsError
from tracker.services.campaigns import checklist
from tracker.services.campaigns.counting import (
    MOST_AT_ONCE,
    CountsClosedError,
    TooManyCountedError,
    count,
    undo,
    with_it,
)
from tracker.services.campaigns.following_up import FollowUpFault, follow_up, follow_up_of
from tracker.services.campaigns.letters import ask_team, offer_to_lead
from tracker.services.campaigns.limits import count_sign_up
from tracker.services.campaigns.readers import invite_reader, lacks_reader
from tracker.services.campaigns.signing_up import SignUpFault, confirm
from tracker.services.refusal import Refused
from tracker.text.campaigns.languages import UNIT_TEXTS
from tracker.text.lines import one_break
from tracker.text.screening import Outcome, screen
from tracker.text.visible import without_invisible
from tracker.views.campaigns.unit_page import outcome_words, unit_page
from tracker.web.campaigns.day_page import frame_texts, show, write_page
from tracker.web.campaigns.join import unit_texts
from tracker.web.campaigns.routes import routes
from tracker.web.components.page_language import asked_language, page_language
from tracker.web.components.qr import draw_qr
from tracker.web.core import query
from tracker.web.core.guard import UNIT, begin_writing_for_unit, says_expired, unit_access
from tracker.web.core.links import whole_address
from tracker.web.core.routes import BY_UNIT_CODE
from tracker.web.core.settings import settings
from tracker.web.core.transactions import refuse_changes

WORDS = 500


@dataclass(frozen=True, slots=True)
class UnitFault:
    """What is wrong with one of the page's forms: which, what stands in it, and what is said of which field."""

    form: str
    wrong: Mapping[str, str]
    typed: Mapping[str, str] = field(default_factory=dict)
    status: int = 422


@routes.page("/dagen/<int:year>/<code>", access=BY_UNIT_CODE, methods=("GET", "POST"))
def unit() -> ResponseReturnValue:
    """Show the unit's page; do what one of its forms says."""
    if request.method == "POST":
        deed = _DEEDS.get(query.hidden("do"))
        fault = deed(begin_writing_for_unit()) if deed else UnitFault("", {}, status=400)
        if fault is None:
            did = query.hidden("do")
            here = address_of(unit_access(), done=did if did in _TOLD else None)
            return redirect(f"{here}#{_PLACES.get(did, 'innhold')}", 303)
        refuse_changes()
        return _page(unit_access(), fault), fault.status
    access = unit_access()
    if unquote(request.path) != unquote(url_for("campaigns.unit", **place_of(access))):
        return redirect(address_of(access))  # typed in capitals or without dashes
    return _page(access)


def address_of(access: CampaignCodeAccess, *, done: str | None = None) -> str:
    """Return the address of a unit's page, in the language that this address asks for; `done` is told there."""
    return url_for("campaigns.unit", **place_of(access), lang=asked_language(), done=done)


def _page(access: CampaignCodeAccess, fault: UnitFault | None = None) -> Response:
    says, frame = unit_texts(), frame_texts()
    shown = {"t": says, "unit": access.unit, "action": address_of(access), "fault": fault}
    shown |= {
        "told": defaultdict(str, fault.wrong if fault else {}),
        "typed": defaultdict(str, fault.typed if fault else {}),
    }
    problem = fault.form if fault else ""
    if access.unit.confirmed_at is None:
        is_open = access.campaign.takes_units(access.today)
        over = frame.whole_day(access.campaign.held_on)
        return show("campaigns/confirm.html", is_secret=True, problem=problem, over=over, is_open=is_open, **shown)
    answers = answer_page_of(access)
    whole = whole_address("answers.answer", code=show_code(answers.code.code)) if answers else ""
    return show(
        "campaigns/unit.html",
        is_secret=True,
        problem=problem,
        done="" if fault else query.words("done"),
        page=unit_page(access, says, frame),
        qr=draw_qr(whole) if whole else "",
        address=whole.split("://", 1)[-1],
        href=whole,
        sheets=url_for("campaigns.unit_sheets", **place_of(access), lang=asked_language()) if answers else "",
        waits=access.unit.team_id is not None and access.unit.team_agreed_at is None,
        lacks_reader=lacks_reader(access),
        ids=[str(uuid4()) for _ in range(4)],
        most=MOST_AT_ONCE,
        room=WORDS,
        **shown,
    )


def _confirm(access: CampaignCodeAccess) -> UnitFault | None:
    says = unit_texts()
    try:
        done = confirm(access)
    except Refused as refused:
        said = says.confirm_taken if refused.fault is SignUpFault.TAKEN else says.over
        return UnitFault("confirm", {"": said}, status=409)
    sender = settings().mail
    if sender is not None and done.asks_team is not None:
        where = whole_address("campaigns.team_days", team=done.asks_team.slug)
        ask_team(access.unit, done.asks_team, where, sender=sender, now=access.now)
    if sender is not None and done.leader_token:
        offer_to_lead(access.unit, _accepting(done.leader_token), sender=sender, now=access.now)
    return None


def _count(access: CampaignCodeAccess) -> UnitFault | None:
    kind, count_id = query.read_member(CountedKind, query.hidden("kind")), query.hidden_uuid("id")
    if kind is None or count_id is None:
        return UnitFault("count", {}, status=400)
    return _counted(lambda: count(access, kind, count_id))


def _undo(access: CampaignCodeAccess) -> UnitFault | None:
    count_id = query.hidden_uuid("id")
    if count_id is None:
        return UnitFault("count", {}, status=400)
    return _counted(lambda: undo(access, count_id))


def _many(access: CampaignCodeAccess) -> UnitFault | None:
    says = unit_texts()
    typed = {kind.value: query.hidden(kind.value).strip() for kind in CountedKind}
    numbers = {kind: query.read_whole(typed[kind.value], most=MOST_AT_ONCE) for kind in CountedKind}
    wrong = {
        kind.value: says.e_number.format(most=MOST_AT_ONCE)
        for kind, number in numbers.items()
        if typed[kind.value] and number is None
    }
    if not any(typed.values()):
        wrong = {CountedKind.ASKED.value: says.e_no_number}
    if wrong:
        return UnitFault("many", wrong, typed)
    line = query.hidden_uuid("id") or uuid4()
    ids = {CountedKind.ASKED: line, CountedKind.ANSWERED: with_it(line)}

    def add() -> None:
        for kind in (CountedKind.ANSWERED, CountedKind.ASKED):  # the last of them is what «Angre» names: it takes both
            number = numbers[kind]
            if number is not None:
                count(access, kind, ids[kind], number=number)

    return _counted(add, form="many", typed=typed)


def _counted(
    deed: Callable[[], object], *, form: str = "count", typed: Mapping[str, str] | None = None
) -> UnitFault | None:
    says, campaign = unit_texts(), unit_access().campaign
    try:
        deed()
    except CountsClosedError:
        day = frame_texts().short_day(campaign.freezes_on)
        return UnitFault(form, {"": says.counter_closed.format(day=day)}, typed or {}, 409)
    except TooManyCountedError:
        return UnitFault(form, {"": says.e_flood}, typed or {}, 429)
    return None


def _list(access: CampaignCodeAccess) -> UnitFault | None:
    says = unit_texts()
    typed = {name: query.hidden(name).strip() for name in checklist.NUMBERS}
    numbers = {name: _amount(text) for name, text in typed.items()}
    wrong = {
        name: says.e_number.format(most=checklist.MOST)
        for name, number in numbers.items()
        if typed[name] and number is None
    }
    ready = {name: query.is_pressed(name) for name in checklist.READY}
    if wrong:
        return UnitFault("list", wrong, typed | {name: "on" for name, is_ready in ready.items() if is_ready})
    seen = {name: _amount(query.hidden(f"seen_{name}")) for name in checklist.NUMBERS}
    seen_ready = {name: query.hidden(f"seen_{name}") == "on" for name in checklist.READY}
    checklist.save_list(access, {**ready, **numbers}, seen={**seen_ready, **seen})
    return None


def _amount(text: str) -> int | None:
    return query.read_whole(text.strip(), least=0, most=checklist.MOST)


def _became(access: CampaignCodeAccess) -> UnitFault | None:
    says = unit_texts()
    outcome = query.read_member(CampaignOutcome, query.hidden("outcome"))
    text = without_invisible(one_break(query.hidden("words"))).strip()
    typed = {"outcome": query.hidden("outcome"), "words": text}
    wrong = {} if outcome else {"outcome": says.e_outcome}
    if said := _wrong_words(text, outcome):
        wrong["words"] = said
    if wrong or outcome is None:
        return UnitFault("became", wrong, typed)
    try:
        follow_up(
            access, outcome, text, seen=query.hidden_id("seen"), submission=str(query.hidden_uuid("id") or uuid4())
        )
    except Refused as refused:
        if refused.fault is FollowUpFault.EARLY:
            return UnitFault("became", {"": says.later_text}, typed, 409)
        other = follow_up_of(access.unit)
        what = f"{outcome_words(other.outcome, says)}. {other.text}".strip() if other else ""
        return UnitFault("became", {"": says.e_outdated.format(what=what)}, typed, 409)
    return None


def _wrong_words(text: str, outcome: CampaignOutcome | None) -> str:
    says = unit_texts()
    if not text:
        return says.e_words_empty if outcome in {CampaignOutcome.DONE, CampaignOutcome.TRYING} else ""
    if len(text) > WORDS:
        return says.e_words_long.format(typed=len(text), room=WORDS)
    found = screen(text).outcome
    if found is Outcome.FINE:
        return ""
    return says.e_id if found is Outcome.REFUSED else says.e_words_phone


def _lead(access: CampaignCodeAccess) -> UnitFault | None:
    says, sender = unit_texts(), settings().mail
    if sender is None:
        return UnitFault("lead", {"": says.e_no_mail}, status=503)
    try:
        place, brake = request.remote_addr or "", settings().code_brake
        count_sign_up(place, access.unit.contact, has_confirmed=True, brake=brake, now=access.now)
        token = invite_reader(access)
    except TooManyAttemptsError:
        return UnitFault("lead", {"": says.e_many}, status=429)
    except NotFoundError:
        return None
    offer_to_lead(access.unit, _accepting(token), sender=sender, now=access.now)
    return None


def _accepting(token: str) -> str:
    return whole_address("teams.invitation", token=token)


def place_of(access: CampaignCodeAccess) -> dict[str, Any]:
    """Return what the addresses of a unit's pages say: the year, and the code as it is shown."""
    return {"year": access.campaign.year, "code": show_code(access.unit.code)}


_DEEDS: Mapping[str, Callable[[CampaignCodeAccess], UnitFault | None]] = {
    "confirm": _confirm,
    "count": _count,
    "undo": _undo,
    "many": _many,
    "list": _list,
    "became": _became,
    "lead": _lead,
}
_PLACES = {"count": "count", "undo": "count", "many": "count", "list": "list", "became": "became", "lead": "qr"}
"""Where on the page the browser comes back to."""
_TOLD = frozenset({"list", "lead"})
"""What the page says is done: of the rest it shows what has become different."""


def _gone() -> str:
    return write_page("campaigns/gone.html", t=UNIT_TEXTS[page_language().value])


says_expired(UNIT, _gone)
