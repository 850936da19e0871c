"""What comes with a request, held to bounds before any page sees it.

NUL and halves of surrogate pairs are no text: PostgreSQL refuses the one, UTF-8 the other, and each would fail
somewhere else. They are refused here, wherever they stand. Forms obey one limit, however they are encoded.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_to_bytes

from flask import Flask, current_app, request
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

_MOST_FIELDS = 20_000
"""Fields of one form: ten times what the largest grid has, and read in some hundredths of a second."""
_URLENCODED = "application/x-www-form-urlencoded"
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_NO_TEXT_BYTES = re.compile(rb"\x00|\xed[\xa0-\xbf]")  # the second is how a lone surrogate would look in UTF-8


class UnreadableError(BadRequest):
    """The request holds signs that are no text."""


def install(app: Flask) -> None:
    """Look at each request before anything else does."""
    app.before_request(_hold)


def json_body(*, most_bytes: int) -> Any:  # noqa: ANN401 - whatever JSON can say
    """Return what was sent as JSON; None where it is none, or nested deeper than Python reads.

    Raises:
        RequestEntityTooLarge: it is longer than `most_bytes`.
        UnreadableError: one of its texts holds a sign that is no text.
    """
    body = _body(most_bytes)
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if any(_NO_TEXT.search(text) for text in _texts(said)):
        raise UnreadableError
    return said


def _hold() -> None:
    """Refuse what is no text in the address, the headers, the cookies and the form."""
    environ = request.environ
    raw = [environ.get("PATH_INFO", "").encode("latin-1", "replace")]
    raw.append(unquote_to_bytes(environ.get("QUERY_STRING", "").encode("latin-1", "replace")))
    raw.extend(value.encode("latin-1", "replace") for name, value in request.headers.items() if name)
    texts = [part for pair in request.cookies.items(multi=True) for part in pair]
    if request.endpoint is not None and request.method not in {"GET", "HEAD", "OPTIONS"}:
        if request.mimetype == _URLENCODED:
            raw.append(_urlencoded())
        elif request.mimetype == "multipart/form-data":
            texts += [part for pair in request.form.items(multi=True) for part in pair]
            texts += [part for name, file in request.files.items(multi=True) for part in (name, file.filename or "")]
    if any(_NO_TEXT_BYTES.search(part) for part in raw) or any(_NO_TEXT.search(part) for part in texts):
        raise UnreadableError


def _urlencoded() -> bytes:
    """Return the signs of an urlencoded form: its length and its number of fields are held here, nowhere else."""
    body = _body(current_app.config["MAX_FORM_MEMORY_SIZE"])
    if body.count(b"&") >= _MOST_FIELDS:
        raise RequestEntityTooLarge
    return unquote_to_bytes(body)


def _body(most: int) -> bytes:
    """Return the body; one that does not say its length is read to its limit, and one sign further."""
    if (request.content_length or 0) > most:
        raise RequestEntityTooLarge
    request.max_content_length = most + 1
    body = request.get_data(cache=True)  # a form is read of what is kept here
    if len(body) > most:
        raise RequestEntityTooLarge
    return body


def _texts(said: Any) -> Iterator[str]:  # noqa: ANN401 - whatever JSON can say
    waiting = [said]
    while waiting:
        match waiting.pop():
            case str() as text:
                yield text
            case dict() as mapping:
                waiting += [*mapping.keys(), *mapping.values()]
            case list() as parts:
                waiting += parts
