"""The pages where users ask users: what is missing, what is withheld, what a point becomes, and when it comes back."""

from datetime import timedelta

import pytest

from tests.conftest import NOW
from tracker.access.people import local_day
from tracker.models.base import db
from tracker.models.improvement import Intervention
from tracker.models.user_evaluations import DialoguePoint, EvaluationStage, Finding, RecurringTheme, UserEvaluation
from tracker.services.user_evaluations.evaluations import EvaluationFacts, begin_evaluation, dates_of, set_dates
from tracker.services.user_evaluations.findings import FindingFacts, add_finding
from tracker.services.user_evaluations.points import PointFacts, add_point

pytestmark = pytest.mark.usefixtures("wednesday_morning")

TEAM = "/teams/kirurgisk-3"
HERE = f"{TEAM}/evaluations"
TODAY = local_day(NOW)


@pytest.fixture
def one(cast, inside):
    """An evaluation of twenty persons with two findings, of which one was said by three; its address."""
    siv = inside("siv")
    facts = EvaluationFacts(
        title="Bruker spør bruker 2026", year=2026, evaluator="KBT", interviews=4, groups=4, persons=20
    )
    row = begin_evaluation(siv, facts, submission="a")
    for theme, persons in ((RecurringTheme.INFORMATION, 11), (RecurringTheme.SLEEP, 3)):
        said = FindingFacts(theme=theme, sentence=f"Sagt om {theme}.", persons=persons)
        finding = add_finding(siv, row, said, submission=f"f-{theme}")
        add_point(siv, row, finding, PointFacts(text=f"Punkt om {theme}"), submission=f"p-{theme}")
    db.session.commit()
    return f"{HERE}/{row.id}"


def follow_on(inside, day):
    row = db.session.query(UserEvaluation).one()
    dates = dates_of(row, EvaluationStage.FOLLOW_UP)
    set_dates(inside("siv"), dates, title=row.title, due=day, began_on=None, done_on=None)
    db.session.commit()


def test_the_empty_list_says_what_to_do_and_who_may_begin(as_):
    assert "Begynn med avtalen" in as_("siv").get(HERE).words
    page = as_("ali").get(HERE)
    assert "Teamlederen eller en representant begynner den" in page.words
    assert not page.select('main a[href$="/new"]')


def test_a_representative_begins_one_and_sees_what_is_missing_in_the_agreement(as_):
    siv = as_("siv")
    page = siv.follow(siv.submit(f"{HERE}/new", {"evaluator": "KBT"}))
    assert page.h1 == "Bruker spør bruker 2026"
    assert len(page.select(".ue-track li")) == 9
    assert "Dette mangler i avtalen" in page.words


def test_an_impossible_number_is_said_beside_the_field_and_nothing_is_stored(as_, one):
    page = as_("siv").submit(f"{one}/edit", {"persons": "5"}, status=422)
    assert "En gruppe er minst to personer" in page.one(".summary").get_text()
    db.session.rollback()
    assert db.session.query(UserEvaluation).one().persons == 20


def test_a_number_under_the_threshold_is_said_to_nobody_on_page_or_paper(as_, one):
    for who in ("nora", "siv", "ali", "kari", "ingrid"):
        words = as_(who).get(f"{one}/findings").words
        assert "11 av 20 personer" in words
        assert "under 5 personer" in words
        assert "3 av 20" not in words
    assert as_("nora").get(f"{one}/report.pdf").body.startswith(b"%PDF")


def test_no_fewer_were_interviewed_than_said_one_of_the_findings(as_, one):
    page = as_("siv").submit(f"{one}/edit", {"persons": "10", "interviews": "2", "groups": ""}, status=422)
    assert "Et av funnene har flere personer bak seg." in page.errors()
    as_("siv").submit(f"{one}/edit", {"persons": "12"})


def test_an_approval_ends_when_the_report_says_something_else_and_can_be_taken_back(as_, one):
    siv, stage = as_("siv"), f"{one}/stages/report"
    approve = siv.get(stage).one('form[action$="/approve"]')["action"]
    finding, point = db.session.query(Finding).first().id, db.session.query(DialoguePoint).first().id

    def is_approved():
        return "Intervjuerne godkjente rapporten" in siv.get(stage).words

    siv.post(approve)
    siv.submit(f"{one}/points/{point}/edit", {"responsible": ""})
    assert is_approved()
    siv.submit(f"{one}/points/{point}/edit", {"text": "Stille time kl. 22"})
    assert not is_approved()
    siv.post(approve)
    siv.submit(f"{one}/findings/{finding}/edit", {"sentence": "Beskjeder kom for sent."})
    assert not is_approved()
    siv.post(approve)
    end = siv.get(stage).one('form[action$="/approval/end"]')["action"]
    assert "ikke lenger som godkjent" in siv.follow(siv.post(end)).words
    assert not is_approved()


def test_few_interviewed_hide_how_they_were_interviewed(as_, one):
    db.session.query(Finding).update({"persons": 2})
    db.session.commit()
    as_("siv").submit(f"{one}/edit", {"persons": "4", "interviews": "4", "groups": "", "came_asked": ""})
    words = as_("siv").get(one).words
    assert "under 5 personer" in words
    assert "Enkeltintervjuer" not in words


def test_advisor_and_host_read_neither_guide_nor_what_is_not_discussed(as_, one, inside):
    row = db.session.query(UserEvaluation).one()
    add_finding(
        inside("siv"), row, FindingFacts(theme=RecurringTheme.HEARD, sentence="Ennå ikke drøftet."), submission="x"
    )
    db.session.commit()
    assert "Ennå ikke drøftet." in as_("ali").get(f"{one}/findings").words
    page = as_("ingrid").get(f"{one}/findings")
    assert "Ennå ikke drøftet." not in page.words
    assert not page.select('main a[href*="/guide"]')


def test_a_point_becomes_an_intervention_through_its_form_and_says_so(as_, one, cast):
    ali = as_("ali")
    link = ali.get(one).select('.ue-points a[href*="interventions/new"]')[0]["href"]
    page = ali.get(link)
    assert page.one("[name=title]")["value"] == "Punkt om information"
    page = ali.follow(ali.submit(link, {"measures": str(cast.chair.id)}))
    assert page.path.endswith(one)
    assert page.select(".ue-points .fl-voiced")
    db.session.rollback()
    made = db.session.query(Intervention).filter_by(title="Punkt om information").one()
    assert db.session.query(DialoguePoint).filter_by(intervention_id=made.id).count() == 1


def test_a_point_becomes_one_thing_though_two_have_its_form_open(as_, one, cast):
    ali, nora = as_("ali"), as_("nora")
    link = ali.get(one).select('.ue-points a[href*="interventions/new"]')[0]["href"]
    late = nora.get(link).fields() | {"measures": str(cast.chair.id), "title": "Noras tiltak"}
    ali.submit(link, {"measures": str(cast.chair.id)})
    page = nora.post(link, late, status=422)
    assert "Noen har alt gjort punktet til noe." in page.words
    assert page.one("[name=title]")["value"] == "Noras tiltak"
    lifting = link.replace("interventions", "barriers")
    assert "Noen har alt gjort" in nora.submit(lifting, {"kind": "space"}, status=422).words
    db.session.rollback()
    assert db.session.query(Intervention).filter_by(title="Noras tiltak").count() == 0


def test_a_point_is_lifted_as_a_barrier(as_, one):
    ali = as_("ali")
    link = ali.get(one).select('.ue-points a[href*="barriers/new"]')[0]["href"]
    page = ali.follow(ali.submit(link, {"kind": "space"}))
    assert "Ført som hindring" in page.words
    assert "fra dialogmøtet" in ali.get(f"{TEAM}/barriers").one(".hin").get_text()


def test_points_come_back_in_the_bell_and_on_the_page_until_each_has_an_answer(as_, one, inside):
    siv = as_("siv")
    assert "Hva ble det av punktene" not in siv.get("/notifications").words
    follow_on(inside, TODAY - timedelta(days=1))
    assert "Hva ble det av punktene fra dialogmøtet?" in siv.get("/notifications").words
    assert "Hva ble det av punktene" not in as_("ali").get("/notifications").words
    said = [{"verdict": "done"}, {"verdict": "not_done", "why": "Rommet er ikke vårt"}]
    for answer in said:
        link = siv.get(one).select('.ue-points a[href$="/follow-up"]')[0]["href"]
        siv.submit(link, answer)
    page = siv.get(one)
    assert not page.select('.ue-points a[href$="/follow-up"]')
    assert "Ikke gjort, sett på 11. november. Rommet er ikke vårt" in page.words
    assert "Hva ble det av punktene" not in siv.get("/notifications").words


def test_points_that_ask_for_nothing_new_lack_nobody_to_see_to_them(as_, one):
    for dates in db.session.query(UserEvaluation).one().dates[:7]:
        dates.done_on = TODAY
    lacks = "Mangler: Hvem som følger opp hvert punkt"
    for is_new in (True, False):
        db.session.query(DialoguePoint).update({"is_new": is_new})
        db.session.commit()
        words = as_("siv").get(one).words
        assert ("Dette mangler i rapporten" in words, "Hvem følger opp 2 av punktene" in words) == (True, is_new)
    assert lacks not in words


def test_not_done_asks_why_and_keeps_the_choice(as_, one):
    point = db.session.query(DialoguePoint).first()
    page = as_("siv").submit(f"{one}/points/{point.id}/follow-up", {"verdict": "not_done"}, status=422)
    assert "Skriv hvorfor det ikke er gjort." in page.words


def test_the_page_costs_the_same_however_many_findings(as_, one, inside, queries):
    nora = as_("nora")
    with queries() as few:
        nora.get(one)
    row = db.session.query(UserEvaluation).one()
    for number in range(12):
        said = FindingFacts(theme=RecurringTheme.SAFETY, sentence=f"Funn {number}", persons=7)
        finding = add_finding(inside("siv"), row, said, submission=f"n{number}")
        add_point(inside("siv"), row, finding, PointFacts(text=f"Punkt {number}"), submission=f"np{number}")
    db.session.commit()
    with queries() as many:
        nora.get(one)
    assert len(many) == len(few) <= 36
    assert db.session.query(Finding).count() == 14


def test_it_is_one_of_the_tabs_of_what_matters(as_):
    assert as_("nora").get(f"{TEAM}/feedback").select(f'nav a[href="{HERE}"]')
