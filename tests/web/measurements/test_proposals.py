"""A reader proposes a phase; the team's leader makes it one, with both names, or says why not."""

import pytest
from sqlalchemy import select

from tests.web.charted import TEAM, monday
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.measurements import Phase, ProposedPhase

pytestmark = pytest.mark.usefixtures("wednesday_morning")

TYPED = {"starts": "35", "name": "Stolen følger vogna", "reason": "Nivået er et annet etter at vogna kom"}


def rows(kind):
    db.session.rollback()
    return db.session.scalars(select(kind).order_by(kind.id)).all()


@pytest.fixture
def new(chair):
    return f"{TEAM}/{chair.id}/phases/propose"


@pytest.fixture
def proposal(as_, chair, new):
    """Kari has proposed a phase; gives the address where it is decided."""
    as_("kari").submit(new, TYPED)
    return f"{TEAM}/{chair.id}/phases/proposals/{rows(ProposedPhase)[0].id}"


def test_an_advisor_proposes_where_the_engine_suggests_it(as_, page, chair):
    kari = as_("kari")
    suggested = [link for link in kari.get(page).links() if "/phases/propose?starts=" in link]
    assert len(suggested) == 1
    assert not [link for link in as_("nora").get(page).links() if "/phases/propose" in link]
    assert kari.submit(suggested[0], TYPED | {"starts": kari.get(suggested[0]).fields()["starts"]}).location == page
    assert len(rows(ProposedPhase)) == 1
    assert len(rows(Phase)) == 1  # the software and the reader propose; nothing is a phase before the team says so
    assert "Kari Dahl foreslår det. Teamlederen bestemmer." in as_("ali").get(page).words


def test_the_leader_confirms_and_it_is_a_phase_with_both_names(as_, proposal, page):
    nora = as_("nora")
    assert "Kari Dahl foreslår en ny fase fra uke 35" in nora.get("/notifications").words
    nora.submit(proposal, {"name": "Vogna"})
    phase = rows(Phase)[-1]
    assert (phase.starts_on, phase.name, phase.reason) == (monday(35), "Vogna", TYPED["reason"])
    assert "Nora Lund, 11. november 2026, foreslått av Kari Dahl" in nora.get(page).words
    assert "foreslår en ny fase" not in nora.get("/notifications").words
    assert "Fasen du foreslo fra uke 35 2026, er godtatt" in as_("kari").get("/notifications").words


def test_the_leader_declines_with_a_word(as_, proposal, page):
    nora = as_("nora")
    assert "Fyll ut" in nora.submit(f"{proposal}/decline", {"answer": ""}, status=422).errors()
    nora.submit(f"{proposal}/decline", {"answer": "Vi byttet skjema den uka"})
    (row,) = rows(ProposedPhase)
    assert (row.accepted, row.answer, len(rows(Phase))) == (False, "Vi byttet skjema den uka", 1)
    assert "ble det ikke noe av" in as_("kari").get("/notifications").words
    lines = db.session.scalars(select(AuditLine).where(AuditLine.subject == "phase_proposal")).all()
    assert [line.deed.value for line in lines] == ["created", "changed"]


def test_what_is_decided_is_not_decided_again(as_, proposal):
    nora = as_("nora")
    typed = nora.get(proposal).fields()
    nora.submit(f"{proposal}/decline", {"answer": "Nei"})
    assert "alt tatt stilling" in nora.post(proposal, typed, status=422).words
    assert len(rows(Phase)) == 1


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"starts": "2"}, "minst ett punkt før seg"),
        ({"starts": "14"}, "begynner det allerede en fase"),
        ({"starts": ""}, "Fyll ut"),
        ({"reason": ""}, "Fyll ut"),
        ({"reason": "om 13097248022"}, "fødselsnummer"),
    ],
)
def test_what_cannot_be_a_phase_is_told(as_, new, typed, told):
    assert told in as_("kari").submit(new, TYPED | typed, status=422).errors()
    assert rows(ProposedPhase) == []


def test_it_is_proposed_once(as_, new, proposal):
    shown = as_("ingrid").submit(new, TYPED, status=422)
    assert "allerede foreslått en fase" in shown.errors()


def test_only_the_leader_decides(as_, proposal):
    for who in ("ali", "siv", "kari", "ingrid"):
        as_(who).get(proposal, 403)
        as_(who).post(f"{proposal}/decline", {"answer": "Nei"}, status=403)
    as_("per").get(proposal, 404)
