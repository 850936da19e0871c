"""«Lagret» only when it is: the commit of every deed is broken, and every deed is sent with a token of another browser.

Neither may leave anything behind: no row, no message on the next page, nobody signed in or out, no cookie, no way on.
"""

from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from tests.house import test_access as census
from tests.house.test_access import OK, PEOPLE, POST
from tests.page import Page, take
from tests.people import PASSWORD
from tracker.models.accounts import AccountLink
from tracker.models.base import Base, db
from tracker.models.measurements import Measurement
from tracker.models.teams import Invitation
from tracker.services.accounts.tokens import hash_token

ids = census.ids
NEW = "et helt nytt og langt passord"
TYPED = {
    "email": "ny@example.no",
    "started_on": "2.3.2026",
    "on_date": "3.3.2026",
    "current": PASSWORD,
    "teams": "Post 9; Fjordheim sykehus",
}
"""What is typed into fields that must be filled in and are not free text, where nothing stands in them."""
BODIES = {
    "answers.paper": {"text": "At noen har tid"},
    "answers.cards": {"sheets": "1"},
    "answers.edit_telling": {"text": "Noe annet"},
    "answers.new_telling": {"text": "Kaffe kl. 14.", "decided_by": "personalmøtet", "theme": "{told_theme}"},
    "answers.owner_texts": {"question": "Noe annet"},
    "answers.question": {"help_line_nb": "Dra i snora"},
    "answers.review": {"answer": "{card}", "version": "1", "do": "approve"},
    "answers.reject_answer": {"reason": "empty", "version": "1"},
    "answers.undo_review": {"version": "1"},
    "answers.review_keys": {"keys": "off"},
    "answers.themes": {"name": "Noe annet"},
    "answers.edit_theme": {"name": "Noe annet"},
    "answers.merge_theme": {"into": "{other_theme}"},
    "answers.tie_answer": {"intervention": "{intervention}"},
    "answers.tie_theme": {"intervention": "{intervention}"},
    "answers.tell_answer": {"text": "Lyset er dempet", "kind": "did"},
    "accounts.account": {"name": "Noe annet"},
    "accounts.edit_user": {"name": "Noe annet"},
    "accounts.sign_in": {"email": "siv@example.no", "password": PASSWORD},
    "accounts.set_language": {"language": "en"},
    "improvement.edit_goal": {"title": "Noe annet"},
    "improvement.edit_test": {"title": "Noe annet"},
    "improvement.edit_driver": {"title": "Noe annet"},
    "improvement.edit_intervention": {"measures": "{measure}"},
    "improvement.move_driver": {"to": "up"},
    "improvement.new_intervention": {"measures": "{measure}"},
    "imports.import_file": {"pasted": "uke;teller;nevner\n2026-W09;3;9"},
    "improvement.new_goal": {"baseline": "4,7", "target": "2,3", "deadline": "31.12.2026"},
    "measurements.add_event": {"happened_on": "3.3.2026"},
    "measures.new_measure": {"denominator": "visitter"},
    "networks.new_network": {"starts_on": "1.1.2026"},
    "barriers.edit_barrier": {"title": "Noe annet"},
    "barriers.lift": {"leader": "{leadership}", "due": "{soon}"},
    "barriers.answer": {"kind": "more_time", "due": "{soon}"},
    "barriers.pass_on": {"leader": "{other_leadership}"},
    "gatherings.new_gathering": {"day1": "9.12.2026", "starts1": "10.00", "ends1": "16.30"},
    "gatherings.edit_gathering": {"title": "Noe annet"},
    "gatherings.edit_item": {"title": "Noe annet"},
    "gatherings.edit_action": {"text": "Noe annet"},
    "gatherings.move_item": {"to": "up"},
    "gatherings.programme": {"minutes": "15"},
    "gatherings.steer": {"do": "show", "to": "end"},
    "gatherings.help_tables": {"table-1": "Noe annet"},
    "gatherings.attendance": {"state-{team}": "excused"},
    "gatherings.edit_minutes": {"text": "Noe annet"},
    "gatherings.gathering_links": {"address": "https://example.no/a.pdf"},
    "gatherings.add_action": {"text": "Dele arket"},
    "gatherings.answer": {"learned": "Stolen følger vogna"},
    "gatherings.choose_measures": {"measures": "{measure}"},
    "gatherings.say_managed": {"tables": "{table}"},
    "gatherings.sign_up": {"people": "{persona}"},
    "progress.set_progress": {"step": "3.0"},
    "measures.choose_measure": {"measures": "1"},
    "measurements.edit_annotation": {"title": "Noe annet"},
    "measurements.new_phase": {"starts": "13/2026"},
    "measurements.propose_phase": {"starts": "12/2026"},
    "representatives.edit_seat": {"state": "trained"},
    "user_evaluations.edit_user_evaluation": {"title": "Noe annet"},
    "user_evaluations.evaluation_stage": {"done_on": "9.3.2026"},
    "user_evaluations.edit_guide": {"question_0": "Hvordan var dagene?", "version": "1"},
    "user_evaluations.approve_guide": {"side": "team"},
    "user_evaluations.new_finding": {"theme": "heard"},
    "user_evaluations.edit_finding": {"sentence": "Noe annet"},
    "user_evaluations.edit_point": {"text": "Noe annet"},
    "user_evaluations.follow_up": {"verdict": "done"},
    "representatives.recognise": {"answer": "yes"},
    "threads.edit_message": {"text": "Noe annet"},
    "measures.edit_measure": {"sample": "Noe annet"},
    "networks.edit": {"aim": "Noe annet"},
    "networks.edit_network": {"aim": "Noe annet"},
    "networks.new_programme_network": {"starts_on": "1.1.2027"},
    "networks.sign_agreement": {"read": "first"},
    "programmes.edit": {"aim": "Noe annet"},
    "programmes.edit_goal": {"text": "Noe annet"},
    "programmes.edit_member": {"organisation": "Noe annet"},
    "programmes.edit_network_member": {"organisation": "Noe annet"},
    "programmes.edit_programme": {"aim": "Noe annet"},
    "programmes.judge_goal": {"judgement": "Noe annet"},
    "notifications.choices": {"here": "comment"},
    "organisations.edit_organisation": {"name": "Noe annet"},
    "teams.edit_member": {"profession": "midwife"},
    "reminders.new_reminder": {"teams": "{led}"},
    "retention.edit_rule": {"months": "6"},
    "campaigns.new_day": {"held_on": "4.6.2035", "opens_on": "1.4.2035"},
    "campaigns.edit_day": {"invited": "340"},
    "campaigns.host_unit": {"contact": "ny@example.no"},
    "reminders.write_to_units": {"units": "{day_unit}"},
    "networks.new_team": {"organisations": "{organisation}"},
    "tally.tell": {"id": "8c0bb0f4-5d0c-4a5c-9d3d-0a8f3f6c2f11", "question": "{measure}", "answer": "yes"},
    "teams.settings": {"service": "emergency"},
}
"""What else must be said."""
ELSEWHERE = {
    "accounts.confirm": "needs an account that is held: test_held.py",
    "imports.import_columns": "needs a file that was sent",
    "imports.import_check": "needs a file that was sent",
    "imports.import_undo": "needs an import that was done: test_runs.py",
    "accounts.forgotten": "needs mail to be on: test_forgotten.py",
    "gatherings.attach_file": "needs a file that is sent: test_files.py",
    "campaigns.join": "asks for no session's token, and is an answer itself: test_join.py",
    "campaigns.unit": "asks for no session's token, and does many things: test_unit_page.py",
    "answers.answer": "asks for no session's token, and is an answer itself: test_answer_page.py",
    "answers.withdraw": "asks for no session's token, and is an answer itself: test_withdraw.py",
    "answers.find_answer": "looks, and stores nothing: test_lost_code.py",
    "answers.taken_down": "stores nothing where nothing was withdrawn: test_wall.py",
    "gatherings.evaluation_answer": "asks for no token, and is closed before its day: test_evaluation.py",
    "mail.stop": "asks for no token, and promises nothing: test_stop.py",
    "retention.delete_answers": "needs answers that are due: test_retention.py",
    "representatives.rating": "needs four gatherings that were held: test_feedback.py",
    "measurements.paste": "shows the form again, and stores nothing: test_paste.py",
    "measures.old_address": "sends on, and stores nothing",
    "tally.tell_counts": "answers a phone with what is safe: test_tell.py",
}
DEEDS = sorted(POST.keys() - ELSEWHERE)


@pytest.fixture
def rows(ids, cast):
    """The rows of the census, with an invitation, a link to set a password, and a question asked at the bedside."""
    invitation = db.session.get(Invitation, ids["invitation"])
    invitation.token_hash = hash_token("inv")
    now = datetime.now(UTC)
    by_link = AccountLink(
        user_id=ids["user"], token_hash=hash_token("acc"), created_at=now, expires_at=now + timedelta(days=7)
    )
    cast.team.next_flag, cast.chair.tally_question = 4, "Satte legen seg?"
    first = db.session.get(Measurement, ids["later"])
    third = Measurement(
        team_id=first.team_id, measure_id=first.measure_id, period_start=date(2026, 3, 23), numerator=7, denominator=9,
        recorded_by_id=first.recorded_by_id, recorded_at=now,
    )  # fmt: skip
    db.session.add_all([by_link, third])
    db.session.commit()
    return ids


@pytest.fixture
def deed(as_, rows):
    """Who does a deed, its address, and a form that is right."""

    def find(endpoint):
        statuses, path = POST[endpoint]
        who = next((who for who in PEOPLE if statuses[who] == OK), None)
        path = path.replace("invitations/none-such", "invitations/inv").replace("accounts/none-such", "accounts/acc")
        visitor, path = as_(who), path.format(**rows)
        said = {name.format(**rows): text.format(**rows) for name, text in BODIES.get(endpoint, {}).items()}
        return visitor, path, fields_of(visitor, path) | said | {"csrf_token": visitor.token()}

    return find


def fields_of(visitor, path):
    """Give what a browser would send: the page's own form of this address, the page above where it has none itself."""
    fields, forms = {}, []
    for address in (path, path.rpartition("/")[0]):
        page = visitor.look(address)
        found = page.select("main form[method=post]") if page.html and page.status == 200 else []
        forms = [form for form in found if form["action"].partition("?")[0] == path] or (
            found if address == path else []
        )
        if forms:
            break
    for form in forms[:1]:
        for field in form.select("input[name], select[name], textarea[name]"):
            take(field, fields)
            fill(field, fields)
    return fields


def fill(field, fields):
    name, kind = field["name"], field.get("type", "text")
    if kind in {"hidden", "submit", "file", "checkbox", "radio"} or fields.get(name):
        return
    if kind == "password":
        fields[name] = TYPED.get(name, NEW)
    elif not field.has_attr("required"):
        return
    elif field.name == "select":
        options = [option["value"] for option in field.select("option") if option.get("value")]
        fields[name] = options[0] if options else ""
    else:
        fields[name] = TYPED.get(name, "7" if field.get("inputmode") in {"decimal", "numeric"} else "Noe nytt")


@pytest.fixture
def broken(app, monkeypatch):
    """No commit succeeds, as on a full disk, and an error becomes a page as it does in production."""
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)

    @contextmanager
    def breaks():
        def fail(_session):
            raise OperationalError("COMMIT", None, Exception("database or disk is full"))

        event.listen(db.session, "before_commit", fail)
        try:
            yield
        finally:
            event.remove(db.session, "before_commit", fail)

    return breaks


def stored():
    """Give all that is in the database, as the database has it: a hundred tables are read three times a test."""
    db.session.rollback()
    connection = db.session.connection()
    return {
        table.name: connection.exec_driver_sql(f'SELECT * FROM "{table.name}"').all()
        for table in Base.metadata.sorted_tables
    }


def carried(visitor):
    """Give what the browser keeps, but for the token that a page's forms are made with."""
    with visitor.client.session_transaction() as session:
        kept = {name: value for name, value in session.items() if name != "csrf_token"}
    return kept, visitor.client.get_cookie("language")


def promises(answer):
    return {name for name in ("Location", "Clear-Site-Data", "Content-Disposition") if name in answer.headers}


@pytest.mark.parametrize("endpoint", DEEDS)
def test_a_deed_whose_commit_fails_promises_nothing_and_can_be_done_again(deed, broken, endpoint):
    visitor, path, fields = deed(endpoint)
    rows, session = stored(), carried(visitor)
    with broken():
        answer = Page(visitor.raw("POST", path, data=fields), path)
    assert (answer.status, promises(answer)) == (500, set())
    assert answer.h1 == "Noe gikk galt hos oss"
    assert not answer.select(".notices *")
    assert "Content-Security-Policy" in answer.headers
    assert carried(visitor) == session
    assert stored() == rows, "something is stored"
    again = Page(visitor.raw("POST", path, data=fields), path)
    assert again.status < 400, again.errors() if again.html else again.text
    assert (stored() == rows) == (endpoint in UNSEEN)


UNSEEN = {
    "answers.untie_answer",
    "accounts.read_links", "accounts.confirm_user", "barriers.bring_back", "campaigns.bring_back_unit",
    "improvement.goal_measures", "improvement.move_driver", "improvement.reopen_goal",
    "gatherings.evaluation_link", "gatherings.move_item", "imports.import_discard", "measurements.finish",
    "measurements.include",
    "measurements.record",
    "user_evaluations.new_guide", "user_evaluations.end_approval", "campaigns.remove_day",
    "measurements.record_weeks", "measurements.reopen", "measurements.use_tally_again", "measures.chart_settings",
    "measures.read_new_rules", "measures.restore_measure", "notifications.read", "signals.read", "tally.codes",
    "tally.make_code",
}  # fmt: skip
"""Deeds that change no row here: it is so already, or the form is sent as it stands."""


@pytest.mark.parametrize("endpoint", sorted(set(DEEDS) - {"tally.tell"}))
def test_a_deed_with_a_stale_token_promises_nothing(as_, deed, endpoint):
    visitor, path, fields = deed(endpoint)
    rows, session = stored(), carried(visitor)
    answer = Page(visitor.raw("POST", path, data=fields | {"csrf_token": as_(None).token()}), path)
    assert answer.status in {400, 422}
    assert promises(answer) == set()
    assert not answer.select(".notices *")
    assert "Content-Security-Policy" in answer.headers
    assert carried(visitor) == session
    assert stored() == rows


def test_a_stale_sign_out_everywhere_signs_nobody_out(as_):
    here, there = as_("nora"), as_("nora")
    page = here.post("/account/sign-out-everywhere", {"csrf_token": "stale"}, status=400)
    assert "logget ut" not in page.words
    here.get("/account")
    there.get("/account")


def test_a_message_of_the_request_before_is_shown_once_although_the_next_deed_fails(as_, broken):
    visitor = as_("nora")
    token = visitor.token()
    visitor.submit("/account", {"name": "Nora Lund"})
    with broken():
        answer = Page(visitor.raw("POST", "/language", data={"csrf_token": token, "language": "en"}), "/language")
    shown = [page.words.count("Lagret.") for page in (answer, visitor.get("/account"), visitor.get("/account"))]
    assert sum(shown) == 1
