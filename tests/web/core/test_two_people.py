"""Two people open the same form: every kind of form there is, on both databases. The second save loses nothing."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from tests.house.test_access import rows_of_every_kind
from tests.people import MADE, another
from tracker.access.people import local_day
from tracker.models.audit import AuditLine
from tracker.models.base import Versioned, db
from tracker.models.gatherings import Preparation
from tracker.models.improvement import Driver, Intervention, InterventionMeasure
from tracker.models.measurements import Measurement
from tracker.models.progress import Progress, ProgressSide, ProgressStep
from tracker.services.improvement import goals as goals_service
from tracker.services.versions import Outdated

TEAM = "/teams/kirurgisk-3"
NETWORK = "/networks/brukermedvirkning"


@dataclass(frozen=True)
class Kind:
    """A kind of form: where it is, who edits it, a change each that cannot both be, and one besides."""

    table: str
    path: str
    mine: dict
    theirs: dict
    newer: dict
    besides: dict = field(default_factory=dict)
    unit: str = ""
    who: str = "nora"
    other: str = "ali"
    form: str = "main form"

    @property
    def name(self):
        return self.unit or next(iter(self.mine))


def texts(name, **options):
    changes = {"mine": {name: "Skrevet her"}, "theirs": {name: "Skrevet der"}, "newer": {name: "Skrevet senere"}}
    return changes | options


KINDS = {
    "question to patients": Kind(
        "answer_question",
        f"{TEAM}/answers/question",
        **texts("help_line_nb", besides={"asker_en": "Ward 3"}, other="nora"),
    ),
    "what is told back": Kind(
        "telling",
        f"{TEAM}/answers/tellings/{{telling}}/edit",
        **texts("text", besides={"decided_by": "personalmøtet"}, other="nora"),
    ),
    "text of a network's owner": Kind(
        "owner_text",
        f"{NETWORK}/answer-texts",
        **texts("question", besides={"read_by": "Anna"}, who="ingrid", other="ingrid"),
    ),
    "theme": Kind("answer_theme", f"{TEAM}/answers/themes/arstider/edit", **texts("name", other="nora")),
    "goal": Kind("goal", f"{TEAM}/goals/{{goal}}/edit", **texts("title", besides={"why": "Fordi"})),
    "followed measures": Kind(
        "goal",
        f"{TEAM}/goals/{{goal}}/measures",
        {"on-{measure}": "y", "claim-{measure}": "research"},
        {"on-{measure}": "y", "claim-{measure}": "local_experience"},
        {"on-{measure}": "y", "claim-{measure}": "hypothesis"},
        {"on-{minutes}": "y"},
    ),
    "note": Kind(
        "annotation",
        f"{TEAM}/measures/{{measure}}/notes/{{annotation}}/edit",
        **texts("title", besides={"text": "Seks nye leger"}),
    ),
    "retention rule": Kind(
        "retention_rule",
        "/networks/brukermedvirkning/retention/edit",
        {"months": "6"},
        {"months": "8"},
        {"months": "9"},
        {"unread_months": "2"},
        who="ingrid",
        other="ingrid",
    ),
    "day of a year": Kind(
        "campaign",
        f"{NETWORK}/days/{{day_year}}/edit",
        {"invited": "340"},
        {"invited": "350"},
        {"invited": "360"},
        {"invited_hospitals": "9"},
        who="ingrid",
        other="ingrid",
    ),
    "driver": Kind(
        "driver",
        f"{TEAM}/goals/{{goal}}/drivers",
        **texts("title", besides={"measure": "{measure}"}),
        form='main form[action$="/drivers/{driver}"]',
    ),
    "intervention": Kind(
        "intervention",
        f"{TEAM}/interventions/{{intervention}}/edit",
        **texts("text", besides={"title": "En annen tittel"}),
    ),
    "test": Kind("pdsa_cycle", f"{TEAM}/tests/{{test}}/edit", **texts("plan", besides={"title": "En annen tittel"})),
    "plan": Kind(
        "measure", f"{TEAM}/measures/{{measure}}/edit", **texts("name", besides={"sample": "Alle"}), other="nora"
    ),
    "target": Kind(
        "measure",
        f"{TEAM}/measures/{{measure}}/edit",
        {"target": "85"},
        {"target": "90"},
        {"target": "95"},
        {"unit": "samtaler"},
        unit="aim",
        other="nora",
    ),
    "chart settings": Kind(
        "measure",
        f"{TEAM}/measures/{{measure}}/chart",
        {"chart_kind": "p"},
        {"chart_kind": "p_prime"},
        {"chart_kind": "i_prime"},
        unit="chart",
        other="kari",
    ),
    "questions": Kind(
        "measure",
        f"{TEAM}/codes",
        {"q{measure}": "Satt hun?"},
        {"q{measure}": "Satt legen?"},
        {"q{measure}": "Satt noen?"},
        {"q{second}": "Sto legen?"},
        other="nora",
    ),
    "team": Kind(
        "team",
        f"{TEAM}/settings",
        **texts("name", besides={"service": "outpatient"}),
        other="nora",
        form="main form:has([name=service])",
    ),
    "member": Kind(
        "membership",
        f"{TEAM}/settings/members/{{membership}}",
        {"role": "leader"},
        {"role": "user_representative"},
        {"role": "relative_representative"},
        {"profession": "midwife"},
        other="nora",
    ),
    "network by its host": Kind(
        "network",
        "/networks/brukermedvirkning/edit",
        **texts("partners", besides={"contact": "Ingrid"}),
        who="ingrid",
        other="ingrid",
    ),
    "network by the office": Kind(
        "network", "/office/networks/{network}", **texts("name", besides={"contact": "Ingrid"}), who="odd", other="odd"
    ),
    "organisation": Kind(
        "organisation",
        "/office/organisations/{organisation}",
        **texts("name", besides={"resh_id": "4"}),
        who="odd",
        other="odd",
    ),
    "user": Kind(
        "user_account",
        "/office/users/{user}",
        **texts("name", besides={"is_administrator": "y"}),
        who="odd",
        other="odd",
    ),
    "own account": Kind("user_account", "/account", **texts("name", besides={"theme": "dark"}), other="nora"),
    "gathering": Kind(
        "gathering",
        f"{NETWORK}/gatherings/{{gathering}}/edit",
        **texts("title", besides={"place": "Oslo"}, who="ingrid", other="ingrid"),
    ),
    "stretch of a programme": Kind(
        "programme_item",
        f"{NETWORK}/gatherings/{{gathering}}/programme/{{item}}",
        **texts("title", besides={"who": "Alle"}, who="ingrid", other="ingrid"),
    ),
    "minutes of a gathering": Kind(
        "gathering_minutes",
        f"{NETWORK}/gatherings/{{gathering}}/minutes/edit",
        **texts("text", who="ingrid", other="ingrid"),
    ),
    "what was agreed": Kind(
        "agreed_action",
        f"{NETWORK}/gatherings/{{gathering}}/actions/{{action}}/edit",
        **texts("text", besides={"person": "Kari"}, who="ingrid", other="ingrid"),
    ),
    "barrier": Kind(
        "barrier",
        f"{TEAM}/barriers/{{barrier}}/edit",
        **texts("title", besides={"tried": "Vi låner nøkkelen"}),
    ),
    "seat of a representative": Kind(
        "representative_seat",
        f"{TEAM}/feedback/seats/{{representative_seat}}",
        {"state": "accepted"},
        {"state": "trained"},
        {"state": "ended"},
        {"role": "user_representative"},
        other="nora",
    ),
    "evaluation by users": Kind(
        "user_evaluation",
        f"{TEAM}/evaluations/{{user_evaluation}}/edit",
        **texts("title", besides={"evaluator": "Et kompetansesenter"}, other="siv"),
    ),
    "dates of a stage": Kind(
        "user_evaluation_stage",
        f"{TEAM}/evaluations/{{user_evaluation}}/stages/report",
        {"due": "9.3.2026"},
        {"due": "10.3.2026"},
        {"due": "11.3.2026"},
        {"began_on": "2.3.2026"},
        other="siv",
    ),
    "finding": Kind(
        "finding",
        f"{TEAM}/evaluations/{{user_evaluation}}/findings/{{finding}}/edit",
        **texts("sentence", besides={"theme": "safety"}, other="siv"),
    ),
    "point of a dialogue meeting": Kind(
        "dialogue_point",
        f"{TEAM}/evaluations/{{user_evaluation}}/points/{{point}}/edit",
        **texts("text", besides={"goes_on": "y"}, other="siv"),
    ),
    "message of a thread": Kind(
        "message",
        f"{TEAM}/threads/{{thread}}/messages/{{message}}/edit",
        **texts("text", other="nora"),
    ),
    "programme": Kind(
        "programme",
        "/office/programmes/{programme}",
        **texts("name", besides={"contact": "Ingrid"}),
        who="odd",
        other="odd",
    ),
    "judgement of a programme's goal": Kind(
        "programme_goal",
        "/programmes/gode-forlop/goals/{part}/judge",
        **texts("judgement", who="ingrid", other="ingrid"),
    ),
    "seat in a steering group": Kind(
        "steering_member",
        f"{NETWORK}/steering/{{network_seat}}",
        **texts("name", besides={"organisation": "Fjordheim sykehus"}, who="ingrid", other="ingrid"),
    ),
    "answers before a gathering": Kind(
        "preparation",
        f"{TEAM}/gatherings/{{gathering}}",
        **texts("learned", besides={"help": "Kveldslegene"}),
        form='main form[action$="/answers"]',
    ),
    "progress": Kind("progress", f"{TEAM}/progress", **texts("why", besides={"step": "3.0"})),
}


TOLD_OTHERWISE = {
    "campaign_unit",
    "interview_guide",
    "thread",
    "phase_proposal",
    "barrier_lift",
    "answer",
}
"""Rows whose forms add or decide, or store only what was changed (a unit's list): tests of their own hold them."""


@pytest.fixture
def ids(cast, once):
    return once("two_people", lambda: _rows(cast))


def _rows(cast):
    second = another(cast.chair, 2)
    db.session.add(second)
    db.session.flush()
    found = rows_of_every_kind(cast)
    db.session.add(_score(cast))
    db.session.add(Preparation(gathering_id=found["gathering"], team_id=cast.team.id, created_at=MADE))
    found |= {"minutes": cast.minutes.id, "second": second.id}
    touch = {"team_id": cast.team.id, "intervention_id": found["intervention"], "measure_id": found["rare"]}
    db.session.add(InterventionMeasure(**touch))
    return found


def _score(cast):
    month = local_day(datetime.now(UTC)).replace(day=1)
    return Progress(
        team_id=cast.team.id,
        month=month,
        side=ProgressSide.TEAM,
        step=ProgressStep.STARTED,
        evidence={},
        by_id=cast.people["nora"].id,
        set_at=MADE,
    )


@dataclass
class Tab:
    """One person's window with one form open."""

    visitor: object
    kind: Kind
    ids: dict

    def __post_init__(self):
        self.path = self.kind.path.format(**self.ids)
        self.css = self.kind.form.format(**self.ids)
        self.open()

    def open(self):
        page = self.visitor.get(self.path)
        self.action = page.soup.select_one(self.css)["action"] or self.path
        self.fields = page.fields(self.css)
        return self

    def send(self, change, status=302):
        data = self.fields | {name.format(**self.ids): value.format(**self.ids) for name, value in change.items()}
        return self.visitor.post(self.action, data, status=status)

    def stored(self, change):
        self.open()
        return {name: self.fields.get(name.format(**self.ids)) for name in change}

    def expects(self, change):
        return {name: value.format(**self.ids) for name, value in change.items()}


@pytest.fixture(params=sorted(KINDS))
def kind(request):
    return KINDS[request.param]


@pytest.fixture
def tabs(as_, ids, kind):
    """The form open in two windows: mine, and the other's."""
    return Tab(as_(kind.who), kind, ids), Tab(as_(kind.other), kind, ids)


def choose(tab, page, pick, status=302):
    name = f"pick-{tab.kind.name.format(**tab.ids)}"
    assert page.select(f'[name="{name}"]'), f"{name} is not asked about"
    return tab.visitor.post(page.one("main form")["action"], page.fields() | {name: pick}, status=status)


def test_every_row_people_edit_is_tried():
    tried = {kind.table for kind in KINDS.values()}
    assert tried | TOLD_OTHERWISE == {
        mapper.local_table.name for mapper in Versioned.registry.mappers if issubclass(mapper.class_, Versioned)
    }


def test_second_save_is_told_and_what_is_chosen_is_stored(tabs):
    """Mine is chosen, after nothing was; what the other changed besides stays."""
    mine, theirs = tabs
    written = theirs.kind.theirs | theirs.kind.besides
    theirs.send(written)
    page = mine.send(mine.kind.mine, status=409)
    assert page.soup.title.get_text().startswith("Feil: To har endret")
    assert [radio["value"] for radio in page.select("input[type=radio]") if radio.has_attr("checked")] == []
    again = mine.visitor.post(page.one("main form")["action"], page.fields(), status=409)
    assert "Velg én av de to" in again.one(".summary").get_text()
    assert mine.stored(written) == mine.expects(written)
    choose(mine, again, "mine")
    wanted = mine.kind.mine | mine.kind.besides
    assert mine.stored(wanted) == mine.expects(wanted)


def test_what_does_not_meet_is_joined_and_said(tabs):
    mine, theirs = tabs
    if not mine.kind.besides:
        pytest.skip("all its fields are one")
    theirs.send(theirs.kind.besides)
    page = mine.visitor.follow(mine.send(mine.kind.mine))
    assert "samtidig, og det er med" in page.one(".notice-done").get_text()
    wanted = mine.kind.mine | mine.kind.besides
    assert mine.stored(wanted) == mine.expects(wanted)


def test_a_third_save_is_shown_before_the_choice_counts_and_theirs_is_stored_when_it_is_chosen(tabs):
    mine, theirs = tabs
    theirs.send(theirs.kind.theirs | theirs.kind.besides)
    page = mine.send(mine.kind.mine, status=409)
    theirs.open().send(theirs.kind.newer)
    again = choose(mine, page, "theirs", status=409)
    choose(mine, again, "theirs")
    wanted = mine.kind.besides | mine.kind.newer
    assert mine.stored(wanted) == mine.expects(wanted)


def test_the_same_change_by_both_is_no_question(tabs):
    mine, theirs = tabs
    theirs.send(theirs.kind.mine)
    mine.send(mine.kind.mine)
    assert mine.stored(mine.kind.mine) == mine.expects(mine.kind.mine)


def test_a_form_that_does_not_say_what_it_saw_stores_nothing(tabs):
    mine, _ = tabs
    del mine.fields["seen"]
    mine.send(mine.kind.theirs, status=422)
    assert mine.stored(mine.kind.theirs) != mine.expects(mine.kind.theirs)


def test_what_another_form_saw_is_not_what_this_one_saw(as_, ids):
    goal, account = Tab(as_("nora"), KINDS["goal"], ids), Tab(as_("nora"), KINDS["own account"], ids)
    goal.fields["seen"] = account.fields["seen"]
    goal.send(goal.kind.mine, status=422)


def test_the_trail_names_both(as_, ids):
    mine, theirs = (Tab(as_(who), KINDS["goal"], ids) for who in ("nora", "ali"))
    theirs.send({"why": "Fordi"})
    mine.send({"title": "Ny tittel"})
    line = db.session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
    assert (line.user_name, line.joined_with) == ("Nora Lund", "Ali Hassan")
    assert "sammen med Ali Hassan" in as_("nora").get(f"{TEAM}/audit").words


def test_who_and_what_stand_on_the_page(as_, ids):
    mine, theirs = (Tab(as_(who), KINDS["intervention"], ids) for who in ("nora", "ali"))
    theirs.fields["measures"] = [str(ids["rare"]), str(ids["minutes"])]
    theirs.send({"text": "En stol.\nEn krakk.", "level": "system"})
    page = mine.send({"text": "En stol til.", "title": "Min"}, status=409)
    assert page.h1 == "To har endret dette tiltaket"
    assert "Ali Hassan lagret tiltaket kl." in page.words
    assert "Bruk Alis utgave" in page.words
    assert {"text"} == {radio["name"].removeprefix("pick-") for radio in page.select("input[type=radio]")}
    kept = {box["name"] for box in page.select("input[type=checkbox]") if box.has_attr("checked")}
    assert kept == {"keep-title", "keep-level", "keep-measures"}


def test_the_page_speaks_english(as_, ids):
    mine, theirs = (Tab(as_(who), KINDS["intervention"], ids) for who in ("nora", "ali"))
    theirs.send(theirs.kind.theirs)
    mine.action += "?lang=en"
    page = mine.send(mine.kind.mine, status=409)
    assert page.soup.title.get_text().startswith("Error: Two people have changed this intervention")
    assert "Use Ali’s version" in page.words


def test_lists_both_added_to_are_joined(as_, ids):
    mine, theirs = (Tab(as_(who), KINDS["intervention"], ids) for who in ("nora", "ali"))
    theirs.fields["measures"] = [str(ids["rare"]), str(ids["measure"])]
    mine.fields["measures"] = [str(ids["rare"]), str(ids["minutes"])]
    theirs.send({})
    mine.send({})
    assert set(mine.open().fields["measures"]) == {str(ids[name]) for name in ("rare", "measure", "minutes")}


def test_a_text_written_together_is_stored(as_, ids):
    mine, theirs = (Tab(as_(who), KINDS["test"], ids) for who in ("nora", "ali"))
    theirs.send({"plan": "Én visitt og to"})
    page = mine.send({"plan": "Én visitt til"}, status=409)
    assert page.one("[name=join-plan]").get_text().strip() == "Én visitt til og to"
    fields = page.fields() | {"join-plan": "Én visitt til, og så to"}
    mine.visitor.post(page.one("main form")["action"], fields)
    assert mine.open().fields["plan"] == "Én visitt til, og så to"


def test_a_text_written_together_is_screened(as_, ids):
    mine, theirs = (Tab(as_(who), KINDS["test"], ids) for who in ("nora", "ali"))
    theirs.send({"plan": "To visitter"})
    page = mine.send({"plan": "Tre visitter"}, status=409)
    fields = page.fields() | {"pick-plan": "joined", "join-plan": "Ring 98 76 54 32"}
    refused = mine.visitor.post(page.one("main form")["action"], fields, status=422)
    assert refused.select("[name=confirm]")


def test_what_is_not_wanted_is_left_out(as_, ids):
    mine, theirs = (Tab(as_(who), KINDS["goal"], ids) for who in ("nora", "ali"))
    theirs.send({"title": "Deres", "why": "Fordi"})
    page = mine.send({"title": "Mitt"}, status=409)
    fields = page.fields() | {"pick-title": "mine"}
    del fields["keep-why"]
    mine.visitor.post(page.one("main form")["action"], fields)
    assert mine.stored({"title": "", "why": ""}) == {"title": "Mitt", "why": ""}


def test_another_field_of_the_same_row_is_no_meeting(as_, ids):
    chart, plan = (Tab(as_("nora"), KINDS[name], ids) for name in ("chart settings", "plan"))
    plan.send({"sample": "Alle"})
    page = chart.visitor.follow(chart.send({"chart_kind": "p"}))
    assert "samtidig" not in page.one(".notice-done").get_text()


def test_a_form_of_several_rows_may_get_one_more(as_, ids, cast):
    mine = Tab(as_("nora"), KINDS["questions"], ids)
    db.session.add(another(cast.chair, 3))
    db.session.commit()
    mine.send(mine.kind.mine)
    assert mine.stored(mine.kind.mine) == {name: mine.kind.mine[name] for name in mine.kind.mine}


def test_what_was_written_to_a_row_that_left_the_form_is_shown(as_, ids):
    mine = Tab(as_("nora"), KINDS["questions"], ids)
    as_("nora").post(f"{TEAM}/measures/{ids['second']}/archive")
    page = mine.send(mine.kind.mine | mine.kind.besides, status=409)
    assert "Sto legen?" in page.words
    mine.visitor.post(page.one("main form")["action"], page.fields())
    assert mine.stored(mine.kind.mine) == mine.expects(mine.kind.mine)


def test_what_can_no_longer_be_changed_is_told(as_, ids, cast):
    mine = Tab(as_("nora"), KINDS["plan"], ids | {"measure": cast.falls.id})
    row = {"team_id": cast.team.id, "measure_id": cast.falls.id, "period_start": date(2026, 3, 1)}
    by = {"recorded_by_id": cast.people["nora"].id, "recorded_at": MADE}
    db.session.add(Measurement(**row, **by, numerator=1, denominator=2))
    db.session.commit()
    words = {"numerator": "Fall", "denominator": "Liggedøgn", "reason": "Var tomt"}
    page = mine.send(words | {"multiplier": "10000", "period_kind": "week"}, status=409)
    assert "Rate per 10000" in page.words
    assert "Hvor ofte valget ditt" in page.words


@pytest.mark.parametrize(("name", "change"), [("driver", {"title": "Min"}), ("intervention", {"title": "Min"})])
def test_what_was_removed_meanwhile_gives_the_text_back(as_, ids, name, change):
    mine = Tab(as_("nora"), KINDS[name], ids)
    ali = as_("ali")
    where = mine.action if name == "driver" else mine.action.removesuffix("/edit")
    ali.post(f"{where}/remove")
    page = mine.send(change, status=409)
    assert "Ali Hassan fjernet dette kl." in page.words
    assert "Min" in page.one("#kept").get_text()
    mine.visitor.post(page.one("main form")["action"], page.fields())
    table = Driver if name == "driver" else Intervention
    assert db.session.scalars(select(table.title)).all() == ["Min"]


def test_a_new_row_with_the_old_ones_number_is_left_alone(as_, ids, cast):
    mine = Tab(as_("nora"), KINDS["driver"], ids)
    as_("ali").post(f"{mine.action}/remove")
    row = Driver(team_id=cast.team.id, goal_id=ids["goal"], title="En annen", submission="another")
    row.id = ids["driver"]
    db.session.add(row)
    db.session.commit()
    mine.send({"title": "Min"}, status=409)
    assert db.session.scalars(select(Driver.title)).all() == ["En annen"]


def test_a_member_who_was_let_go_is_told_of(as_, ids):
    mine = Tab(as_("nora"), KINDS["member"], ids)
    as_("nora").post(f"{mine.path}/end")
    page = mine.send({"profession": "midwife"}, status=409)
    assert "fjernet dette" in page.words
    assert not page.select("main form")


@pytest.mark.parametrize(
    ("name", "deed", "change"),
    [
        ("plan", f"{TEAM}/measures/{{measure}}/archive", {"sample": "Alle vi rekker"}),
        ("goal", f"{TEAM}/goals/{{goal}}/close", {"why": "Fordi"}),
    ],
)
def test_what_was_put_away_meanwhile_is_said(as_, ids, name, deed, change):
    mine, other = (Tab(as_("nora"), KINDS[name], ids) for _ in range(2))
    other.send(other.kind.theirs)
    as_("nora").post(deed.format(**ids))
    page = mine.send(change, status=409)
    assert next(iter(change.values())) in page.one("#kept").get_text()
    assert mine.stored(change) == dict.fromkeys(change, "")
    mine.visitor.post(page.one("main form")["action"], page.fields())
    assert mine.stored(change | mine.kind.theirs) == change | mine.kind.theirs


def test_a_save_between_reading_and_deed_is_seen(as_, ids, monkeypatch):
    mine = Tab(as_("nora"), KINDS["goal"], ids)
    real, tries = goals_service.change_goal, []

    def late(*given):
        tries.append(given)
        if len(tries) == 1:
            raise Outdated("goal", [])
        real(*given)

    monkeypatch.setattr(goals_service, "change_goal", late)
    mine.send({"title": "Min"})
    assert mine.stored({"title": ""}) == {"title": "Min"}
    assert len(tries) == 2
