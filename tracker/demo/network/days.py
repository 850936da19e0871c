"""The days of the demo: two years of which little is known, one that is over, and one that units sign up for.

The dates of the first two are real, and `days.csv` names the source. Units, numbers and words of the others are
invented. The rows of the year that is over are put in many at once: nobody signs up for a day that has been.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import insert

from tracker.access.campaign_code import enter_by_campaign_code
from tracker.access.network import NetworkAccess
from tracker.access.people import OSLO
from tracker.access.team_code import draw_code
from tracker.demo.calendar import Calendar
from tracker.demo.numbers import rows_of
from tracker.models.base import db
from tracker.models.campaigns import (
    Campaign,
    CampaignCount,
    CampaignFollowUp,
    CampaignOutcome,
    CampaignResult,
    CampaignUnit,
    CountedKind,
)
from tracker.models.organisations import OrganisationKind
from tracker.models.teams import ServiceKind
from tracker.services.campaigns.days import CampaignDates, hold_day
from tracker.services.campaigns.freezing import freeze
from tracker.services.campaigns.signing_up import NewUnit, confirm, sign_up
from tracker.text.visible import folded

_JUNE_4 = (6, 4)
_MORNING = time(8, 10, tzinfo=OSLO)
_OPENED = timedelta(days=25)
"""So long ago sign-up for the day to come was opened."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoUnit:
    """A unit of the year that is over; one that counted nothing has None."""

    name: str
    of: str
    service: ServiceKind
    asked: int | None
    answered: int | None
    ready: int
    """How many of the six things on its list were."""
    buttons: int | None = None
    outcome: CampaignOutcome | None = None
    said: str = ""


_WARD, _HOME, _CARE = ServiceKind.HOSPITAL_WARD, ServiceKind.HOME_CARE, ServiceKind.NURSING_HOME
_DONE, _TRYING, _NOT = CampaignOutcome.DONE, CampaignOutcome.TRYING, CampaignOutcome.NOT_STARTED

UNITS = (
    DemoUnit(
        name="Akuttmottaket", of="Havsund sykehus", service=ServiceKind.EMERGENCY, asked=64, answered=51, ready=6,
        buttons=80, outcome=_DONE, said="Vi sier hvor lenge det er igjen å vente, hver halve time.",
    ),
    DemoUnit(
        name="Barneposten", of="Havsund sykehus", service=_WARD, asked=31, answered=28, ready=6, buttons=40,
        outcome=_DONE, said="Barna tegner svaret. Tegningen henger over senga.",
    ),
    DemoUnit(name="Slagenheten", of="Fjordheim sykehus", service=_WARD, asked=22, answered=19, ready=4, buttons=30,
             outcome=_TRYING, said="Vi prøver å spørre på nytt dagen før utskriving."),
    DemoUnit(name="Hjemmetjenesten sone vest", of="Storfjell kommune", service=_HOME, asked=118, answered=97, ready=5,
             buttons=150, outcome=_DONE, said="Den samme kommer om morgenen, de fleste dagene."),
    DemoUnit(name="Bofellesskapet Fjellveien", of="Storfjell kommune", service=_HOME, asked=14, answered=12, ready=2,
             outcome=_NOT),
    DemoUnit(name="Solbakken sykehjem", of="Nordvågen kommune", service=_CARE, asked=46, answered=38, ready=6,
             buttons=60, outcome=_DONE, said="Kaffen kommer når man våkner, ikke klokka åtte."),
    DemoUnit(name="Furutunet sykehjem", of="Nordvågen kommune", service=_CARE, asked=39, answered=30, ready=5,
             buttons=50, outcome=_TRYING, said="Vi prøver musikk på stua to kvelder i uka."),
    DemoUnit(name="Helsestasjon for ungdom", of="Havsund kommune", service=ServiceKind.OUTPATIENT, asked=27,
             answered=26, ready=3, buttons=40, outcome=_DONE, said="Vi har åpent én ettermiddag til."),
    DemoUnit(name="Kommunal akutt døgnenhet", of="Eidsmo kommune", service=ServiceKind.OTHER, asked=18, answered=15,
             ready=4, buttons=20),
    DemoUnit(name="DPS Eidsmo, døgnpost", of="Eidsmo DPS", service=ServiceKind.MENTAL_HEALTH, asked=21, answered=14,
             ready=6, buttons=25),
    DemoUnit(name="Dagsenteret Brygga", of="Havsund kommune", service=ServiceKind.OTHER, asked=None, answered=None,
             ready=1),
    DemoUnit(name="Sengepost for infeksjon", of="Fjordheim sykehus", service=_WARD, asked=4, answered=4, ready=2),
)  # fmt: skip

COMING = (
    NewUnit(
        organisation="Storfjell kommune", name="Frisklivssentralen", service=ServiceKind.OTHER,
        contact="friskliv@example.no",
    ),
    NewUnit(
        organisation="Nordvågen kommune", name="Ergo- og fysioterapitjenesten", service=ServiceKind.OTHER,
        contact="ergofysio@example.no",
    ),
    NewUnit(
        organisation="Fjordheim sykehus", name="Slagenheten", service=_WARD, contact="slag.dagen@example.no",
    ),
    NewUnit(
        organisation="Havsund kommune", name="Tildelingskontoret", service=ServiceKind.OTHER,
        contact="tildeling@example.no",
    ),
)  # fmt: skip
"""Units of the day to come. The third has a team's name, whose leader is asked; the last has not confirmed."""


def tell(calendar: Calendar, host: NetworkAccess) -> None:
    """Tell of the days that the host's network holds."""
    for row in rows_of("days.csv"):
        _before_us(host, date.fromisoformat(row["dato"]), int(row["kommuner"]) if row["kommuner"] else None)
    _over(calendar, host)
    _to_come(calendar, host)


def _before_us(host: NetworkAccess, held_on: date, municipalities: int | None) -> None:
    campaign = hold_day(host, CampaignDates.usual(held_on, opens_on=held_on))
    db.session.add(CampaignResult(campaign_id=campaign.id, municipalities=municipalities, frozen_at=host.now))
    campaign.frozen_at = host.now


def _over(calendar: Calendar, host: NetworkAccess) -> None:
    """The last year of which units have been asked what it became."""
    today = calendar.today
    held_on = date(today.year, *_JUNE_4)
    dates = CampaignDates.usual(held_on, opens_on=date(held_on.year, 4, 1))
    if dates.asks_on > today:
        held_on = held_on.replace(year=held_on.year - 1)
        dates = CampaignDates.usual(held_on, opens_on=date(held_on.year, 4, 1))
    invited = CampaignDates(
        held_on=held_on, opens_on=dates.opens_on, freezes_on=dates.freezes_on, asks_on=dates.asks_on,
        invited=20, invited_municipalities=6, invited_hospitals=4,
    )  # fmt: skip
    campaign = hold_day(host, invited)
    db.session.execute(insert(CampaignUnit), [_unit(campaign, unit, at) for at, unit in enumerate(UNITS)])
    rows = db.session.query(CampaignUnit.id, CampaignUnit.name).filter(CampaignUnit.campaign_id == campaign.id)
    ids = {name: row_id for row_id, name in rows}
    db.session.execute(
        insert(CampaignCount), [each for unit in UNITS for each in _counts(campaign, ids[unit.name], unit)]
    )
    asked_at = _at(campaign.asks_on)
    db.session.execute(
        insert(CampaignFollowUp),
        [
            {"unit_id": ids[unit.name], "outcome": unit.outcome, "text": unit.said, "at": asked_at}
            for unit in UNITS
            if unit.outcome is not None
        ],
    )
    freeze(campaign, now=_at(campaign.freezes_on))


def _to_come(calendar: Calendar, host: NetworkAccess) -> None:
    """The next day, with sign-up open."""
    today = calendar.today
    held_on = date(today.year, *_JUNE_4)
    if held_on <= today:
        held_on = held_on.replace(year=held_on.year + 1)
    usual = CampaignDates.usual(held_on, opens_on=today - _OPENED)
    campaign = hold_day(
        host,
        CampaignDates(
            held_on=held_on, opens_on=usual.opens_on, freezes_on=usual.freezes_on, asks_on=usual.asks_on, invited=24,
            invited_municipalities=6, invited_hospitals=4,
        ),
    )  # fmt: skip
    for place, new in enumerate(COMING):
        moment = calendar.now - timedelta(days=12 - 3 * place)
        unit = sign_up(campaign, new, now=moment)
        if new is not COMING[-1]:
            confirm(enter_by_campaign_code(campaign.year, unit.code, now=moment))


def _unit(campaign: Campaign, unit: DemoUnit, at: int) -> dict[str, object]:
    signed_up = _at(campaign.opens_on + timedelta(days=9 + 4 * at))
    kind = OrganisationKind.MUNICIPALITY if unit.of.endswith("kommune") else OrganisationKind.HOSPITAL
    names = ("has_buttons", "has_posters", "has_cards", "has_time", "has_meeting", "has_representative")
    return {
        "campaign_id": campaign.id,
        "organisation": unit.of,
        "organisation_kind": kind,
        "organisation_key": folded(unit.of),
        "name": unit.name,
        "name_key": folded(unit.name),
        "service": unit.service,
        "contact": f"enhet{at + 1}@example.no",
        "code": draw_code(),
        "signed_up_at": signed_up,
        "confirmed_at": signed_up,
        "seen_at": _at(campaign.held_on) if unit.asked is not None else signed_up,
        "buttons_ordered": unit.buttons,
        "buttons_given": unit.asked if unit.buttons else None,
        "posters_hung": unit.ready if unit.ready > 1 else None,
        **{name: place < unit.ready for place, name in enumerate(names)},
    }


def _counts(campaign: Campaign, unit_id: int, unit: DemoUnit) -> list[dict[str, object]]:
    numbers = {CountedKind.ASKED: unit.asked, CountedKind.ANSWERED: unit.answered}
    return [
        {
            "unit_id": unit_id,
            "id": uuid5(NAMESPACE_URL, f"{unit_id} {kind}"),
            "kind": kind,
            "number": number,
            "hour": _at(campaign.held_on).replace(minute=0),
        }
        for kind, number in numbers.items()
        if number is not None
    ]


def _at(day: date) -> datetime:
    return datetime.combine(day, _MORNING)
