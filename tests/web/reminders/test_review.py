"""The review: who is ticked and why not, what they read, and nothing sent before the form says so."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.web.networked import BETTER, EVEN, due, record_share
from tracker.models.accounts import Role, User
from tracker.models.base import db
from tracker.models.mail import Mail, MailState
from tracker.models.measurements import MissingReason
from tracker.models.measures import Measure
from tracker.models.reminders import NotMailed, Reminder, ReminderKind, ReminderTeam
from tracker.models.teams import Membership

PAGE = "/networks/brukermedvirkning/reminders/new"
LED = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture
def led(put):
    """Put a team into the network with a leader who has an account of her own."""

    def make(name, *numbers, leader="Silje Ness", **more):
        team = put(name, *numbers, **more)
        user = User(name=leader, email=f"{leader.split()[0].lower()}@example.no", created_at=LED)
        db.session.add(user)
        db.session.flush()
        db.session.add(Membership(team_id=team.id, user_id=user.id, role=Role.LEADER, joined_on=LED.date()))
        db.session.commit()
        return team

    return make


@pytest.fixture
def silent(led):
    return led("Akuttmottaket", EVEN, weeks_ago=4)


def ask(*teams, **more):
    said = [f"team={team.id}" for team in teams] + [f"{name}={value}" for name, value in more.items()]
    return f"{PAGE}?{'&'.join(said)}"


def told(page):
    return " ".join(page.one(".rec").get_text(" ").split())


def stored():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Reminder))


def test_it_says_who_and_the_last_number_and_sends_nothing(as_, silent):
    page = as_("ingrid").get(ask(silent))
    week = (due() - timedelta(weeks=4)).isocalendar().week
    assert page.h1 == "Se over påminnelsen"
    assert "Ingenting er sendt ennå." in page.words
    assert told(page).startswith("Akuttmottaket Silje Ness, teamleder · silje@example.no")
    assert f"Siste tall er fra uke {week}. Ikke påminnet før." in told(page)
    assert page.fields("#reminder")["teams"] == str(silent.id)
    assert page.one("#reminder .btn-primary").get_text().strip() == "Send påminnelse til 1 team"
    assert f"{{team}}: tallene for uke {due().isocalendar().week} mangler" in page.fields("#reminder")["subject"]


def test_it_shows_how_it_reads_for_one_and_then_for_the_next(as_, silent, led):
    second = led("Bofellesskapet", EVEN, leader="Arne Skog", weeks_ago=5)
    ingrid = as_("ingrid")
    page = ingrid.get(ask(silent, second))
    assert "Slik ser den ut for Silje" in page.words
    assert "Hei Silje," in page.one(".mail-b").get_text()
    fields = page.fields("#reminder") | {"text": "Hei {navn} i {team}, {uke}.", "preview": str(second.id)}
    answer = ingrid.post(page.one("#reminder")["action"], fields, status=200)
    week = (due() - timedelta(weeks=5)).isocalendar().week
    assert f"Hei Arne i Bofellesskapet, uke {week}." in answer.one(".mail-b").get_text()
    assert answer.fields("#reminder")["text"] == fields["text"]
    assert stored() == 0


def test_sent_it_waits_with_a_mail_each_and_twice_is_once(as_, silent, mail_on):
    ingrid = as_("ingrid")
    page = ingrid.get(ask(silent))
    fields, action = page.fields("#reminder"), page.one("#reminder")["action"]
    first, again = ingrid.post(action, fields), ingrid.post(action, fields)
    assert first.location == again.location
    mail = db.session.scalars(select(Mail)).one()
    assert (mail.to_address, mail.state) == ("silje@example.no", MailState.WAITING)
    assert mail.subject.startswith("Akuttmottaket: tallene for uke")
    assert "Påminnelsen er på vei til 1 team" in ingrid.follow(first).words


def test_none_chosen_is_told_on_top_and_nothing_is_stored(as_, silent):
    ingrid = as_("ingrid")
    page = ingrid.get(ask(silent))
    fields = {name: value for name, value in page.fields("#reminder").items() if name != "teams"}
    answer = ingrid.post(page.one("#reminder")["action"], fields, status=422)
    assert answer.one('.summary a[href="#teams"]').get_text() == "Hvem får den: Velg minst ett team."
    assert stored() == 0


def test_a_table_where_none_is_ticked_lists_all_and_ticks_none(as_, silent):
    page = as_("ingrid").get(f"{PAGE}?chosen=1")
    assert len(page.select(".rec")) == 2
    assert "teams" not in page.fields("#reminder")


def test_asked_for_nobody_the_silent_are_ticked(as_, silent, led):
    led("Berg", BETTER, leader="Arne Skog")
    page = as_("ingrid").get(f"{PAGE}?measure={db.session.query(Measure).filter_by(team_id=silent.id).one().id}")
    assert len(page.select(".rec")) == 3
    assert page.fields("#reminder")["teams"] == str(silent.id)


def test_a_planned_pause_is_listed_and_not_ticked(as_, led, cast):
    team = led("Akuttmottaket", EVEN, weeks_ago=1)
    measure = db.session.query(Measure).filter_by(team_id=team.id).one()
    record_share(cast, measure, due(), None, not_measured=True, missing_reason=MissingReason.HOLIDAY)
    db.session.commit()
    page = as_("ingrid").get(ask(team, kind="numbers"))
    assert f"Planlagt pause uke {due().isocalendar().week}: ferie." in told(page)
    assert "teams" not in page.fields("#reminder")


def test_who_was_reminded_in_the_last_week_is_not_ticked_and_may_be(as_, silent, cast):
    ingrid = as_("ingrid")
    now = datetime.now(UTC)
    for days, is_ticked in ((6, False), (8, True)):
        db.session.query(Reminder).delete()
        row = Reminder(
            network_id=cast.network.id, kind=ReminderKind.NUMBERS, subject="Husk", text="Hei", batch="b",
            submission="s", by_name="Ingrid Moe", created_at=now - timedelta(days=days), goes_at=now,
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
        db.session.add(
            ReminderTeam(
                reminder_id=row.id, team_id=silent.id, to_name="Silje", to_address="s@example.no",
                last_number="uke 1", not_mailed=NotMailed.DEMO,
            )
        )  # fmt: skip
        db.session.commit()
        page = ingrid.get(ask(silent, kind="numbers"))
        assert ("teams" in page.fields("#reminder")) is is_ticked
        assert ("Påminnet de siste 7 dagene." in told(page)) is not is_ticked
        assert "ikke registrert siden" in told(page)
    fields = page.fields("#reminder") | {"teams": str(silent.id)}
    ingrid.post(page.one("#reminder")["action"], fields)
    assert stored() == 2


def test_who_has_the_number_is_not_reminded_of_it(as_, led):
    page = as_("ingrid").get(ask(led("Berg", BETTER), kind="numbers"))
    assert f"Har registrert uke {due().isocalendar().week}." in told(page)
    assert "teams" not in page.fields("#reminder")


def test_those_who_have_recorded_are_written_a_message(as_, led, silent):
    berg = led("Berg", BETTER, leader="Arne Skog")
    ingrid = as_("ingrid")
    assert ingrid.get(ask(silent)).h1 == "Se over påminnelsen"
    page = ingrid.get(ask(silent, berg))
    assert page.h1 == "Se over meldingen"
    assert len(page.fields("#reminder")["teams"]) == 2
    assert "Siste tall" not in page.one("#teams").get_text()
    other = ingrid.get(page.select(".rem-kinds a")[0]["href"])
    assert (other.h1, other.fields("#reminder")["teams"]) == ("Se over påminnelsen", str(silent.id))


def test_a_message_to_all_has_all_ticked(as_, led, silent):
    led("Berg", BETTER, leader="Arne Skog")
    page = as_("ingrid").get(f"{PAGE}?kind=message")
    assert len(page.fields("#reminder")["teams"]) == 3
    assert page.fields("#reminder")["subject"] == ""


def test_a_team_without_a_leader_is_listed_with_the_way_to_one(as_, put, silent):
    bare = put("Uten", EVEN, weeks_ago=4)
    page = as_("ingrid").get(ask(silent, bare))
    assert "Har ingen leder å skrive til." in page.words
    assert f"/networks/brukermedvirkning/teams/{bare.id}/leader" in page.links()
    assert len(page.select("#teams input")) == 1


def test_only_teams_without_leaders_say_what_to_do(as_, put):
    page = as_("ingrid").get(ask(put("Uten", EVEN, weeks_ago=4)))
    assert "Inviter lederne først." in page.one(".empty").get_text()


def test_a_word_in_braces_is_told_of(as_, silent):
    ingrid = as_("ingrid")
    page = ingrid.get(ask(silent))
    answer = ingrid.post(page.one("#reminder")["action"], page.fields("#reminder") | {"text": "Hei {x}"}, status=422)
    assert "Vi kan ikke fylle inn {x}. Bruk ordene som står over feltet." in answer.errors()


def test_the_demo_says_that_nothing_goes_out(as_, silent):
    assert "ingen e-post går ut" in as_("ingrid").get(ask(silent)).words


def test_without_a_mail_server_the_words_and_addresses_can_be_taken_along(as_, silent, app, monkeypatch):
    found = app.extensions["tracker.settings"]
    monkeypatch.setitem(app.extensions, "tracker.settings", replace(found, demo=False))
    ingrid = as_("ingrid")
    page = ingrid.get(ask(silent))
    assert "ingen e-postserver er satt opp" in page.words
    assert page.one("#addresses").get_text() == "silje@example.no"
    assert page.one('a[href^="mailto:?bcc="]')
    assert not page.select("#reminder .btn-primary")
    ingrid.post(page.one("#reminder")["action"], page.fields("#reminder"), status=409)
    assert stored() == 0


def test_the_queries_do_not_grow_with_teams(as_, silent, led, queries):
    ingrid = as_("ingrid")
    ingrid.get(PAGE)
    with queries() as few:
        ingrid.get(PAGE)
    for number in range(10):
        led(f"Taus {number}", EVEN, leader=f"Leder{number} Lie", weeks_ago=4)
    with queries() as many:
        ingrid.get(PAGE)
    assert len(many) == len(few) <= 20


def test_it_speaks_english(as_, silent):
    page = as_("ingrid").get(ask(silent, lang="en"))
    assert page.h1 == "Look over the reminder"
    assert "{team}: the numbers for week" in page.fields("#reminder")["subject"]
    assert "Dear {name}," in page.fields("#reminder")["text"]
    assert "Dear Silje," in page.one(".mail-b").get_text()


@pytest.mark.parametrize("asked", ["kind=x", "measure=x", "measure=999999"])
def test_what_is_not_on_offer_is_not_there(as_, asked):
    as_("ingrid").get(f"{PAGE}?{asked}", 404)


def test_another_networks_team_is_never_listed(as_, cast, silent):
    page = as_("ingrid").get(ask(silent, cast.other_team))
    assert "Legevakta" not in page.words
