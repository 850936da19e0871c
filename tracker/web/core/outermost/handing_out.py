"""Answers that many ask for and few seconds change: kept as bytes in the process, and handed out before anything else.

A page says of its own answer that it may be kept (`keep_for`); its address ends in `.json`, stands under the one that
the house names, and it is the same for everybody. After those seconds whoever comes first has it made anew, while all
others get the old one. So however many ask, each process asks the database once in that time, and a question costs
neither a session nor a template.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager, nullcontext
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any

from flask import Flask, request

from tracker.web.core.log import HEADER

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_SECONDS = "tracker.keep_for"
_KIND = ".json"
_MOST = 100
"""Answers that are kept at once; there are a few."""
_NOT_WITHOUT_BODY = frozenset({"content-length", "content-type"})

Headers = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as it left the house, and until when it is handed out as it is."""

    headers: Headers
    body: bytes
    etag: str
    until: float


class HandsOut:
    """The application behind what is kept of its answers."""

    def __init__(
        self, application: WSGIApplication, *, under: str = "/", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._application, self._under, self._clock = application, under, clock
        self._kept: dict[tuple[str, str], KeptAnswer] = {}
        self._making = Lock()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Hand out what is kept; let the application make what is not, or is too old."""
        path = environ.get("PATH_INFO", "")
        is_asked_by_many = path.startswith(self._under) and path.endswith(_KIND)
        if not is_asked_by_many or environ.get("REQUEST_METHOD") != "GET":
            return self._application(environ, start_response)
        key = (environ.get("wsgi.url_scheme", ""), path)
        kept = self._kept.get(key)
        if kept is not None and (self._is_fresh(kept) or not self._making.acquire(blocking=False)):
            return _given(kept, environ, start_response)
        with self._made_by_one(waits=kept is None):
            kept = self._kept.get(key)
            if kept is not None and self._is_fresh(kept):  # somebody was faster
                return _given(kept, environ, start_response)
            return self._made(key, environ, start_response)

    def forget(self) -> None:
        """Keep nothing."""
        self._kept.clear()

    @contextmanager
    def _made_by_one(self, *, waits: bool) -> Iterator[None]:
        if waits:
            self._making.acquire()
        try:
            yield
        finally:
            self._making.release()

    def _made(self, key: tuple[str, str], environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        said: list[tuple[str, Headers]] = []

        def begin(status: str, headers: Headers, exc_info: Any = None) -> Callable[[bytes], object]:  # noqa: ANN401 - as WSGI says
            said[:] = [(status, headers)]
            return start_response(status, headers, exc_info)

        unconditional = {name: value for name, value in environ.items() if name != "HTTP_IF_NONE_MATCH"}
        answer = self._application(unconditional, begin)
        with closing(answer) if hasattr(answer, "close") else nullcontext():  # type: ignore[type-var]
            body = b"".join(answer)
        status, headers = said[0]
        seconds = unconditional.get(_SECONDS)
        if status.startswith("200") and seconds is not None:
            mine = [(name, value) for name, value in headers if name != HEADER]
            etag = next((value for name, value in mine if name == "ETag"), "")
            if len(self._kept) >= _MOST:
                self.forget()
            self._kept[key] = KeptAnswer(mine, body, etag, self._clock() + float(seconds))
        return [body]

    def _is_fresh(self, kept: KeptAnswer) -> bool:
        return self._clock() < kept.until


def install(app: Flask, *, under: str) -> None:
    """Stand before the application, for addresses under this one alone: what a person asks for herself goes past."""
    app.wsgi_app = app.extensions[_SECONDS] = HandsOut(app.wsgi_app, under=under)  # type: ignore[method-assign]


def handed_out(app: Flask) -> HandsOut:
    """Return what stands before the application."""
    found: HandsOut = app.extensions[_SECONDS]
    return found


def keep_for(seconds: float) -> None:
    """Say that the answer to this request is the same for everybody, and good for so long."""
    request.environ[_SECONDS] = seconds


def _given(kept: KeptAnswer, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    if kept.etag and kept.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
        headers = [pair for pair in kept.headers if pair[0].lower() not in _NOT_WITHOUT_BODY]
        start_response("304 Not Modified", headers)
        return [b""]
    start_response("200 OK", list(kept.headers))
    return [kept.body]
