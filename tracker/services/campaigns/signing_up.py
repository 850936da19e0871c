"""Signing a unit up without an account: written down, then confirmed by a button behind the link that was mailed.

A unit that has the name of a team here, in the same organisation, is linked to it. A link gives the unit's page the
day's counter, and nothing of the team: neither its code nor its sheets, until the team has said that this is it. A unit
without a team gets one of its own, without members and in no network, whose code people answer by; its contact is
invited to lead it, so that somebody reads the answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import exists, or_, select, update
from sqlalchemy.exc import IntegrityError

from tracker.access.campaign_code import CampaignCodeAccess, team_access_of_campaign
from tracker.access.people import local_day
from tracker.access.team_code import draw_code
from tracker.models.accounts import Profession, Role, User
from tracker.models.answers import AnswerLanguage
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.models.campaigns import Campaign, CampaignScope, CampaignUnit
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.tally import CodePurpose
from tracker.models.teams import HOSPITAL_SERVICES, MUNICIPAL_SERVICES, Membership, ServiceKind, Team, TeamOrganisation
from tracker.services.audit.log import note, note_of_nobody, snapshot
from tracker.services.campaigns.audit_words import CAMPAIGN_UNIT
from tracker.services.campaigns.units import takes_part
from tracker.services.names import NameFault, free_slug
from tracker.services.refusal import Refused
from tracker.services.tally.codes import make_code
from tracker.services.teams import invitations
from tracker.services.teams.audit_words import TEAM
from tracker.text.email import fold_email
from tracker.text.visible import folded

_TRIES = 3
_MUNICIPALITY_WORDS = ("kommune", "kommun", "municipality", "bydel")
_KEY_LENGTH = 400


class SignUpFault(StrEnum):
    """Why a unit cannot be signed up."""

    CLOSED = "closed"
    """Sign-up has not opened, or the day's numbers are closed."""
    TAKEN = "taken"
    """The unit takes part already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnit:
    """What stands in the form; screened before it comes here."""

    organisation: str
    name: str
    service: ServiceKind
    contact: str
    scope: CampaignScope = CampaignScope.WHOLE
    language: AnswerLanguage = AnswerLanguage.NB


@dataclass(frozen=True, slots=True)
class Confirmed:
    """What a confirmation led to."""

    is_new: bool
    """False where the button was pressed before."""
    asks_team: Team | None = None
    """A team that is now to say whether this is it."""
    leader_token: str = ""
    """The token of the link by which the contact may lead the team that was made for the unit."""


def sign_up(campaign: Campaign, new: NewUnit, *, now: datetime) -> CampaignUnit:
    """Write a unit down, to be confirmed; one that the same address signed up and did not confirm is the same.

    Raises:
        Refused: nobody can sign up now, or the unit takes part already.
    """
    if not campaign.takes_units(local_day(now)):
        raise Refused(SignUpFault.CLOSED)
    keys = {"organisation_key": _key(new.organisation), "name_key": _key(new.name)}
    same = (CampaignUnit.organisation_key == keys["organisation_key"], CampaignUnit.name_key == keys["name_key"])
    if db.session.scalar(select(CampaignUnit.id).where(*takes_part(campaign.id), *same)) is not None:
        raise Refused(SignUpFault.TAKEN, "name")
    contact = fold_email(new.contact)
    waiting = select(CampaignUnit).where(
        CampaignUnit.campaign_id == campaign.id,
        CampaignUnit.contact == contact,
        CampaignUnit.confirmed_at.is_(None),
        CampaignUnit.withdrawn_at.is_(None),
        *same,
    )
    home = _organisation(keys["organisation_key"])
    row = db.session.scalars(waiting.limit(1)).first()
    if row is None:
        row = CampaignUnit(campaign_id=campaign.id, contact=contact, code=draw_code(), signed_up_at=now, **keys)
    row.organisation = home.name if home else new.organisation
    row.organisation_id = home.id if home else None
    row.organisation_kind = home.kind if home else _kind_of(keys["organisation_key"], new.service)
    row.name, row.service, row.scope, row.language = new.name, new.service, new.scope, new.language
    db.session.add(row)
    db.session.flush()
    return row


def has_confirmed(campaign: Campaign, address: str) -> bool:
    """Return whether an address has confirmed a unit that takes part."""
    hers = select(CampaignUnit.id).where(*takes_part(campaign.id), CampaignUnit.contact == fold_email(address))
    return db.session.scalars(hers.limit(1)).first() is not None


def organisation_names() -> list[str]:
    """List what the organisations here are called, for the form to offer: whoever types another is as welcome."""
    return list(db.session.scalars(select(Organisation.name).order_by(Organisation.name)))


def confirm(access: CampaignCodeAccess) -> Confirmed:
    """Let a unit take part. Pressed twice it is the same as once.

    Raises:
        Refused: nobody can sign up now, or the unit was confirmed by another address meanwhile.
    """
    unit, campaign = access.unit, access.campaign
    if unit.confirmed_at is not None:
        return Confirmed(is_new=False)
    if not campaign.takes_units(access.today):
        raise Refused(SignUpFault.CLOSED)
    if not _claimed(unit, access.now):
        return Confirmed(is_new=False)
    team, was_hers = _team_of(unit), False
    if team is None:
        team, was_hers = _team_before(unit)
    token = ""
    if team is not None:
        unit.team_id = team.id
        if was_hers or _is_in_team(team, unit.contact):
            unit.team_agreed_at = access.now
    else:
        token = _make_team(access)
    db.session.flush()
    note_of_nobody(
        Deed.CREATED,
        CAMPAIGN_UNIT,
        unit.id,
        team_id=unit.team_id,
        at=access.now,
        label=unit.full_name,
    )
    asks = team if unit.team_agreed_at is None else None
    return Confirmed(is_new=True, asks_team=asks, leader_token=token)


def _claimed(unit: CampaignUnit, now: datetime) -> bool:
    """Confirm in one statement: of two presses at once one is first; the database says whether the name is free.

    Raises:
        Refused: another sign-up of the same name was confirmed.
    """
    # By the code too: whoever opened the link before the host corrected the address confirms nothing.
    here = (CampaignUnit.id == unit.id, CampaignUnit.code == unit.code)
    free = (CampaignUnit.confirmed_at.is_(None), CampaignUnit.withdrawn_at.is_(None))
    claim = update(CampaignUnit).where(*here, *free).values(confirmed_at=now, seen_at=now).returning(CampaignUnit.id)
    try:
        with db.session.begin_nested():
            done = db.session.execute(claim).first() is not None
    except IntegrityError:
        raise Refused(SignUpFault.TAKEN, "name") from None
    db.session.refresh(unit)
    return done


def _key(name: str) -> str:
    return folded(name)[:_KEY_LENGTH]


def _organisation(key: str) -> Organisation | None:
    """Return the organisation here that is called so; which those are is found here: no database folds as we do."""
    for row_id, name in db.session.execute(select(Organisation.id, Organisation.name).order_by(Organisation.id)):
        if _key(name) == key:
            return db.session.get(Organisation, row_id)
    return None


def _kind_of(key: str, service: ServiceKind) -> OrganisationKind:
    if any(word in key for word in _MUNICIPALITY_WORDS) or service in MUNICIPAL_SERVICES:
        return OrganisationKind.MUNICIPALITY
    return OrganisationKind.HOSPITAL if service in HOSPITAL_SERVICES else OrganisationKind.OTHER


def _team_of(unit: CampaignUnit) -> Team | None:
    """Return the team of this name in this organisation, where there is one."""
    if unit.organisation_id is None:
        return None
    query = select(Team).join(TeamOrganisation, TeamOrganisation.team_id == Team.id)
    query = query.where(TeamOrganisation.organisation_id == unit.organisation_id, Team.is_reference.is_(False))
    return next(
        (team for team in db.session.scalars(query.order_by(Team.id)) if _key(team.name) == unit.name_key), None
    )


def _team_before(unit: CampaignUnit) -> tuple[Team | None, bool]:
    """Return the team that was this unit's on an earlier day, and whether the same address signed it up then.

    One that nobody ever led is nobody's to agree to, and its answers are not a stranger's to read: only to the address
    that it was made for is it the same again.
    """
    query = select(Team, CampaignUnit.contact).join(CampaignUnit, CampaignUnit.team_id == Team.id)
    same = (CampaignUnit.organisation_key == unit.organisation_key, CampaignUnit.name_key == unit.name_key)
    agreed = (CampaignUnit.team_agreed_at.is_not(None), CampaignUnit.campaign_id != unit.campaign_id)
    is_led = exists().where(Membership.team_id == Team.id, Membership.left_on.is_(None))
    led = or_(is_led, CampaignUnit.contact == unit.contact)
    found = db.session.execute(query.where(*same, *agreed, led).order_by(CampaignUnit.id.desc()).limit(1)).first()
    return (None, False) if found is None else (found[0], found[1] == unit.contact)


def _is_in_team(team: Team, address: str) -> bool:
    query = select(Membership.id).join(User, User.id == Membership.user_id)
    hers = (Membership.team_id == team.id, Membership.left_on.is_(None), User.email == address, User.is_active)
    return db.session.scalars(query.where(*hers)).first() is not None


def _make_team(access: CampaignCodeAccess) -> str:
    """Make a team for a unit that has none, with the code people answer by; return the link's token for its contact."""
    unit = access.unit
    team = _added(unit, access.now)
    inside = team_access_of_campaign(access.campaign, team, now=access.now)
    note(inside, Deed.CREATED, TEAM, team.id, label=team.name, after=snapshot(team, "name", "service"))
    make_code(inside, CodePurpose.ANSWER)
    unit.team_id, unit.team_agreed_at = team.id, access.now
    return invitations.invite(inside, email=unit.contact, role=Role.LEADER, profession=Profession.OTHER)


def _added(unit: CampaignUnit, now: datetime) -> Team:
    # In no organisation: whoever types a hospital's name is not let in among its leaders and advisors by that.
    for _ in range(_TRIES):
        row = Team(name=unit.name, slug=free_slug(Team.slug, unit.name), service=unit.service, created_at=now)
        try:
            with db.session.begin_nested():
                db.session.add(row)
        except IntegrityError:
            continue
        return row
    raise Refused(NameFault.TAKEN, "name")
