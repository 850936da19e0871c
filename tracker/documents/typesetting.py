"""What every paper of this house is set with: typst, the fonts that are shipped, and texts in signs they have."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path

from typst import Compiler, Fonts, TypstError

from tracker.text.fonts import FOLDER, writable

MIMETYPE = "application/pdf"


class PaperError(Exception):
    """A page that could not be set. The words of the typesetter may repeat a text, so they are for no log."""


def typeset(source: Path, name: str, said: Mapping[str, object], *, day: date) -> bytes:
    """Set a paper of as many pages as it takes, as a tagged PDF (PDF/UA-1); `said` reaches `source` as data by `name`.

    Raises:
        PaperError: it could not be set.
    """
    told = json.dumps(writable_in(said), ensure_ascii=False)
    made = datetime.combine(day, time(12), UTC)
    try:
        setter = Compiler(source, root=source.parent, font_paths=fonts(), sys_inputs={name: told})
        content = setter.compile(format="pdf", pdf_standards="ua-1", timestamp=made)
    except TypstError as error:
        raise PaperError(str(error)) from error
    assert isinstance(content, bytes)
    return content


@cache
def fonts() -> Fonts:
    """Return the fonts that are shipped, and no others."""
    return Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER])


def writable_in(value: object) -> object:
    """Return texts in signs that the fonts have, however deep they lie: one they lack would stop the page."""
    match value:
        case str():
            return writable(value)
        case Mapping():
            return {name: writable_in(each) for name, each in value.items()}
        case list() | tuple():
            return [writable_in(each) for each in value]
        case _:
            return value
