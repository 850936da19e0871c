"""A letter as text and as HTML, which say the same."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from tracker.services.mail.letter import Letter, LetterPart

_FOLDER = Path(__file__).resolve().parents[3] / "templates"
_WIDTH = 72


def as_text(letter: Letter) -> str:
    """Return the letter as plain text: addresses stand whole, each on a line of its own."""
    lines = [letter.heading, *([letter.about] if letter.about else []), ""]
    for part in letter.parts:
        lines += [*_told(part), ""]
    if letter.why or letter.foot:
        lines.append("---")
    for text in letter.why:
        lines += textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    for link in letter.foot:
        lines += [f"{link.text}:", link.href]
    return "\n".join(lines).rstrip("\n") + "\n"


def as_html(letter: Letter, *, brand: str, language: str) -> str:
    """Return the letter as HTML that Outlook can lay out: one table, colours as attributes, no pictures."""
    return _page().render(letter=letter, brand=brand, language=language)


def _told(part: LetterPart) -> Iterator[str]:
    if part.title:
        yield part.title
    for text in part.text:
        yield from textwrap.wrap(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
    if part.link is not None:
        yield from (f"{part.link.text}:", part.link.href)


@lru_cache(maxsize=1)
def _page() -> Template:
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    ).get_template("mail/letter.html")
