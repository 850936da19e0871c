"""A programme's page: what each role sees and may do, the same number of queries for one network and for many."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from tests.people import MADE, today
from tracker.models.accounts import Hostship, Ownership, User
from tracker.models.base import db
from tracker.models.networks import Network, NetworkTeam
from tracker.models.organisations import Country, Organisation, OrganisationKind
from tracker.models.programmes import Programme, ProgrammeGoal, SteeringMember
from tracker.models.teams import ServiceKind, Team
from tracker.text.slugs import slug_of

PAGE = "/programmes/gode-forlop"
NETWORK = "/networks/brukermedvirkning"


@pytest.fixture
def programme(cast):
    tone = User(name="Tone Sandvik", email="tone@example.no", created_at=MADE)
    row = Programme(name="Gode forløp", slug="gode-forlop", aim="Hjelp som henger sammen", created_at=MADE)
    db.session.add_all([tone, row])
    db.session.flush()
    cast.network.programme_id = row.id
    db.session.add(Ownership(user_id=tone.id, programme_id=row.id))
    db.session.commit()
    return row


@pytest.fixture
def add(programme):
    """Put a network into the programme, with one team of these kommuner."""

    def make(name, *kommuner, starts=-100, ends=100, country=Country.NO, **more) -> Network:
        slug = slug_of(name)
        first, last = today() + timedelta(days=starts), today() + timedelta(days=ends)
        row = Network(
            name=name, slug=slug, host="KS", starts_on=first, ends_on=last, programme_id=programme.id,
            created_at=MADE, **more,
        )  # fmt: skip
        homes = []
        for kommune in kommuner:
            home = db.session.query(Organisation).filter_by(name=kommune).first() or Organisation(
                name=kommune, slug=kommune, kind=OrganisationKind.MUNICIPALITY, country=country, created_at=MADE
            )
            homes.append(home)
        team = Team(
            name=f"Team {name}", slug=f"t-{slug}", service=ServiceKind.OTHER, organisations=homes, created_at=MADE
        )
        db.session.add_all([row, team])
        db.session.flush()
        db.session.add(NetworkTeam(network_id=row.id, team_id=team.id, joined_on=first))
        db.session.commit()
        return row

    return make


def test_kommuner_are_counted_once_over_the_networks_that_run(as_, add):
    add("Sør", "a", "b", planned_gatherings=4)
    add("Nord", "b", "c", planned_gatherings=4)
    add("Dansk", "d", country=Country.DK)
    add("Senere", "e", starts=30, ends=300, join_by=date(2027, 2, 1))
    add("Før", "f", starts=-300, ends=-30)
    page = as_("tone").get(PAGE)
    tiles = [tile.get_text(" ", strip=True) for tile in page.select(".lead .card")]
    assert tiles == [
        "4 kommuner, 3 norske og 1 dansk",
        "4 nettverk i gang, 1 planlagt",
        "4 team i nettverkene som er i gang",
        "0 av 8 samlinger er holdt",
    ]
    assert "1 kommune er med i flere og telles én gang: 4 kommuner." in page.words
    assert [head.get_text(" ", strip=True) for head in page.select(".tl-h")] == [
        "I gang 4",
        "Planlagt 1",
        "Avsluttet 1",
    ]
    assert "1 kommune har meldt seg på · frist 1. februar 2027" in page.words


def test_the_primary_button_follows_the_role(as_, programme):
    def primary(who):
        return [button.get_text(strip=True) for button in as_(who).get(PAGE).select("main .btn-primary")]

    assert primary("tone") == ["Nytt nettverk"]
    assert [primary(who) for who in ("ingrid", "nora", "siv", "kari")] == [[], [], [], []]


def test_the_time_line_is_decoration_and_gone_for_a_single_network(as_, add, programme):
    alone = as_("tone").get(PAGE)
    assert not alone.select(".tl-axis")
    add("Sør", "a")
    page = as_("tone").get(PAGE)
    drawn = page.select(".tl svg.tl-l, .tl svg.tl-axis")
    assert len(drawn) == 3
    assert all(svg["aria-hidden"] == "true" for svg in drawn)


def test_a_network_is_a_link_for_those_it_is_open_to(as_, add):
    add("Sør", "a")
    assert {NETWORK + "/about", "/networks/sor/about"} <= as_("tone").get(PAGE).links()
    page = as_("nora").get(PAGE)
    assert NETWORK + "/about" in page.links()
    assert "/networks/sor/about" not in page.links()
    assert "Sør" in page.words


def test_over_twelve_networks_the_closed_ones_stand_behind_a_line(as_, add):
    for number in range(12):
        add(f"N{number}", "a")
    add("Gammelt", "b", starts=-300, ends=-30)
    assert as_("tone").get(PAGE).one("details.more ul").get_text(strip=True).startswith("Gammelt")


def test_a_programme_without_networks_says_what_to_do(as_, cast, programme):
    cast.network.programme_id = None
    db.session.commit()
    page = as_("tone").get(PAGE)
    assert "Ingen nettverk ennå. Lag det første" in page.words
    assert "Ingen nettverk er i gang" in page.words


def test_the_page_asks_as_often_for_one_network_as_for_many(as_, add, queries):
    tone = as_("tone")
    tone.get(PAGE)
    with queries() as few:
        tone.get(PAGE)
    for number in range(9):
        network = add(f"N{number}", f"k{number}", f"l{number}")
        db.session.add_all(
            [
                ProgrammeGoal(programme_id=network.programme_id, text=f"Mål {number}"),
                SteeringMember(
                    programme_id=network.programme_id, name=f"Navn {number}", organisation="", role="member"
                ),
            ]
        )
    db.session.commit()
    with queries() as many:
        tone.get(PAGE)
    assert len(many) == len(few) <= 17


def test_an_owner_writes_a_goal_and_a_host_judges_it(as_, programme):
    tone, ingrid = as_("tone"), as_("ingrid")
    page = tone.follow(tone.submit(f"{PAGE}/goals/new", {"text": "Tjenestene samarbeider"}))
    assert "Vertskapene har ikke vurdert dette ennå." in page.words
    [goal] = db.session.query(ProgrammeGoal).all()
    judge = f"{PAGE}/goals/{goal.id}/judge"
    assert judge not in page.links()
    assert judge in ingrid.get(PAGE).links()
    page = ingrid.follow(ingrid.submit(judge, {"judgement": "Et stykke på vei"}))
    assert "Vurdert av Ingrid Moe for vertskapene" in page.words
    page = tone.follow(tone.submit(f"{PAGE}/goals/{goal.id}/remove"))
    assert "Målet er fjernet." in page.words
    assert db.session.query(ProgrammeGoal).count() == 0


def test_two_who_judge_at_once_are_both_told(as_, cast, programme):
    db.session.add_all(
        [
            ProgrammeGoal(programme_id=programme.id, text="Tjenestene samarbeider"),
            Hostship(user_id=cast.people["kari"].id, network_id=cast.network.id),
        ]
    )
    db.session.commit()
    path = f"{PAGE}/goals/{db.session.query(ProgrammeGoal).one().id}/judge"
    ingrid, kari = as_("ingrid"), as_("kari")
    open_form = kari.get(path).fields()
    ingrid.submit(path, {"judgement": "Et stykke på vei"})
    page = kari.post(path, open_form | {"judgement": "Ikke begynt"}, status=409)
    assert "Et stykke på vei" in page.words
    assert db.session.query(ProgrammeGoal).one().judgement == "Et stykke på vei"


def test_a_person_is_put_into_the_steering_group_and_taken_out(as_, programme):
    tone = as_("tone")
    seat = {"name": "Aslaug Vik", "organisation": "FFO", "role": "user_representative"}
    page = tone.follow(tone.submit(f"{PAGE}/steering/new", seat))
    assert "Aslaug Vik Brukerrepresentant 1 av 1 er bruker- eller pårørenderepresentanter." in page.words
    member = db.session.query(SteeringMember).one()
    page = tone.get(f"{PAGE}/steering/{member.id}")
    assert f"{PAGE}/steering/{member.id}/remove" in page.links()
    tone.submit(f"{PAGE}/steering/{member.id}/remove")
    assert db.session.query(SteeringMember).count() == 0


def test_an_owner_adds_a_network_and_the_office_a_programme(as_, programme):
    tone, odd = as_("tone"), as_("odd")
    page = tone.follow(tone.submit(f"{PAGE}/networks/new", {"name": "Sør", "host": "KS", "starts_on": "1.1.2030"}))
    assert "Sør er lagt til." in page.words
    assert "Starter 1. januar 2030" in page.words
    page = odd.follow(odd.submit("/office/programmes/new", {"name": "Trygg hjemme"}))
    assert "Trygg hjemme er lagt til." in page.words
    page = odd.submit("/office/programmes/new", {"name": "trygg hjemme"}, status=422)
    assert "Navnet er i bruk. Velg et annet." in page.errors()


def test_an_owner_starts_at_her_programme(as_, programme):
    assert as_("tone").get("/", 302).location.endswith(PAGE)
    assert as_("tone").get("/networks", 302).location.endswith(PAGE)


def test_the_office_gives_the_roles(as_, cast, programme):
    odd, per = as_("odd"), cast.people["per"]
    home = cast.team.organisations[0]
    path = f"/office/users/{per.id}"
    odd.submit(path, {"programmes": [str(programme.id)], "leads": [str(home.id)]})
    page = odd.get("/office/users")
    assert "Programeier: Gode forløp" in page.words
    assert "Leder i Fjordheim sykehus" in page.words
    assert "Gode forløp" in as_("per").get(PAGE).words
    assert "Kirurgisk sengepost 3" in as_("per").get("/teams/kirurgisk-3").words
    odd.submit(path, {"programmes": [], "leads": []})
    as_("per").get(PAGE, 404)
    as_("per").get("/teams/kirurgisk-3", 404)


def test_the_overview_is_a_workbook_of_the_same_counts(as_, add):
    add("Nord", "Aure kommune", "Smøla kommune")
    add("Sør", "Aure kommune", "Vejle Kommune", country=Country.DK)
    tone = as_("tone")
    page = tone.get(PAGE)
    answer = tone.get(page.one("a[href$='.xlsx']")["href"])
    assert answer.headers["Content-Disposition"] == 'attachment; filename="gode-forlop.xlsx"'
    head, *rows = CalamineWorkbook.from_filelike(BytesIO(answer.body)).get_sheet_by_index(0).to_python()
    told = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    assert (told["Nord"]["Kommuner"], told["Nord"]["Norske kommuner"], told["Nord"]["Danske kommuner"]) == (2, 2, 0)
    assert (told["Sør"]["Kommuner"], told["Sør"]["Danske kommuner"], told["Sør"]["Team"]) == (2, 1, 1)
    assert told["Nord"]["Starter"] == today() - timedelta(days=100)
    counted = page.soup.select_one(".foot-note p").get_text()
    assert rows[-1][0] == counted


def test_a_programme_without_networks_has_no_overview_to_fetch(as_, cast, programme):
    cast.network.programme_id = None
    db.session.commit()
    assert not as_("tone").get(PAGE).select("a[href$='.xlsx']")
