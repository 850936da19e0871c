"""Answers that are files a person keeps, not pages."""

from __future__ import annotations

from flask import Response


def download(content: str | bytes, name: str, mimetype: str = "text/csv") -> Response:
    """Answer with a file to be kept, by a name without signs that need quoting."""
    answer = Response(content, mimetype=mimetype)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
