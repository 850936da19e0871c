"""What one side has set reaches the other in no way before it may: every page reads the same, whatever was set."""

import re
from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select, text

from tests.house.test_access import ids  # noqa: F401 - a fixture
from tests.page import HIDDEN
from tests.web.charted import MOMENT
from tracker.access.people import Actor
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.progress import Progress, ProgressStep
from tracker.text.locale import Locale
from tracker.views.links import Links
from tracker.views.notifications.digest import digest_letter

pytestmark = pytest.mark.usefixtures("wednesday_morning", "ids")

TEAM, NETWORK = "/teams/kirurgisk-3", "/networks/brukermedvirkning"
OF_THE_TEAM = (
    TEAM, f"{TEAM}/progress", f"{TEAM}/goals", f"{TEAM}/interventions", f"{TEAM}/gatherings", f"{TEAM}/report",
    f"{TEAM}/report.xlsx", f"{TEAM}/measures/{{measure}}.csv", f"{TEAM}/measures/{{measure}}/figure.json",
    f"{TEAM}/measures/{{measure}}-satte-legen-seg", "/start", "/notifications", NETWORK,
    "/search?q=framdrift", "/search?q=stille", f"{NETWORK}/about",
)  # fmt: skip
OF_THE_LEADER = (
    f"{TEAM}/audit",
    f"{TEAM}/audit.csv",
    f"{TEAM}/audit?q=2026-11",
    f"{TEAM}/audit?what=goals",
    f"{TEAM}/settings",
)
OF_READERS = (NETWORK, f"{NETWORK}?show=numbers", "/organisations/fjordheim/news")
NONCE = re.compile(r'nonce="[^"]*"')


def read(as_, who, paths, rows):
    """All that a person can read, with what changes at each visit left out; and the mail she would get."""
    visitor, found = as_(who), {}
    for path in paths:
        page = visitor.look(path.format(**rows))
        assert page.status == 200, f"{path}: {page.status}"
        found[path] = NONCE.sub("", HIDDEN.sub("", page.text)) if page.text else page.body
    person = db.session.scalars(select(Progress)).one().by.__class__
    user = db.session.scalars(select(person).where(person.email == f"{who}@example.no")).one()
    letter = digest_letter(Actor(user, MOMENT + timedelta(minutes=1)), Locale.of("nb"), Links(lambda *_a, **_k: "x"))
    return found | {"mail": repr(letter)}


def set_as(as_, who, step, why):
    as_(who).submit(f"{TEAM}/progress", {"step": step, "why": why})


def make_another():
    """Put another score in place of the one that was set, in the row and in the lines of the trail."""
    row = db.session.scalars(select(Progress)).one()
    row.step, row.why = ProgressStep.HOLDING, "Strålende"
    row.evidence = row.evidence | {"suggested": "0.5"}
    for line in db.session.scalars(select(AuditLine).where(AuditLine.subject == "progress")):
        line.after = line.after | {"score": 4.5, "why": "Strålende"}
    db.session.commit()


@pytest.fixture
def rows(request):
    return request.getfixturevalue("ids")


@pytest.mark.parametrize(
    ("setter", "readers"),
    [
        ("ingrid", {"nora": OF_THE_TEAM + OF_THE_LEADER, "ali": OF_THE_TEAM, "siv": OF_THE_TEAM,
                    "kari": OF_THE_TEAM[:2] + OF_READERS}),
        ("nora", {"ingrid": (*OF_THE_TEAM[:2], *OF_READERS[:2], "/notifications", "/start", f"{NETWORK}/about"),
                  "kari": OF_THE_TEAM[:2] + OF_READERS}),
    ],
)  # fmt: skip
def test_no_page_file_or_mail_tells_the_others_what_one_side_has_set(as_, rows, cast, setter, readers):
    cast.network.teams_see_each_other = True
    db.session.commit()
    set_as(as_, setter, "1.0", "Stille")
    before = {who: read(as_, who, paths, rows) for who, paths in readers.items()}
    make_another()
    after = {who: read(as_, who, paths, rows) for who, paths in readers.items()}
    for who, paths in before.items():
        for path, page in paths.items():
            assert page == after[who][path], f"{who} can tell from {path} what {setter} has set"


def test_what_is_not_hidden_is_seen_by_the_same_reading(as_, rows):
    """The test above would see it: when both have set theirs, page, trail and file differ by what was set."""
    set_as(as_, "ingrid", "1.0", "Stille")
    paths = (f"{TEAM}/progress", f"{TEAM}/audit", f"{TEAM}/audit.csv")
    with time_machine.travel(MOMENT + timedelta(days=30), tick=False):
        before = read(as_, "nora", paths, rows)
        make_another()
        after = read(as_, "nora", paths, rows)
    assert [path for path in paths if before[path] == after[path]] == []


def test_the_trail_says_who_and_when_at_once_and_what_when_both_have_set_theirs(as_):
    set_as(as_, "ingrid", "1.0", "Stille")
    (line,) = as_("nora").get(f"{TEAM}/audit").select(".log-line")
    said = " ".join(line.get_text(" ").split())
    assert "Ingrid Moe satte framdriften for 2026-11" in said
    assert "vises når begge har satt sitt" in said
    assert "Stille" not in said
    assert "vises når begge har satt sitt" in as_("nora").look(f"{TEAM}/audit.csv").text
    set_as(as_, "nora", "2.0", "Ålreit")
    page = as_("nora").get(f"{TEAM}/audit")
    assert "Stille" in page.words
    assert "vises når" not in page.words
    assert db.session.scalar(text("SELECT count(*) FROM audit_line WHERE subject = 'progress'")) == 2
