"""Phases and points: the program proposes, a person decides, with a reason that is shown."""

import pytest
from sqlalchemy import select

from tests.people import MADE
from tests.web.charted import TEAM, monday
from tracker.analysis import PeriodKind
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.measurements import Measurement, Phase
from tracker.models.networks import Network, NetworkTeam

pytestmark = pytest.mark.usefixtures("wednesday_morning")

SAID = {"starts": "35/2026", "name": "Stol på vogna", "reason": "Stolen følger vogna"}


def phases(measure):
    db.session.rollback()
    return db.session.scalars(select(Phase).where(Phase.measure_id == measure.id).order_by(Phase.starts_on)).all()


def new(measure):
    return f"{TEAM}/{measure.id}/phases/new"


@pytest.fixture
def advisors_decide(cast):
    """The network has agreed that advisors decide on phases."""
    cast.network.advisors_decide_phases = True
    db.session.commit()


@pytest.mark.parametrize("who", ["nora", "kari"])
@pytest.mark.usefixtures("advisors_decide")
def test_the_link_of_the_suggestion_fills_in_the_form(as_, chair, page, who):
    visitor = as_(who)
    before = visitor.get(page)
    assert "Nærmest før: tiltak 2." in before.words
    assert len(phases(chair)) == 1, "looking at a suggestion makes no phase"
    [href] = {link for link in before.links() if "phases/new?starts=" in link}
    fields = visitor.get(href).fields()
    assert fields["starts"] == "35/2026"
    assert fields["name"] == "Stolen følger vogna"
    assert fields["intervention"] != ""
    shown = visitor.follow(visitor.submit(href, {"reason": "Nytt nivå"}))
    assert "Nytt nivå" in shown.words
    assert shown.one(".chartcard .tag").get_text() == "For få punkter"
    assert "11 uker er målt i denne fasen." in shown.words


def test_it_parts_the_chart_and_says_who_and_why(as_, chair, page):
    nora = as_("nora")
    shown = nora.follow(nora.submit(new(chair), SAID | {"baseline_points": "5"}))
    assert "Stol på vogna Fra uke 35 2026 · Nora Lund, 11. november 2026 Stolen følger vogna" in shown.words
    assert [phase.baseline_points for phase in phases(chair)] == [None, 5]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"starts": ""}, "Fyll ut dette feltet."),
        ({"starts": "54/2026"}, "Skriv uka som 45 eller 45/2026."),
        ({"starts": "2/2026"}, "En ny fase må ha minst ett punkt før seg. Velg en senere periode."),
        (
            {"starts": "46/2026"},
            ("Det er ikke registrert noe fra og med denne perioden ennå. Velg en tidligere periode."),
        ),
        ({"starts": "14/2026"}, "Her begynner det allerede en fase."),
        ({"name": ""}, "Fyll ut dette feltet."),
        ({"reason": ""}, "Fyll ut dette feltet."),
        ({"reason": "gjaldt 13097248022"}, "fødselsnummer"),
        ({"intervention": "999"}, "Velg ett av alternativene."),
        ({"baseline_points": "2"}, "Tallet kan ikke være under 3."),
    ],
)
def test_wrong_input_keeps_what_was_typed_and_stores_nothing(as_, chair, typed, said):
    shown = as_("nora").submit(new(chair), SAID | typed, status=422)
    assert said in shown.errors()
    kept = SAID | typed
    assert {name: shown.fields()[name] for name in SAID} == {name: kept[name] for name in SAID}
    assert len(phases(chair)) == 1


def test_a_phase_is_removed_after_a_question(as_, chair, page):
    nora, [phase] = as_("nora"), phases(chair)
    path = f"{TEAM}/{chair.id}/phases/{phase.id}/remove"
    assert nora.get(path).h1 == "Fjern fasen?"
    assert len(phases(chair)) == 1
    assert nora.submit(path).location == page
    assert phases(chair) == []


def test_a_phase_of_another_measure_is_not_there(as_, chair, cast):
    [phase] = phases(chair)
    path = f"{TEAM}/{cast.minutes.id}/phases/{phase.id}/remove"
    as_("nora").get(path, 404)
    as_("nora").post(path, status=404)


@pytest.mark.usefixtures("advisors_decide")
def test_an_advisor_who_decides_takes_a_stand_on_what_others_propose(as_, chair, page):
    as_("ingrid").submit(f"{TEAM}/{chair.id}/phases/propose", SAID | {"name": "Vogna"})
    kari = as_("kari")
    [href] = [link for link in kari.get(page).links() if "/phases/proposals/" in link]
    kari.submit(href)
    assert [phase.name for phase in phases(chair)][-1] == "Vogna"


def test_an_advisor_proposes_and_nothing_of_hers_is_a_phase_unless_the_network_says_so(as_, chair, page):
    kari, [phase] = as_("kari"), phases(chair)
    shown = kari.get(page)
    assert not [link for link in shown.links() if "phases/new" in link or link.endswith("/remove")]
    assert "vurder ny median" not in shown.words
    for path in (new(chair), f"{TEAM}/{chair.id}/phases/{phase.id}/remove"):
        kari.get(path, 403)
        kari.post(path, SAID, status=403)
    assert phases(chair) == [phase]


def test_all_networks_of_a_team_must_say_that_advisors_decide(as_, chair, cast, advisors_decide):
    other = Network(name="Et annet", slug="et-annet", host="Noen", starts_on=MADE.date(), created_at=MADE)
    db.session.add(other)
    db.session.flush()
    db.session.add(NetworkTeam(network_id=other.id, team_id=cast.team.id, joined_on=MADE.date()))
    db.session.commit()
    as_("kari").get(new(chair), 403)


@pytest.mark.parametrize(("who", "status"), [("ali", 403), ("siv", 403), ("ingrid", 403), ("per", 404)])
def test_others_do_not_decide(as_, chair, who, status):
    visitor, [phase] = as_(who), phases(chair)
    remove = f"{TEAM}/{chair.id}/phases/{phase.id}/remove"
    point = f"{TEAM}/{chair.id}/points/{monday(20)}"
    for path in (new(chair), remove, f"{point}/exclude"):
        visitor.get(path, status)
        visitor.post(path, SAID, status=status)
    visitor.post(f"{point}/include", status=status)
    assert len(phases(chair)) == 1


def test_a_point_is_left_out_with_a_reason_that_is_shown(as_, chair, page):
    kari = as_("kari")
    path = f"{TEAM}/{chair.id}/points/{monday(20)}/exclude"
    assert "67\u00a0%" in kari.get(path).text
    shown = kari.follow(kari.submit(path, {"reason": "feil skjema"}))
    assert "Holdt utenfor: feil skjema" in shown.words
    assert "Uke 20 er holdt utenfor: feil skjema" in shown.words
    assert shown.words.count("Holdt utenfor: feil skjema") == 1
    assert "Ta med igjen" in shown.words
    assert kari.get(path).h1 == "Uke 20 2026"
    assert "Punktet holdes utenfor vurderingen." in kari.get(path).words
    kari.post(f"{TEAM}/{chair.id}/points/{monday(20)}/include")
    db.session.rollback()
    row = db.session.scalars(select(Measurement).where(Measurement.period_start == monday(20))).one()
    assert row.excluded_at is None
    lines = db.session.scalars(select(AuditLine).where(AuditLine.team_id.is_not(None)).order_by(AuditLine.id))
    deeds = [line.deed for line in lines]
    assert deeds == [Deed.EXCLUDED, Deed.INCLUDED]


@pytest.mark.parametrize("reason", ["", "om 13097248022", "x" * 201])
def test_a_point_is_not_left_out_without_a_sound_reason(as_, chair, reason):
    path = f"{TEAM}/{chair.id}/points/{monday(20)}/exclude"
    shown = as_("nora").submit(path, {"reason": reason}, status=422)
    assert shown.fields()["reason"] == reason
    db.session.rollback()
    assert db.session.scalars(select(Measurement).where(Measurement.excluded_at.is_not(None))).all() == []


@pytest.mark.parametrize("start", ["2026-05-12", "2026-07-13", "2027-01-04", "no-day"])
def test_only_a_measured_period_has_a_page(as_, chair, start):
    nora = as_("nora")
    nora.get(f"{TEAM}/{chair.id}/points/{start}/exclude", 404)


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (PeriodKind.DAY, "Skriv datoen som dag.måned.år"),
        (PeriodKind.FORTNIGHT, "Skriv en dato i perioden"),
        (PeriodKind.MONTH, "Skriv måneden som 3/2026 eller mars 2026."),
        (PeriodKind.TERTIAL, "Skriv tertialet som 2/2026."),
        (PeriodKind.QUARTER, "Skriv kvartalet som 2/2026."),
        (PeriodKind.YEAR, "Skriv året, for eksempel 2026."),
    ],
)
def test_what_is_no_period_is_answered_with_how_one_of_its_kind_is_typed(as_, cast, kind, said):
    cast.chair.period_kind = kind
    db.session.commit()
    assert said in as_("nora").submit(new(cast.chair), SAID | {"starts": "54/2026"}, status=422).errors()
