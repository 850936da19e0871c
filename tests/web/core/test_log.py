"""The log has one line for each refusal and error, and nothing that anybody typed: no address, code, token or word."""

import logging
import re

import pytest
from sqlalchemy.exc import OperationalError

from tests.conftest import build
from tests.house import test_access as census
from tests.house.test_access import GET, POST
from tracker.services.improvement import goals
from tracker.web.core.log import HEADER, request_id

ids = census.ids
SECRET = "hemmelig-9f3a"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def lines(caplog):
    """What is written to the log, by whatever logger, as it is written."""
    caplog.set_level(logging.DEBUG)
    formatter = logging.Formatter("%(levelname)s %(message)s")
    return lambda: [formatter.format(record) for record in caplog.records]


@pytest.fixture
def live(app, monkeypatch):
    """Errors become pages, as in production."""
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)


def test_an_answer_names_its_request_and_a_refusal_is_logged_once(as_, lines):
    assert re.fullmatch(r"[0-9a-f]{32}", as_(None).get("/privacy").headers[HEADER])
    assert lines() == []
    as_("siv").get("/teams/kirurgisk-3/settings", status=403)
    as_("per").get("/teams/kirurgisk-3", status=404)
    assert [line.split(" ForbiddenError")[0].split(" NotFoundError")[0] for line in lines()] == [
        "WARNING GET teams.settings 403",
        "WARNING GET teams.team 404",
    ]


@pytest.mark.parametrize("trusted", [0, 1])
def test_a_proxys_id_is_taken_only_from_a_trusted_one_and_where_it_is_well_formed(tmp_path, trusted):
    client = build("sqlite://", tmp_path, trusted_proxies=trusted).test_client()
    for said in ("abcdef12-34", "short", "a" * 65, "with space", "æøåæøåæøå"):
        answer = client.get("/privacy", headers={HEADER: said})
        assert (answer.headers[HEADER] == said) == (trusted == 1 and said == "abcdef12-34")
    assert request_id.get() == "-"


def test_an_error_tells_its_class_and_our_own_places_and_not_its_words(as_, live, lines, monkeypatch):
    def fail(*_said, **_more):
        try:
            int(SECRET)
        except ValueError as error:
            raise OperationalError(f"INSERT {SECRET}", {"a": SECRET}, Exception(SECRET)) from error

    monkeypatch.setattr(goals, "goals", fail)
    assert as_("nora").raw("GET", f"/teams/kirurgisk-3/goals?x={SECRET}").status_code == 500
    [line] = lines()
    assert line.startswith("ERROR GET improvement.goals 500 OperationalError at ")
    assert "; because of ValueError at " in line
    assert " < tracker/web/improvement/goals.py:" in line
    assert SECRET not in line


@pytest.mark.parametrize("endpoint", sorted(GET.keys() | POST.keys()))
def test_no_secret_word_or_code_that_is_sent_is_logged(as_, ids, live, lines, endpoint):
    path = (GET.get(endpoint) or POST[endpoint])[1]
    secrets = {SECRET, ids["code"], ids["board"], ids["code"].replace("-", ""), "13097248022"}
    for who in ("nora", None):
        visitor = as_(who)
        whole = path.format(**ids).replace("none-such", SECRET)
        for shape in (f"{whole}{SECRET}", f"{whole}?next=/{SECRET}&from={SECRET}&measure={SECRET}"):
            visitor.raw(
                "GET", shape, headers={"X-Note": SECRET, "User-Agent": SECRET, "Referer": f"https://x/{SECRET}"}
            )
        body = f"csrf_token={SECRET}&title={SECRET}&name=13097248022&email={SECRET}@example.no&password={SECRET}"
        visitor.raw("POST", whole, data=body, content_type=FORM)
        visitor.raw("POST", whole, data=f"{body}&x=%00", content_type=FORM)
    told = "\n".join(lines())
    assert [secret for secret in secrets if secret in told] == []


def test_an_error_in_the_page_of_an_error_is_answered_and_logged_too(app, as_, live, lines, monkeypatch):
    def fail(*_said, **_more):
        raise ValueError(SECRET)

    visitor = as_(None)
    monkeypatch.setattr("tracker.web.core.errors.render_template", fail)
    monkeypatch.setitem(app.view_functions, "help.privacy", fail)
    answer = visitor.raw("GET", "/privacy")
    assert (answer.status_code, answer.get_data()) == (500, b"Internal server error\n")
    [line] = lines()
    assert line.startswith("ERROR GET help.privacy 500 ValueError at ")
    assert SECRET not in line
