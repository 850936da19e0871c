"""The page that asks what matters: sent once, screened first, nothing kept of what is refused, no cookie."""

import dataclasses
import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.answered import code_on, fill
from tests.people import today
from tests.services.campaigns.days import day_of, joined, new_unit
from tests.text import invented
from tracker.models.answers import Answer, AnsweredBy, AnswerLanguage, AnswerState, AnswerWay
from tracker.models.base import Base, db
from tracker.models.tally import CodePurpose
from tracker.services.answers import flood
from tracker.services.answers.form_token import GOOD_FOR, new_token
from tracker.services.answers.question import OwnWords, set_question
from tracker.services.campaigns.counting import DayNumbers, numbers_of_unit
from tracker.services.tally.codes import revoke_code
from tracker.text.answers.languages import PATIENT_TEXTS
from tracker.text.answers.reading_ease import lix
from tracker.web.core.settings import settings

LANGUAGES = sorted(PATIENT_TEXTS)


def number():
    return db.session.scalar(select(func.count(Answer.id)))


def stored():
    return db.session.execute(select(Answer.__table__)).mappings().one()


def test_an_answer_is_sent_and_its_code_is_given(phone, path):
    page = phone.post(path, fill(phone, path, "At dere snakker til meg", who="kin", share="yes"), status=200)
    row = stored()
    assert (row["text"], row["who"], row["shared"], row["way"], row["state"]) == (
        "At dere snakker til meg",
        AnsweredBy.KIN,
        True,
        AnswerWay.QR,
        AnswerState.WAITING,
    )
    assert (page.h1, len(code_on(page))) == ("Takk", 12)
    assert page.headers["Cache-Control"] == "no-store"


def test_nothing_is_ticked_beforehand_and_who_may_be_left_out(phone, path):
    page = phone.get(path)
    assert page.select("input[checked]") == []
    phone.post(path, fill(phone, path, "Ro"), status=200)
    assert (stored()["who"], stored()["shared"]) == (AnsweredBy.UNKNOWN, False)


def test_a_double_tap_is_one_answer_with_the_same_code(phone, path):
    data = fill(phone, path, "Ro om natta")
    codes = {code_on(phone.post(path, data, status=200)) for _ in range(3)}
    assert (len(codes), number()) == (1, 1)


def test_on_the_day_a_double_tap_counts_once_for_the_unit(cast, phone, path):
    unit = joined(day_of(cast, today()), new_unit(cast.team.name, "Fjordheim sykehus"), now=datetime.now(UTC))
    unit.team_agreed_at = datetime.now(UTC)
    db.session.commit()
    data = fill(phone, path, "Ro om natta")
    for _ in range(2):
        phone.post(path, data, status=200)
    assert numbers_of_unit(unit) == DayNumbers(1, 1)


def test_the_same_send_long_after_is_not_shown_the_code(phone, path, code):
    sent = datetime.now(UTC) - timedelta(hours=2)
    with_token = {"answer": "Ro", "token": new_token(code, secret=settings().secret, now=sent)}
    phone.post(path, with_token, status=200)
    again = phone.post(path, with_token, status=200)
    assert (again.select(".ticket"), number()) == ([], 1)


def test_other_words_in_a_form_that_a_browser_put_back_are_another_answer(phone, path):
    data = fill(phone, path, "Ro om natta")
    first = code_on(phone.post(path, data, status=200))
    assert code_on(phone.post(path, data | {"answer": "God kaffe"}, status=200)) != first
    assert number() == 2


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_identity_number_comes_back_in_the_form_and_the_rest_can_be_sent(phone, path, lang):
    text = f"Ring meg på rommet. Jeg har nummer {invented.FNR.six} {invented.FNR.rest}, takk."
    page = phone.post(f"{path}?lang={lang}", fill(phone, path, text), status=422)
    says = PATIENT_TEXTS[lang]
    assert page.soup.title.get_text().startswith(says.e_prefix)
    assert page.one("#why").get_text() == says.e_id
    assert page.one("textarea").get_text().strip() == text
    assert page.one("textarea")["aria-invalid"] == "true"
    assert number() == 0
    data = page.fields() | {"how": "without"}
    phone.post(f"{path}?lang={lang}", data, status=200)
    assert stored()["text"] == f"Ring meg på rommet. Jeg har nummer {says.dropped}, takk."


def test_what_only_points_to_a_person_is_asked_about(phone, path):
    text = "At noen ringer kona mi på 412 34 567 før jeg reiser, eller a.b@example.no"
    page = phone.post(path, fill(phone, path, text), status=422)
    assert page.one("#why").get_text() == PATIENT_TEXTS["nb"].e_phone
    assert number() == 0
    phone.post(path, page.fields() | {"how": "without"}, status=200)
    phone.post(path, fill(phone, path, text, how="with"), status=200)
    found = db.session.scalars(select(Answer.__table__.c.text).order_by(Answer.id)).all()
    assert found == [
        "At noen ringer kona mi på (tall tatt bort) før jeg reiser, eller (tall tatt bort)",
        text,
    ]


def test_an_identity_number_is_never_confirmed(phone, path):
    phone.post(path, fill(phone, path, f"{invented.FNR}", how="with"), status=422)
    assert number() == 0


@pytest.mark.parametrize(("text", "says"), [("  \n ", "e_empty"), ("\u200b\u200b", "e_empty")])
def test_nothing_written_is_told(phone, path, text, says):
    page = phone.post(path, fill(phone, path, text), status=422)
    assert page.one("#why").get_text() == getattr(PATIENT_TEXTS["nb"], says)


def test_a_text_that_is_too_long_keeps_every_word(phone, path):
    text = "Æ\r\n" * 600
    page = phone.post(path, fill(phone, path, text), status=422)
    assert "1199" in page.one("#why").get_text()
    assert page.one("textarea").get_text().strip("\n") == ("Æ\n" * 600).strip("\n")
    assert not page.one("textarea").has_attr("maxlength")


def test_a_line_break_and_an_emoji_are_one_sign_each(phone, path):
    phone.post(path, fill(phone, path, "😀\r\n" * 499 + "ab"), status=200)
    assert len(stored()["text"]) == 1000


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script><img src=x onerror=alert(1)>",
        "{{ 7*7 }} {0} ${x} %s",
        "أريد أن تسمعوني\nI want 👨‍👩‍👧 here",
        "ab\u0007c\ufffcd",
        "'; DROP TABLE answer; --",
        "e\u0301" + "\u0301" * 400,
        "=cmd|' /C calc'!A0",
    ],
)
def test_any_text_is_taken_as_words(phone, path, text):
    page = phone.post(path, fill(phone, path, text), status=200)
    kept = stored()["text"]
    assert not set(kept) & {"\u0007", "\ufffc"}
    found = phone.post("/angre", {"code": code_on(page)}, status=200)
    assert found.one("blockquote").get_text() == kept.replace("\n", "")
    assert "<script>alert" not in found.text


def test_a_megabyte_of_text_is_told_that_it_is_too_long(phone, path):
    page = phone.post(path, fill(phone, path, "ord " * 250_000), status=422)
    assert (number(), page.one("#svar").has_attr("aria-invalid")) == (0, True)


def test_no_cookie_is_set_and_none_is_read(phone, path, as_):
    data = fill(phone, path, "Ro")
    for method, where, form in (
        ("GET", path, None),
        ("GET", f"{path}?lang=en", None),
        ("POST", path, data),
        ("GET", "/angre?lang=en", None),
        ("POST", "/angre", {"code": "1"}),
        *[("GET", f"/{page}/2345-6789-cdfg?lang=en", None) for page in ("viktig", "tell", "tavle", "dagen/2026")],
        ("GET", "/fortalt/nobody?lang=en", None),
        ("GET", "/dagen/1999?lang=en", None),
    ):
        assert "Set-Cookie" not in phone.raw(method, where, data=form).headers, where
    assert "Nora" not in as_("nora").get(path).text


def test_pages_are_kept_by_nobody_and_found_by_nobody(phone, path):
    for page in (phone.get(path), phone.get("/angre"), phone.post(path, fill(phone, path, "Ro"), status=200)):
        assert page.headers["Cache-Control"] == "no-store"
        assert page.headers["Referrer-Policy"] == "no-referrer"
        assert page.headers["X-Robots-Tag"] == "noindex"
        assert "Refresh" not in page.headers


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_whole_in_each_language(phone, path, lang):
    page = phone.get(f"{path}?lang={lang}")
    says = PATIENT_TEXTS[lang]
    assert (page.soup.html["lang"], page.h1) == (lang, says.question)
    assert [a.get("aria-current") for a in page.select(".ask-langs a")].count("true") == 1
    others = {
        text for other in LANGUAGES if other != lang for text in (PATIENT_TEXTS[other].hint, PATIENT_TEXTS[other].send)
    }
    assert not {text for text in others - {says.hint, says.send} if text in page.words}


@pytest.mark.parametrize(
    ("accepts", "lang"), [("nn-NO,nb;q=0.5", "nn"), ("no", "nb"), ("da", "da"), ("en-GB", "en"), ("pl", "nb")]
)
def test_a_browser_is_met_in_its_own_language(phone, path, accepts, lang):
    assert phone.get(path, headers={"Accept-Language": accepts}).soup.html["lang"] == lang


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_text_is_there_in_every_language_and_easy_to_read(lang):
    texts = dataclasses.asdict(PATIENT_TEXTS[lang])
    flat = [line for text in texts.values() for line in ([text] if isinstance(text, str) else text)]
    assert all(line.strip() for line in flat)
    assert len(texts["steps"]) == 3
    for name in ("e_long",):
        assert set(re.findall(r"{(\w+)}", texts[name])) == {"typed", "room"}
    assert lix(" ".join(line if line.endswith((".", "?", ":")) else f"{line}." for line in flat)) < 30


def test_norwegian_bokmal_and_nynorsk_are_not_the_same_words():
    nb, nn = (dataclasses.asdict(PATIENT_TEXTS[lang]) for lang in ("nb", "nn"))
    same = [name for name in nb if nb[name] == nn[name] and len(nb[name]) > 30]
    assert same == []


def test_the_teams_own_words_take_the_place_of_the_usual(phone, path, inside):
    own = {AnswerLanguage.EN: OwnWords("Surgical Ward 3", "What matters?", "Pull the cord.")}
    set_question(inside("nora"), is_open=True, stopped_after=28, own=own)
    db.session.commit()
    page = phone.get(f"{path}?lang=en")
    assert page.h1 == "What matters?"
    assert "Pull the cord." in page.words
    assert "Surgical Ward 3" in page.words
    assert phone.get(f"{path}?lang=nb").h1 == "Hva er viktig for deg?"


def test_a_team_that_takes_no_answers_says_so(phone, path, inside):
    data = fill(phone, path, "Ro")
    set_question(inside("nora"), is_open=False, stopped_after=28, own={})
    db.session.commit()
    assert phone.get(path).h1 == PATIENT_TEXTS["nb"].closed
    assert "Det du skrev, ble ikke sendt: Ro" in phone.post(path, data, status=200).words
    assert "Ro" not in phone.post(f"{path}?form=nettbrett", data, status=200).words.split()
    assert number() == 0


def test_a_revoked_code_says_where_to_go(phone, path, inside):
    revoke_code(inside("nora"), CodePurpose.ANSWER)
    db.session.commit()
    page = phone.get(f"{path}?lang=da", 410)
    assert page.h1 == PATIENT_TEXTS["da"].expired
    assert phone.look("/viktig/2222-2222-2222").h1 == PATIENT_TEXTS["nb"].expired


def test_a_form_that_was_open_too_long_comes_back_with_its_words(phone, path, code):
    old = new_token(code, secret=settings().secret, now=datetime.now(UTC) - GOOD_FOR - timedelta(minutes=1))
    for token in (old, "forged", ""):
        page = phone.post(path, {"answer": "Ro", "token": token}, status=422)
        assert page.one("#why").get_text() == PATIENT_TEXTS["nb"].e_old
        assert page.one("textarea").get_text().strip() == "Ro"
    assert number() == 0
    phone.post(path, page.fields(), status=200)
    assert number() == 1


def test_many_sends_are_kept_and_read_last_and_far_too_many_wait(phone, path, monkeypatch):
    monkeypatch.setattr(flood, "DOUBTFUL_FROM", 1)
    monkeypatch.setattr(flood, "REFUSED_FROM", 2)
    for text in ("Ro", "Kaffe"):
        phone.post(path, fill(phone, path, text), status=200)
    page = phone.post(path, fill(phone, path, "Søvn"), status=429)
    assert page.one("textarea").get_text().strip() == "Søvn"
    assert page.h1 == "Hva er viktig for deg?"
    rows = db.session.execute(select(Answer.__table__.c.text, Answer.is_doubtful)).all()
    assert sorted(rows) == [("Kaffe", True), ("Ro", False)]


def test_the_form_on_a_stand_says_so_and_starts_again_without_scripts(phone, path):
    page = phone.get(f"{path}?form=nettbrett&lang=en")
    assert page.select('a[href*="form=nettbrett"]')
    assert page.one("form").get("autocomplete") == "off"
    thanks = phone.post(page.one("form")["action"], page.fields() | {"answer": "Ro"}, status=200)
    assert stored()["way"] == AnswerWay.TABLET
    assert thanks.select(".ticket-qr svg")
    assert "nettbrett" in thanks.one(".ask-acts a")["href"]


def test_blocked_words_are_in_no_column(phone, path):
    phone.post(path, fill(phone, path, f"MERKEORD {invented.FNR}"), status=422)
    db.session.commit()
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(select(table)).all():
            assert "MERKEORD" not in repr(tuple(row)), table.name


def test_the_page_asks_the_database_little(phone, path, queries):
    phone.get(path)
    with queries() as seen:
        phone.get(path)
    assert len([each for each in seen if each.startswith("SELECT")]) <= 4
