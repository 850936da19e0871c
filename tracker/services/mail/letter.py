"""A mail as plain values: what it says, before it is text, HTML or bytes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LetterLink:
    """What a link says, and where it leads: a whole address."""

    text: str
    href: str
    is_button: bool = False
    """True for the one thing that the mail asks for."""


@dataclass(frozen=True, slots=True)
class LetterPart:
    """One thing that a mail tells."""

    title: str = ""
    text: Sequence[str] = ()
    """Its paragraphs."""
    link: LetterLink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a mail says. Who reads the text alone reads all that the HTML says."""

    subject: str
    heading: str
    language: str = ""
    """Its tag, where it is written in one that the house's own pages are not in."""
    about: str = ""
    """A line under the heading: the team, the day."""
    parts: Sequence[LetterPart] = field(default=())
    why: Sequence[str] = ()
    """Why this person has it, at its end."""
    foot: Sequence[LetterLink] = ()
    """Where she decides what she is sent."""

    def words(self) -> Iterator[str]:
        """Give all that it says but its addresses, to be screened."""
        yield from (self.subject, self.heading, self.about, *self.why)
        for part in self.parts:
            yield from (part.title, *part.text)
