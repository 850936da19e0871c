from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from tests.gathered import facts, plan
from tests.people import MADE, today
from tracker.models.base import db
from tracker.models.gatherings import Action, Attendance, Gathering, GatheringKind, Minutes, Preparation
from tracker.models.networks import NetworkTeam
from tracker.models.teams import ServiceKind, Team
from tracker.services.gatherings import afterwards, gatherings
from tracker.services.gatherings.gatherings import Hours

LIST = "/networks/brukermedvirkning/gatherings"
TODAY = today()
HOURS = (time(10), time(16, 30))


def days_off(days, count=1):
    return [Hours(TODAY + timedelta(days=days + place), *HOURS) for place in range(count)]


@pytest.fixture
def coming(host):
    row = plan(host, facts(*days_off(12, 2)))
    db.session.commit()
    return row


@pytest.fixture
def held(host):
    row = plan(host, facts(*days_off(-7), title="Den som var", kind=GatheringKind.PHONE))
    db.session.commit()
    return row


@pytest.fixture
def ingrid(as_):
    return as_("ingrid")


def at(address):
    """The form that is sent to an address."""
    return f'form[action="{address}"]'


def one(row):
    return f"{LIST}/{row.id}"


def test_an_empty_list_says_what_to_do(ingrid, as_):
    assert "Planlegg den første" in ingrid.get(LIST).words
    page = as_("nora").get("/teams/kirurgisk-3/gatherings")
    assert "Vertskapet har ikke planlagt noen samling ennå" in page.words


def test_what_is_planned_stands_in_the_list_with_its_day_and_where_it_stands(ingrid, coming, held):
    page = ingrid.get(LIST)
    assert [title.get_text() for title in page.select(".ev h3")] == ["Fra test til vane", "Den som var"]
    assert "0 av 1 team er klare" in page.words or "0 av 1 team er klart" in page.words
    assert "Referatet er ikke skrevet" in page.words
    assert len(page.select(".ev-i")) == 2  # a file for each of its days, none of what is past


def test_a_gathering_is_planned_by_a_form_and_shown(ingrid):
    day = TODAY + timedelta(days=30)
    page = ingrid.follow(
        ingrid.submit(
            f"{LIST}/new",
            {"title": "Det som holder", "kind": "phone", "day1": f"{day.day}.{day.month}.{day.year}",
             "starts1": "12", "ends1": "13:00", "place": "på Teams", "seats": "2"},
        )
    )  # fmt: skip
    assert page.h1 == "Det som holder"
    assert "kl. 12.00–13.00" in page.words
    assert "Hvem er klare?" not in page.words  # only a samling is prepared for in full


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"ends1": "09.00"}, "Slutten må være etter starten."),
        ({"starts1": "25.00"}, "Skriv klokkeslettet som 10.00."),
        ({"day2": "1.2.2027"}, "Skriv både dag, start og slutt."),
        ({"day2": "1.1.2026", "starts2": "9", "ends2": "10"}, "Dagene må stå i rekkefølge."),
        ({"sign_up_by": "1.1.2030"}, "Fristen kan ikke være etter at samlingen har begynt."),
        ({"seats": "0"}, "Tallet kan ikke være under 1."),
    ],
)
def test_what_cannot_be_is_said_beside_its_field_and_nothing_is_stored(ingrid, typed, said):
    right = {"title": "T", "kind": "samling", "day1": "9.12.2026", "starts1": "10.00", "ends1": "16.30", "seats": "4"}
    page = ingrid.submit(f"{LIST}/new", right | typed, status=422)
    assert said in page.errors()
    assert db.session.scalars(select(Gathering)).all() == []


def test_a_move_is_told_to_calendars_and_a_cancellation_asks_first(ingrid, coming):
    page = ingrid.follow(ingrid.submit(f"{one(coming)}/edit", {"place": "Trondheim"}))
    assert "Kalenderne får endringen" in page.words
    page = ingrid.get(f"{one(coming)}/cancel")
    assert page.h1 == "Avlys samlingen?"
    page = ingrid.follow(ingrid.submit(f"{one(coming)}/cancel", {}))
    assert f"Avlyst {TODAY.day}." in page.words
    db.session.refresh(coming)
    assert coming.sequence == 2


def test_the_second_of_two_hosts_is_asked_and_nothing_is_lost(as_, ingrid, coming):
    path = f"{one(coming)}/edit"
    mine = ingrid.get(path).fields()
    ingrid.follow(ingrid.submit(path, {"title": "Først lagret", "place": "Oslo"}))
    page = ingrid.post(path, mine | {"title": "Så min"}, status=409)
    assert "Først lagret" in page.words
    assert "Så min" in page.words
    db.session.refresh(coming)
    assert (coming.title, coming.place) == ("Først lagret", "Oslo")
    page = ingrid.post(path, mine | {"travel": "Flybuss"})  # another field: both stand
    db.session.refresh(coming)
    assert (coming.title, coming.travel) == ("Først lagret", "Flybuss")


def test_the_programme_is_built_and_moved_without_scripts(ingrid, coming):
    path = f"{one(coming)}/programme"
    for title, minutes in (("Velkommen", "15"), ("Lunsj", "60")):
        ingrid.follow(
            ingrid.submit(
                path, {"title": title, "minutes": minutes, "kind": "talk"}, form='main form[action$="programme"]'
            )
        )
    page = ingrid.get(path)
    assert "75 av 390 min er fordelt" in page.words
    assert [row.get_text() for row in page.select(".ag-t")] == ["10.00", "10.15", "11.15"]
    item = coming.days[0].items[1]
    ingrid.follow(ingrid.submit(path, {"to": "up"}, form=at(f"{path}/{item.id}/move")))
    assert [row.get_text() for row in ingrid.get(one(coming)).select(".ag .n-t")][:2] == ["Lunsj", "Velkommen"]


def test_minutes_are_read_by_teams_when_they_are_shared(app, monkeypatch, ingrid, as_, held):
    found = app.extensions["tracker.settings"]
    monkeypatch.setitem(app.extensions, "tracker.settings", replace(found, demo=False))  # and no mail
    ingrid.follow(ingrid.submit(f"{one(held)}/minutes/edit", {"text": "Stolen følger vogna."}))
    path = f"/teams/kirurgisk-3/gatherings/{held.id}"
    assert "Stolen følger vogna." not in as_("nora").get(path).words
    page = ingrid.get(f"{one(held)}/minutes")
    assert "Del referatet med 1 team" in page.words
    ingrid.follow(ingrid.submit(f"{one(held)}/minutes", {}, form=at(f"{one(held)}/minutes/share")))
    assert "Stolen følger vogna." in as_("nora").get(path).words
    assert "Del referatet" not in ingrid.get(f"{one(held)}/minutes").words.replace("Når referatet deles", "")


def test_what_is_agreed_stands_on_the_teams_page_and_in_the_next_gathering(cast, ingrid, as_, held, coming):
    page = f"{one(held)}/minutes"
    said = {"text": "Dele opplæringsarket", "owner": cast.team.id, "person": "Nora Lund", "due": "1.1.2026"}
    ingrid.follow(ingrid.submit(page, said, form=at(f"{one(held)}/actions")))
    assert "Dele opplæringsarket" in ingrid.get(one(coming)).words
    assert "fristen var 1. januar" in ingrid.get(LIST).words
    nora, path = as_("nora"), f"/teams/kirurgisk-3/gatherings/{coming.id}"
    action = db.session.scalars(select(Action)).one()
    nora.follow(nora.submit(path, {}, form=at(f"{path}/actions/{action.id}")))
    assert "1 av 1 er gjort" in ingrid.get(page).words


def test_an_action_without_words_is_refused_on_the_page_it_was_written_on(ingrid, held):
    page = ingrid.submit(f"{one(held)}/minutes", {"due": "i morgen"}, form=at(f"{one(held)}/actions"), status=422)
    assert page.h1 == "Den som var"
    assert "Fyll ut dette feltet." in page.errors()
    assert page.one("[name=due]")["value"] == "i morgen"
    assert db.session.scalars(select(Action)).all() == []


def test_attendance_is_written_for_each_team_and_counted(cast, ingrid, held):
    team = cast.team.id
    said = {f"state-{team}": "present", f"people-{team}": "4", f"representatives-{team}": "5"}
    page = ingrid.submit(f"{one(held)}/attendance", said, status=422)
    assert "Representantene kan ikke være flere" in page.errors()
    page = ingrid.follow(ingrid.submit(f"{one(held)}/attendance", said | {f"representatives-{team}": "1"}))
    assert "1 av 1 team, 4 personer, 1 representanter" in page.words
    assert db.session.scalars(select(Attendance)).one().people == 4


def test_attendance_of_many_teams_is_written_page_by_page_and_found_by_name(cast, ingrid, held, monkeypatch):
    monkeypatch.setattr("tracker.web.gatherings.after.PER_PAGE", 2)
    teams = [Team(slug=f"t{n}", name=f"Ås {n}", service=ServiceKind.OTHER, created_at=MADE) for n in range(3)]
    db.session.add_all(teams)
    db.session.flush()
    db.session.add_all(
        NetworkTeam(network_id=cast.network.id, team_id=team.id, joined_on=date(2026, 1, 5)) for team in teams
    )
    db.session.commit()
    address = f"{one(held)}/attendance"
    first, last = cast.team.id, teams[-1].id
    page = ingrid.get(address)
    assert [field["name"] for field in page.select("select")] == [f"state-{first}", f"state-{teams[0].id}"]
    said = {f"state-{first}": "present", f"people-{first}": "4"}
    page = ingrid.follow(ingrid.submit(address, said, form="main .form"))
    assert page.select(f'[name="state-{last}"]')  # saved, and on to the next page
    said = {f"state-{last}": "present", f"people-{last}": "mange"}
    page = ingrid.submit(f"{address}?page=2", said, form="main .form", status=422)
    assert page.one(f'[name="people-{last}"]')["value"] == "mange"
    page = ingrid.get(f"{address}?q=ås 2")
    assert [field["name"] for field in page.select("select")] == [f"state-{last}"]
    ingrid.submit(f"{address}?q=ås 2", {f"state-{last}": "excused"}, form="main .form")
    assert "Ingen team har et navn med «Berg»." in ingrid.get(f"{address}?q=Berg").words
    came = {each.team_id: each.state.value for each in db.session.scalars(select(Attendance))}
    assert came == {first: "present", last: "excused"}


def test_requests_are_gathered_at_tables_by_lists(cast, ingrid, coming):
    db.session.add(Preparation(gathering_id=coming.id, team_id=cast.team.id, help="Kveldslegene?", created_at=MADE))
    db.session.commit()
    assert "Ikke satt ved et bord" in ingrid.get(one(coming)).words
    page = ingrid.follow(
        ingrid.submit(f"{one(coming)}/tables", {"table-1": "Få legene med", f"seat-{cast.team.id}": "1"})
    )
    assert "Få legene med 1" in page.words
    assert "«Kveldslegene?»" in page.words


def test_a_link_is_kept_and_an_unsafe_one_is_refused(ingrid, as_, coming):
    page = ingrid.submit(f"{one(coming)}/links", {"name": "X", "address": "javascript:alert(1)"}, status=422)
    assert "Skriv hele adressen" in page.errors()
    ingrid.follow(ingrid.submit(f"{one(coming)}/links", {"name": "Praktisk", "address": "https://example.no/p.pdf"}))
    assert "https://example.no/p.pdf" in as_("nora").get(f"/teams/kirurgisk-3/gatherings/{coming.id}").text


def test_an_advisor_reads_and_has_no_buttons_of_the_hosts(as_, coming, held):
    kari = as_("kari")
    for path in (LIST, one(coming), f"{one(held)}/minutes"):
        page = kari.get(path)
        assert not [a for a in page.links() if a.endswith(("/edit", "/cancel", "/new", "/programme", "/attendance"))]
        assert not page.select("main form:not([action$='/calendar'])")


def test_the_host_writes_to_those_that_lack_something(cast, ingrid, coming):
    page = ingrid.get(f"{LIST}/{coming.id}")
    (way,) = [link for link in page.links() if "/reminders/new" in link]
    review = ingrid.get(way)
    assert "Kirurgisk sengepost 3" in review.words
    assert [box["value"] for box in review.select("[name=teams][checked]")] == [str(cast.team.id)]


def test_members_are_sent_to_their_teams_side(as_, coming):
    nora = as_("nora")
    assert nora.get(LIST, status=302).location == "/teams/kirurgisk-3/gatherings"
    assert nora.get(one(coming), status=302).location == f"/teams/kirurgisk-3/gatherings/{coming.id}"


def test_pages_take_as_many_queries_for_fifty_teams_as_for_one(cast, ingrid, host, coming, held, queries):
    paths = (LIST, one(coming), f"{one(held)}/minutes")

    def asked():
        counts = []
        for path in paths:
            ingrid.get(path)
            with queries() as seen:
                ingrid.get(path)
            counts.append(len(seen))
        return counts

    db.session.add(Action(gathering_id=held.id, team_id=cast.team.id, text="Noe", created_at=MADE))
    db.session.add(Preparation(gathering_id=coming.id, team_id=cast.team.id, help="Hjelp", created_at=MADE))
    db.session.commit()
    few = asked()
    for number in range(60):
        team = Team(name=f"Team {number:02}", slug=f"team-{number}", service=ServiceKind.OTHER, created_at=MADE)
        db.session.add(team)
        db.session.flush()
        db.session.add(NetworkTeam(network_id=host.network.id, team_id=team.id, joined_on=date(2026, 1, 5)))
        db.session.add(Action(gathering_id=held.id, team_id=team.id, text="Noe", created_at=MADE))
        db.session.add(Preparation(gathering_id=coming.id, team_id=team.id, help="Hjelp", created_at=MADE))
    db.session.commit()
    assert asked() == few
    assert len(ingrid.get(one(coming)).select(".ready tbody tr:not(.m-grp)")) == 50
    assert len(ingrid.get(f"{one(coming)}?page=2").select(".ready tbody tr:not(.m-grp)")) == 11


def test_minutes_written_by_another_meanwhile_are_not_overwritten(ingrid, host, held):
    path = f"{one(held)}/minutes/edit"
    mine = ingrid.get(path).fields()
    afterwards.write_minutes(host, gatherings.gathering(host, held.id), "Skrevet av en annen.")
    db.session.commit()
    page = ingrid.post(path, mine | {"text": "Mitt referat"}, status=422)
    assert page.one("textarea").get_text().strip() == "Mitt referat"
    assert db.session.scalars(select(Minutes)).one().text == "Skrevet av en annen."
