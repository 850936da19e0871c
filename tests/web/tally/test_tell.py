"""The page by the bed: opened by a code and by nothing else, counting with a form or a script."""

import gzip
import hashlib
import json
import re
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from tests.people import today
from tracker.access.team_code import show_code
from tracker.models.accounts import SignInAttempt
from tracker.models.base import db
from tracker.models.measurements import Measurement, Source
from tracker.models.tally import CodePurpose, TallyEvent, TallyHour
from tracker.services.measures.tally_question import set_question
from tracker.services.tally import codes


@pytest.fixture
def code(cast, inside):
    """The team's code, with one question to answer."""
    nora = inside("nora", now=datetime.now(UTC))
    set_question(nora, cast.chair, "Satte legen seg ned?")
    row = codes.make_code(nora, CodePurpose.TELL)
    db.session.commit()
    return show_code(row.code)


@pytest.fixture
def phone(as_, code):
    return as_(None)


def batch(*counts):
    return {"sent": datetime.now(UTC).isoformat(), "counts": list(counts)}


def count(measure, answer=True, **said):
    return {"id": str(uuid4()), "question": measure.id, "answer": answer, "at": datetime.now(UTC).isoformat(), **said}


def send(phone, code, body, status=200):
    return phone._expect("POST", f"/tell/{code}/counts", status, json=body)


def fetch(phone, path):
    with phone.client.get(path) as response:
        assert response.status_code == 200, path
        return response.get_data()


def sums(measure):
    db.session.rollback()
    query = select(func.sum(TallyHour.yes), func.sum(TallyHour.total)).where(TallyHour.measure_id == measure.id)
    return tuple(db.session.execute(query).one())


def test_a_code_opens_the_page_without_an_account_and_sets_no_cookie(phone, code):
    page = phone.get(f"/tell/{code}")
    assert page.h1 == "Kirurgisk sengepost 3"
    assert page.one("h2").get_text() == "Satte legen seg ned?"
    assert "0 av 0 i dag" in page.words
    assert "Set-Cookie" not in page.headers
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "/tell/" not in page.one(".t-menu")["href"]


@pytest.mark.parametrize("between", ["", " ", "-"])
def test_a_code_may_be_typed_in_any_dress(phone, code, between):
    page = phone.get(f"/tell/{code.replace('-', between).upper()}", status=302)
    assert page.location == f"/tell/{code}"


def test_the_code_opens_nothing_else(phone, code):
    for path in ("/teams/kirurgisk-3", "/teams/kirurgisk-3/record", "/teams/kirurgisk-3/codes"):
        assert phone.get(path, status=302).location == "/sign-in"
    board = phone._expect("GET", f"/tavle/{code}", 404)
    assert "Satte legen" not in board.text


def test_a_press_counts_without_scripts_and_can_be_undone(phone, code, cast):
    page = phone.get(f"/tell/{code}")
    form = page.select(".t-btns form")[0]
    fields = {field["name"]: field["value"] for field in form.select("input")} | {"answer": "yes"}
    for _ in range(2):  # a second press by a glove sends the same form
        answer = phone._expect("POST", form["action"], 303, data=fields)
    page = phone.follow(answer)
    assert page.one("#last").get_text(" ", strip=True) == "Satte legen seg ned? Ja Talt nå"
    assert "1 av 1 i dag" in page.words
    undo = {field["name"]: field["value"] for field in page.select("#undo input")}
    page = phone.follow(phone._expect("POST", page.one("#undo")["action"], 303, data=undo))
    assert "Angret. Tellingen er slettet." in page.words
    assert "0 av 0 i dag" in page.words
    assert sums(cast.chair) == (0, 0)


@pytest.mark.parametrize("wrong", [{"id": "x"}, {"question": ""}, {"question": "9" * 30}, {"answer": "kanskje"}])
def test_a_form_that_is_none_of_ours_counts_nothing(phone, code, cast, wrong):
    data = {"id": str(uuid4()), "question": str(cast.chair.id), "answer": "yes"} | wrong
    phone._expect("POST", f"/tell/{code}", 400, data=data)
    assert sums(cast.chair) == (None, None)


def test_a_batch_is_taken_in_without_a_form_token_and_answered_with_todays_sums(phone, code, cast):
    yes, no = count(cast.chair), count(cast.chair, answer=False)
    answer = send(phone, code, batch(yes, no)).json
    assert set(answer["kept"]) == {yes["id"], no["id"]}
    assert answer["refused"] == []
    assert answer["today"]["questions"] == {str(cast.chair.id): {"yes": 1, "total": 2, "marks": "yn"}}
    again = send(phone, code, batch(yes, no)).json
    assert again["today"] == answer["today"] | {"at": again["today"]["at"]}
    row = db.session.scalars(select(Measurement)).one()
    assert (row.numerator, row.denominator, row.source, row.recorded_by_id) == (1, 2, Source.TALLY, None)


def test_an_undo_is_a_count_that_is_said_to_be_undone(phone, code, cast):
    wrong = count(cast.chair)
    send(phone, code, batch(wrong))
    assert (
        send(phone, code, batch(wrong | {"undone": True})).json["today"]["questions"][str(cast.chair.id)]["total"] == 0
    )


def test_what_cannot_be_read_does_not_hold_up_the_rest(phone, code, cast):
    good = count(cast.chair)
    bad = [
        count(cast.chair, id="nei"), count(cast.chair, question="x"), count(cast.chair, answer="ja"),
        count(cast.chair, question=True), count(cast.chair, question=2**40), 7, None, {"id": 3},
    ]  # fmt: skip
    answer = send(phone, code, batch(*bad, good)).json
    assert answer["kept"] == [good["id"]]
    assert set(answer["refused"]) == {each["id"] for each in bad if isinstance(each, dict) and each["id"] != 3}
    assert sums(cast.chair) == (1, 1)


@pytest.mark.parametrize("moment", ["i går", "2026-11-11T09:41:05", 12, None])
def test_a_moment_that_is_none_counts_as_now(phone, code, cast, moment):
    send(phone, code, batch(count(cast.chair, at=moment)))
    hour = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    assert db.session.scalars(select(TallyEvent)).one().hour == hour


@pytest.mark.parametrize("body", [None, [], {}, {"counts": 3}, {"counts": [1] * 501}, "tekst"])
def test_what_is_no_batch_is_refused(phone, code, body):
    send(phone, code, body, status=400)


def test_a_batch_of_a_megabyte_is_refused(phone, code):
    send(phone, code, {"counts": [], "fyll": "x" * 300_000}, status=413)


def test_another_teams_question_is_told_to_be_refused(phone, code, cast):
    theirs = count(cast.stranger_measure)
    assert send(phone, code, batch(theirs)).json["refused"] == [theirs["id"]]


def test_nothing_of_phone_or_person_is_stored(phone, code, cast):
    send(phone, code, batch(count(cast.chair)))
    row = db.session.scalars(select(TallyEvent)).one()
    columns = set(row.__table__.c.keys())
    assert columns == {"team_id", "id", "measure_id", "hour", "answer", "undone"}
    assert (row.hour.minute, row.hour.second) == (0, 0)


def test_a_revoked_code_says_so_and_counts_nothing(phone, code, cast, inside):
    codes.revoke_code(inside("nora"), CodePurpose.TELL)
    db.session.commit()
    page = phone.get(f"/tell/{code}", status=410)
    assert "Koden gjelder ikke lenger. Be teamlederen om en ny." in page.words
    send(phone, code, batch(count(cast.chair)), status=410)
    assert sums(cast.chair) == (None, None)
    assert db.session.scalar(select(func.count()).select_from(SignInAttempt)) == 0


def test_an_unknown_code_says_the_same_and_is_counted_against_its_address(phone, code):
    page = phone._expect("GET", "/tell/cccc-dddd-ffff", 404)
    assert "Koden gjelder ikke lenger. Be teamlederen om en ny." in page.words
    for path in ("/tell/kort", "/tell/" + "x" * 500):
        phone._expect("GET", path, 404)
    assert db.session.scalar(select(func.count()).select_from(SignInAttempt)) == 3


def test_whoever_guesses_is_stopped_and_a_right_code_behind_the_same_address_is_not(phone, code, cast):
    for _ in range(codes.ATTEMPTS):
        phone._expect("GET", "/tell/cccc-dddd-ffff", 404)
    phone.get("/tell/cccc-dddd-ffff", status=429)
    phone.get(f"/tell/{code}")
    assert len(send(phone, code, batch(count(cast.chair))).json["kept"]) == 1


def test_of_an_address_that_guesses_only_a_keyed_hash_is_kept(phone, code):
    phone._expect("GET", "/tell/cccc-dddd-ffff", 404)
    kept = db.session.scalars(select(SignInAttempt.key_hash)).one()
    plain = ("127.0.0.1", "code:127.0.0.1", "attempt:code:127.0.0.1")
    assert kept not in {hashlib.sha256(text.encode()).hexdigest() for text in plain}


def test_more_than_three_questions_are_a_list(phone, code, cast, inside):
    nora = inside("nora")
    for number in range(3):
        row = type(cast.chair)(
            team_id=cast.team.id, name=f"Nr {number}", slug=f"nr-{number}", kind=cast.chair.kind,
            value_kind=cast.chair.value_kind, position=10 + number, created_at=nora.now,
        )  # fmt: skip
        db.session.add(row)
        db.session.flush()
        set_question(nora, row, f"Spørsmål {number}?")
    db.session.commit()
    page = phone.get(f"/tell/{code}")
    assert len(page.select("main.t-list [data-question]")) == 4


def test_without_a_question_the_page_says_who_chooses_it(phone, code, cast, inside):
    set_question(inside("nora"), cast.chair, "")
    db.session.commit()
    assert "Ingenting å telle ennå" in phone.get(f"/tell/{code}").words


def test_the_home_screen_opens_the_same_page(phone, code):
    page = phone.get(f"/tell/{code}/manifest.webmanifest")
    said = json.loads(page.body)
    assert (said["start_url"], said["scope"], said["display"]) == (f"/tell/{code}", "/tell/", "standalone")
    for icon in said["icons"]:
        assert fetch(phone, icon["src"]).startswith(b"\x89PNG")


def test_the_worker_reaches_no_page_outside_its_folder(phone):
    with phone.client.get("/tell/sw.js") as response:
        assert response.mimetype == "text/javascript"
        assert response.headers["Cache-Control"] == "no-cache"
        assert "Service-Worker-Allowed" not in response.headers


def test_the_page_in_english(phone, code):
    page = phone.get(f"/tell/{code}?lang=en")
    assert page.soup.html["lang"] == "en"


def test_the_language_is_chosen_on_the_page_and_kept_by_the_address_alone(phone, code, cast):
    page = phone.get(f"/tell/{code}")
    assert [link["href"] for link in page.select(".t-lang a")] == [f"/tell/{code}?lang=nb", f"/tell/{code}?lang=en"]
    english = phone.get(f"/tell/{code}?lang=en")
    assert "Set-Cookie" not in english.headers
    assert english.select(".t-card form")[0]["action"] == f"/tell/{code}?lang=en"
    assert json.loads(phone.get(english.one("[rel=manifest]")["href"]).body)["start_url"] == f"/tell/{code}?lang=en"
    data = {"id": str(uuid4()), "question": str(cast.chair.id), "answer": "yes"}
    counted = phone._expect("POST", f"/tell/{code}?lang=en", 303, data=data)
    assert counted.headers["Location"] == f"/tell/{code}?lang=en&last={data['id']}"


def test_what_is_too_old_is_told_apart(phone, code, cast):
    old = count(cast.chair, at="2026-01-05T08:00:00+00:00")
    answer = send(phone, code, batch(old, count(cast.chair))).json
    assert answer["old"] == [old["id"]]
    assert sums(cast.chair) == (1, 1)


def test_the_page_and_all_it_asks_for_is_forty_kilobytes(phone, code):
    page = phone.get(f"/tell/{code}")
    soup = BeautifulSoup(page.text, "html5lib")
    linked = {tag.get("href") or tag.get("src") for tag in soup.select("link[href], script[src]")}
    worker = fetch(phone, "/tell/sw.js")
    linked.add(re.search(r'"(.+)"', worker.decode())[1])
    parts = [page.body, *(fetch(phone, path) for path in linked), worker]
    size = sum(len(gzip.compress(part)) for part in parts)
    assert size < 40 * 1024


def test_the_form_says_what_was_counted_also_under_a_number_by_hand(phone, code, cast, as_):
    send(phone, code, batch(count(cast.chair), count(cast.chair, answer=False)))
    ali = as_("ali")
    path = f"/teams/kirurgisk-3/record?period={today()}"
    page = ali.get(path)
    told = [mark.get_text(" ", strip=True) for mark in page.select(".rec-t[id$=-tally]")]
    assert [text.partition(",")[0] for text in told] == ["fra telling"]
    day = next(
        field["id"].removesuffix("-numerator")
        for field in page.select(f"[data-part=numerator][name^='m{cast.chair.id}-']")
        if field.get("value") == "1"
    )
    typed = {f"{day}-numerator": "8", f"{day}-denominator": "9", f"{day}-which": "typed"}
    ali.submit(path, typed)
    page = ali.get(path)
    assert "Skrevet inn. Tellingen er 1 av 2." in page.words
    row = db.session.scalars(select(Measurement)).one()
    assert (row.numerator, row.denominator, row.source) == (8, 9, Source.ENTRY)
    send(phone, code, batch(count(cast.chair)))
    assert "Tellingen er 2 av 3." in ali.get(path).words


def test_an_empty_batch_asks_for_todays_sums(phone, code, cast):
    send(phone, code, batch(count(cast.chair)))
    answer = send(phone, code, batch()).json
    assert (answer["kept"], answer["today"]["questions"][str(cast.chair.id)]["total"]) == ([], 1)


def test_a_flood_is_stopped_and_nothing_of_it_is_stored(phone, code, cast, monkeypatch):
    monkeypatch.setattr("tracker.services.tally.counts.MOST_IN_AN_HOUR", 2)
    send(phone, code, batch(count(cast.chair), count(cast.chair)))
    send(phone, code, batch(count(cast.chair)), status=429)
    data = {"id": str(uuid4()), "question": str(cast.chair.id), "answer": "yes"}
    phone._expect("POST", f"/tell/{code}", 429, data=data)
    assert sums(cast.chair) == (2, 2)
    assert db.session.scalar(select(func.count()).select_from(TallyEvent)) == 2
