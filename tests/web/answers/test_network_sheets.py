"""Sheets for a whole network: its host prints what the teams print themselves, and nobody else does."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.web.charted import MOMENT
from tracker.access.permissions import Permission
from tracker.access.team import enter_team
from tracker.access.team_code import show_code
from tracker.models.base import db
from tracker.models.networks import NetworkTeam
from tracker.models.tally import CodePurpose
from tracker.services.tally.codes import make_code

SHEETS = "/networks/brukermedvirkning/answer-sheets"


@pytest.fixture
def codes(cast, inside):
    """Codes of two teams of the network."""
    other = cast.other_team
    db.session.add(NetworkTeam(network_id=cast.network.id, team_id=other.id, joined_on=cast.team.created_at.date()))
    db.session.flush()
    per = enter_team(cast.people["per"], other.slug, Permission.MANAGE_TEAM, now=MOMENT)
    made = [make_code(access, CodePurpose.ANSWER) for access in (inside("nora"), per)]
    db.session.commit()
    return [show_code(each.code) for each in made]


def test_without_a_code_in_the_network_it_says_what_is_missing(as_):
    page = as_("ingrid").get(SHEETS)
    assert "Ingen team har kode til spørsmålet ennå." in page.words
    assert as_("ingrid").get(f"{SHEETS}/poster", status=302).location.startswith(SHEETS)


def test_the_chosen_teams_get_a_sheet_each_in_the_chosen_languages(as_, cast, codes):
    host = as_("ingrid")
    fields = {"kind": "poster", "on": "da", "team": cast.team.slug}
    chosen = host.follow(host.get(f"{SHEETS}?" + "&".join(f"{name}={value}" for name, value in fields.items()), 302))
    assert (codes[0] in chosen.words, codes[1] in chosen.words) == (True, False)
    assert "Hvad er vigtigt for dig?" in chosen.words
    assert len(host.get(f"{SHEETS}/tent").select(".p-a4")) == 2
    host.get(f"{SHEETS}/cards", status=404)


def test_the_same_is_to_be_had_as_one_file(as_, codes):
    answer = as_("ingrid").get(f"{SHEETS}/poster.pdf?on=nn")
    said = [
        page.extract_text().replace("\u200b", "").replace("\n", "") for page in PdfReader(BytesIO(answer.body)).pages
    ]
    assert len(said) == 2
    assert all(any(code in page for page in said) for code in codes)
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_page_asks_as_often_however_many_teams(as_, codes, queries, put):
    host = as_("ingrid")
    with queries() as few:
        host.get(f"{SHEETS}/poster")
    for name in ("Berg", "Dal", "Elv"):
        put(name, [])
    with queries() as more:
        host.get(f"{SHEETS}/poster")
    assert len(few) == len(more)


@pytest.mark.parametrize(("name", "status"), [("nora", 403), ("kari", 403), (None, 302)])
def test_nobody_but_the_host_prints_for_a_network(as_, codes, name, status):
    for path in (SHEETS, f"{SHEETS}/poster", f"{SHEETS}/poster.pdf"):
        as_(name).get(path, status=status)
