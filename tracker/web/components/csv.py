"""The answer that is a file for a spreadsheet."""

from __future__ import annotations

from flask import Response


def as_file(text: str, name: str) -> Response:
    """Answer with a file to be kept, by a name without signs that need quoting."""
    answer = Response(text, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
