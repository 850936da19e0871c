"""A day of a year: units sign up and confirm, count each press once, and a frozen year stays as it is."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from tests.services.campaigns.days import (
    ASKED,
    BEFORE,
    CLOSED,
    HELD_ON,
    ON_THE_DAY,
    at,
    day_of,
    joined,
    new_unit,
)
from tracker.access.people import NotFoundError
from tracker.access.team_code import RevokedError
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.campaigns import CampaignCount, CampaignOutcome, CampaignStage, CountedKind
from tracker.models.networks import NetworkTeam
from tracker.models.tally import CodePurpose, TeamCode
from tracker.models.teams import Invitation, Membership, ServiceKind, Team
from tracker.services.campaigns import counting, days, following_up, freezing, linking, signing_up, units
from tracker.services.refusal import Refused


@pytest.fixture
def day(cast):
    return day_of(cast)


def number(model, *where):
    return db.session.scalar(select(func.count()).select_from(model).where(*where))


def test_a_host_holds_the_day_of_a_year_once(hosting):
    dates = days.CampaignDates.usual(date(2027, 6, 4), opens_on=date(2027, 4, 1))
    held = days.hold_day(hosting("ingrid"), dates)
    assert (held.year, held.freezes_on, held.asks_on) == (2027, date(2027, 6, 12), date(2027, 9, 4))
    with pytest.raises(Refused, match="year_taken"):
        days.hold_day(hosting("ingrid"), dates)
    assert days.day_of_year(2027).id == held.id
    with pytest.raises(NotFoundError):
        days.day_of_year(2028)


def test_a_changed_date_moves_all_that_follows_it_and_stays_in_its_year(hosting, day):
    access = hosting("ingrid")
    moved = days.CampaignDates.usual(date(2027, 6, 6), opens_on=date(2027, 4, 1))
    with pytest.raises(Refused, match="other_year"):
        days.change_day(access, day, moved)
    later = days.CampaignDates(
        held_on=day.held_on, opens_on=day.opens_on, freezes_on=day.freezes_on, asks_on=date(2026, 12, 1)
    )
    days.change_day(access, day, later)
    assert (day.asks_on, day.version) == (date(2026, 12, 1), 2)


def test_the_stage_follows_the_dates(day):
    said = {day.stage(HELD_ON + timedelta(days=n)) for n in (-90, -10, 0, 3, 8)}
    assert said == set(CampaignStage)


def test_the_nearest_day_is_the_last_that_opened(cast, day):
    day_of(cast, date(2027, 6, 4))
    assert days.nearest_day(date(2027, 3, 30)).year == 2026
    assert days.nearest_day(date(2027, 4, 1)).year == 2027
    assert days.nearest_day(date(2025, 1, 1)).year == 2026


def test_a_unit_takes_part_when_the_button_is_pressed_and_twice_is_once(day):
    unit = signing_up.sign_up(day, new_unit(), now=BEFORE)
    assert units.units_of(day) == []
    first, again = signing_up.confirm(at(unit, BEFORE)), signing_up.confirm(at(unit, BEFORE))
    assert (first.is_new, again.is_new) == (True, False)
    assert [each.name for each in units.units_of(day)] == ["Hjemmetjenesten sone øst"]
    assert units.reach_of(day) == units.CampaignReach(1, 1, 0)


def test_a_unit_without_a_team_gets_one_with_a_code_and_an_invitation_to_lead_it(day):
    unit = joined(day)
    made = unit.team
    assert (made.organisations, made.service) == ([], ServiceKind.HOME_CARE)
    assert number(Membership, Membership.team_id == made.id) == number(NetworkTeam, NetworkTeam.team_id == made.id) == 0
    code = db.session.scalars(select(TeamCode).where(TeamCode.team_id == made.id)).one()
    assert (code.purpose, unit.team_agreed_at) == (CodePurpose.ANSWER, BEFORE)
    assert db.session.scalars(select(Invitation.email)).one() == "berit.foss@example.no"


def test_the_next_year_it_has_the_same_team_for_those_who_had_it_and_a_stranger_gets_none_of_its_answers(cast, day):
    made = joined(day).team
    year, spring = date(2027, 6, 4), BEFORE + timedelta(days=365)
    hers = joined(day_of(cast, year), now=spring)
    assert (hers.team_id, hers.team_agreed_at) == (made.id, spring)
    stranger = joined(
        day_of(cast, date(2028, 6, 2)), new_unit(contact="annen@example.no"), now=spring.replace(year=2028)
    )
    assert stranger.team_id != made.id


def test_a_unit_with_a_teams_name_is_linked_and_shows_nothing_of_it_before_the_team_agrees(day, inside, cast):
    unit = joined(day, new_unit("kirurgisk  SENGEPOST 3", "fjordheim sykehus", service=ServiceKind.HOSPITAL_WARD))
    assert (unit.team_id, unit.team_agreed_at, unit.organisation) == (cast.team.id, None, "Fjordheim sykehus")
    assert number(Team, Team.name == "kirurgisk  SENGEPOST 3") == number(Invitation) == 0
    linking.agree(inside("nora"), unit)
    assert unit.team_agreed_at is not None
    assert number(TeamCode, TeamCode.team_id == cast.team.id) == 1


def test_whom_the_team_knows_needs_no_further_word(day, cast):
    unit = joined(day, new_unit("Kirurgisk sengepost 3", "Fjordheim sykehus", contact="Nora@example.no"))
    assert (unit.team_id, unit.team_agreed_at) == (cast.team.id, BEFORE)


def test_a_team_that_says_no_takes_the_unit_out(day, inside):
    unit = joined(day, new_unit("Kirurgisk sengepost 3", "Fjordheim sykehus"))
    linking.refuse(inside("nora"), unit)
    assert units.units_of(day) == []
    with pytest.raises(RevokedError):
        at(unit, BEFORE)


def test_one_name_takes_part_once(day):
    first = signing_up.sign_up(day, new_unit(), now=BEFORE)
    rival = signing_up.sign_up(day, new_unit(contact="andre@example.no"), now=BEFORE)
    assert signing_up.sign_up(day, new_unit(), now=BEFORE).id == first.id
    signing_up.confirm(at(first, BEFORE))
    with pytest.raises(Refused, match="taken"):
        signing_up.confirm(at(rival, BEFORE))
    with pytest.raises(Refused, match="taken"):
        signing_up.sign_up(day, new_unit("HJEMMETJENESTEN sone øst"), now=BEFORE)


def test_a_press_counts_once_and_stays_undone(day):
    access, press = at(joined(day), ON_THE_DAY), uuid4()
    assert [counting.count(access, CountedKind.ASKED, press) for _ in range(2)] == [True, False]
    counting.count(access, CountedKind.ANSWERED, uuid4(), number=27)
    assert counting.numbers_of_unit(access.unit) == counting.DayNumbers(1, 27)
    assert counting.undo(access, press) is not None
    assert counting.undo(access, press) is None
    counting.count(access, CountedKind.ASKED, press)
    assert counting.live_numbers(day) == counting.DayNumbers(None, 27)


def test_nothing_is_counted_before_the_day_or_after_its_closing(day):
    unit = joined(day)
    for moment in (BEFORE, CLOSED):
        with pytest.raises(counting.CountsClosedError):
            counting.count(at(unit, moment), CountedKind.ASKED, uuid4())


def test_more_than_anyone_counts_is_refused(day):
    access = at(joined(day), ON_THE_DAY)
    with pytest.raises(counting.TooManyCountedError):
        counting.count(access, CountedKind.ASKED, uuid4(), number=counting.MOST_AT_ONCE + 1)


@pytest.mark.parametrize(
    ("moment", "expected"), [(ON_THE_DAY, 1), (BEFORE, None), (ON_THE_DAY + timedelta(days=1), None)]
)
def test_an_answer_counts_on_the_day_alone(day, moment, expected):
    unit = joined(day)
    counting.count_answer(unit.team_id, now=moment)
    assert counting.numbers_of_unit(unit) == counting.DayNumbers(expected, expected)


def test_an_answer_to_a_team_that_has_not_agreed_is_not_told_to_who_signed_up(day, cast):
    unit = joined(day, new_unit("Kirurgisk sengepost 3", "Fjordheim sykehus"))
    counting.count_answer(cast.team.id, now=ON_THE_DAY)
    assert counting.numbers_of_unit(unit) == counting.DayNumbers()


def test_a_frozen_year_stays_as_it_was(day, inside):
    shown, silent = joined(day), joined(day, new_unit("Legevakta sør", contact="sor@example.no"))
    counting.count(at(shown, ON_THE_DAY), CountedKind.ASKED, uuid4(), number=34)
    assert [freezing.freeze(day, now=when) for when in (ON_THE_DAY, CLOSED, CLOSED)] == [False, True, False]
    db.session.execute(db.update(CampaignCount).values(undone_at=CLOSED))
    shown.name, silent.withdrawn_at = "Et annet navn", CLOSED
    db.session.flush()
    result = freezing.result_of(day)
    assert (result.units, result.municipalities, result.asked, result.answered) == (2, 1, 34, None)
    kept = [(row.name, row.asked) for row in freezing.kept_units(day)]
    assert kept == [("Hjemmetjenesten sone øst", 34), ("Legevakta sør", None)]
    assert [campaign.year for campaign, _ in freezing.results()] == [2026]


def test_a_unit_says_what_became_of_it_when_it_is_asked(day):
    unit = joined(day)
    say = {"seen": None, "submission": "s1"}
    with pytest.raises(Refused, match="early"):
        following_up.follow_up(at(unit, CLOSED), CampaignOutcome.DONE, "Kaffebord", **say)
    for _ in range(2):
        following_up.follow_up(at(unit, ASKED), CampaignOutcome.TRYING, "Kaffebord i stua", **say)
    with pytest.raises(Refused, match="outdated"):
        following_up.follow_up(at(unit, ASKED), CampaignOutcome.DONE, "Noe annet", seen=None, submission="s2")
    said = following_up.follow_up_of(unit)
    following_up.follow_up(at(unit, ASKED), CampaignOutcome.DONE, "Hver dag kl. 14", seen=said.id, submission="s3")
    (last,) = following_up.follow_ups_of(day).values()
    assert (last.unit_id, last.outcome, last.text) == (unit.id, CampaignOutcome.DONE, "Hver dag kl. 14")


def test_what_is_done_leaves_a_line(day, inside):
    unit = joined(day, new_unit("Kirurgisk sengepost 3", "Fjordheim sykehus"))
    linking.agree(inside("nora"), unit)
    said = select(AuditLine.deed, AuditLine.label).where(AuditLine.subject == "campaign_unit")
    name = "Fjordheim sykehus, Kirurgisk sengepost 3"
    assert db.session.execute(said).all() == [("created", name), ("accepted", name)]
