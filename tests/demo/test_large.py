"""The large network holds what services hold, whatever its size, and its pages are read with as many queries."""

from contextlib import contextmanager
from datetime import UTC, datetime

import numpy as np
import pytest
from click.testing import CliRunner
from flask import has_app_context
from sqlalchemy import event, func, select

from tests.conftest import build, copy
from tests.page import Visitor
from tracker import cli, demo
from tracker.access.network import enter_network
from tracker.access.permissions import Permission
from tracker.access.team import enter_team
from tracker.analysis import Period, PeriodKind, Verdict
from tracker.demo.calendar import LAST, Calendar
from tracker.demo.large import load_large
from tracker.demo.large.invented import MOST_TEAMS, invented_teams
from tracker.demo.large.plans import plans_for
from tracker.demo.large.stories import WEEKS, TeamStory, story_of, tell
from tracker.demo.numbers import record
from tracker.models.accounts import Role, User
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.gatherings import Gathering, Preparation, SignUp
from tracker.models.imports import ImportRun
from tracker.models.measurements import Measurement
from tracker.models.measures import Measure, MeasureDefinition, MeasureTarget, ValueKind
from tracker.models.networks import Network, NetworkTeam
from tracker.models.teams import Membership, Team
from tracker.models.versions import SavedVersion
from tracker.services.accounts import sessions
from tracker.services.gatherings import preparation
from tracker.services.gatherings.readiness import readiness_of
from tracker.services.measurements.history import histories
from tracker.services.measures import measures as measures_service
from tracker.text.locale import Locale
from tracker.text.parse import show_period
from tracker.views.measures.reading import draw

NOW = datetime(2026, 11, 11, 8, 30, tzinfo=UTC)
HERE = "/networks/stort-nettverk-oppdiktet"
OWN = {"id", "measure_id", "team_id", "submission", "import_run_id", "recorded_by_id", "set_by_id", "position"}
"""What tells one row from the next."""


@contextmanager
def loaded(migrated, folder, teams, now=NOW):
    app = build(copy(migrated("sqlite"), folder / "large.sqlite3"), folder)
    with app.app_context():
        demo.load(now=now)
        load_large(teams, now=now)
        db.session.commit()
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="module")
def large(migrated, tmp_path_factory):
    """Five teams beside the demo, loaded once; what a test writes is rolled back."""
    with loaded(migrated, tmp_path_factory.mktemp("large"), 5) as app:
        yield app


@pytest.fixture(autouse=True)
def kept():
    yield
    if has_app_context():
        db.session.rollback()


def network():
    return db.session.scalars(select(Network).where(Network.slug == "stort-nettverk-oppdiktet")).one()


def teams_here():
    query = select(Team).join(NetworkTeam, NetworkTeam.team_id == Team.id).where(NetworkTeam.network_id == network().id)
    return db.session.scalars(query.order_by(Team.id)).all()


def leader_of(team):
    query = select(User).join(Membership, Membership.user_id == User.id)
    return db.session.scalars(query.where(Membership.team_id == team.id, Membership.role == Role.LEADER)).one()


def inside(team, moment):
    return enter_team(leader_of(team), team.slug, Permission.READ, now=moment)


def as_host(app):
    host = db.session.scalars(select(User).where(User.persona == Role.HOST)).one()
    visitor = Visitor(app)
    visitor.carry(sessions.start_session(host, days=1, now=datetime.now(UTC)))
    db.session.commit()
    return visitor


def plain(row, *, but=OWN):
    """The columns of a row, without those that tell it from others."""
    return {name: getattr(row, name) for name in (column.name for column in row.__table__.columns) if name not in but}


def lines_of(team, measure):
    query = select(AuditLine).where(AuditLine.team_id == team.id, AuditLine.label == measure.name)
    rows = db.session.scalars(query.order_by(AuditLine.id)).all()
    return [plain(row, but={"id", "team_id", "subject_id", "import_run_id"}) for row in rows]


def weeks():
    calendar = Calendar(NOW)
    return [calendar.week(LAST - back) for back in reversed(range(WEEKS))]


def test_a_measure_is_as_its_leader_would_have_made_it(large):
    team = teams_here()[0]
    made = db.session.scalars(select(Measure).where(Measure.team_id == team.id).order_by(Measure.position)).all()
    assert len(made) == 12
    leader = inside(team, made[0].created_at)
    plans = plans_for(leader, leader.user.language)
    for number, (bulk, taken) in enumerate(zip(made, plans, strict=True)):
        before = len(lines_of(team, bulk))
        key = f"00000000-0000-4000-8000-{number:012}"
        own = measures_service.define_measure(leader, taken.plan, submission=key, catalogue=taken.catalogue)
        stored = db.session.scalars(select(Measurement).where(Measurement.measure_id == bulk.id)).all()
        run = db.session.get_one(ImportRun, stored[0].import_run_id)
        rows = [_typed(row) for row in stored]
        bulk.archived_at = NOW  # two of a name in one team: the file would not know which
        record(inside(team, run.stored_at), rows, {"it": own})
        bulk.archived_at = None
        assert plain(bulk) == plain(own)
        for table in (MeasureDefinition, MeasureTarget, Measurement):
            assert rows_of(table, bulk) == rows_of(table, own), table
        new = db.session.scalars(select(ImportRun).order_by(ImportRun.id.desc())).first()
        assert plain(run, but={"id"}) == plain(new, but={"id"})
        lines = lines_of(team, bulk)
        assert lines[:before] == lines[before:]


def _typed(row):
    """A measurement as a file says it."""
    period = show_period(Period(PeriodKind.WEEK, row.period_start))
    said = {"teller": row.numerator, "nevner": row.denominator, "verdi": row.value}
    said = {name: "" if value is None else f"{value:g}".replace(".", ",") for name, value in said.items()}
    return {"indikator": "it", "periode": period, **said, "ikke målt": "ferie" if row.not_measured else ""}


def rows_of(table, measure):
    rows = db.session.scalars(select(table).where(table.measure_id == measure.id).order_by(table.id)).all()
    return [plain(row) for row in rows]


def test_a_preparation_is_as_its_team_would_have_made_it(large):
    made = [each for each in db.session.scalars(select(Preparation).order_by(Preparation.id)) if each.version == 4]
    coming = db.session.scalars(select(Gathering).where(Gathering.network_id == network().id)).all()[-1]
    bulk = next(each for each in made if each.gathering_id == coming.id)
    team = db.session.get_one(Team, bulk.team_id)
    said, versions, signed = plain(bulk), saves(bulk), people(bulk)
    lines = told(bulk)
    db.session.delete(bulk)
    for row in db.session.scalars(select(SignUp).where(SignUp.gathering_id == coming.id, SignUp.team_id == team.id)):
        db.session.delete(row)
    db.session.flush()
    leader = inside(team, bulk.created_at)
    preparation.answer(leader, coming, None, learned=said["learned"], help_wanted=said["help"])
    own = preparation.preparation_of(leader, coming)
    preparation.sign_up(leader, coming, own, signed)
    preparation.send_report(leader, coming, own)
    assert plain(own) | {"help_table_id": None} == said | {"help_table_id": None}
    assert saves(own)[-3:] == versions[-3:]
    assert told(own)[-3:] == lines
    assert people(own) == signed


def saves(row):
    query = select(SavedVersion).where(SavedVersion.table_name == "preparation", SavedVersion.row_id == row.id)
    return [plain(each, but={"id", "row_id"}) for each in db.session.scalars(query.order_by(SavedVersion.id))]


def told(row):
    query = select(AuditLine).where(AuditLine.subject == "preparation", AuditLine.subject_id == row.id)
    rows = db.session.scalars(query.order_by(AuditLine.id))
    return [plain(each, but={"id", "subject_id"}) for each in rows][-3:]


def people(row):
    query = select(SignUp.user_id).where(SignUp.gathering_id == row.gathering_id, SignUp.team_id == row.team_id)
    return list(db.session.scalars(query.order_by(SignUp.id)))


def test_every_verdict_is_there_and_not_all_have_begun(large):
    host = enter_network(
        db.session.scalars(select(User).where(User.persona == Role.HOST)).one(),
        network().slug, Permission.READ_NETWORK, now=NOW,
    )  # fmt: skip
    first = select(Measure).where(Measure.team_id.in_([team.id for team in host.teams()]), Measure.position == 1)
    drawn = draw(histories(db.session.scalars(first).all(), today=host.today), Locale.of("nb"))
    verdicts = {each.verdict for each in drawn if each.last is not None}
    assert {Verdict.BETTER, Verdict.SILENT} <= verdicts
    assert any(each.last is None for each in drawn)


def test_names_are_invented_and_no_two_alike():
    names = [each.name for each in invented_teams(MOST_TEAMS)]
    assert len(set(names)) == MOST_TEAMS


def test_numbers_are_the_same_each_time():
    off = np.zeros(WEEKS, dtype=bool)
    one, again = (tell(7, 3, ValueKind.PROPORTION, lower=False, holiday=off) for _time in range(2))
    assert np.array_equal(one.numerators, again.numerators, equal_nan=True)
    assert story_of(1) is TeamStory.SILENT


def test_one_samling_is_held_and_one_comes(large):
    host = enter_network(
        db.session.scalars(select(User).where(User.persona == Role.HOST)).one(),
        network().slug, Permission.READ_NETWORK, now=NOW,
    )  # fmt: skip
    held, coming = db.session.scalars(
        select(Gathering).where(Gathering.network_id == network().id).order_by(Gathering.starts_at)
    ).all()
    assert held.ends_at < NOW < coming.starts_at
    told_of = readiness_of(host, coming)
    assert len(told_of) == 5
    assert {each.report_sent for each in told_of} == {True, False}
    assert sum(each.signed_up for each in told_of) > 0


def pages(app):
    host = as_host(app)
    team = next(team for team in teams_here() if db.session.scalar(_measured(team)))
    measure = db.session.scalars(select(Measure).where(Measure.team_id == team.id, Measure.position == 1)).one()
    gatherings = db.session.scalars(
        select(Gathering.id).where(Gathering.network_id == network().id).order_by(Gathering.starts_at)
    ).all()
    return host, {
        "table": HERE,
        "samling": f"{HERE}/gatherings/{gatherings[-1]}",
        "list": f"{HERE}/gatherings",
        "minutes": f"{HERE}/gatherings/{gatherings[0]}/minutes",
        "screen": f"{HERE}/gatherings/{gatherings[-1]}/screen",
        "review": f"{HERE}/reminders/new",
        "bell": "/notifications",
        "search": "/search?q=sykehus",
        "start": "/start",
        "team": f"/teams/{team.slug}",
        "chart": f"/teams/{team.slug}/measures/{measure.id}-{measure.slug}",
    }


def _measured(team):
    return select(func.count()).where(Measurement.team_id == team.id)


def queries_of(app, now=NOW):
    host, addresses = pages(app)
    counted = {}
    for name, address in addresses.items():
        host.get(address)
        seen = []

        def listen(_connection, _cursor, statement, *_rest, seen=seen):
            seen.append(statement)

        event.listen(db.engine, "before_cursor_execute", listen)
        host.get(address)
        event.remove(db.engine, "before_cursor_execute", listen)
        counted[name] = len(seen)
    return counted


def test_ten_teams_are_read_with_as_many_queries_as_five(migrated, tmp_path):
    counted = []
    for teams in (5, 10):
        folder = tmp_path / str(teams)
        folder.mkdir()
        with loaded(migrated, folder, teams, now=datetime.now(UTC)) as app:
            counted.append(queries_of(app))
    assert counted[0] == counted[1]


def test_the_command_makes_them_and_says_how_far_it_is(tmp_path, monkeypatch):
    for name, value in {
        "DEMO": "1", "SECRET_KEY": "for tests only, and long enough for that", "INSTANCE": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'command.sqlite3'}", "INSECURE_COOKIES": "1",
    }.items():  # fmt: skip
        monkeypatch.setenv(f"TRACKER_{name}", value)
    run = CliRunner()
    assert run.invoke(cli.main, ["upgrade"]).exit_code == 0
    done = run.invoke(cli.main, ["demo", "--teams", "3"])
    assert done.exit_code == 0
    assert "Making 3 teams" in done.stderr
    assert run.invoke(cli.main, ["demo", "--teams", "0"]).exit_code == 2
    monkeypatch.setenv("TRACKER_DEMO", "0")
    assert run.invoke(cli.main, ["demo", "--teams", "3"]).exit_code == 1
