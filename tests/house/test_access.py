"""The access census: every endpoint, every person, both ways of asking. A new route has no row, and fails here."""

from datetime import UTC, date, datetime, timedelta
from importlib import metadata

import pytest
from sqlalchemy import func, select

from tests.people import MADE
from tracker.access.codes import draw_code, show_code
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.improvement import (
    AdverseEventCategory,
    Driver,
    Goal,
    GoalTarget,
    Intervention,
    InterventionState,
    PdsaCycle,
)
from tracker.models.measurements import Annotation, Measurement, Phase, RareEvent
from tracker.models.measures import Measure, ValueKind
from tracker.models.networks import NetworkTeam
from tracker.models.people import Profession, Role, User
from tracker.models.tally import CodePurpose, TeamCode
from tracker.models.teams import Invitation, Membership, ServiceKind, Team

PEOPLE = ("nora", "ali", "siv", "kari", "ingrid", "per", "odd", None)
"""Leader, member, representative, advisor, host, another team's leader, administrator, nobody."""

OK = "ok"
"""Let in: neither turned away nor broken. What a form then says is another test's matter."""


def row(allowed, forbidden=(), nobody=302):
    """Who is let in and who is told that she may not; everyone else finds nothing there."""
    statuses = dict.fromkeys(PEOPLE, 404) | {None: nobody}
    statuses |= dict.fromkeys(forbidden.split(), 403) if forbidden else {}
    statuses |= dict.fromkeys(allowed.split(), OK)
    return statuses


ANYONE = dict.fromkeys(PEOPLE, OK)
SIGNED_IN = dict.fromkeys(PEOPLE, OK) | {None: 302}
READ = row("nora ali siv kari ingrid")
WRITE = row("nora ali", "siv kari ingrid")
COMMENT = row("nora ali siv kari ingrid")
DECIDE = row("nora kari", "ali siv ingrid")
LEAD = row("nora", "ali siv kari ingrid")
FOLLOW = row("ingrid kari")
HOST = row("ingrid", "kari")
OFFICE = row("odd")
NO_UPLOAD = row("", "siv kari ingrid")
OWN_NOTE = row("nora ali", "siv kari ingrid")

CODE = draw_code()
BOARD_CODE = draw_code()
TEAM = "/teams/kirurgisk-3"
NETWORK = "/networks/brukermedvirkning"

GET = {
    "static": (ANYONE, "/static/css/base.css"),
    "front_door.sign_in": (ANYONE, "/sign-in"),
    "front_door.invitation": (ANYONE | dict.fromkeys(PEOPLE, 404), "/invitations/none-such"),
    "front_door.set_password": (ANYONE | dict.fromkeys(PEOPLE, 404), "/accounts/none-such"),
    "front_door.help_run_diagram": (ANYONE, "/help/run-diagram"),
    "front_door.accessibility": (ANYONE, "/accessibility"),
    "front_door.privacy": (ANYONE, "/privacy"),
    "front_door.health": (ANYONE, "/healthz"),
    "demo_door.personas": (ANYONE, "/demo"),
    "home.start": (SIGNED_IN, "/"),
    "home.teams": (SIGNED_IN, "/teams"),
    "home.networks": (SIGNED_IN, "/networks"),
    "home.account": (SIGNED_IN, "/account"),
    "home.password": (SIGNED_IN, "/account/password"),
    "bedside.record": (WRITE, f"{TEAM}/record"),
    "bedside.tally_sheet": (WRITE, f"{TEAM}/tally-sheet"),
    "bedside.import_file": (WRITE, f"{TEAM}/import"),
    "bedside.import_columns": (WRITE, f"{TEAM}/import/map"),
    "bedside.import_check": (WRITE, f"{TEAM}/import/check"),
    "bedside.import_faults": (NO_UPLOAD, f"{TEAM}/import/faults.csv"),
    "bedside.import_done": (WRITE, f"{TEAM}/import/done"),
    "bedside.import_template": (WRITE, f"{TEAM}/import/template.csv"),
    "bedside.codes": (LEAD, f"{TEAM}/codes"),
    "bedside.code_sheet": (LEAD, f"{TEAM}/codes/tell/sheet"),
    "bedside.replace_code": (LEAD, f"{TEAM}/codes/tell/replace"),
    "bedside.revoke_code": (LEAD, f"{TEAM}/codes/tell/revoke"),
    # Whoever has the code; no account changes what it opens.
    "bedside.tell": (ANYONE, "/tell/{code}"),
    "bedside.tell_manifest": (ANYONE, "/tell/{code}/manifest.webmanifest"),
    "bedside.tell_worker": (ANYONE, "/tell/sw.js"),
    "team_room.team": (READ, TEAM),
    "team_room.goals": (READ, f"{TEAM}/goals"),
    "team_room.new_goal": (WRITE, f"{TEAM}/goals/new"),
    "team_room.goal": (READ, f"{TEAM}/goals/{{goal}}-halvere-fall"),
    "team_room.edit_goal": (WRITE, f"{TEAM}/goals/{{goal}}/edit"),
    "team_room.goal_measures": (WRITE, f"{TEAM}/goals/{{goal}}/measures"),
    "team_room.drivers": (WRITE, f"{TEAM}/goals/{{goal}}/drivers"),
    "team_room.remove_driver": (WRITE, f"{TEAM}/goals/{{goal}}/drivers/{{driver}}/remove"),
    "team_room.interventions": (READ, f"{TEAM}/interventions"),
    "team_room.new_intervention": (WRITE, f"{TEAM}/interventions/new"),
    "team_room.intervention": (READ, f"{TEAM}/interventions/{{intervention}}"),
    "team_room.edit_intervention": (WRITE, f"{TEAM}/interventions/{{intervention}}/edit"),
    "team_room.remove_intervention": (WRITE, f"{TEAM}/interventions/{{intervention}}/remove"),
    "team_room.tests": (READ, f"{TEAM}/tests"),
    "team_room.new_test": (WRITE, f"{TEAM}/tests/new"),
    "team_room.test": (READ, f"{TEAM}/tests/{{test}}"),
    "team_room.edit_test": (WRITE, f"{TEAM}/tests/{{test}}/edit"),
    "team_room.settings": (LEAD, f"{TEAM}/settings"),
    "team_room.invite": (LEAD, f"{TEAM}/settings/invitations/new"),
    "team_room.edit_member": (LEAD, f"{TEAM}/settings/members/{{membership}}"),
    "team_room.end_membership": (LEAD, f"{TEAM}/settings/members/{{membership}}/end"),
    "team_room.audit": (LEAD, f"{TEAM}/audit"),
    "network.matrix": (FOLLOW, NETWORK),
    "network.edit": (HOST, f"{NETWORK}/edit"),
    "network.new_team": (HOST, f"{NETWORK}/teams/new"),
    "network.new_teams": (HOST, f"{NETWORK}/teams/list"),
    "network.invite_leader": (HOST, f"{NETWORK}/teams/{{team}}/leader"),
    "office.users": (OFFICE, "/office/users"),
    "office.new_user": (OFFICE, "/office/users/new"),
    "office.edit_user": (OFFICE, "/office/users/{user}"),
    "office.organisations": (OFFICE, "/office/organisations"),
    "office.new_organisation": (OFFICE, "/office/organisations/new"),
    "office.edit_organisation": (OFFICE, "/office/organisations/{organisation}"),
    "office.networks": (OFFICE, "/office/networks"),
    "office.new_network": (OFFICE, "/office/networks/new"),
    "office.edit_network": (OFFICE, "/office/networks/{network}"),
    "wall.board": (ANYONE, "/tavle/{board}"),
    "wall.plotly_script": (ANYONE, "/assets/plotly-{plotly}.js"),
    "wall.indicator": (READ, f"{TEAM}/indicators/{{measure}}-satte-legen-seg"),
    "wall.indicator_csv": (READ, f"{TEAM}/indicators/{{measure}}.csv"),
    "wall.indicator_figure": (READ, f"{TEAM}/indicators/{{measure}}/figure.json"),
    "wall.choose_measure": (LEAD, f"{TEAM}/indicators/new"),
    "wall.new_measure": (LEAD, f"{TEAM}/indicators/new/blank"),
    "wall.edit_measure": (LEAD, f"{TEAM}/indicators/{{measure}}/edit"),
    "wall.archive_measure": (LEAD, f"{TEAM}/indicators/{{measure}}/archive"),
    "wall.chart_settings": (DECIDE, f"{TEAM}/indicators/{{measure}}/chart"),
    "wall.new_phase": (DECIDE, f"{TEAM}/indicators/{{measure}}/phases/new"),
    "wall.remove_phase": (DECIDE, f"{TEAM}/indicators/{{measure}}/phases/{{phase}}/remove"),
    "wall.exclude": (DECIDE, f"{TEAM}/indicators/{{measure}}/points/{{start}}/exclude"),
    "wall.new_annotation": (COMMENT, f"{TEAM}/indicators/{{measure}}/notes/new"),
    # Written by Nora, who leads: the member may tidy the team's own notes, a reader only what is her own.
    "wall.remove_annotation": (OWN_NOTE, f"{TEAM}/indicators/{{measure}}/notes/{{annotation}}/remove"),
    "wall.add_event": (WRITE, f"{TEAM}/indicators/{{rare}}/events/new"),
    "wall.remove_event": (WRITE, f"{TEAM}/indicators/{{rare}}/events/{{event}}/remove"),
}

POST = {
    "bedside.tell": GET["bedside.tell"],
    "bedside.tell_counts": (ANYONE, "/tell/{code}/counts"),
    "bedside.import_discard": (WRITE, f"{TEAM}/import/discard"),
    "bedside.make_code": (LEAD, f"{TEAM}/codes/tell/new"),
    "front_door.sign_in": (ANYONE, GET["front_door.sign_in"][1]),
    "front_door.invitation": GET["front_door.invitation"],
    "front_door.set_password": GET["front_door.set_password"],
    "front_door.set_language": (ANYONE, "/language"),
    "demo_door.enter": (ANYONE, "/demo/{persona}"),
    "front_door.sign_out": (SIGNED_IN, "/sign-out"),
    "home.sign_out_everywhere": (SIGNED_IN, "/account/sign-out-everywhere"),
    "team_room.close_goal": (WRITE, f"{TEAM}/goals/{{goal}}/close"),
    "team_room.reopen_goal": (WRITE, f"{TEAM}/goals/{{goal}}/reopen"),
    "team_room.edit_driver": (WRITE, f"{TEAM}/goals/{{goal}}/drivers/{{driver}}"),
    "team_room.move_driver": (WRITE, f"{TEAM}/goals/{{goal}}/drivers/{{driver}}/move"),
    "team_room.reopen_intervention": (WRITE, f"{TEAM}/interventions/{{intervention}}/reopen"),
    "team_room.revoke_invitation": (LEAD, f"{TEAM}/settings/invitations/{{invitation}}/revoke"),
    "office.new_account_link": (OFFICE, "/office/users/{user}/link"),
    "wall.include": (DECIDE, f"{TEAM}/indicators/{{measure}}/points/{{start}}/include"),
    "wall.restore_measure": (LEAD, f"{TEAM}/indicators/{{measure}}/restore"),
} | {
    name: GET[name]
    for name in (
        "home.account", "home.password", "bedside.record", "bedside.import_file", "bedside.import_columns",
        "bedside.import_check", "bedside.codes", "bedside.replace_code", "bedside.revoke_code",
        "team_room.new_goal", "team_room.edit_goal",
        "team_room.goal_measures", "team_room.drivers", "team_room.remove_driver", "team_room.new_intervention",
        "team_room.edit_intervention", "team_room.remove_intervention", "team_room.new_test", "team_room.edit_test",
        "team_room.settings", "team_room.invite", "team_room.edit_member", "team_room.end_membership", "network.edit",
        "network.new_team", "network.new_teams", "network.invite_leader", "office.new_user", "office.edit_user",
        "office.new_organisation", "office.edit_organisation", "office.new_network", "office.edit_network",
        "wall.choose_measure", "wall.new_measure", "wall.edit_measure", "wall.archive_measure", "wall.chart_settings",
        "wall.new_phase", "wall.remove_phase", "wall.exclude", "wall.new_annotation", "wall.remove_annotation",
        "wall.add_event", "wall.remove_event",
    )
}  # fmt: skip


@pytest.fixture
def ids(cast):
    """One row of each kind in the team's room, and the numbers its addresses are made of."""
    nora, team, chair = cast.people["nora"], cast.team, cast.chair
    by = {"created_by_id": nora.id, "created_at": MADE}
    rare = Measure(
        team_id=team.id,
        name="Dager mellom fall",
        slug="dager-mellom-fall",
        kind=cast.falls.kind,
        value_kind=ValueKind.DAYS_BETWEEN,
        created_at=MADE,
    )
    goal = Goal(
        team_id=team.id,
        title="Halvere fall",
        slug="halvere-fall",
        category=AdverseEventCategory.FALLS,
        outcome_id=cast.falls.id,
        created_at=MADE,
    )
    leaderless = Team(name="Ny post", slug="ny-post", service=ServiceKind.HOSPITAL_WARD, created_at=MADE)
    spare = User(name="Else Lie", email="else@example.no", created_at=MADE)
    db.session.add_all([rare, goal, leaderless, spare])
    db.session.flush()
    db.session.add(NetworkTeam(network_id=cast.network.id, team_id=leaderless.id, joined_on=date(2026, 1, 5)))
    rows = {
        "target": GoalTarget(
            team_id=team.id, goal_id=goal.id, baseline=4.7, target=2.3, deadline=date(2026, 12, 31),
            valid_from=date(2026, 1, 5), set_by_id=nora.id, set_at=MADE,
        ),
        "driver": Driver(team_id=team.id, goal_id=goal.id, title="Visitten er en samtale"),
        "intervention": Intervention(
            team_id=team.id, flag=1, title="Visittstol", state=InterventionState.ENDED, started_on=date(2026, 3, 1),
            ended_on=date(2026, 5, 1), ended_why="Ble glemt", **by,
        ),
        "test": PdsaCycle(
            team_id=team.id, flag=2, title="Én stol", plan="Én visitt", prediction="Hun setter seg",
            started_on=date(2026, 3, 1), **by,
        ),
        "measurement": Measurement(
            team_id=team.id, measure_id=chair.id, period_start=date(2026, 3, 2), numerator=5, denominator=9,
            recorded_by_id=nora.id, recorded_at=MADE,
        ),
        "later": Measurement(
            team_id=team.id, measure_id=chair.id, period_start=date(2026, 3, 9), numerator=6, denominator=9,
            recorded_by_id=nora.id, recorded_at=MADE,
        ),
        "phase": Phase(
            team_id=team.id, measure_id=chair.id, starts_on=date(2026, 3, 9), name="Stol", reason="Stolen kom",
            decided_by_id=nora.id, decided_at=MADE,
        ),
        "annotation": Annotation(
            team_id=team.id, measure_id=chair.id, flag=3, on_date=date(2026, 3, 9), title="Nye leger",
            written_by_id=nora.id, written_at=MADE,
        ),
        "event": RareEvent(
            team_id=team.id, measure_id=rare.id, happened_on=date(2026, 3, 9), recorded_by_id=nora.id,
            recorded_at=MADE,
        ),
        "tell": TeamCode(
            team_id=team.id, purpose=CodePurpose.TELL, code=CODE, created_at=MADE, created_by_id=nora.id,
        ),
        "screen": TeamCode(
            team_id=team.id, purpose=CodePurpose.BOARD, code=BOARD_CODE, created_at=MADE, created_by_id=nora.id,
        ),
        "invitation": Invitation(
            team_id=team.id, email="ny@example.no", role=Role.MEMBER, profession=Profession.NURSE, token_hash="x" * 64,
            invited_by_id=nora.id, created_at=MADE, expires_at=datetime.now(UTC) + timedelta(days=7),
        ),
    }  # fmt: skip
    db.session.add_all(rows.values())
    db.session.commit()
    membership = db.session.scalars(select(Membership).where(Membership.user_id == cast.people["ali"].id)).one()
    return {name: row.id for name, row in rows.items()} | {
        "goal": goal.id,
        "rare": rare.id,
        "measure": chair.id,
        "start": "2026-03-02",
        "membership": membership.id,
        "team": leaderless.id,
        "user": spare.id,
        "persona": cast.people["nora"].id,
        "organisation": team.organisations[0].id,
        "network": cast.network.id,
        "code": show_code(CODE),
        "board": show_code(BOARD_CODE),
        "plotly": metadata.version("plotly"),
    }


def test_every_endpoint_has_a_row_and_every_row_an_endpoint(app):
    asked = {rule.endpoint: rule.methods for rule in app.url_map.iter_rules()}
    assert GET.keys() == {name for name, methods in asked.items() if "GET" in methods}
    assert POST.keys() == {name for name, methods in asked.items() if "POST" in methods}


@pytest.mark.parametrize("endpoint", sorted(GET))
def test_who_may_read(as_, ids, endpoint):
    statuses, path = GET[endpoint]
    for who in PEOPLE:
        with as_(who).client.get(path.format(**ids)) as answer:
            assert _said(answer.status_code, statuses[who]), f"{who} GET {path}: {answer.status_code}"


@pytest.mark.parametrize("endpoint", sorted(POST))
def test_who_may_write(as_, ids, endpoint):
    """Each person posts with a token of her own and next to nothing in the form: the door answers before the form."""
    statuses, path = POST[endpoint]
    for who in reversed(PEOPLE):  # those who may not come first: what one did could hide the row from the next
        visitor = as_(who)
        answer = visitor.client.post(path.format(**ids), data={"csrf_token": visitor.token()})
        expected = 401 if statuses[who] == 302 else statuses[who]
        gone = (
            expected == OK
            and answer.status_code == 404
            and any(statuses[other] == OK for other in PEOPLE if other != who)
        )
        assert gone or _said(answer.status_code, expected), f"{who} POST {path}: {answer.status_code}"


@pytest.mark.parametrize("endpoint", sorted(POST))
def test_a_form_without_a_token_of_ours_stores_nothing(as_, ids, endpoint):
    statuses, path = POST[endpoint]
    who = next(who for who in PEOPLE if statuses[who] in {OK, 404})
    visitor = as_(who)
    before = _lines()
    answer = visitor.client.post(path.format(**ids), data={})
    assert answer.status_code >= 400
    assert _lines() == before


def _said(status, expected):
    if expected == OK:
        return status not in {401, 403, 404} and status < 500
    return status == expected


def _lines():
    """Count the trail: whatever is stored leaves a line."""
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(AuditLine))
