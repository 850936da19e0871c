from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.gathered import facts, plan
from tests.people import MADE
from tests.web.gatherings.test_host import HOURS, TODAY, at
from tracker.models.base import db
from tracker.models.gatherings import GatheringKind, ItemKind, Preparation, SignUp
from tracker.models.measurements import Measurement
from tracker.services.gatherings import programme, tables
from tracker.services.gatherings.gatherings import Hours, days_of
from tracker.services.gatherings.programme import ItemFacts


@pytest.fixture
def row(host):
    made = plan(host, facts(Hours(TODAY + timedelta(days=12), *HOURS), seats=2))
    db.session.commit()
    return made


@pytest.fixture
def path(row):
    return f"/teams/kirurgisk-3/gatherings/{row.id}"


@pytest.fixture
def nora(as_):
    return as_("nora")


def send(visitor, path, deed, data, **more):
    return visitor.submit(path, data, form=at(f"{path}/{deed}"), **more)


def tasks(page):
    return {words.get_text(): words.find_parent("li").get_text(" ") for words in page.select(".todo .n-t")}


def test_what_remains_is_computed_and_the_done_stand_last(nora, path):
    page = nora.get(path)
    assert list(tasks(page)) == [
        "Svar på to spørsmål", "Meld på 2 deltakere", "Registrer det som er over", "Send rapporten",
    ]  # fmt: skip
    assert "0 av 4 er gjort" in page.words
    page = nora.follow(send(nora, path, "answers", {"learned": "Stolen følger vogna", "help": "Kveldslegene"}))
    assert list(tasks(page))[-1] == "Svar på to spørsmål"
    assert "1 av 4 er gjort" in page.words


def test_answers_are_seen_by_the_host_at_once(nora, as_, row, path):
    nora.follow(send(nora, path, "answers", {"learned": "", "help": "Kveldslegene"}))
    assert "«Kveldslegene»" in as_("ingrid").get(f"/networks/brukermedvirkning/gatherings/{row.id}").words


def test_an_identity_number_is_refused_and_kept_in_the_form_only(nora, path):
    page = send(nora, path, "answers", {"learned": "Hun i 13097248022", "help": "Noe"}, status=422)
    assert page.one("[name=learned]").get_text().strip() == "Hun i 13097248022"
    assert page.h1 == "Fra test til vane"
    assert db.session.scalars(select(Preparation)).all() == []


def test_who_comes_is_chosen_from_the_team_and_a_representative_has_a_seat_of_her_own(cast, nora, path):
    ids = [cast.people[name].id for name in ("nora", "ali", "siv")]
    page = nora.follow(send(nora, path, "people", {"people": ids}))
    assert "3 av 2 plasser" in page.words
    assert {row.user_id for row in db.session.scalars(select(SignUp))} == set(ids)
    page = nora.follow(send(nora, path, "people", {"people": []}))
    assert "0 av 2 plasser" in page.words


def test_a_stranger_cannot_be_signed_up(cast, nora, path):
    page = send(nora, path, "people", {"people": [cast.people["per"].id]}, status=422)
    assert "Velg ett av alternativene." in page.errors()
    assert db.session.scalars(select(SignUp)).all() == []


def test_after_the_deadline_one_calls_the_host(nora, row, path):
    row.sign_up_by = TODAY - timedelta(days=1)
    db.session.commit()
    page = nora.get(path)
    assert "Fristen er ute. Ring vertskapet." in page.words
    assert not page.select("[name=people]")


def measured(measure, values, by):
    for back, value in enumerate(reversed(values), start=1):
        week = TODAY - timedelta(days=TODAY.weekday()) - timedelta(weeks=back)
        db.session.add(
            Measurement(
                team_id=measure.team_id, measure_id=measure.id, period_start=week, numerator=value, denominator=20,
                recorded_by_id=by.id, recorded_at=MADE,
            )
        )  # fmt: skip
    db.session.commit()


def test_charts_with_a_signal_are_proposed_and_what_is_chosen_stands(cast, nora, path):
    measured(
        cast.chair, [4, 5, 6, 4, 5, 6, 4, 5, 6, 4, 5, 15, 16, 17, 15, 16, 17, 15, 16, 17, 15, 16], cast.people["nora"]
    )
    page = nora.get(path)
    assert [box["value"] for box in page.select("[name=measures][checked]")] == [str(cast.chair.id)]
    assert "De som har et signal, er foreslått." in page.words
    page = nora.follow(send(nora, path, "measures", {"measures": [cast.minutes.id]}))
    assert [box["value"] for box in page.select("[name=measures][checked]")] == [str(cast.minutes.id)]
    assert "er foreslått" not in page.words


def test_the_second_of_two_in_a_team_is_told_and_writes_over_nobody(nora, as_, path):
    ali = as_("ali")
    first, second = nora.get(path).fields('form[action$="answers"]'), ali.get(path).fields('form[action$="answers"]')
    nora.post(f"{path}/answers", first | {"learned": "Noras"})
    page = ali.post(f"{path}/answers", second | {"learned": "Alis"}, status=422)
    assert page.one("[name=learned]").get_text().strip() == "Alis"
    assert db.session.scalars(select(Preparation)).one().learned == "Noras"
    opened = ali.get(path).fields('form[action$="answers"]')
    nora.post(f"{path}/answers", nora.get(path).fields('form[action$="answers"]') | {"help": "Noras hjelp"})
    ali.post(f"{path}/answers", opened | {"learned": "Alis nye"})  # different fields are joined
    own = db.session.scalars(select(Preparation).execution_options(populate_existing=True)).one()
    assert (own.learned, own.help) == ("Alis nye", "Noras hjelp")


def test_the_team_sees_its_own_turn(cast, host, nora, row, path):
    wanted = ItemFacts(title="Teamene viser", minutes=10, kind=ItemKind.TEAMS, minutes_each=5)
    programme.add_item(host, row, days_of(row)[0].id, wanted, teams=2, submission="a")
    db.session.commit()
    assert "Våre tider" not in nora.get(path).words
    programme.draw_order(host, row, [cast.other_team.id])
    programme.draw_order(host, row, [cast.team.id])
    db.session.commit()
    assert "Dere viser i 5 minutter" in nora.get(path).words


def test_readers_see_it_all_and_fill_in_nothing(as_, nora, path):
    nora.follow(send(nora, path, "answers", {"learned": "Stolen følger vogna", "help": ""}))
    for name in ("ingrid", "kari"):
        page = as_(name).get(path)
        assert "Stolen følger vogna" in page.words
        assert not page.select("main form")


def test_a_phone_meeting_asks_for_no_report(host, nora):
    row = plan(host, facts(Hours(TODAY + timedelta(days=3), *HOURS), kind=GatheringKind.PHONE, title="Telefon"))
    db.session.commit()
    page = nora.get(f"/teams/kirurgisk-3/gatherings/{row.id}")
    assert list(tasks(page)) == ["Meld på 2 deltakere"] or list(tasks(page)) == ["Meld på 3 deltakere"]
    assert "To spørsmål" not in page.words


def test_the_page_takes_the_same_queries_whatever_the_team_has(cast, nora, path, queries):
    nora.get(path)
    with queries() as few:
        nora.get(path)
    measured(cast.chair, [4, 5, 6, 7] * 6, cast.people["nora"])
    measured(cast.minutes, [4, 5, 6, 7] * 6, cast.people["nora"])
    with queries() as many:
        nora.get(path)
    assert len(many) <= len(few) + 1


def test_a_team_says_what_it_has_managed_and_the_tables_name_it(host, nora, as_, row, path):
    assert "Har dere fått det til?" not in nora.get(path).words
    tables.set_tables(host, row, {1: "Få legene med", 2: "Nye folk"}, {})
    db.session.commit()
    screen = f"/networks/brukermedvirkning/gatherings/{row.id}/screen"
    assert "Kirurgisk sengepost 3" not in as_("ingrid").get(screen).one(".sc-tables").get_text()
    first, _second = [box["value"] for box in nora.get(path).select("[name=tables]")]
    page = nora.follow(send(nora, path, "managed", {"tables": [first]}))
    assert [box["value"] for box in page.select("[name=tables][checked]")] == [first]
    assert "Har fått det til: Kirurgisk sengepost 3" in as_("ingrid").get(screen).one(".sc-tables").get_text()
    way = f"/networks/brukermedvirkning/gatherings/{row.id}"
    assert "Har fått det til: Kirurgisk sengepost 3" in as_("ingrid").get(way).words
    nora.follow(send(nora, path, "managed", {"tables": []}))
    assert "Kirurgisk sengepost 3" not in as_("ingrid").get(screen).one(".sc-tables").get_text()


def test_another_gatherings_table_cannot_be_chosen(host, nora, row, path):
    other = plan(host, facts(Hours(TODAY + timedelta(days=30), *HOURS), title="En annen"))
    tables.set_tables(host, row, {1: "Få legene med"}, {})
    tables.set_tables(host, other, {1: "Noe helt annet"}, {})
    db.session.commit()
    page = send(nora, path, "managed", {"tables": [str(tables.tables_of(other)[0].id)]}, status=422)
    assert "Velg ett av alternativene." in page.errors()
