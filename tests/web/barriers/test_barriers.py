"""Barriers: a team logs one and lifts it, a leader answers with a day, and on it both are asked if it is done."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.page import Page
from tests.people import MADE
from tests.web.charted import MOMENT
from tracker.models.accounts import Leadership, User
from tracker.models.audit import AuditLine
from tracker.models.barriers import AnswerKind, Barrier, BarrierKind, BarrierLift, LeaderAnswer, LiftState
from tracker.models.base import db

pytestmark = pytest.mark.usefixtures("wednesday_morning")

TEAM = "/teams/kirurgisk-3"
LOG = f"{TEAM}/barriers"
LEADER = "/organisations/fjordheim/barriers"
NETWORK = "/networks/brukermedvirkning/barriers"
TODAY = MOMENT.date()
SECRET = "Kveldslegene har ikke nøkkel"


def typed(day):
    return f"{day.day}.{day.month}.{day.year}"


@pytest.fixture
def leaders(cast):
    """Two leaders whom the office has named in the team's hospital: Einar and Berit."""
    people = {
        name: User(name=full, email=f"{name}@example.no", created_at=MADE)
        for name, full in (("einar", "Einar Holt"), ("berit", "Berit Aas"))
    }
    db.session.add_all(people.values())
    db.session.flush()
    home = cast.team.organisations[0].id
    named = {name: Leadership(user_id=user.id, organisation_id=home) for name, user in people.items()}
    db.session.add_all(named.values())
    db.session.commit()
    return {name: row.id for name, row in named.items()}


@pytest.fixture
def barrier(cast):
    """Put a barrier into the log: `barrier()`."""

    def put(team=None, kind=BarrierKind.SPACE, title="Visittvogna er låst inne", effect=SECRET, **said):
        team = team or cast.team
        row = Barrier(
            team_id=team.id, title=title, kind=kind, effect=effect, gone_how="", since=TODAY - timedelta(weeks=6),
            created_by_id=cast.people["nora"].id, created_at=MADE, **said,
        )  # fmt: skip
        db.session.add(row)
        db.session.commit()
        return row

    return put


@pytest.fixture
def lifted(cast, leaders, barrier):
    """A barrier that is lifted to Einar: `lifted(due=3)` is due in three days."""

    def put(due=14, state=LiftState.WAITING, to="einar", answered=None, **said):
        row = barrier(**said)
        named = db.session.get(Leadership, leaders[to])
        lift = BarrierLift(
            team_id=row.team_id, barrier_id=row.id, organisation_id=named.organisation_id, to_id=named.user_id,
            by_id=cast.people["nora"].id, lifted_at=MOMENT - timedelta(days=3), state=state,
            first_due=TODAY + timedelta(days=due), due=TODAY + timedelta(days=due), answered_at=answered,
        )  # fmt: skip
        db.session.add(lift)
        db.session.commit()
        return lift

    return put


def lift_of(row_id):
    db.session.expire_all()
    return db.session.get(BarrierLift, row_id)


def logged(visitor, **said):
    fields = {"title": "Ingen tid", "kind": "time", "effect": "Det blir ikke gjort"} | said
    visitor.submit(LOG, fields, form='main form[action$="/barriers/new"]')
    return visitor.get(LOG)


def answered(visitor, lift, **said):
    form = f'main form[action$="/barriers/{lift.id}/answer"]'
    visitor.submit(f"{LEADER}?lift={lift.id}", said, form=form)
    return visitor.get(LEADER)


def test_an_empty_log_says_what_to_do(as_, leaders):
    page = as_("nora").get(LOG)
    assert "Før det som stopper arbeidet" in page.words
    assert "Løft til Einar Holt" in page.words


def test_a_barrier_stands_under_those_the_team_works_with_itself(as_, cast, leaders):
    page = logged(as_("ali"), touches=f"m{cast.chair.id}")
    own = page.one("section[aria-labelledby=own]")
    assert "Tid · siden uke" in own.get_text()
    assert cast.chair.name in own.get_text()
    assert "Ikke begynt" in own.get_text()
    row = db.session.scalars(select(Barrier)).one()
    assert (row.kind, row.measure_id, row.since) == (BarrierKind.TIME, cast.chair.id, TODAY)
    assert "barrier" in db.session.scalars(select(AuditLine.subject)).all()


def test_a_kind_must_be_chosen_and_what_is_written_stays(as_, leaders):
    visitor = as_("nora")
    fields = {"title": "Ingen tid", "kind": "", "csrf_token": visitor.token()}
    page = Page(visitor.raw("POST", f"{LOG}/new", data=fields), f"{LOG}/new")
    assert page.status == 422
    assert page.one("main input[name=title]")["value"] == "Ingen tid"
    assert not db.session.scalars(select(Barrier)).all()


def test_a_new_barrier_is_lifted_at_once_to_the_leader_that_is_chosen_with_fourteen_days(as_, leaders):
    page = logged(as_("nora"), leader=str(leaders["einar"]))
    assert "Løftet til Einar Holt" in page.words
    lift = db.session.scalars(select(BarrierLift)).one()
    assert lift.due == TODAY + timedelta(days=14)
    assert as_("einar").look("/").location == LEADER


def test_only_named_leaders_of_the_teams_organisations_can_be_chosen(as_, cast, leaders, barrier):
    elsewhere = Leadership(user_id=cast.people["per"].id, organisation_id=cast.other_team.organisations[0].id)
    db.session.add(elsewhere)
    db.session.commit()
    row = barrier()
    page = as_("nora").get(f"{LOG}/{row.id}/lift")
    assert len(page.select("main input[name=leader]")) == 2
    visitor = as_("nora")
    fields = {"leader": str(elsewhere.id), "due": typed(TODAY), "csrf_token": visitor.token()}
    assert visitor.raw("POST", f"{LOG}/{row.id}/lift", data=fields).status_code == 422
    assert not db.session.scalars(select(BarrierLift)).all()


def test_a_day_that_is_past_is_refused(as_, leaders, barrier):
    row = barrier()
    said = {"leader": str(leaders["einar"]), "due": typed(TODAY - timedelta(days=1))}
    page = as_("nora").submit(f"{LOG}/{row.id}/lift", said, status=422)
    assert "Velg i dag eller en dag som kommer" in page.words


def test_the_one_due_first_stands_open_with_the_teams_own_chart(as_, cast, chair, lifted):
    lifted(due=9, title="Kan vente")
    first = lifted(due=0, title="Haster", measure_id=chair.id)
    page = as_("einar").get(LEADER)
    assert page.h1 == "2 hindringer venter på svar fra deg"
    opened = page.one(".hin-open")
    assert opened.select_one("h2").get_text() == "Haster"
    assert "Svar innen i dag" in opened.get_text()
    assert opened.select_one("svg.sl")
    assert chair.name in opened.get_text()
    assert opened.select_one("form[action]")["action"].endswith(f"/{first.id}/answer")
    assert "Kan vente" in page.one("section[aria-labelledby=waits]").get_text()


def test_a_leader_reads_what_is_lifted_to_her_and_nothing_else(as_, barrier, lifted):
    barrier(title="Vår egen")
    other = lifted(title="Til Berit", to="berit")
    einar = as_("einar")
    page = einar.get(LEADER)
    assert page.h1 == "Ingen hindringer venter på svar fra deg"
    assert "Vår egen" not in page.words
    assert "Til Berit" not in page.words
    assert einar.look(f"{LEADER}?lift={other.id}").status == 404
    assert einar.look(f"{LEADER}/{other.id}/answer").status == 404
    assert einar.look(LOG).status == 403
    assert "Hindringer" not in einar.get(TEAM).one(".tabs").get_text()


def test_her_advisor_reads_all_that_is_lifted_and_answers_nothing(as_, lifted):
    lifted(title="Til Einar")
    lifted(title="Til Berit", to="berit")
    page = as_("kari").get(LEADER)
    assert {"Til Einar", "Til Berit"} == {link.get_text() for link in page.select(".hin h3 a")}
    assert not page.select("main form[action$=answer]")


def test_a_promise_has_a_day_words_and_somebody_who_does_it(as_, lifted):
    lift = lifted()
    einar = as_("einar")
    form = f'main form[action$="/barriers/{lift.id}/answer"]'
    said = {"kind": "solves", "due": typed(TODAY + timedelta(days=9))}
    page = einar.submit(LEADER, said, form=form, status=422)
    assert "Skriv hva som skjer" in page.words
    page = einar.submit(LEADER, said | {"text": "Nøkkelen henger hos vakta"}, form=form, status=422)
    assert "Skriv hvem som gjør det" in page.words
    page = einar.submit(LEADER, {"kind": "solves", "text": "x", "who": "Vakta", "due": ""}, form=form, status=422)
    assert not db.session.scalars(select(LeaderAnswer)).all()
    answered(einar, lift, **said, text="Nøkkelen henger hos vakta", who="Vakta")
    assert lift_of(lift.id).state is LiftState.PROMISED
    team = as_("siv").get(LOG)
    assert "Nøkkelen henger hos vakta" in team.words
    assert "Lovet" in team.one(".st-ok").get_text()
    assert "Det jeg har lovet" in einar.get(LEADER).words


def test_more_time_moves_the_day_and_it_still_waits(as_, lifted):
    lift = lifted(due=0)
    day = TODAY + timedelta(days=6)
    page = answered(as_("einar"), lift, kind="more_time", due=typed(day))
    found = lift_of(lift.id)
    assert (found.state, found.due, found.first_due) == (LiftState.WAITING, day, TODAY)
    assert page.h1 == "1 hindring venter på svar fra deg"


def test_not_now_says_why_and_comes_back_on_its_day(as_, lifted, monkeypatch):
    lift = lifted()
    answered(as_("einar"), lift, kind="not_now", text="Ombygging først", due=typed(TODAY + timedelta(days=30)))
    assert "Ikke nå" in as_("nora").get(LOG).one(".st-no").get_text()
    assert as_("einar").get(LEADER).h1 == "Ingen hindringer venter på svar fra deg"
    lift_of(lift.id).due = TODAY
    db.session.commit()
    page = as_("einar").get(LEADER)
    assert page.h1 == "1 hindring venter på svar fra deg"
    assert "igjen" in as_("einar").get("/notifications").words


def test_on_its_day_leader_and_team_are_asked_whether_it_is_done(as_, lifted):
    lift = lifted(due=0, state=LiftState.PROMISED)
    for who in ("einar", "nora", "ali"):
        assert "Er det gjort?" in as_(who).get("/notifications").words
    assert "Er det gjort?" not in as_("siv").get("/notifications").words
    einar = as_("einar")
    einar.post(f"{LEADER}/{lift.id}/done")
    assert lift_of(lift.id).state is LiftState.DONE
    assert db.session.scalars(select(LeaderAnswer.kind)).all() == [AnswerKind.DONE]
    assert "Er det gjort?" not in einar.get("/notifications").words
    page = as_("nora").get(LOG)
    assert "Gjort, sier lederen" in page.words
    as_("nora").post(f"{LOG}/{lift.barrier_id}/not-done")
    found = lift_of(lift.id)
    assert (found.state, found.due) == (LiftState.WAITING, TODAY + timedelta(days=14))


def test_what_was_told_already_is_not_told_again(as_, lifted):
    lift = lifted()
    nora = as_("nora")
    nora.post(f"{LOG}/{lift.barrier_id}/not-done")
    assert "Det er ikke noe løfte her nå" in nora.get(LOG).one(".notices").get_text()
    assert lift_of(lift.id).version == 1


def test_who_answers_what_moved_meanwhile_keeps_her_words(as_, lifted):
    lift = lifted()
    einar = as_("einar")
    form = f'main form[action$="/barriers/{lift.id}/answer"]'
    fields = einar.get(LEADER).fields(form) | {"kind": "more_time", "text": "Litt til", "due": typed(TODAY)}
    answered(as_("einar"), lift, kind="more_time", due=typed(TODAY + timedelta(days=2)))
    page = einar.post(f"{LEADER}/{lift.id}/answer", fields, status=422)
    assert "Noe har skjedd med hindringen mens du skrev" in page.words
    assert page.one("main textarea[name=text]").get_text().strip() == "Litt til"
    again = page.fields(form) | {"kind": "more_time"}
    einar.post(f"{LEADER}/{lift.id}/answer", again)
    assert len(db.session.scalars(select(LeaderAnswer)).all()) == 2


def test_the_same_answer_sent_twice_is_one(as_, lifted):
    lift = lifted()
    einar = as_("einar")
    fields = einar.get(LEADER).fields(f'main form[action$="/barriers/{lift.id}/answer"]')
    fields |= {"kind": "more_time", "due": typed(TODAY + timedelta(days=2))}
    for _time in range(2):
        einar.post(f"{LEADER}/{lift.id}/answer", fields)
    assert len(db.session.scalars(select(LeaderAnswer)).all()) == 1


def test_sent_on_to_another_leader_it_keeps_its_first_day(as_, lifted, leaders):
    lift = lifted(due=2)
    as_("einar").submit(f"{LEADER}/{lift.id}/pass-on", {"leader": str(leaders["berit"])})
    assert as_("einar").look(f"{LEADER}?lift={lift.id}").status == 404
    page = as_("berit").get(LEADER)
    assert page.h1 == "1 hindring venter på svar fra deg"
    found = lift_of(lift.id)
    assert found.first_due == found.due == TODAY + timedelta(days=2)
    assert "Berit Aas" in as_("nora").get(LOG).words


def test_a_leader_who_has_left_leaves_it_to_the_host_and_the_team_lifts_it_anew(as_, lifted, leaders):
    lift = lifted(answered=None)
    db.session.delete(db.session.get(Leadership, leaders["einar"]))
    db.session.commit()
    page = as_("nora").get(LOG)
    assert "Einar Holt er ikke lenger leder her" in page.words
    host = as_("ingrid").get(NETWORK)
    assert "Kirurgisk sengepost 3" in host.one("section[aria-labelledby=alone]").get_text()
    said = {"leader": str(leaders["berit"]), "due": typed(TODAY + timedelta(days=14))}
    as_("nora").submit(f"{LOG}/{lift.barrier_id}/lift", said)
    assert lift_of(lift.id).ended_at is not None
    assert as_("berit").get(LEADER).h1 == "1 hindring venter på svar fra deg"
    assert not as_("ingrid").get(NETWORK).select("section[aria-labelledby=alone]")


def test_the_host_sees_kind_and_whether_it_is_answered_and_never_a_word(as_, lifted, barrier):
    lifted(title="Hemmelig en", kind=BarrierKind.IT)
    barrier(title="Hemmelig to", kind=BarrierKind.IT)
    barrier(title="Hemmelig tre", kind=BarrierKind.TIME)
    page = as_("ingrid").get(NETWORK)
    assert "Det vanligste er «IT»: 2 av 3 hindringer" in page.words
    rows = [[cell.get_text() for cell in row.select("th, td")] for row in page.select("table.data tbody tr")]
    assert [row[0] for row in rows] == ["IT", "Tid"]
    assert rows[0][1:] == ["2", "67\xa0%", "1", "1", "0"]
    assert "Hemmelig" not in page.text
    assert SECRET not in page.text
    assert as_("kari").look(NETWORK).status == 403


def test_what_waits_again_is_due_to_the_host_as_to_the_leader(as_, lifted):
    lifted(due=0, answered=MOMENT - timedelta(days=2))
    line = as_("ingrid").get(NETWORK).one("section[aria-labelledby=lifted]")
    assert line.select_one(".late").get_text() == "Svar innen i dag"
    assert "Venter på svar" in line.get_text()


def test_the_tab_says_on_every_page_how_many_wait_for_the_leader(as_, lifted):
    for due, state in ((3, LiftState.WAITING), (0, LiftState.NOT_NOW), (9, LiftState.NOT_NOW), (0, LiftState.PROMISED)):
        lifted(due=due, state=state)
    for address in (LEADER, "/organisations/fjordheim/teams", "/organisations/fjordheim/charts"):
        assert as_("einar").get(address).one(".tab-count").get_text() == "2", address
    assert as_("berit").get(LEADER).select(".tab-count") == []
    assert as_("kari").get(LEADER).select(".tab-count") == []


def test_a_leader_reads_how_many_she_answered_in_time_this_year(as_, lifted):
    assert "innen fristen i år" not in as_("einar").get(LEADER).words
    waiting = lifted(due=5)
    assert "innen fristen i år" not in as_("einar").get(LEADER).words, "its day has not come"
    lifted(due=-1)
    answered(as_("einar"), waiting, kind="more_time", due=typed(TODAY + timedelta(days=9)))
    late = lifted(due=-2)
    answered(as_("einar"), late, kind="more_time", due=typed(TODAY + timedelta(days=9)))
    lifted(due=-400)
    assert "Du svarte på 1 av 3 hindringer innen fristen i år." in as_("einar").get(LEADER).words
    assert "innen fristen i år" not in as_("kari").get(LEADER).words


def test_the_same_in_several_teams_is_a_number_of_teams(as_, cast, lifted, barrier):
    cast.other_team.organisations.append(cast.team.organisations[0])
    db.session.commit()
    lifted(kind=BarrierKind.SPACE)
    barrier(kind=BarrierKind.SPACE)
    barrier(team=cast.other_team, kind=BarrierKind.SPACE, title="Ikke hennes")
    barrier(team=cast.other_team, kind=BarrierKind.IT, title="Ikke hennes")
    page = as_("einar").get(LEADER)
    said = page.one("section[aria-labelledby=same]").get_text(" ")
    assert "2 av 2 team har ført «Rom og utstyr»" in said
    assert "1 av 2" in said
    assert "Ikke hennes" not in page.text


def test_gone_ends_the_lift_and_can_be_undone(as_, lifted):
    lift = lifted()
    at = f"{LOG}/{lift.barrier_id}"
    as_("nora").submit(f"{at}/gone", {"how": "Nøkkelen henger hos vakta"})
    page = as_("nora").get(LOG)
    assert "Borte (1)" in page.words
    assert "sto i 6 uker" in page.words
    assert lift_of(lift.id).ended_at is not None
    as_("nora").post(f"{at}/back")
    assert "Visittvogna" in as_("nora").get(LOG).one("section[aria-labelledby=own]").get_text()


def test_taken_back_it_is_the_teams_own(as_, lifted):
    lift = lifted()
    as_("nora").post(f"{LOG}/{lift.barrier_id}/take-back")
    assert as_("nora").get(LOG).select("section[aria-labelledby=own] .hin")
    assert as_("einar").get(LEADER).h1 == "Ingen hindringer venter på svar fra deg"


def test_removing_asks_first_and_the_trail_keeps_it(as_, lifted):
    lift = lifted()
    at = f"{LOG}/{lift.barrier_id}/remove"
    assert "Einar Holt" in as_("nora").get(at).words
    as_("nora").post(at)
    assert not db.session.scalars(select(Barrier)).all()
    assert not db.session.scalars(select(BarrierLift)).all()
    assert "Nora Lund fjernet hindringen" in as_("nora").get(f"{TEAM}/audit").words


def test_the_bell_and_the_mail_hold_no_word_of_a_barrier(as_, lifted):
    lifted(title="Hemmelig", due=4)
    page = as_("einar").get("/notifications")
    assert "Nora Lund har løftet en hindring til deg" in page.words
    assert "Rom og utstyr" in page.words
    assert "Hemmelig" not in page.text
    assert SECRET not in page.text


def test_a_leader_chooses_whether_she_is_told_and_mailed(as_, lifted):
    lifted()
    einar = as_("einar")
    told = {box["value"] for box in einar.get("/notifications/choices").select("main input[name=here]")}
    assert told == {"barrier_lifted", "promise_due"}
    einar.submit("/notifications/choices", {"here": ["promise_due"]})
    assert "har løftet en hindring til deg" not in einar.get("/notifications").words
    offered = {box["value"] for box in as_("siv").get("/notifications/choices").select("main input[name=here]")}
    assert "barrier_answered" in offered
    assert "barrier_lifted" not in offered


def test_an_answer_is_news_to_the_whole_team_and_each_is_new(as_, lifted):
    lift = lifted()
    day = typed(TODAY + timedelta(days=3))
    answered(as_("einar"), lift, kind="more_time", due=day)
    for who in ("nora", "ali", "siv"):
        assert "Einar Holt har svart om en hindring" in as_(who).get("/notifications").words
    siv = as_("siv")
    siv.submit("/notifications", {}, form='main form[action$="/notifications/read"]')
    unread = siv.get("/notifications").select("main form[action$='/notifications/read']")
    assert not unread
    answered(as_("einar"), lift, kind="more_time", due=day)
    assert siv.get("/notifications").select("main form[action$='/notifications/read']")
    assert "Einar Holt har svart" not in as_("einar").get("/notifications").words


def test_the_pages_ask_as_much_of_many_barriers_as_of_few(as_, lifted, barrier, queries):
    visitors = {LOG: as_("nora"), LEADER: as_("einar"), NETWORK: as_("ingrid")}

    def asked():
        found = {}
        for address, visitor in visitors.items():
            with queries() as seen:
                visitor.get(address)
            found[address] = len(seen)
        return found

    first = lifted(due=1)
    answered(as_("einar"), first, kind="more_time", due=typed(TODAY + timedelta(days=3)))
    lifted(due=2)
    barrier()
    few = asked()
    for number in range(6):
        each = lifted(due=5 + number)
        answered(as_("einar"), each, kind="more_time", due=typed(TODAY + timedelta(days=4)))
        barrier(gone_on=date(2026, 6, 1))
    assert asked() == few


def test_the_bell_asks_once_for_all_it_tells_of_barriers(as_, lifted, queries):
    lifted(due=0, state=LiftState.PROMISED, answered=MOMENT - timedelta(hours=1))
    lifted(due=0)
    nora = as_("nora")
    with queries() as seen:
        nora.get(f"{TEAM}/tests")
    assert len([statement for statement in seen if "barrier_lift" in statement]) == 1
