"""What the host of a day sees, how she keeps its units, and what units are written to by themselves."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from tests.conftest import NOW
from tests.services.campaigns.days import ASKED, BEFORE, CLOSED, ON_THE_DAY, at, day_of, joined, new_unit
from tests.services.mail.letters import SENDER
from tracker.access.campaign_code import enter_by_campaign_code
from tracker.access.network import enter_network
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team_code import CodeAccess, RevokedError
from tracker.models.answers import AnswerLanguage, AnswerWay
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.campaigns import CampaignLetter, CampaignLetterKind, CampaignOutcome, CampaignUnit, CountedKind
from tracker.models.mail import Mail, MailState
from tracker.models.reminders import Reminder
from tracker.models.tally import CodePurpose, TeamCode
from tracker.services.answers.keys import AnswerKeys
from tracker.services.answers.taking_in import NewAnswer, take_in
from tracker.services.campaigns import counting, following_up, freezing
from tracker.services.campaigns.days import CampaignDates, change_day
from tracker.services.campaigns.keeping import bring_back, change_address, take_out
from tracker.services.campaigns.nightly import UnitNotifier, units_to_write_to, write_to_unit
from tracker.services.campaigns.overview import UnitGroup, hosts_day, unit_of_day
from tracker.services.campaigns.signing_up import sign_up
from tracker.services.mail.letter import Letter
from tracker.services.refusal import Refused
from tracker.services.reminders import dispatch
from tracker.services.reminders.receipts import sent_to
from tracker.services.reminders.to_units import send_to_units, year_written_to
from tracker.services.reminders.wording import Wording


@pytest.fixture
def day(cast):
    return day_of(cast)


@pytest.fixture
def host(cast):
    """Ingrid's door at a moment."""
    return lambda now: enter_network(cast.people["ingrid"], "brukermedvirkning", Permission.MANAGE_NETWORK, now=now)


def names(units):
    return [unit.name for unit in units]


def counted(unit, number=3):
    counting.count(at(unit, ON_THE_DAY), CountedKind.ASKED, uuid4(), number=number)


def answered(unit, now):
    code = db.session.scalar(
        select(TeamCode).where(TeamCode.team_id == unit.team_id, TeamCode.purpose == CodePurpose.ANSWER)
    )
    new = NewAnswer(form_id=str(uuid4()), text="At noen har tid", way=AnswerWay.QR)
    take_in(CodeAccess(code.team, code, now), new, keys=AnswerKeys(b"a secret for tests"))


def test_units_stand_in_their_groups_by_name_and_numbers_are_sums(day, host):
    b, a = joined(day, new_unit("Bo")), joined(day, new_unit("Avdeling"))
    sign_up(day, new_unit("Uten svar"), now=BEFORE)
    b.buttons_ordered, a.buttons_ordered, a.has_time = 30, 12, True
    counted(b)
    seen = hosts_day(host(ON_THE_DAY), day)
    assert names(seen.of(UnitGroup.ALL)) == ["Avdeling", "Bo"]
    assert names(seen.of(UnitGroup.UNCONFIRMED)) == ["Uten svar"]
    assert names(seen.of(UnitGroup.NOT_COUNTED)) == ["Avdeling"]
    assert names(seen.of(UnitGroup.NOT_REPORTED)) == ["Avdeling", "Bo"]
    assert (seen.numbers.asked, seen.numbers.answered) == (3, None)
    assert (seen.materials.buttons_ordered, seen.materials.buttons_given) == (42, None)
    assert seen.first_time is None


def test_answers_of_the_day_that_wait_are_a_number_of_a_team_that_is_the_unit(day, host, cast):
    own, taken = joined(day, new_unit("Bo")), joined(day, new_unit("Legevakta", contact="hvem@example.no"))
    taken.team_id = cast.other_team.id
    taken.team_agreed_at = None
    db.session.add(
        TeamCode(
            team_id=cast.other_team.id, purpose=CodePurpose.ANSWER, code="abcdefghjkmn", created_at=BEFORE,
            created_by_id=cast.people["per"].id,
        )
    )  # fmt: skip
    for unit in (own, own, taken):
        answered(unit, ON_THE_DAY)
    answered(own, BEFORE)
    seen = hosts_day(host(ON_THE_DAY), day)
    assert (seen.unread, seen.unread_in_all) == ({own.id: 2}, 2)
    assert names(seen.of(UnitGroup.UNREAD)) == ["Bo"]


def test_a_frozen_day_shows_what_was_frozen_and_who_is_new_this_year(day, host, cast):
    unit = joined(day)
    counted(unit)
    freezing.freeze(day, now=CLOSED)
    unit.withdrawn_at = CLOSED
    assert hosts_day(host(CLOSED), day).numbers.asked == 3
    unit.withdrawn_at = None
    later = day_of(cast, date(2027, 6, 4))
    joined(later, now=datetime(2027, 5, 20, 9, tzinfo=BEFORE.tzinfo))
    joined(later, new_unit("Nye"), now=datetime(2027, 5, 20, 9, tzinfo=BEFORE.tzinfo))
    assert hosts_day(host(NOW), later).first_time == 1


def test_the_overview_costs_as_much_with_many_units_as_with_few(day, host, queries):
    joined(day)
    access, seen = host(ON_THE_DAY), []
    for number in range(6):
        db.session.flush()
        db.session.expire_all()
        with queries() as each:
            hosts_day(access, day)
        seen.append(len(each))
        joined(day, new_unit(f"Enhet {number}"))
    assert set(seen) == {seen[0]}


def test_an_address_nobody_confirmed_is_corrected_and_the_first_link_ends(day, host):
    unit = sign_up(day, new_unit(contact="feil@example.no"), now=BEFORE)
    first, access = unit.code, host(BEFORE)
    assert change_address(access, unit, "Riktig@example.no")
    assert (unit.contact, unit.version) == ("riktig@example.no", 2)
    with pytest.raises(NotFoundError):
        enter_by_campaign_code(2026, first, now=BEFORE)
    line = db.session.scalars(select(AuditLine).where(AuditLine.subject == "campaign_contact")).one()
    assert (line.before, line.after) == ({"contact": "feil@example.no"}, {"contact": "riktig@example.no"})


def test_a_confirmed_unit_gets_another_contact_and_keeps_its_link(day, host):
    unit, access = joined(day), host(BEFORE)
    code = unit.code
    assert change_address(access, unit, "ny@example.no")
    assert (unit.contact, unit.code) == ("ny@example.no", code)
    assert at(unit, BEFORE).unit.id == unit.id


def test_a_unit_is_taken_out_and_back_unless_another_has_its_name(day, host):
    unit, access = joined(day), host(BEFORE)
    take_out(access, unit)
    with pytest.raises(RevokedError):
        at(unit, BEFORE)
    assert names(hosts_day(access, day).of(UnitGroup.OUT)) == [unit.name]
    bring_back(access, unit)
    assert at(unit, BEFORE).unit is unit
    take_out(access, unit)
    joined(day, new_unit(contact="en.annen@example.no"))
    with pytest.raises(Refused, match="taken"):
        bring_back(access, unit)
    assert unit.withdrawn_at is not None


def test_only_the_host_of_a_day_reaches_its_units(day, cast, hosting):
    unit = joined(day)
    with pytest.raises(ForbiddenError):
        unit_of_day(hosting("kari"), day, unit.id)
    with pytest.raises(NotFoundError):
        unit_of_day(hosting("ingrid"), day_of(cast, date(2027, 6, 4)), unit.id)


def letters_to(now):
    """Write what is due, as the nightly command does; give whom, by letter."""
    notifier = UnitNotifier(SENDER, lambda unit, kind: Letter(subject=kind.value, heading=kind.value))
    due = units_to_write_to(now)
    return [kind for unit_id, kind in due if write_to_unit(unit_id, kind, notifier, now=now)]


def test_a_unit_has_each_letter_once_and_only_in_its_time(day):
    unit = joined(day)
    sign_up(day, new_unit("Ikke bekreftet"), now=BEFORE)
    kinds = CampaignLetterKind
    eve = ON_THE_DAY - timedelta(days=1)
    assert letters_to(BEFORE) == []
    assert letters_to(eve) == [kinds.DAY_BEFORE]
    assert letters_to(eve) == []
    assert letters_to(ON_THE_DAY) == []
    assert letters_to(ASKED) == [kinds.ASKS]
    assert letters_to(ASKED + timedelta(days=1)) == []
    assert letters_to(ASKED + timedelta(days=14)) == [kinds.ASKS_AGAIN]
    assert letters_to(ASKED + timedelta(days=15)) == []
    addresses = set(db.session.scalars(select(Mail.to_address)))
    assert addresses == {unit.contact}
    assert db.session.scalar(select(func.count()).select_from(CampaignLetter)) == 3
    joined(day, new_unit("Sen"), now=ON_THE_DAY)
    assert letters_to(ASKED + timedelta(days=40)) == []


def test_a_day_that_is_moved_on_its_eve_has_an_eve_again(day, host):
    joined(day)
    eve = ON_THE_DAY - timedelta(days=1)
    assert letters_to(eve) == [CampaignLetterKind.DAY_BEFORE]
    change_day(host(eve), day, CampaignDates.usual(date(2026, 6, 6), opens_on=day.opens_on))
    assert letters_to(eve) == []
    assert letters_to(eve + timedelta(days=2)) == [CampaignLetterKind.DAY_BEFORE]


def test_a_day_that_is_counted_is_not_closed_by_a_slip(day, host):
    slip = replace(CampaignDates.usual(day.held_on, opens_on=day.opens_on), freezes_on=date(2026, 6, 6))
    with pytest.raises(Refused, match="closes_now"):
        change_day(host(ON_THE_DAY + timedelta(days=2)), day, slip)
    change_day(host(ON_THE_DAY + timedelta(days=1)), day, slip)


def test_who_has_said_what_it_became_is_not_asked(day):
    unit = joined(day)
    following_up.follow_up(at(unit, ASKED), CampaignOutcome.DONE, "Gul lapp", seen=None, submission=str(uuid4()))
    assert letters_to(ASKED + timedelta(days=14)) == []


def test_what_a_host_writes_to_units_goes_once_waits_and_is_stopped(day, host):
    units = [joined(day), joined(day, new_unit("Bo", language=AnswerLanguage.DA))]
    access, wording = host(ON_THE_DAY), Wording("Tell nå", "Hei,\n\ntell nå.")

    def press(submission="first", said=wording, to=units):
        letter = Letter(subject=said.subject, heading=said.subject)
        return send_to_units(access, said, to, submission=submission, writer=lambda _unit: letter, sender=SENDER)

    row = press()
    assert press().id == row.id
    assert year_written_to(row) == 2026
    assert [each.team for each in sent_to(access, [row.id])[row.id]] == ["Bo", units[0].name]
    assert dispatch.stop(access, row).stopped == 2
    assert set(db.session.scalars(select(Mail.state))) == {MailState.STOPPED}
    with pytest.raises(Refused, match="unknown_word") as refused:
        press("second", Wording("Hei {navn}", "x"))
    assert refused.value.details == {"word": "{navn}"}
    with pytest.raises(Refused, match="nobody"):
        press("third", to=[])
    assert db.session.scalar(select(func.count()).select_from(Reminder)) == 1
    assert db.session.scalar(select(func.count()).select_from(CampaignUnit)) == 2
