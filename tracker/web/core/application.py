"""The Flask application, except that an error says nothing of what was typed, and none reaches the server."""

from __future__ import annotations

from types import TracebackType

from flask import Flask, Response, g

from tracker.web.core import log

_Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class Application(Flask):
    """Flask, which would log the address of a failed request and the message of its error: both may hold secrets."""

    def log_exception(self, exc_info: _Failure) -> None:
        """Keep the error for the one line that this request is given in the log."""
        g.failure = exc_info[1]

    def handle_exception(self, e: Exception) -> Response:
        """Answer in plain text where even the page that says so fails. The server would log the address."""
        try:
            return super().handle_exception(e)
        except Exception as second:
            if self.testing and self.config["PROPAGATE_EXCEPTIONS"] is not False:
                raise
            g.failure = second
            return log.write_line(Response("Internal server error\n", 500, mimetype="text/plain"))
