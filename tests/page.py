"""A visitor who inspects every page it meets: nobody writes these checks again, and nobody forgets them."""

import re
from collections import Counter
from functools import cached_property
from html import unescape
from urllib.parse import urlsplit

from bs4 import BeautifulSoup
from bs4.builder import HTML5TreeBuilder
from flask import Flask, g
from sqlalchemy import event
from werkzeug.test import TestResponse

from tests.quick_html import QuickParser
from tracker.models.base import db
from tracker.web.core.guard import TOKEN

# html5lib (2020) does not know these newer rules of HTML.
KNOWN_GOOD = {"unexpected-self-closing-tag", "non-void-element-with-trailing-solidus"}
WRITES = re.compile(r"^\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)


class Page:
    """What came back: status, text, and the parsed page where it is one."""

    def __init__(self, response: TestResponse, path: str) -> None:
        self.status = response.status_code
        self.headers = response.headers
        self.path = path
        self.body = response.get_data()
        self.html = response.mimetype == "text/html"
        readable = (response.mimetype or "").startswith(("text/", "application/json")) and not response.content_encoding
        self.text = self.body.decode() if readable else ""
        self.faults: list[tuple] = []
        self.json = response.json if response.is_json else None
        response.close()

    @cached_property
    def soup(self) -> BeautifulSoup | None:
        """The page as a tree, read when somebody asks; what is not valid HTML comes among the faults."""
        return BeautifulSoup(self.text, builder=_Told(self.faults)) if self.html else None

    @property
    def location(self) -> str:
        return urlsplit(self.headers.get("Location", "")).path

    @property
    def h1(self) -> str:
        return words(self.soup.select_one("h1").get_text())

    @property
    def words(self) -> str:
        """All that can be read, spaces folded, no-break spaces kept as spaces."""
        return words(self.soup.get_text(" "))

    def select(self, css: str) -> list:
        return self.soup.select(css)

    def one(self, css: str):
        found = self.soup.select(css)
        assert len(found) == 1, f"{len(found)} of {css} on {self.path}"
        return found[0]

    def links(self) -> set[str]:
        """Every address of ours that the page links to."""
        return {a["href"] for a in self.soup.select("a[href]") if a["href"].startswith(("/", "?"))}

    def errors(self) -> str:
        """The words of the error summary and of the errors beside the fields."""
        return words(" ".join(part.get_text(" ") for part in self.soup.select(".error, .errors, [id$=-error]")))

    def fields(self, form: str = "main form") -> dict[str, object]:
        """What a browser would send of a form as it stands."""
        found = self.soup.select(form)
        assert found, f"no form {form} on {self.path}"
        data: dict[str, object] = {}
        for field in found[0].select("input[name], select[name], textarea[name]"):
            take(field, data)
        return data


class _Told(HTML5TreeBuilder):
    """Builds the tree as browsers do, and tells what is wrong with the HTML: one reading for both."""

    def __init__(self, faults: list[tuple]) -> None:
        super().__init__()
        self.faults = faults

    def feed(self, markup: str) -> None:
        parser = QuickParser(tree=self.create_treebuilder)
        self.underlying_builder.parser = parser
        parser.parse(markup)
        self.underlying_builder.parser = None
        self.faults += [(position, code) for position, code, _ in parser.errors if code not in KNOWN_GOOD]


def take(field, data: dict[str, object]) -> None:
    """Put what a browser would send of one field into the data."""
    name, kind = field["name"], field.get("type", "text")
    if field.name == "select":
        chosen = field.select("option[selected]") or ([] if field.has_attr("multiple") else field.select("option")[:1])
        values = [option.get("value", option.get_text()) for option in chosen]
    elif field.name == "textarea":
        values = [field.get_text().removeprefix("\r\n")]
    elif kind in {"checkbox", "radio"}:
        values = [field.get("value", "on")] if field.has_attr("checked") else []
    elif kind in {"submit", "file", "button"}:
        values = []
    else:
        values = [field.get("value", "")]
    for value in values:
        if name in data:
            kept = data[name]
            data[name] = [*kept, value] if isinstance(kept, list) else [kept, value]
        else:
            data[name] = value


class Visitor:
    """A browser without scripts. GETs must change nothing; every page is inspected."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def carry(self, token: str) -> None:
        """Put a session's token into the cookie."""
        with self.client.session_transaction() as session:
            session[TOKEN] = token

    def get(self, path: str, status: int | None = 200, **options) -> Page:
        """Visit a page; the status must be this, or any where it is None."""
        with _nothing_written(path):
            page = self._request("GET", path, **options)
        assert status in {None, page.status}, f"GET {path} answered {page.status}, not {status}"
        return page

    def submit(self, path: str, data: dict | None = None, *, form: str = "main form", status: int = 302) -> Page:
        """Open a page, fill in its form and send it to where the form says."""
        page = self.get(path)
        fields = page.fields(form) | (data or {})
        action = page.soup.select_one(form).get("action") or path
        return self._expect("POST", action, status, data=_sendable(fields))

    def post(self, path: str, data: dict | None = None, *, status: int | None = 302) -> Page:
        """Send a form with a token of this browser's own, as a script would."""
        with self.client.session_transaction():
            pass
        return self._expect("POST", path, status, data=_sendable({"csrf_token": self.token()} | (data or {})))

    def look(self, path: str) -> Page:
        """Read a page, whatever its status, without inspecting it."""
        return Page(self.raw("GET", path), path)

    def raw(self, method: str, path: str, **options) -> TestResponse:
        """Send a request as it is said, and give the answer as it came: nothing is inspected."""
        db.session.rollback()
        _forget()
        answer = self.client.open(path, method=method, **options)
        answer.get_data()
        answer.close()
        return answer

    def follow(self, page: Page) -> Page:
        """Go where a redirect says."""
        return self.get(page.headers["Location"])

    def token(self) -> str:
        """Fetch a form token from a page anyone can read."""
        _forget()
        page = self.client.get("/privacy").get_data(as_text=True)
        return unescape(re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page).group(1))

    def _expect(self, method: str, path: str, status: int | None, **options) -> Page:
        page = self._request(method, path, **options)
        assert status in {None, page.status}, (
            f"{method} {path} answered {page.status}, not {status}: {page.text[:3000]}"
        )
        return page

    def _request(self, method: str, path: str, **options) -> Page:
        db.session.rollback()
        _forget()
        page = Page(self.client.open(path, method=method, **options), path)
        db.session.expire_all()
        if page.html:
            inspect(page)
        return page


SEEN: set[int] = set()
"""Pages that were inspected and were in order, so that none is inspected twice."""
HIDDEN = re.compile(r'<input[^>]*type="hidden"[^>]*>')


def inspect(page: Page) -> None:
    """Hold what every page must be."""
    seen = hash((page.path, HIDDEN.sub(_unvalued, page.text)))
    if seen in SEEN:
        return
    soup = page.soup
    assert not page.faults, f"{page.path} is not valid HTML: {page.faults[:3]}"
    assert soup.html.get("lang"), f"{page.path} has no language"
    by_name: dict[str, list] = {}
    for tag in soup.find_all(True):
        by_name.setdefault(tag.name, []).append(tag)
    headings = by_name.get("h1", ())
    assert len(headings) == 1, f"{page.path} has {len(headings)} h1"
    title = words(soup.title.get_text()).removeprefix("Feil: ").removeprefix("Error: ").removeprefix("Fejl: ")
    assert title.startswith(page.h1), f"{page.path}: title {title!r} does not start with {page.h1!r}"
    tags = [tag for each in by_name.values() for tag in each]
    ids = Counter(tag["id"] for tag in tags if tag.has_attr("id"))
    assert not ids or max(ids.values()) == 1, f"{page.path} uses an id twice: {ids.most_common(3)}"
    for form in by_name.get("form", ()):
        assert form.has_attr("action"), f"{page.path} has a form without an action"
        # By a secret code no cookie speaks, so there is nothing to forge.
        by_code = form["action"].startswith(("/tell/", "/evaluering/", "/viktig/", "/angre", "/dagen/"))
        if form.get("method", "get").lower() == "post" and not by_code:
            assert form.select("[name=csrf_token]"), f"{page.path} has a form without a token"
    for script in by_name.get("script", ()):
        data_block = script.get("type") == "application/json"
        assert script.get("src") or data_block, f"{page.path} has an inline script"
    assert "style" not in by_name, f"{page.path} has inline style"
    assert not any(tag.has_attr("style") for tag in tags), f"{page.path} has inline style"
    labelled = {label.get("for") for label in by_name.get("label", ())}
    for field in (field for name in ("input", "select", "textarea") for field in by_name.get(name, ())):
        assert _is_named(field, labelled), f"{page.path}: {field.get('name')} has no label"
    said = page.words
    assert "None" not in said.split(), f"{page.path} shows None"
    assert "%(" not in said, f"{page.path} shows a placeholder"
    primary = [tag for tag in tags if "btn-primary" in tag.get("class", ()) and tag.find_parent("main")]
    assert len(primary) <= 1, f"{page.path} has more than one primary action"
    SEEN.add(seen)


def _unvalued(hidden: re.Match) -> str:
    """Give a hidden field without what it carries: a token is another each time."""
    return re.sub(r'value="[^"]*"', "", hidden.group())


def _is_named(field, labelled: set[str | None]) -> bool:
    if field.get("type") == "hidden" or field.get("aria-label") or field.get("aria-labelledby"):
        return True
    return bool(field.find_parent("label")) or field.get("id") in labelled - {None}


def words(text: str) -> str:
    return " ".join(text.replace("\u00ad", "").split())


def _forget() -> None:
    """Empty `g`: a test's requests share its application context, and so what one request keeps there for itself."""
    vars(g._get_current_object()).clear()


def _sendable(fields: dict) -> dict:
    return {key: value for key, value in fields.items() if value is not None}


class _nothing_written:  # noqa: N801 - reads as a sentence
    """Fail a GET that writes to the database."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __enter__(self) -> None:
        event.listen(db.engine, "before_cursor_execute", self._watch)

    def __exit__(self, *_error: object) -> None:
        event.remove(db.engine, "before_cursor_execute", self._watch)

    def _watch(self, _connection, _cursor, statement, *_rest) -> None:
        assert not WRITES.match(statement), f"GET {self.path} wrote: {statement[:80]}"
