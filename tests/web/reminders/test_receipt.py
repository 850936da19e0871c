"""The receipt: how far each mail has come, stopping what waits, and what teams did afterwards."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.services.reminders.letters import write
from tracker.access.network import enter_network
from tracker.access.permissions import Permission
from tracker.models.base import db
from tracker.models.mail import Mail, MailFault, MailKind, MailState
from tracker.models.measurements import Measurement
from tracker.models.networks import NetworkTeam
from tracker.models.reminders import ReminderKind
from tracker.services.mail.choices import choose

HERE = "/networks/brukermedvirkning/reminders"


@pytest.fixture
def legevakta(cast):
    db.session.add(NetworkTeam(network_id=cast.network.id, team_id=cast.other_team.id, joined_on=date(2026, 1, 5)))
    cast.people["nora"].persona = None
    db.session.commit()
    return cast.other_team


@pytest.fixture
def sent(cast, legevakta, mail_on):
    """What Ingrid wrote to both teams, as long ago as is said."""

    def make(*, minutes=1, teams=(cast.team, legevakta), **more):
        now = datetime.now(UTC) - timedelta(minutes=minutes)
        door = enter_network(cast.people["ingrid"], "brukermedvirkning", Permission.MANAGE_NETWORK, now=now)
        row = write(door, *teams, **more)
        db.session.commit()
        return row

    return make


def mails():
    return db.session.scalars(select(Mail).order_by(Mail.to_name)).all()


def lines(page):
    return [" ".join(line.get_text(" ").split()) for line in page.select(".rec-s")]


def test_waiting_it_says_when_it_goes_and_can_be_stopped(as_, sent):
    row = sent()
    ingrid = as_("ingrid")
    page = ingrid.get(f"{HERE}/{row.id}")
    assert page.h1 == "Påminnelsen er på vei til 2 team"
    assert all("Venter, går kl." in line for line in lines(page))
    assert "Kirurgisk sengepost 3: tallene for uke 45 mangler" in page.words
    stopped = ingrid.follow(ingrid.post(f"{HERE}/{row.id}/stop"))
    assert "2 er stoppet." in stopped.words
    assert stopped.h1 == "Påminnelsen er stoppet"
    assert not stopped.select("main form[method=post]")
    assert {mail.state for mail in mails()} == {MailState.STOPPED}


def test_stopped_too_late_for_some_it_counts_them(as_, sent):
    row = sent()
    mails()[0].state = MailState.SENT
    db.session.commit()
    ingrid = as_("ingrid")
    page = ingrid.follow(ingrid.post(f"{HERE}/{row.id}/stop"))
    assert "1 er stoppet. 1 var alt sendt." in page.words


def test_stopped_when_all_has_gone_it_says_so(as_, sent):
    row = sent(minutes=9)
    for mail in mails():
        mail.state = MailState.SENT
    db.session.commit()
    ingrid = as_("ingrid")
    assert "Ingenting ventet lenger." in ingrid.follow(ingrid.post(f"{HERE}/{row.id}/stop")).words


@pytest.mark.parametrize(
    ("state", "fault", "said"),
    [
        (MailState.SENT, None, "Sendt"),
        (MailState.WAITING, MailFault.LATER, "Venter på å bli sendt E-postserveren ba oss komme tilbake senere."),
        (MailState.HANDING_OVER, None, "Sendes nå"),
        (MailState.UNCERTAIN, MailFault.CUT_OFF, "Uvisst Forbindelsen ble brutt underveis."),
        (MailState.GIVEN_UP, MailFault.RECIPIENT, "Kom ikke fram Adressen finnes ikke, sier e-postserveren. Lederen"),
        (MailState.STOPPED, None, "Stoppet"),
    ],
)
def test_each_state_has_its_words(as_, sent, legevakta, state, fault, said):
    row = sent(minutes=20, teams=(legevakta,))
    (mail,) = mails()
    mail.state, mail.fault = state, fault
    mail.sent_at = datetime.now(UTC) if state is MailState.SENT else None
    db.session.commit()
    (line,) = lines(as_("ingrid").get(f"{HERE}/{row.id}"))
    assert line.startswith(f"Legevakta Per Vik · per@example.no {said}")


def test_who_wants_none_is_told_of(as_, sent, cast, legevakta):
    choose(cast.people["per"].id, MailKind.REMINDER, wanted=False, now=datetime.now(UTC))
    row = sent(teams=(legevakta,))
    page = as_("ingrid").get(f"{HERE}/{row.id}")
    assert page.h1 == "Ingen fikk e-posten"
    assert lines(page) == ["Legevakta Per Vik · per@example.no Vil ikke ha slike e-poster"]


def test_who_recorded_afterwards_is_told(as_, sent, cast, legevakta):
    row = sent(minutes=60 * 48)
    for mail in mails():
        mail.state, mail.sent_at = MailState.SENT, mail.not_before
    now = datetime.now(UTC)
    db.session.add(
        Measurement(
            team_id=legevakta.id, measure_id=cast.stranger_measure.id, period_start=date(2026, 3, 2), numerator=1,
            denominator=2, recorded_by_id=cast.people["per"].id, recorded_at=now,
        )
    )  # fmt: skip
    db.session.commit()
    ingrid = as_("ingrid")
    first, second = lines(ingrid.get(f"{HERE}/{row.id}"))
    assert first.endswith("Ikke registrert siden.")
    assert "Registrerte" in second
    assert "1 av 2 team registrerte innen en uke" in ingrid.get(HERE).words


def test_in_the_demo_it_goes_all_the_way_and_no_mail_does(as_, sent):
    ingrid = as_("ingrid")
    early, late = sent(sender=None), sent(minutes=6, sender=None, submission="late")
    page = ingrid.get(f"{HERE}/{early.id}")
    assert page.h1 == "Påminnelsen er på vei til 2 team"
    assert page.select("main form[method=post]")
    after = ingrid.get(f"{HERE}/{late.id}")
    assert after.h1 == "Her ville e-posten ha gått"
    assert all("Demoen sender ikke e-post" in line for line in lines(after))
    assert not after.select("main form[method=post]")
    assert mails() == []


def test_what_was_written_before_is_listed_with_what_came_of_it(as_, sent, legevakta):
    ingrid = as_("ingrid")
    assert "Ingenting er sendt ennå." in ingrid.get(HERE).one(".empty").get_text()
    lost = sent(minutes=30, teams=(legevakta,), submission="lost")
    mails()[0].state, mails()[0].fault = MailState.GIVEN_UP, MailFault.RECIPIENT
    db.session.commit()
    row = sent(kind=ReminderKind.MESSAGE, submission="new")
    words = ingrid.get(HERE).words
    assert "1 kom ikke fram: Adressen finnes ikke, sier e-postserveren." in words
    assert "2 team venter" in words
    page = ingrid.get(f"{HERE}/{row.id}")
    assert page.h1 == "Meldingen er på vei til 2 team"
    assert f"{HERE}/{lost.id}" in page.links()
    assert len(page.select("table.data tbody tr")) == 1


def test_the_queries_of_the_list_do_not_grow(as_, sent, queries):
    ingrid = as_("ingrid")
    sent(submission="0")
    ingrid.get(HERE)
    with queries() as few:
        ingrid.get(HERE)
    for number in range(1, 8):
        sent(submission=str(number))
    with queries() as many:
        ingrid.get(HERE)
    assert len(many) == len(few)


@pytest.mark.parametrize(("who", "status"), [("odd", 404), ("nora", 403), ("per", 403), ("kari", 403)])
def test_only_the_host_reads_and_stops(as_, sent, who, status):
    row = sent()
    as_(who).get(f"{HERE}/{row.id}", status)
    as_(who).post(f"{HERE}/{row.id}/stop", status=status)
