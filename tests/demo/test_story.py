"""The demo tells what it is meant to tell, read and worded as on every page, whenever it is told."""

from collections import Counter
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from tests.conftest import build, copy
from tracker import demo
from tracker.access.network import enter_network
from tracker.access.people import local_day
from tracker.access.permissions import Permission
from tracker.access.programme import enter_programme
from tracker.access.team import enter_team
from tracker.analysis import Period, PeriodKind, Verdict
from tracker.demo import tally
from tracker.demo.calendar import LAST
from tracker.demo.numbers import rows_of
from tracker.models.accounts import PERSONAS, Role, User
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.gatherings import Gathering
from tracker.models.improvement import (
    Claim,
    Decision,
    Goal,
    GoalMeasure,
    GoalTarget,
    Intervention,
    InterventionState,
    PdsaCycle,
)
from tracker.models.measurements import Annotation, AnnotationKind, Measurement, Phase, Source
from tracker.models.measures import CatalogueMeasure, Measure, MeasureDefinition
from tracker.models.networks import Network, NetworkStatus, NetworkTeam
from tracker.models.organisations import Country, Organisation
from tracker.models.programmes import Programme
from tracker.models.tally import CodePurpose, TallyEvent
from tracker.models.teams import Team, TeamOrganisation
from tracker.models.threads import Thread
from tracker.services.accounts import demo as demo_service
from tracker.services.audit.registry import KINDS
from tracker.services.measurements.flags import FlagSubject, team_flags
from tracker.services.measurements.history import due_period, histories
from tracker.services.networks.about import participants
from tracker.services.networks.agreement import signing_teams
from tracker.services.networks.overview import overview
from tracker.services.networks.standards import USUAL, Standards
from tracker.services.programmes.overview import programme_overview
from tracker.services.tally.codes import codes_of
from tracker.services.tally.sums import split_of
from tracker.text.locale import Locale
from tracker.views.gatherings.evaluation import evaluation_page
from tracker.views.links import Links
from tracker.views.measures.reading import draw
from tracker.views.networks.together import together
from tracker.views.programmes.gatherings import gathering_counts
from tracker.views.programmes.page import programme_page

NOW = datetime(2026, 11, 11, 8, 30, tzinfo=UTC)
"""A Wednesday in November."""
OTHER_MOMENTS = (datetime(2027, 1, 4, 5, 0, tzinfo=UTC), datetime(2026, 5, 31, 21, 59, tzinfo=UTC))
"""A Monday before anybody is at work, after a year of 53 weeks; the last minute of a Sunday and of a month."""

ASKED = "«Hva er viktig for deg?» spurt ved innkomst eller oppstart"
DOCUMENTED = "«Hva er viktig for deg?» skrevet ned med egne ord"
WARD = "Kirurgisk sengepost 3"
TOTAL_INFECTIONS = 12282
"""Cases of all series, summed from the published file."""
REFERENCE = "Publiserte tall (referanse)"
STORY = {
    (WARD, "Satte legen seg ned under visitten?"): Verdict.BETTER,
    (WARD, "Pasienten opplevde å bli hørt"): Verdict.BETTER,
    (WARD, ASKED): Verdict.STILL,
    (WARD, "Pårørende kontaktet innen 24 timer"): Verdict.WORSE,
    (WARD, "Visittid per pasient"): Verdict.STABLE,
    (WARD, "Fall med skade"): Verdict.BETTER,
    ("Slagenheten", ASKED): Verdict.WORSE,
    ("Hjemmetjenesten sone øst", ASKED): Verdict.WORSE,
    ("Akuttmottaket", ASKED): Verdict.SILENT,
    ("Bofellesskapet Elveveien", ASKED): Verdict.SILENT,
    ("Medisinsk sengepost 2", ASKED): Verdict.STILL,
    ("Furutunet sykehjem", ASKED): Verdict.STILL,
    ("Kommunal akutt døgnenhet", ASKED): Verdict.STILL,
    ("Solbakken sykehjem", ASKED): Verdict.BETTER,
    ("Barneposten", ASKED): Verdict.BETTER,
    ("Palliativt team", ASKED): Verdict.BETTER,
    ("DPS Eidsmo, døgnpost", ASKED): Verdict.HELD,
    ("Rehabilitering, post A", ASKED): Verdict.HELD,
    ("Helsestasjon for ungdom", ASKED): Verdict.FEW,
    ("Legevakta", ASKED): Verdict.FEW,
    ("Medisinsk sengepost 2", "Satte legen seg ned under visitten?"): Verdict.BETTER,
    ("Palliativt team", "Opplevd hørt"): Verdict.HELD,
}


@contextmanager
def told(migrated, tmp_path, now):
    """The demo as it is loaded at a moment, in a database of its own, with a page's languages at hand."""
    app = build(copy(migrated("sqlite"), tmp_path / "tracker.sqlite3"), tmp_path)
    with app.test_request_context():
        demo.load(now=now)
        db.session.commit()
        yield
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def story(migrated, tmp_path_factory):
    """The demo as of `NOW`, loaded once; nothing here changes it."""
    with told(migrated, tmp_path_factory.mktemp("demo"), NOW):
        yield


def day_of(now) -> date:
    return local_day(now)


def shown(now=NOW):
    """Every measure of the demo as a page draws it, by team and name."""
    teams = {team.id: team for team in db.session.scalars(select(Team))}
    found = {}
    for reference in (False, True):
        measures = [m for m in db.session.scalars(select(Measure)) if teams[m.team_id].is_reference is reference]
        held_to = Standards(silent_after=10**6) if reference else USUAL
        for each in draw(histories(measures, today=day_of(now)), Locale.of("nb"), standards=held_to):
            found[teams[each.measure.team_id].name, each.measure.name] = each
    return found


def persona(role) -> User:
    return db.session.scalars(select(User).where(User.persona == role)).one()


def inside(role, team=WARD):
    slug = db.session.scalars(select(Team.slug).where(Team.name == team)).one()
    return enter_team(persona(role), slug, Permission.READ, now=NOW)


def last_recorded(drawn):
    recorded = [
        p for p, value in zip(drawn.history.periods, drawn.history.numerators, strict=True) if value is not None
    ]
    return recorded[-1]


def test_samlinger_and_phone_meetings_were_evaluated_and_make_a_line_each(story):
    host = enter_network(persona(Role.HOST), "brukermedvirkning", Permission.MANAGE_NETWORK, now=NOW)
    held = {row.title: row for row in db.session.scalars(select(Gathering)) if row.network_id == host.network.id}
    for title, answers in (("Pasienten som lærer", 31), ("Små tester, én pasient", 11)):
        page = evaluation_page(host, held[title], Locale.of("nb"))
        assert (page.answers, page.is_shown) == (answers, True)
        assert all(result.chart for result in page.results)
    useful = evaluation_page(host, held["Pasienten som lærer"], Locale.of("nb")).results[0]
    assert (useful.yes, useful.total) == (28, 31)


def test_each_team_tells_its_own_thing(story):
    found = shown()
    assert {key: found[key].verdict for key in STORY} == STORY


@pytest.mark.parametrize("now", OTHER_MOMENTS, ids=str)
def test_the_story_is_the_same_whenever_it_is_told(migrated, tmp_path, now):
    with told(migrated, tmp_path, now):
        found = shown(now)
        assert {key: found[key].verdict for key in STORY} == STORY
        for kind, name in ((PeriodKind.WEEK, "Pasienten opplevde å bli hørt"), (PeriodKind.MONTH, "Fall med skade")):
            assert last_recorded(found[WARD, name]) == due_period(kind, day_of(now))
        assert db.session.scalar(select(func.max(AuditLine.at))) <= now
        assert db.session.scalars(select(GoalTarget)).one().deadline > day_of(now)


def test_of_one_measure_a_funnel_is_drawn_with_one_team_outside(story):
    host = enter_network(persona(Role.HOST), "brukermedvirkning", Permission.READ_NETWORK, now=NOW)
    leader = enter_network(persona(Role.LEADER), "brukermedvirkning", Permission.READ_NETWORK, now=NOW)
    [documented] = [one for one in overview(host, "nb").shared if one.name == DOCUMENTED]
    page = together(host, documented.key, Locale.of("nb"))
    assert page.funnel.sentence.startswith("7 av 8 team ligger innenfor")
    assert "Furutunet sykehjem" in page.funnel.sentence
    seen = together(leader, documented.key, Locale.of("nb")).funnel
    assert seen.wide
    assert 0 < sum(row.is_withheld for row in seen.rows) < len(seen.rows)
    assert {each.verdict for (_team, name), each in shown().items() if name == DOCUMENTED} == {Verdict.STILL}


def test_the_wards_chart_is_the_one_that_was_drawn_for_it(story):
    chair = shown()[WARD, "Satte legen seg ned under visitten?"]
    before, after = chair.reading.phases
    assert [chair.say(phase.centre) for phase in (before, after)] == ["40\u00a0%", "58\u00a0%"]
    assert (before.stop - before.start, after.baseline_stop - after.start) == (12, 12)
    assert chair.say(chair.last) == "86\u00a0%"
    assert chair.plot.phase_names == ("Før", "Stol på veggen")
    assert [pause.reason for pause in chair.plot.pauses] == ["Ferie: ingen måling"]
    assert chair.summary.startswith("De 11 siste ukene ligger alle over medianen på 58\u00a0%.")


def test_falls_go_from_the_goals_baseline_towards_its_target(story):
    falls = shown()[WARD, "Fall med skade"]
    assert falls.summary.startswith("De 8 siste månedene ligger alle under medianen på 4,7")
    assert falls.say(falls.last).startswith("2,6")
    goal = db.session.scalars(select(Goal)).one()
    target = goal.targets[-1]
    assert (goal.title, target.baseline, target.target) == ("Halvere fall med skade", 4.7, 2.3)
    assert target.deadline == date(2026, 12, 31)
    assert [driver.title for driver in goal.drivers][-1] == "Fallrisiko er kjent for alle rundt pasienten"
    assert goal.drivers[-1].measure_id is None
    claims = db.session.scalars(select(GoalMeasure.claim)).all()
    assert set(claims) == {Claim.HYPOTHESIS, Claim.LOCAL_EXPERIENCE}


def test_flags_are_numbered_in_the_order_things_happened(story):
    flags = team_flags(inside(Role.LEADER))
    assert [flag.number for flag in flags] == list(range(1, len(flags) + 1))
    assert [flag.subject for flag in flags[:4]] == [
        FlagSubject.INTERVENTION, FlagSubject.INTERVENTION, FlagSubject.TEST, FlagSubject.TEST,
    ]  # fmt: skip
    ideas = db.session.scalars(select(Intervention).where(Intervention.state == InterventionState.IDEA)).all()
    assert {idea.started_on for idea in ideas} == {None}


def test_one_test_was_given_up_and_one_grew_into_the_next(story):
    cycles = db.session.scalars(select(PdsaCycle).order_by(PdsaCycle.flag)).all()
    assert [cycle.decision for cycle in cycles] == [Decision.ABANDON, Decision.ADAPT, None]
    assert cycles[0].decided_why
    assert cycles[2].follows_id == cycles[1].id
    assert cycles[2].intervention_id == cycles[1].intervention_id is not None


def test_representatives_have_had_their_say(story):
    notes = db.session.scalars(select(Annotation).where(Annotation.kind == AnnotationKind.COMMENT)).all()
    written = {note.written_by.persona for note in notes}
    assert written == {Role.USER_REPRESENTATIVE, Role.RELATIVE_REPRESENTATIVE}


def test_a_point_is_left_out_and_a_wording_was_changed_each_for_a_reason(story):
    left_out = db.session.scalars(select(Measurement).where(Measurement.excluded_at.is_not(None))).one()
    assert left_out.excluded_reason
    reworded = db.session.scalars(select(MeasureDefinition).where(MeasureDefinition.version == 2)).one()
    assert reworded.reason
    assert all(phase.reason for phase in db.session.scalars(select(Phase)))


def test_there_is_one_persona_a_role_and_nobody_has_a_password(story):
    assert [user.persona for user in demo_service.personas()] == list(PERSONAS)
    assert not db.session.scalars(select(User).where(User.password_hash.is_not(None))).all()
    assert all(email.endswith("@example.no") for email in db.session.scalars(select(User.email)))


def test_host_and_advisor_follow_their_teams(story):
    def teams(role):
        access = enter_network(persona(role), "brukermedvirkning", Permission.READ_NETWORK, now=NOW)
        return {team.name for team in access.teams()}

    assert len(teams(Role.HOST)) == 16
    assert teams(Role.ADVISOR) == {WARD, "Slagenheten", "Medisinsk sengepost 2"}


def programme_of(role, slug):
    return enter_programme(persona(role), slug, Permission.READ_PROGRAMME, now=NOW)


def test_a_programme_has_49_norwegian_and_2_danish_kommuner_in_31_and_25_participations(story):
    access = programme_of(Role.PROGRAMME_OWNER, "gode-pasientforlop-oppdiktet-program")
    whole = programme_overview(access)
    running = [each for each in whole.networks if each.status(access.today) is NetworkStatus.RUNNING]
    parts = [whole.part[each.id].municipalities for each in running]
    assert [len(part) for part in parts] == [31, 25]
    assert Counter((parts[0] | parts[1]).values()) == {Country.NO: 49, Country.DK: 2}
    assert sum(whole.part[each.id].teams for each in running) == 48
    assert [each.held for each in gathering_counts(access, running, Locale.of("nb")).values()] == [2, 2]
    told = programme_page(access, Locale.of("nb"), Links(lambda _name, **_parts: ""))
    assert "til sammen 56 deltakelser. 5 kommuner er med i begge og telles én gang: 51 kommuner." in told.counted
    assert all(goal.judgement and goal.judged_by for goal in told.goals)


def test_another_has_five_networks_of_three_samlinger_and_61_kommuner(story):
    networks = db.session.scalars(select(Network).where(Network.name.startswith("Trygg hjemme"))).all()
    assert [network.planned_gatherings for network in networks] == [3] * 5
    assert {network.status(NOW.date()) for network in networks} == {NetworkStatus.RUNNING}
    kommuner = (
        select(func.count(Organisation.id.distinct()))
        .join(TeamOrganisation, TeamOrganisation.organisation_id == Organisation.id)
        .join(NetworkTeam, NetworkTeam.team_id == TeamOrganisation.team_id)
        .where(NetworkTeam.network_id.in_([network.id for network in networks]))
    )
    assert db.session.scalar(kommuner) == 61
    owner = enter_network(persona(Role.HOST), "brukermedvirkning", Permission.READ_ABOUT, now=NOW)
    counts = gathering_counts(owner, networks, Locale.of("nb")).values()
    assert (sum(each.held for each in counts), sum(each.planned for each in counts)) == (13, 15)
    assert max(disc.on for each in counts for disc in each.days if disc.is_held) >= NOW.date() - timedelta(days=14)


def test_all_teams_but_two_have_somebody_who_speaks_for_users(story):
    access = enter_network(persona(Role.HOST), "brukermedvirkning", Permission.READ_ABOUT, now=NOW)
    assert participants(access).unrepresented == ["Akuttmottaket", "Legevakta"]


def test_the_programmes_say_that_they_are_invented(story):
    assert all("oppdiktet" in name for name in db.session.scalars(select(Programme.name)))


def test_the_teams_of_the_network_see_each_other_and_most_have_signed(story):
    access = enter_network(persona(Role.LEADER), "brukermedvirkning", Permission.READ_NETWORK, now=NOW)
    assert len(access.teams()) == 16
    unsigned = {each.team.name for each in signing_teams(access) if not each.has_signed}
    assert unsigned == {"Legevakta", "Helsestasjon for ungdom"}


def test_the_trail_of_the_ward_goes_forward_in_time(story):
    team_id = inside(Role.LEADER).team.id
    moments = db.session.scalars(select(AuditLine.at).where(AuditLine.team_id == team_id).order_by(AuditLine.id)).all()
    assert moments == sorted(moments)
    assert len(moments) > 40


def test_the_trails_of_the_teams_are_told_in_words(story):
    lines = db.session.scalars(select(AuditLine).where(AuditLine.team_id.is_not(None))).all()
    told = {(line.subject, name) for line in lines for side in (line.before, line.after) for name in side or {}}
    assert {key for key, _ in told} <= set(KINDS)
    assert {(key, name) for key, name in told if name not in KINDS[key].fields and not KINDS[key].hides(name)} == set()


def test_every_number_came_in_through_the_import_but_those_counted_at_the_bedside(story):
    by_source = dict(db.session.execute(select(Measurement.source, func.count()).group_by(Measurement.source)).all())
    assert set(by_source) == {Source.IMPORT, Source.TALLY}
    assert by_source[Source.TALLY] == 4 * (LAST - tally.SINCE + 2)  # two teams, two questions, and the running week
    assert db.session.scalars(
        select(AuditLine.id).where(AuditLine.subject == "measure", AuditLine.deed == Deed.CHANGED)
    ).all()


def test_the_ward_can_be_counted_in_and_shown_on_its_screen_at_once(story):
    leader = inside(Role.LEADER)
    assert set(codes_of(leader)) == set(CodePurpose)
    chair, asked = (measure for measure in leader.measures() if measure.tally_question)
    for measure in (chair, asked):
        split = split_of(leader, measure)
        assert split.last == leader.today
        assert split.sum.total > 150
        assert len({part.share for part in split.hours if part.share is not None}) > 3
    assert {part.number for part in split_of(leader, chair).weekdays if part.sum.total} == {1, 2, 3, 4, 5}
    week = Period.containing(PeriodKind.WEEK, leader.today)
    today = (TallyEvent.measure_id == chair.id) & (TallyEvent.hour > NOW.replace(hour=0)) & (TallyEvent.hour <= NOW)
    assert db.session.scalar(select(func.count()).where(today)) > 0
    assert db.session.scalar(select(func.max(TallyEvent.hour))) <= NOW
    running = Measurement.measure_id == chair.id, Measurement.period_start == week.start
    assert 0 < db.session.scalars(select(Measurement).where(*running)).one().denominator < 28


def test_what_was_counted_adds_up_to_the_numbers_that_were_invented(story):
    rows = [row for row in rows_of("measurements.csv") if row["team"] == WARD and tally.is_counted(row)]
    last = due_period(PeriodKind.WEEK, day_of(NOW))
    weeks = {last: 0}
    for back in range(1, LAST - tally.SINCE + 1):
        weeks[min(weeks).previous] = back
    for key in tally.ROUNDS:
        name = "Satte legen seg ned under visitten?" if key == "chair_seated" else ASKED
        told = shown()[WARD, name].history
        for week, back in weeks.items():
            (row,) = (row for row in rows if row["indikator"] == key and row["siden"] == str(back))
            at = told.periods.index(week)
            assert (told.numerators[at], told.denominators[at]) == (int(row["teller"]), int(row["nevner"]))
            assert told.notes[at].source is Source.TALLY


@pytest.mark.parametrize("role", [Role.LEADER, Role.HOST])
def test_the_published_numbers_can_be_opened(story, role):
    assert inside(role, REFERENCE).team.is_reference


def test_harm_in_norway_is_as_it_was_published(story):
    gtt = shown()[REFERENCE, "Opphold med pasientskade, hele landet (GTT)"]
    by_year = {period.year: gtt.say(value) for period, value in zip(gtt.plot.periods, gtt.reading.values, strict=True)}
    assert (min(by_year), max(by_year), len(by_year)) == (2012, 2022, 11)
    assert by_year[2012] == "13,7\u00a0%"
    assert by_year[2018] == "11,9\u00a0%"
    assert by_year[2022] == "12,6\u00a0%"
    assert gtt.verdict is Verdict.FEW
    assert "ikke egnet til å sammenligne sykehus" in gtt.measure.definitions[-1].exclusions
    assert all("Helsedirektoratet" in note or "regjeringen.no" in note for note in gtt.plot.notes.values())
    assert len(gtt.plot.notes) == 11


def test_an_intervention_against_infections_shows_on_its_chart(story):
    cdi = shown()[REFERENCE, "Clostridioides difficile før og etter et tiltak, Amager Hvidovre"]
    assert len(cdi.reading.values) == 36
    assert cdi.reading.values[0] == pytest.approx(10_000 * 17 / 14768.41667)
    assert cdi.reading.values[-1] == pytest.approx(10_000 * 9 / 14181.33333)
    assert cdi.verdict is Verdict.BETTER
    assert cdi.reading.phases[0].baseline_stop == 24


def test_each_hospitals_infections_stand_alone(story):
    found = [each for (team, _name), each in shown().items() if team == REFERENCE]
    series = [each for each in found if len(each.reading.values) == 24]
    assert len(series) == 18
    assert {each.plot.periods[0].start for each in series} == {date(2015, 1, 1)}
    assert sum(sum(each.history.numerators) for each in series) == TOTAL_INFECTIONS


def test_the_demo_is_loaded_alike_each_time(migrated, tmp_path):
    def numbers():
        columns = (Measurement.measure_id, Measurement.period_start, Measurement.numerator, Measurement.value)
        counted = (TallyEvent.measure_id, TallyEvent.id, TallyEvent.hour, TallyEvent.answer)
        return [
            *db.session.execute(select(*columns).order_by(*columns[:2])),
            *db.session.execute(select(*counted).order_by(*counted[:2])),
        ]

    with told(migrated, tmp_path, NOW):
        first = numbers()
        library = db.session.scalar(select(func.count()).select_from(CatalogueMeasure))
        demo.clear()
        assert demo.is_empty()
        assert db.session.scalar(select(func.count()).select_from(AuditLine)) == 0
        assert db.session.scalar(select(func.count()).select_from(CatalogueMeasure)) == library > 0
        demo.load(now=NOW)
        assert [row[1:] for row in numbers()] == [row[1:] for row in first]


def test_people_at_work_are_not_swept_away(app):
    db.session.execute(update(User).values(persona=None))
    assert not demo.is_empty()
    with pytest.raises(demo.NotADemoError):
        demo.clear()
    assert db.session.scalar(select(func.count()).select_from(User)) > 0


def test_an_empty_house_may_be_cleared(at_head, tmp_path):
    app = build(at_head("sqlite"), tmp_path)
    with app.app_context():
        assert demo.is_empty()
        demo.clear()


def test_the_advisor_and_a_representative_are_each_answered_once_and_wait_once(story):
    rows = db.session.scalars(select(Thread).order_by(Thread.id)).all()
    assert [(row.messages[0].by.name, row.waits, len(row.messages), row.last_start is None) for row in rows] == [
        ("Kari Dahl", False, 2, True),
        ("Kari Dahl", True, 3, False),
        ("Aud Nilsen", False, 2, True),
        ("Aud Nilsen", True, 1, True),
    ]
    assert {row.answered_by.name for row in rows if not row.waits} == {"Nora Lund"}
    told = {message.by.name for row in rows for message in row.messages}
    assert told == {"Kari Dahl", "Nora Lund", "Ali Hassan", "Aud Nilsen"}
