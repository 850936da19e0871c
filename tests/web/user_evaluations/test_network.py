"""What users told users in a network: numbers of teams, what is withheld from whom, and where each team is."""

from datetime import timedelta

import pytest

from tests.conftest import NOW
from tracker.access.people import local_day
from tracker.models.accounts import Ownership
from tracker.models.answers import Answer, AnswerState, AnswerTheme, AnswerThemeLink, AnswerWay, ThemeKey
from tracker.models.base import db
from tracker.models.networks import NetworkTeam
from tracker.models.programmes import Programme, ProgrammeGoal
from tracker.models.teams import Membership, ServiceKind, Team
from tracker.models.user_evaluations import (
    DialoguePoint,
    EvaluationStage,
    Finding,
    RecurringTheme,
    StageDates,
    UserEvaluation,
)

pytestmark = pytest.mark.usefixtures("wednesday_morning")

HERE = "/networks/brukermedvirkning/evaluations"
TODAY = local_day(NOW)


@pytest.fixture
def programme(cast):
    """The network's programme, which Per owns."""
    row = Programme(name="Gode forløp", slug="gode-forlop", created_at=NOW)
    db.session.add(row)
    db.session.flush()
    cast.network.programme_id = row.id
    db.session.add(Ownership(user_id=cast.people["per"].id, programme_id=row.id))
    db.session.commit()
    return row


@pytest.fixture
def evaluated(cast):
    """Puts more teams into the network, each with an evaluation past the analysis and a point of one finding."""

    def put(number, *themes, first=0, due=None):
        for place in range(first, first + number):
            team = Team(name=f"Team {place:02}", slug=f"team-{place:02}", service=ServiceKind.OTHER, created_at=NOW)
            team.organisations = list(cast.team.organisations)
            db.session.add(team)
            db.session.flush()
            by = {"team_id": team.id, "created_by_id": cast.people["nora"].id, "created_at": NOW}
            row = UserEvaluation(title="Bruker spør bruker", year=TODAY.year, evaluator="KBT", **by)
            row.dates = [StageDates(team_id=team.id, stage=stage) for stage in EvaluationStage]
            for dates in row.dates[:5]:
                dates.done_on = TODAY
            row.dates[5].due = due
            joined = NetworkTeam(network_id=cast.network.id, team_id=team.id, joined_on=TODAY)
            db.session.add_all([row, joined])
            db.session.flush()
            for theme in themes:
                finding = Finding(evaluation_id=row.id, theme=theme, sentence="Sagt.", **by)
                db.session.add(finding)
                db.session.flush()
                agreed = {"evaluation_id": row.id, "finding_id": finding.id}
                db.session.add(DialoguePoint(text="Plan for morgendagen", **agreed, **by))
        db.session.commit()

    return put


def numbers(page):
    return [each.get_text(" ", strip=True) for each in page.select(".lead .l-v")]


def test_with_no_evaluation_the_page_says_what_to_do(as_):
    page = as_("ingrid").get(HERE)
    assert "Be teamene om det på neste samling" in page.words
    assert page.select('nav a[href$="/networks/brukermedvirkning/evaluations"]')


def test_a_theme_stands_there_from_five_teams_on(as_, evaluated):
    evaluated(5, RecurringTheme.INFORMATION)
    evaluated(4, RecurringTheme.SLEEP, first=5)
    words = as_("ingrid").get(HERE).one(".ue-again").get_text(" ", strip=True)
    assert "God informasjon 5 team" in words
    assert "Søvn og ro" not in words
    assert "Temaer fra færre enn 5 team står ikke her." in words


def test_an_evaluation_that_is_not_past_the_analysis_counts_in_no_theme(as_, evaluated):
    evaluated(5, RecurringTheme.INFORMATION)
    analysis = db.session.query(StageDates).filter_by(stage=EvaluationStage.ANALYSIS).first()
    analysis.done_on = None
    db.session.commit()
    assert not as_("ingrid").get(HERE).select(".ue-again .bars")


def test_a_team_counts_once_in_a_theme_of_answers_and_unread_ones_do_not(as_, evaluated):
    evaluated(5)
    teams = db.session.query(Team).filter(Team.slug.startswith("team-")).all()

    def answer(team, state):
        read = {"reviewed_at": NOW} if state is AnswerState.APPROVED else {}
        row = Answer(team_id=team.id, text="Ro", way=AnswerWay.QR, sent_on=TODAY, week=TODAY, state=state, **read)
        theme = db.session.query(AnswerTheme).filter_by(team_id=team.id).first() or AnswerTheme(
            team_id=team.id, key=ThemeKey.SLEEP, slug="sovn", position=1, created_at=NOW
        )
        db.session.add_all([row, theme])
        db.session.flush()
        db.session.add(AnswerThemeLink(answer_id=row.id, theme_id=theme.id, team_id=team.id, at=NOW))

    for team in [*teams[:4], teams[0]]:
        answer(team, AnswerState.APPROVED)
    answer(teams[4], AnswerState.WAITING)
    db.session.commit()
    assert "I svarene på" not in as_("ingrid").get(HERE).words
    answer(teams[4], AnswerState.APPROVED)
    db.session.commit()
    assert "Søvn 5 team" in as_("ingrid").get(HERE).one(".ue-again").get_text(" ", strip=True)


def test_the_host_reads_small_numbers_and_the_owner_neither_them_nor_any_team(as_, evaluated, programme):
    evaluated(2, RecurringTheme.SLEEP)
    host, owner = as_("ingrid").get(HERE), as_("per").get(HERE)
    assert numbers(host)[1:] == ["0", "2", "0", "2"]
    assert numbers(owner) == ["–", "–", "–", "–", "–"]
    assert "Team 00" in host.words
    assert "Team 00" not in owner.words
    assert "holdes tallet tilbake" in owner.words


def test_what_is_left_of_a_number_is_no_small_one_either(as_, cast, evaluated, programme):
    evaluated(6, RecurringTheme.SLEEP)
    one = db.session.query(DialoguePoint).first()
    one.responsible_id = db.session.query(Membership).filter_by(user_id=cast.people["nora"].id).one().id
    db.session.commit()
    assert numbers(as_("per").get(HERE))[2:] == ["6", "0", "–"]


def test_another_team_that_may_see_reads_of_the_others_no_evaluation(as_, cast, evaluated):
    evaluated(6, RecurringTheme.INFORMATION)
    cast.network.teams_see_each_other = True
    db.session.commit()
    page = as_("nora").get(HERE)
    assert "God informasjon 6 team" in page.one(".ue-again").get_text(" ", strip=True)
    assert "Team 00" not in page.words


def test_who_is_over_a_deadline_stands_first_and_the_rest_by_name(as_, evaluated):
    evaluated(3)
    evaluated(1, due=TODAY - timedelta(days=2), first=3)
    page = as_("ingrid").get(HERE)
    assert [each.get_text() for each in page.select(".ue-teams th a")] == ["Team 03", "Team 00", "Team 01", "Team 02"]
    assert "Foreløpig rapport skulle vært ferdig" in page.one(".ue-teams td b").get_text()
    assert "Foreløpig rapport, 6 av 9" in page.words


def test_names_stand_as_people_here_sort_them(as_, evaluated):
    evaluated(3)
    for slug, name in (("team-00", "Åsen"), ("team-01", "Østre"), ("team-02", "akutten")):
        db.session.query(Team).filter_by(slug=slug).update({"name": name})
    db.session.commit()
    shown = [each.get_text() for each in as_("ingrid").get(HERE).select(".ue-teams th a")]
    assert shown == ["akutten", "Østre", "Åsen"]


def test_six_teams_stand_there_until_somebody_asks_for_all(as_, evaluated):
    evaluated(8)
    ingrid = as_("ingrid")
    page = ingrid.get(HERE)
    assert len(page.select(".ue-teams tbody tr")) == 6
    assert len(ingrid.get(page.one(".ue-all a")["href"]).select(".ue-teams tbody tr")) == 8


def test_the_number_without_anyone_responsible_picks_out_those_teams(as_, evaluated):
    evaluated(1)
    evaluated(1, RecurringTheme.SLEEP, first=1)
    ingrid = as_("ingrid")
    page = ingrid.get(ingrid.get(HERE).one(".lead a")["href"])
    assert [each.get_text() for each in page.select(".ue-teams th a")] == ["Team 01"]


def test_what_the_programme_wants_stands_below(as_, evaluated, programme):
    evaluated(1)
    db.session.add(ProgrammeGoal(programme_id=programme.id, text="Tjenestene samarbeider"))
    db.session.commit()
    assert "Tjenestene samarbeider Vertskapene har ikke vurdert dette ennå." in as_("ingrid").get(HERE).words


def test_the_report_is_a_file_for_all_who_read_the_page(as_, evaluated, programme):
    evaluated(5, RecurringTheme.INFORMATION)
    for who in ("ingrid", "per"):
        assert as_(who).get(f"{HERE}/report.pdf").body.startswith(b"%PDF")


def test_the_page_asks_as_much_of_many_teams_as_of_few(as_, evaluated, queries):
    evaluated(2, RecurringTheme.INFORMATION)
    ingrid = as_("ingrid")
    ingrid.get(HERE)
    with queries() as few:
        ingrid.get(HERE)
    evaluated(8, RecurringTheme.INFORMATION, RecurringTheme.SLEEP, first=2)
    with queries() as many:
        ingrid.get(f"{HERE}?all=1")
    assert len(many) == len(few)
