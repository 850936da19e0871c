"""What patients answered stays where it may be read: every person asks at every address, and the bytes are searched.

Each answer carries a word of its own. Whoever finds one that is not hers to read fails here: on a page, in a file, in a
header, in a mail, in the log, in the cookie, or in a table it has no business in.
"""

import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from io import BytesIO
from urllib.parse import urlsplit
from zipfile import ZipFile, is_zipfile

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from tests.house.test_access import GET, NETWORK, OK, PEOPLE, POST, TEAM, rows_of_every_kind
from tests.services.mail.letters import SENDER
from tests.tellings import PAST
from tests.web.answers.waiting import send
from tracker.access.team_code import draw_code
from tracker.models.accounts import User
from tracker.models.answers import (
    HIDDEN_WORD,
    Answer,
    AnswerEnd,
    AnswerLink,
    AnswerState,
    AnswerWay,
    ChainEnd,
    RejectReason,
    Telling,
    TellingAnswer,
)
from tracker.models.base import Base, db
from tracker.models.campaigns import Campaign, CampaignUnit
from tracker.models.mail import Mail, MailKind
from tracker.models.networks import NetworkTeam
from tracker.models.organisations import OrganisationKind
from tracker.services.answers.chain.stopped import StoppedNotifier, tell_of_stopped
from tracker.services.answers.retention.notice import Notifier, tell_of_run
from tracker.services.answers.retention.rule import begun_rule
from tracker.services.answers.reviewing import approve, reject, take_back
from tracker.services.answers.withdrawing import withdraw_for_writer
from tracker.views.answers.chain.letter import stopped_writer
from tracker.views.links import Links
from tracker.views.notifications.digest import put_digest
from tracker.views.retention.letter import run_writer
from tracker.web.answers import answer as answer_page
from tracker.web.core.settings import settings

WORDS = {kind: f"zq{kind}zq" for kind in ("waiting", "typed", "rejected", "unshared", "shared", "hidden", "withdrawn")}
"""The word that gives each away. Beside it stands a word to search for, which a page may repeat to who searched."""
FOUND_BY = {kind: f"leterq{kind}" for kind in WORDS}
OUR_TEAM = ("nora", "ali", "siv")
REVIEW = ("answers.review", "answers.reject_answer", "answers.rejected")
BY_ANSWER = ("{card}", "{heard}", "{ended}")
AT_THE_DOOR = ("waiting", "unshared")
"""Answers that somebody outside the team asks for by name: her door is the same for all."""
LEAVES = ("demo.enter", "accounts.sign_out", "accounts.sign_out_everywhere")
"""After these it is another person, or nobody, who asks."""
LINKS = Links(lambda page, **_parts: f"https://oyehoyde.example.no/{page}")
QUEUE, WALL, HIS = f"{TEAM}/answers/review", f"{TEAM}/answers", "/teams/legevakta"
QUESTIONS = (
    ("answers.wall", f"{WALL}?theme=arstider"),
    ("answers.wall", f"{WALL}?group=waiting"),
    ("answers.wall", f"{WALL}?group=told"),
    ("answers.wall", f"{WALL}?who=patient&shown=600"),
    ("answers.told", "/fortalt/kirurgisk-3?lang=en"),
    ("answers.told_poster", "/fortalt/kirurgisk-3/plakat?lang=da"),
    ("campaigns.day_of", "/dagen/{day_year}?shown=240&lang=nn"),
)
"""Further ways to ask at some addresses."""


def may_read(who, kind, endpoint):
    """Tell whether a word may be in what a person is given."""
    match kind:
        case "shared":
            return True
        case "unshared":
            return who in OUR_TEAM
        case "typed" if who == "ali" and endpoint == "answers.paper":
            return True  # he typed the card in himself
        case "waiting" | "typed" | "rejected":
            return who == "nora" and endpoint in REVIEW
        case _:
            return False


@pytest.fixture
def ids(cast, inside, once):
    """A row of each kind as in the census, and the answers; a network whose teams see each other."""
    return once("answers that stay", lambda: rows_of_every_kind(cast) | _answers(cast, inside("nora", now=PAST)))


def _answers(cast, nora):
    """Every answer was approved and tied to a theme, a deed and a telling, before it became what it is."""
    cast.network.teams_see_each_other = True
    db.session.add(NetworkTeam(network_id=cast.network.id, team_id=cast.other_team.id, joined_on=date(2026, 1, 5)))
    kinds = [kind for kind in WORDS if kind != "hidden"]
    rows = {kind: _sent(cast, kind) for kind in kinds}
    for number in range(5):
        row = send(cast.team, f"Ro {number}", day=PAST.date() - timedelta(days=14))
        _approve(nora, row)
    for kind, row in rows.items():
        _approve(nora, row, hide=[2] if kind == "shared" else [])
        _tie(cast, row)
    for kind in ("waiting", "typed", "rejected"):
        take_back(nora, rows[kind].public_id, version=rows[kind].version)
    reject(nora, rows["rejected"].public_id, version=rows["rejected"].version, reason=RejectReason.POINTS_OUT)
    _on_the_day(cast)
    gone = rows["withdrawn"].public_id
    withdraw_for_writer(nora, rows["withdrawn"], withdrawn=settings().withdrawn)
    db.session.flush()
    return {"answers": {kind: gone if kind == "withdrawn" else row.public_id for kind, row in rows.items()}}


def _sent(cast, kind):
    """An answer that came by QR code, or on a card that Ali typed in."""
    hidden = f" {WORDS['hidden']} {FOUND_BY['hidden']}" if kind == "shared" else ""
    row = send(cast.team, f"{FOUND_BY[kind]} {WORDS[kind]}{hidden}", shared=kind != "unshared", day=PAST.date())
    if kind == "typed":
        row.way, row.typed_by_id = AnswerWay.PAPER, cast.people["ali"].id
    return row


def _on_the_day(cast):
    """Let all of them be given on the day of a year, to a unit that is the team."""
    day = db.session.scalars(select(Campaign)).one()
    held_on = PAST.date()
    day.opens_on = day.held_on = held_on
    day.freezes_on, day.asks_on = held_on + timedelta(days=8), held_on + timedelta(days=90)
    unit = CampaignUnit(
        campaign_id=day.id, team_id=cast.team.id, team_agreed_at=PAST, confirmed_at=PAST, signed_up_at=PAST,
        organisation="Fjordheim sykehus", organisation_key="fjordheim sykehus", name=cast.team.name,
        organisation_kind=OrganisationKind.HOSPITAL, name_key="kirurgisk", service=cast.team.service,
        contact="nora@example.no", code=draw_code(),
    )  # fmt: skip
    db.session.add(unit)
    db.session.flush()


def _approve(nora, row, *, hide=()):
    approve(nora, row.public_id, version=row.version, hide=list(hide), themes=["arstider", "bli-hort"])
    db.session.flush()


def _tie(cast, row):
    """Tie an answer to the idea, the test and both tellings of the census."""
    deeds = {
        "intervention_id": Base.metadata.tables["intervention"],
        "cycle_id": Base.metadata.tables["pdsa_cycle"],
    }
    by = {"team_id": cast.team.id, "answer_id": row.id}
    for column, table in deeds.items():
        deed = db.session.scalar(select(table.c.id).where(table.c.team_id == cast.team.id))
        db.session.add(AnswerLink(**by, **{column: deed}, linked_on=row.sent_on, at=PAST))
    for telling in db.session.scalars(select(Telling.id).where(Telling.team_id == cast.team.id)):
        db.session.add(TellingAnswer(**by, telling_id=telling))
    if row.shared:
        db.session.add(AnswerEnd(**by, kind=ChainEnd.DECLINED, reason="Ikke plass", decided_on=row.sent_on, at=PAST))
    db.session.flush()


def ways(ids, census, kinds=()) -> Iterator[tuple[str, str]]:
    """Give every endpoint with its address; one about an answer with the address of each, or of these."""
    answers = [ids["answers"][kind] for kind in kinds or ids["answers"]]
    for endpoint, (_statuses, path) in census.items():
        if endpoint in LEAVES:
            continue
        about_one = any(part in path for part in BY_ANSWER)
        for each in answers if about_one else ("",):
            named = dict.fromkeys((part.strip("{}") for part in BY_ANSWER), each) if about_one else {}
            yield endpoint, path.format(**ids | named)


def questions(ids, kinds=()) -> Iterator[tuple[str, str]]:
    """Give addresses with a question after them: answers asked for in the queue, and each searched for."""
    yield from ((endpoint, path.format(**ids)) for endpoint, path in QUESTIONS)
    for each in (ids["answers"][kind] for kind in kinds or ids["answers"]):
        yield "answers.review", f"{QUEUE}?answer={each}"
        yield "answers.review", f"{QUEUE}?last={each}"
    for each in FOUND_BY.values():
        yield "search.search", f"/search?q={each}"


def found_in(answer):
    """Return which answers can be read in what came back: head and body, files unpacked."""
    said = [str(answer.headers).encode(), *_parts(answer.get_data())]
    return {kind for kind, word in WORDS.items() if any(word.encode() in part for part in said)}


def _parts(body) -> Iterator[bytes]:
    yield body
    if body.startswith(b"%PDF") and b"%%EOF" in body:
        yield from (page.extract_text().encode() for page in PdfReader(BytesIO(body)).pages)
    elif is_zipfile(BytesIO(body)):
        with ZipFile(BytesIO(body)) as file:
            yield from (file.read(name) for name in file.namelist())


def leaks(visitor, who, asked, method="GET", **options):
    """Ask at each address, and list what a person found there that she may not read."""
    return [
        f"{who} {method} {path}: {kind}"
        for endpoint, path in asked
        for kind in sorted(found_in(visitor.raw(method, path, **options)))
        if not may_read(who, kind, endpoint)
    ]


def kept_by(visitor):
    """What the visitor's cookie holds, read as the server reads it."""
    with visitor.client.session_transaction() as session:
        return str(dict(session))


def words_in(text):
    return [word for word in WORDS.values() if word in text]


@pytest.mark.parametrize("who", PEOPLE)
def test_nobody_reads_what_is_not_hers(as_, ids, caplog, capfd, who):
    caplog.set_level(logging.DEBUG)
    visitor, kinds = as_(who), () if who in OUR_TEAM else AT_THE_DOOR
    assert leaks(visitor, who, [*ways(ids, GET, kinds), *questions(ids, kinds)]) == []
    assert words_in(kept_by(visitor)) == []
    assert words_in(caplog.text + "".join(capfd.readouterr())) == []


@pytest.mark.parametrize("who", [who for who in PEOPLE if who not in OUR_TEAM])
def test_no_form_of_an_outsider_answers_with_one(as_, ids, caplog, who):
    """The forms she may send, and all that are about answers."""
    caplog.set_level(logging.DEBUG)
    visitor = as_(who)
    data = {"csrf_token": visitor.token()}
    asked = {name: row for name, row in POST.items() if row[0][who] == OK or name.startswith("answers.")}
    assert leaks(visitor, who, ways(ids, asked, AT_THE_DOOR), "POST", data=data) == []
    assert words_in(caplog.text + kept_by(visitor)) == []


def test_another_teams_leader_reads_none_through_his_own_team(as_, ids):
    his = [(endpoint, path.replace(TEAM, HIS)) for endpoint, path in ways(ids, GET) if path.startswith(f"{TEAM}/answ")]
    assert len(his) > 30
    assert leaks(as_("per"), "per", his) == []


@pytest.mark.parametrize(
    ("who", "path", "kind"),
    [
        ("nora", f"{QUEUE}?answer={{waiting}}", "waiting"),
        ("nora", f"{QUEUE}?answer={{typed}}", "typed"),
        ("nora", f"{QUEUE}/{{waiting}}/reject", "waiting"),
        ("nora", f"{WALL}/rejected", "rejected"),
        ("ali", f"{WALL}/paper", "typed"),
        *((who, WALL, kind) for who in OUR_TEAM for kind in ("unshared", "shared")),
        ("siv", f"{WALL}/{{unshared}}", "unshared"),
        (None, "/fortalt/kirurgisk-3", "shared"),
        (None, "/dagen/{day_year}", "shared"),
        (None, "/tavle/{board}", "shared"),
    ],
)
def test_who_may_read_one_does_find_it(as_, ids, who, path, kind):
    """The search sees what is there: without this, the tests above could find nothing and be content."""
    answer = as_(who).raw("GET", path.format(**ids | ids["answers"]))
    assert answer.status_code == 200
    assert kind in found_in(answer)


def test_the_search_sees_into_every_kind_of_file(as_, ids, cast):
    cast.team.name = WORDS["waiting"]
    db.session.commit()
    for file in ("report", "report.pdf", "report.pptx", "report.xlsx"):
        assert "waiting" in found_in(as_("nora").raw("GET", f"{TEAM}/{file}")), file


def test_the_file_of_the_wall_has_what_the_team_may_read_and_no_more(as_, ids):
    for who in ("nora", "ali"):
        visitor = as_(who)
        answer = visitor.raw("POST", f"{WALL}/file", data={"csrf_token": visitor.token()})
        assert found_in(answer) == {"unshared", "shared"}


def test_the_words_stand_in_one_column_and_those_that_are_gone_in_none(ids):
    """Not in the audit trail, not among saved versions, exports, mails or sessions."""
    assert words_in(str(db.session.execute(select(Base.metadata.tables["answer"].c.text)).all()))
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(select(table)).mappings():
            for column, value in row.items():
                said = words_in(value.decode(errors="ignore") if isinstance(value, bytes) else str(value))
                assert not said or f"{table.name}.{column}" == "answer.text", f"{table.name}.{column}"
                assert not {WORDS["hidden"], WORDS["withdrawn"]} & set(said)


def test_no_mail_has_a_word_of_one(ids, cast):
    """The weekly mail to everybody, of what stands still to the leaders, and of what will be deleted."""
    now = datetime.now(UTC)
    for user in db.session.scalars(select(User)):
        user.persona = None
    db.session.flush()
    for user_id in db.session.scalars(select(User.id)).all():
        put_digest(user_id, sender=SENDER, links=LINKS, now=now)
    assert tell_of_stopped(cast.team.id, StoppedNotifier(SENDER, stopped_writer(LINKS)), now=now) == 1
    begun_rule(cast.network, today=now.date()).next_run_on = now.date() + timedelta(days=400)
    assert tell_of_run(cast.network, Notifier(SENDER, run_writer(LINKS)), now=now + timedelta(days=390)) == 1
    mails = db.session.scalars(select(Mail)).all()
    assert {MailKind.DIGEST, MailKind.ANSWERS} <= {mail.kind for mail in mails}
    for mail in mails:
        message = message_from_bytes(mail.raw, policy=policy.default)
        parts = [part.get_content() for part in message.walk() if not part.is_multipart()]
        assert words_in(f"{mail.raw.decode()} {message['subject']} {parts}") == []


@pytest.mark.parametrize(("who", "page"), [("nora", TEAM), ("siv", TEAM), ("kari", NETWORK), ("ingrid", NETWORK)])
def test_no_calendar_that_is_subscribed_to_has_a_word_of_one(as_, ids, who, page):
    visitor = as_(who)
    shown = visitor.follow(visitor.post("/calendar", {"next": f"{page}/gatherings"}))
    feed = as_(None).raw("GET", urlsplit(shown.one("#once-link")["value"]).path)
    assert (feed.status_code, feed.mimetype) == (200, "text/calendar")
    assert found_in(feed) == set()


def test_deciding_on_one_leaves_no_word_in_the_cookie_the_trail_or_the_log(as_, ids, caplog):
    caplog.set_level(logging.DEBUG)
    nora, waiting = as_("nora"), ids["answers"]["waiting"]
    for do in ("later", "approve"):
        page = nora.get(f"{QUEUE}?answer={waiting}")
        done = nora.post(QUEUE, page.fields("form.rv-one") | {"do": do})
        assert words_in(str(done.headers) + kept_by(nora)) == []
        page = nora.get(done.headers["Location"])
        nora.post(page.one(".rv-undo")["action"], page.fields(".rv-undo"))
    path = f"{QUEUE}/{waiting}/reject"
    nora.post(path, nora.get(path).fields("form.rv-one") | {"reason": "points_out"})
    assert words_in(kept_by(nora) + caplog.text) == []
    for path in (f"{TEAM}/audit", f"{TEAM}/audit.csv"):
        assert found_in(nora.raw("GET", path)) == set()


def test_an_answer_that_cannot_be_stored_is_in_no_log(app, as_, ids, caplog, capfd, monkeypatch):
    def fail(_access, new, **_more):
        raise OperationalError("INSERT INTO answer", {"text": new.text}, Exception(new.text))

    caplog.set_level(logging.DEBUG)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setattr(answer_page, "take_in", fail)
    phone, path = as_(None), f"/viktig/{ids['answer_code']}"
    sent = phone.raw("POST", path, data=phone.get(path).fields() | {"answer": WORDS["waiting"]})
    assert sent.status_code >= 500
    assert caplog.records
    assert words_in(caplog.text + "".join(capfd.readouterr()) + kept_by(phone)) == []


@pytest.mark.parametrize(
    ("who", "path", "place"),
    [
        ("nora", TEAM, '[aria-labelledby="matters"]'),
        ("siv", TEAM, '[aria-labelledby="matters"]'),
        ("nora", f"{TEAM}/goals/{{goal}}-halvere-fall", '[aria-labelledby="matters"]'),
        ("ali", f"{TEAM}/goals/{{goal}}-halvere-fall", '[aria-labelledby="matters"]'),
        (None, "/tavle/{board}", '[aria-labelledby="said"]'),
    ],
)
def test_the_latest_answers_are_approved_and_shared_alone(as_, ids, who, path, place):
    """The card on the team's page and a goal's, and the ward's screen: each can be read over a shoulder."""
    _only_ours()
    page = as_(who).get(path.format(**ids))
    said = page.one(place).get_text(" ", strip=True)
    assert WORDS["shared"] in said
    assert "skjult ord" in said
    assert words_in(page.text) == [WORDS["shared"]]
    assert HIDDEN_WORD not in page.text


@pytest.mark.parametrize("path", [TEAM, f"{TEAM}/goals/{{goal}}-halvere-fall", "/tavle/{board}"])
def test_where_none_is_shared_no_answer_is_shown(as_, ids, path):
    _only_ours()
    db.session.query(Answer).filter(Answer.shared, Answer.state == AnswerState.APPROVED).delete()
    db.session.commit()
    page = as_("nora").get(path.format(**ids))
    assert page.select(".v-b, [aria-labelledby=said]") == []
    assert words_in(page.text) == []


@pytest.mark.parametrize("who", ["kari", "ingrid", "einar"])
@pytest.mark.parametrize("path", [TEAM, f"{TEAM}/goals/{{goal}}-halvere-fall"])
def test_who_only_follows_the_team_has_no_card(as_, ids, who, path):
    page = as_(who).get(path.format(**ids))
    assert page.select('[aria-labelledby="matters"]') == []
    assert words_in(page.text) == []


def _only_ours():
    """Take the approved answers without a word of their own away, so that the cards have none but ours to choose."""
    ours = db.session.scalars(select(TellingAnswer.answer_id)).all()
    db.session.query(Answer).filter(Answer.id.not_in(ours)).delete(synchronize_session=False)
    db.session.commit()
