from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.services.audit.log import note
from tracker.services.audit.registry import KINDS

AUDIT = "/teams/kirurgisk-3/audit"


@pytest.fixture
def tell(inside, cast):
    """Write a line as Nora."""

    def write(subject="measure", deed=Deed.CHANGED, row_id=1, who="nora", at=None, **more):
        note(inside(who, now=at or datetime.now(UTC)), deed, KINDS[subject], row_id, **more)
        db.session.commit()

    return write


def cells(page, row=0):
    return [" ".join(cell.get_text(" ").split()) for cell in page.select("tbody tr")[row].select("th, td")]


def test_a_line_says_who_did_what_when_in_words(as_, tell):
    tell("membership", label="Ali Hassan", at=datetime(2026, 7, 1, 12, 5, tzinfo=UTC),
         before={"role": "member"}, after={"role": "leader"})  # fmt: skip
    what, when, who, change = cells(as_("nora").get(AUDIT))
    assert what == "Medlemskap endret Ali Hassan"
    assert when == "1. juli 2026 kl. 14.05"
    assert who == "Nora Lund"
    assert change == "Rolle: Teammedlem → ble til Teamleder"


@pytest.mark.parametrize(
    ("subject", "before", "after", "told"),
    [
        ("measure", {"direction": "lower"}, {"direction": "higher"}, "Retning: Lavere er bedre → ble til Høyere"),
        ("measurement", {"numerator": 7.0}, {"numerator": 6.5}, "Teller: 7 → ble til 6,5"),
        ("measurement", None, {"value": 12345.0, "note": ""}, "Verdi: 12 345"),
        ("measurement", {"not_measured": False}, {"not_measured": True}, "Ikke målt: nei → ble til ja"),
        (
            "measurement",
            {"missing_reason": "holiday"},
            {"missing_reason": None},
            "ikke målt: Ferie → ble",
        ),
        ("intervention", {"started_on": None}, {"started_on": "2026-08-17"}, "Startdato: 17. august 2026"),
        ("goal", {"closed_at": None}, {"closed_at": "2026-11-01T23:30:00+00:00"}, "2. november 2026 kl. 00.30"),
        ("annotation", {"title": "Ny lege"}, None, "Tittel: Ny lege"),
        ("team", None, {"organisations": ["A", "B"]}, "Hører til: A, B"),
        (
            "measure",
            None,
            {"imported": 2, "overwritten": 0, "first": "2026-10-26", "last": "2026-11-02"},
            "Hentet fra fil: 2 Første periode: 26. oktober 2026 Siste periode: 2. november 2026",
        ),
        ("measure", None, {"imported": 0, "overwritten": 3}, "Overskrevet: 3"),
        ("measure", None, {"kind": "an_old_kind"}, "Type: an_old_kind"),
        ("measure", None, {"unheard_of": "x"}, "unheard_of: x"),
        ("measure", {"slug": "a", "catalogue_id": 4}, {"slug": "b", "catalogue_id": 5}, ""),
        ("measure", None, None, ""),
    ],
)
def test_before_and_after_are_told_in_words(as_, tell, subject, before, after, told):
    tell(subject, before=before, after=after)
    change = cells(as_("nora").get(AUDIT))[3]
    assert change == told if not told else told in change


def test_a_target_of_a_share_is_told_in_per_cent(as_, tell, cast):
    target = cast.chair.targets[0]
    tell("target", row_id=target.id, before={"value": 0.7}, after={"value": 0.825, "deadline": "2026-12-13"})
    assert cells(as_("nora").get(AUDIT))[3] == "Verdi: 70 % → ble til 82,5 % Frist: 13. desember 2026"


def test_ids_are_told_by_name(as_, tell, cast):
    tell("goal", before={"measures": {}}, after={"measures": {str(cast.chair.id): "hypothesis", "999": "research"}})
    change = cells(as_("nora").get(AUDIT))[3]
    assert "Satte legen seg ned under visitten? (Hypotese)" in change
    assert "slettet (nr. 999) (Forskning)" in change


def test_another_teams_names_are_not_told(as_, tell, cast):
    tell("phase", after={"measure_id": cast.stranger_measure.id})
    assert "Legevaktas andel" not in as_("nora").get(AUDIT).words


def test_a_line_of_a_kind_that_is_no_more_is_told_as_it_stands(as_, tell, cast):
    tell(after={"name": "Fall"})
    db.session.scalars(select(AuditLine)).one().subject = "an_old_kind"
    db.session.commit()
    what, _, _, change = cells(as_("nora").get(AUDIT))
    assert (what, change) == ("an_old_kind endret", "name: Fall")


def test_what_people_typed_is_text_and_never_markup(as_, tell):
    tell("annotation", label="<b>Ny</b>", after={"title": "<script>alert(1)</script>"})
    assert "<script>alert" not in as_("nora").get(AUDIT).text


def test_an_empty_trail_says_what_will_come(as_):
    page = as_("nora").get(AUDIT)
    assert "Ingen endringer ennå." in page.words
    assert not page.select(".pager")


def test_a_long_trail_has_pages(as_, tell):
    for number in range(55):
        tell(label=f"linje {number}")
    nora = as_("nora")
    first = nora.get(AUDIT)
    assert len(first.select("tbody tr")) == 50
    assert "linje 54" in cells(first)[0]
    older = first.one(".pager a[rel=next]")["href"]
    second = nora.get(older)
    assert len(second.select("tbody tr")) == 5
    assert not second.select(".pager a[rel=next]")


@pytest.mark.parametrize("before", ["x", "-1", "99999999999999999999999", "", "٣"])
def test_a_forged_page_is_the_first(as_, tell, before):
    tell(label="linje")
    assert "linje" in as_("nora").get(f"{AUDIT}?before={before}").words


def test_beyond_the_oldest_there_is_a_way_back(as_):
    page = as_("nora").get(f"{AUDIT}?before=1")
    assert AUDIT in page.links()


@pytest.mark.parametrize(("who", "status"), [("ali", 403), ("siv", 403), ("kari", 403), ("ingrid", 403), ("per", 404)])
def test_the_trail_is_for_the_leader(as_, who, status):
    as_(who).get(AUDIT, status)


def test_a_page_takes_as_many_queries_for_fifty_lines_as_for_one(as_, tell, cast, queries):
    nora = as_("nora")
    tell("phase", after={"measure_id": cast.chair.id})
    with queries() as few:
        nora.get(AUDIT)
    for _ in range(50):
        tell("phase", after={"measure_id": cast.falls.id})
    with queries() as many:
        nora.get(AUDIT)
    assert len(many) == len(few)


def test_the_trail_is_read_in_english(as_, tell):
    tell(
        "measurement",
        at=datetime(2026, 7, 1, 12, 5, tzinfo=UTC),
        before={"numerator": 7.0},
        after={"numerator": 6.5},
    )
    when = cells(as_("nora").get(f"{AUDIT}?lang=en"))[1]
    assert "1 July 2026" in when
    assert "14:05" in when
