"""Odd values at every parameter of every address and at every field of every form: refused or ignored, never a 500.

What a page asks of its address is found in its module, and what a form holds by visiting it, so that a new parameter
and a new field are tried from their first day.
"""

import inspect
import re
from urllib.parse import quote

import pytest

from tests.house import test_access as census
from tests.house.test_access import GET, OK, PEOPLE, POST
from tests.page import take
from tracker.models.base import db

ids = census.ids
"""A row of each kind, and what its address is made of."""

ODD = {
    "superscript": "²",
    "arabic": "٣",
    "twenty figures": "9" * 20,
    "five thousand figures": "1" * 5000,
    "negative": "-1",
    "empty": "",
    "letters": "å" * 300,
    "line break": "a\r\nX: b",
    "bracket": "//[x",
    "first day": "0001-01-01",
    "last day": "9999-12-31",
    "week": "2026-W46-3",
    "infinite": "1e999",
    "percent": "%zz%",
}
NO_TEXT = {"nul": "%00", "half a pair": "%ED%A0%80"}
ASKED = re.compile(r'query\.\w+\((?:\w+, )?"(\w+)"')
EVERYWHERE = ("lang", "next")
"""Parameters that are read before any page: the pages of all, and one of a team's, are enough to try them on."""
EVERYONES = ("accounts.sign_in", "home.overview", "teams.team", "networks.matrix")

STRICTER = ("superscript", "twenty figures", "negative", "line break", "first day", "last day")
"""What PostgreSQL may take ill where SQLite is lenient. The rest never comes as far as to a database."""

LARGE = "twenty figures"
"""What both may take ill: more than their whole numbers hold."""

PLACED = ("superscript", "arabic", "twenty figures", "negative", "letters", "line break", "bracket")
"""What is tried in the path itself."""

ALONE = ("superscript", "twenty figures")
"""What is tried one parameter at a time where all at once were refused: a refusal may hide what another does."""

TRIED: set[tuple] = set()
"""Forms this worker has tried: one that stands on several pages is tried once."""


@pytest.fixture
def visit(as_, request):
    """Who may open an endpoint, and its address with the values of its places."""

    def find(table, endpoint):
        statuses, path = table[endpoint]
        who = next((who for who in PEOPLE if statuses[who] == OK), None)
        made = request.getfixturevalue("ids")  # before she signs in: some people come with the rows
        return as_(who), path, made

    return find


def asked_by(app, endpoint):
    """Name what the page of an endpoint reads of its address."""
    module = inspect.getmodule(app.view_functions[endpoint])
    asked = set(ASKED.findall(inspect.getsource(module))) if module else set()
    return sorted(asked | set(EVERYWHERE if endpoint in EVERYONES else ()))


def odd():
    """Give what is tried on this database, by kind: what the stricter takes ill there, the rest on the other."""
    is_strict = db.engine.dialect.name == "postgresql"
    kinds = STRICTER if is_strict else (ODD.keys() - set(STRICTER)) | {LARGE}
    return {kind: ODD[kind] for kind in sorted(kinds)}


def oddly(endpoint, path):
    """Give the address with each of its places in turn held open for something odd, named `{odd}`.

    Teams and networks are looked up before any page, so the names of theirs are odd at a page of each.
    """
    for name in re.findall(r"{(\w+)}", path):
        yield path.replace(f"{{{name}}}", "{odd}", 1)
    for slug in ("kirurgisk-3", "brukermedvirkning", "/tell/"):
        if slug in path and (slug == "/tell/" or endpoint in EVERYONES):
            yield path.replace(slug, f"{slug}{{odd}}" if slug.endswith("/") else "{odd}")


def place(shape, rows, value):
    """Fill in an address: its odd place with a value, the others with what is there."""
    return shape.format(**rows | {"odd": quote(value, safe="")})


@pytest.mark.parametrize("endpoint", sorted(GET))
def test_odd_values_in_an_address_are_refused_or_ignored(app, visit, endpoint):
    names, shapes = asked_by(app, endpoint), [*oddly(endpoint, GET[endpoint][1])]
    if not names and not shapes:
        return
    visitor, path, rows = visit(GET, endpoint)
    whole = path.format(**rows)
    for kind, value in odd().items() if names else ():
        each = [f"{name}={quote(value)}" for name in names]
        answer = visitor.raw("GET", f"{whole}?{'&'.join(each + each)}")
        assert answer.status_code < 500, f"all, {kind}"
        for asked in each if kind in ALONE and answer.status_code != 200 else ():
            answer = visitor.raw("GET", f"{whole}?{asked}")
            assert answer.status_code < 500, f"{asked[:80]}, {kind}"
    for shape in shapes:
        for kind, value in odd().items():
            if kind in PLACED:
                answer = visitor.raw("GET", place(shape, rows, value))
                assert answer.status_code < 500, f"{shape}, {kind}"


@pytest.mark.parametrize("endpoint", sorted(name for name, (_who, path) in POST.items() if any(oddly(name, path))))
def test_odd_values_in_the_address_of_a_form_are_refused(visit, endpoint):
    visitor, path, rows = visit(POST, endpoint)
    token = visitor.token()
    for shape in oddly(endpoint, path):
        for kind, value in odd().items():
            if kind in PLACED:
                answer = visitor.raw("POST", place(shape, rows, value), data={"csrf_token": token})
                assert answer.status_code < 500, f"{shape}, {kind}"


def forms_of(page):
    """Give the action and the fields of each form of the page's own, the names of its buttons among them."""
    for form in page.select("main form[method=post]"):
        fields: dict[str, object] = {"csrf_token": ""}
        for field in form.select("input[name], select[name], textarea[name]"):
            fields.setdefault(field["name"], "")
            take(field, fields)
        fields |= {button["name"]: button.get("value", "") for button in form.select("button[name]")}
        yield form["action"] or page.path, fields


@pytest.mark.parametrize("endpoint", sorted(GET))
def test_odd_values_in_every_field_are_refused_or_kept(visit, endpoint):
    visitor, path, rows = visit(GET, endpoint)
    page = visitor.look(path.format(**rows))
    for action, fields in forms_of(page) if page.html else ():
        form = db.engine.dialect.name, action, *sorted(fields)
        if form in TRIED:
            continue
        TRIED.add(form)
        for kind, value in odd().items():
            typed = dict.fromkeys(fields, value) | {"csrf_token": fields["csrf_token"]}
            assert visitor.raw("POST", action, data=typed).status_code < 500, f"{action}, {kind}"
        for name in fields.keys() - {"csrf_token"} if db.engine.dialect.name == "postgresql" else ():
            answer = visitor.raw("POST", action, data=fields | {name: [ODD["superscript"], ODD["twenty figures"]]})
            assert answer.status_code < 500, f"{action}, {name}"
