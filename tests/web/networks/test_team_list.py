"""A list of teams is pasted: all of them are made, or none, and each faulty line is named."""

from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from tests.page import words
from tracker.models.base import db
from tracker.models.networks import NetworkTeam
from tracker.models.teams import Invitation, ServiceKind, Team

NETWORK = "/networks/brukermedvirkning"
LIST = f"{NETWORK}/teams/list"
GOOD = (
    "Hjemmetjenesten øst\tStorfjell kommune\tost@example.no\tHjemmetjeneste\t\t\r\n"
    "\r\n"
    "  Medisin 2 ; fjordheim  SYKEHUS;medisin@example.no\n"
    '"Barn, unge og familie",Fjordheim sykehus,,poliklinikk\n'
    "Fødeposten;Fjordheim sykehus\n"
)


def teams():
    db.session.rollback()
    return db.session.scalars(select(Team).order_by(Team.id)).all()[2:]


def invited():
    return set(db.session.scalars(select(Invitation.email)))


def test_each_line_becomes_a_team(as_, cast):
    page = as_("ingrid").submit(LIST, {"teams": GOOD}, status=200)
    assert page.h1 == "4 team er med i nettverket"
    made = teams()
    assert [team.name for team in made] == ["Hjemmetjenesten øst", "Medisin 2", "Barn, unge og familie", "Fødeposten"]
    assert [team.service for team in made] == [
        ServiceKind.HOME_CARE, ServiceKind.HOSPITAL_WARD, ServiceKind.OUTPATIENT, ServiceKind.HOSPITAL_WARD,
    ]  # fmt: skip
    homes = [[home.name for home in team.organisations] for team in made]
    assert homes == [["Storfjell kommune"], *[["Fjordheim sykehus"]] * 3]
    assert invited() == {"ost@example.no", "medisin@example.no"}
    assert "Uten teamleder ennå" in page.words


def test_they_stand_in_the_network_as_not_begun(as_, cast):
    ingrid = as_("ingrid")
    ingrid.submit(LIST, {"teams": GOOD}, status=200)
    groups = [words(th.get_text()) for th in ingrid.get(NETWORK).select("tr.m-grp th")]
    assert groups == ["Ikke startet 5"]


def test_the_links_are_shown_once_and_let_the_leaders_in(as_, cast):
    ingrid = as_("ingrid")
    page = ingrid.submit(LIST, {"teams": GOOD}, status=200)
    links = [urlsplit(field["value"]).path for field in page.select("input[id^=link-]")]
    rows = [row.split("\t") for row in page.one("#all-links").get_text().splitlines()]
    assert [row[:2] for row in rows] == [["Hjemmetjenesten øst", "ost@example.no"], ["Medisin 2", "medisin@example.no"]]
    assert [urlsplit(row[2]).path for row in rows] == links
    leader = as_(None)
    leader.submit(links[0], {"name": "Ny Leder", "profession": "nurse", "password": "et langt passord"})
    assert "Ny Leder Teamleder" in leader.get("/teams/hjemmetjenesten-ost/settings").words
    assert not ingrid.get(LIST).select("[readonly]")
    waiting = ingrid.get(f"{NETWORK}/teams/new").one("[aria-labelledby=waiting]").get_text()
    assert [name in waiting for name in ("Hjemmetjenesten øst", "Medisin 2", "Fødeposten")] == [False, True, True]


def test_lines_that_do_not_say_have_the_service_of_the_form(as_, cast):
    page = as_("ingrid").submit(LIST, {"teams": "Sone nord;Storfjell kommune", "service": "home_care"}, status=200)
    assert [team.service for team in teams()] == [ServiceKind.HOME_CARE]
    assert not page.select("[readonly]")


def test_the_form_sent_twice_makes_each_once(as_, cast):
    ingrid = as_("ingrid")
    fields = ingrid.get(LIST).fields() | {"teams": GOOD}
    ingrid.post(LIST, fields, status=200)
    page = ingrid.post(LIST, fields, status=422)
    assert "Linje 5: Navnet er i bruk. Velg et annet." in page.errors()
    assert len(teams()) == 4
    assert len(invited()) == 2


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Bare et navn", "Skriv minst navnet på teamet og organisasjonen."),
        ("; Fjordheim sykehus", "Skriv minst navnet på teamet og organisasjonen."),
        ("Medisin 2; Havsund", "Organisasjonen er ikke i lista."),
        ("Medisin 2; Fjordheim sykehus; leder", "Skriv en e-postadresse"),
        ("Medisin 2; Fjordheim sykehus; leder@" + "x" * 260 + ".no", "Teksten er for lang."),
        ("Medisin 2; Fjordheim sykehus; l@example.no; Kiosk", "Tjenesten er ikke i lista."),
        ("Medisin 2; Fjordheim sykehus; l@example.no; Annet; mer", "Det er for mange felt."),
        ("kirurgisk  Sengepost 3; Fjordheim sykehus", "Navnet er i bruk. Velg et annet."),
        ("god POST; Fjordheim sykehus", "Navnet står også på linje 1."),
        ("Post 178538-50187; Fjordheim sykehus", "fødselsnummer"),
        ("Post 98 76 54 32; Fjordheim sykehus", "telefonnummer"),
        ("x" * 201 + "; Fjordheim sykehus", "Teksten er for lang."),
        ("x" * 140_000, "Teksten er for lang."),
        ('"; Fjordheim sykehus', "Skriv minst navnet på teamet og organisasjonen."),
    ],
)
def test_a_faulty_line_is_named_and_everything_typed_is_kept(as_, cast, line, said):
    pasted = f"God post; Fjordheim sykehus; god@example.no\n\n{line}"
    page = as_("ingrid").submit(LIST, {"teams": pasted, "service": "other"}, status=422)
    assert f"Linje 3: {said}" in page.errors() or ("Linje 3: " in page.errors() and said in page.errors())
    assert "Linje 1" not in page.errors()
    assert page.fields()["teams"].removeprefix("\n").replace("\r\n", "\n") == pasted
    assert page.fields()["service"] == "other"
    assert teams() == []
    assert invited() == set()


def test_a_telephone_number_may_stand_once_it_is_confirmed(as_, cast):
    line = "Post 98 76 54 32; Fjordheim sykehus"
    ingrid = as_("ingrid")
    assert ingrid.submit(LIST, {"teams": line}, status=422).select("[name=confirm]")
    ingrid.submit(LIST, {"teams": line, "confirm": "y"}, status=200)
    assert [team.name for team in teams()] == ["Post 98 76 54 32"]


def test_nothing_and_too_much_are_refused(as_, cast):
    ingrid = as_("ingrid")
    assert "Fyll ut dette feltet." in ingrid.submit(LIST, {"teams": " \n\n"}, status=422).errors()
    many = "\n".join(f"Team {number}; Fjordheim sykehus" for number in range(201))
    page = ingrid.submit(LIST, {"teams": many}, status=422)
    assert "Lim inn høyst 200 linjer om gangen. Her er det 201." in page.errors()
    assert teams() == []


def test_many_faults_are_told_of_the_first_and_the_rest_are_counted(as_, cast):
    page = as_("ingrid").submit(LIST, {"teams": "\n".join(["Feil"] * 22)}, status=422)
    assert "Linje 20:" in page.errors()
    assert "Linje 21:" not in page.errors()
    assert "Det er feil på 2 linjer til." in page.errors()


def test_a_stale_form_keeps_the_list(as_, cast):
    page = as_("ingrid").submit(LIST, {"teams": GOOD, "csrf_token": "old"}, status=422)
    assert "Fødeposten;Fjordheim sykehus" in page.fields()["teams"]
    assert teams() == []


def test_one_finds_it_where_one_team_is_made_and_in_the_empty_network(as_, cast):
    ingrid = as_("ingrid")
    assert LIST in ingrid.get(f"{NETWORK}/teams/new").links()
    assert LIST not in ingrid.get(NETWORK).links()
    db.session.query(NetworkTeam).delete()
    db.session.commit()
    assert LIST in ingrid.get(NETWORK).links()


@pytest.mark.parametrize(("who", "status"), [("kari", 403), ("nora", 403), ("per", 404), ("odd", 404)])
def test_only_the_host_may(as_, cast, who, status):
    visitor = as_(who)
    visitor.get(LIST, status)
    visitor.post(LIST, {"teams": GOOD}, status=status)
    assert db.session.scalar(select(func.count()).select_from(Team)) == 2
