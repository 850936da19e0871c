"""What is kept for a day only is cleared away along with what people save, so that it needs no timer to be true.

At most once an hour in each process, in the transaction of a change that succeeded: a sign-in or a count at the bedside
is enough. `tracker forget-uploads` on a timer does the same for an installation where nobody comes for days.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask, Response, current_app, g, request

from tracker.models.base import may_write
from tracker.services.imports import upload_store
from tracker.web.core.guard import now
from tracker.web.core.transactions import SAFE_METHODS

EVERY = timedelta(hours=1)
_DONE = "tracker.tidied"


def install(app: Flask) -> None:
    """Tidy up after requests that change something."""
    app.after_request(_tidy)


def _tidy(response: Response) -> Response:
    if _saves(response) and _is_time(now()):
        upload_store.forget_old(now())
        current_app.extensions[_DONE] = now()
    return response


def _saves(response: Response) -> bool:
    """Return whether this request's changes are about to be kept."""
    refused = g.get("refused", False) or g.get("stale", False)
    return request.method not in SAFE_METHODS and response.status_code < 400 and not refused and may_write.get()


def _is_time(moment: datetime) -> bool:
    done: datetime | None = current_app.extensions.get(_DONE)
    return done is None or abs(moment - done) >= EVERY  # a clock that was set back is no reason to wait
