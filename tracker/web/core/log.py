"""The log: one line for each request that was refused or failed, without anything that somebody typed.

A line has the request's id, the name of its endpoint, its method and status, and of an error its class and the places
in our own code it came by. No address, since it may hold a code or a token; no message of an error, since it may hold
what was typed; no person. The id stands in the answer too, so that somebody who tells of an error can name it.
"""

from __future__ import annotations

import logging
import re
import sys
from contextvars import ContextVar
from pathlib import Path
from traceback import extract_tb
from uuid import uuid4

from flask import Flask, Response, g, request

from tracker.web.core.settings import settings

HEADER = "X-Request-ID"
_WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{8,64}")
_OURS = Path(__file__).resolve().parents[3]
_MOST_PLACES = 12
_SUBJECT = "tracker"

request_id: ContextVar[str] = ContextVar("request_id", default="-")
"""The id of the request that is answered, for whatever writes to the log meanwhile."""

_log = logging.getLogger(f"{_SUBJECT}.requests")


class _WithRequestId(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


def install(app: Flask) -> None:
    """Give each request an id and, where it is refused or fails, a line on the error stream."""
    _write_to_stderr()
    app.before_request(_begin)
    app.after_request(write_line)
    app.teardown_request(_end)


def write_line(response: Response) -> Response:
    """Write the line of this request, and put its id into the answer."""
    response.headers[HEADER] = request_id.get()
    if response.status_code >= 400:
        failure: BaseException | None = g.pop("failure", None)
        level = logging.ERROR if response.status_code >= 500 else logging.WARNING
        method = request.method if request.method in _METHODS else "other"
        line = f"{method} {request.endpoint or 'nowhere'} {response.status_code}"
        _log.log(level, "%s%s", line, f" {described(failure)}" if failure else "")
    return response


_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST"})


def described(failure: BaseException) -> str:
    """Return the classes of an error and of what caused it, and where in our code each came by; none of its words."""
    told: list[str] = []
    seen: BaseException | None = failure
    while seen is not None and len(told) < _MOST_PLACES:
        told.append(f"{type(seen).__name__}{_code_of(seen)} at {' < '.join(_places(seen)) or 'no place of ours'}")
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "; because of ".join(told)


def _code_of(failure: BaseException) -> str:
    """Return what a database calls the error, which is one of a list: `SQLITE_FULL`, `53100`."""
    code = getattr(failure, "sqlstate", None) or getattr(failure, "sqlite_errorname", None)
    return f" ({code})" if isinstance(code, str) else ""


def _places(failure: BaseException) -> list[str]:
    """Name the last places of our own, the innermost first."""
    frames = [frame for frame in extract_tb(failure.__traceback__) if Path(frame.filename).is_relative_to(_OURS)]
    ours = [frame for frame in frames if ".venv" not in Path(frame.filename).parts]
    return [
        f"{Path(frame.filename).relative_to(_OURS).as_posix()}:{frame.lineno} {frame.name}"
        for frame in reversed(ours[-_MOST_PLACES:])
    ]


def _begin() -> None:
    """Take the proxy's id, where one of ours stands before us and says a well-formed one; else make one."""
    said = request.headers.get(HEADER, "") if settings().trusts_proxy else ""
    request_id.set(said if _WELL_FORMED.fullmatch(said) else uuid4().hex)


def _end(_error: BaseException | None) -> None:
    request_id.set("-")


def _write_to_stderr() -> None:
    logger = logging.getLogger(_SUBJECT)
    if any(isinstance(each, _ToStderr) for each in logger.handlers):
        return
    handler = _ToStderr()
    handler.addFilter(_WithRequestId())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(request_id)s %(message)s"))
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)


class _ToStderr(logging.StreamHandler):  # type: ignore[type-arg]  # generic for the checker alone
    """The error stream as it is now: tests and servers exchange it."""

    def __init__(self) -> None:
        super().__init__()

    @property
    def stream(self) -> object:
        return sys.stderr

    @stream.setter
    def stream(self, _stream: object) -> None:
        """Keep to the error stream."""
