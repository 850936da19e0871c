"""What `web` needs of the installation's settings, handed in by `app` at the start."""

from __future__ import annotations

from dataclasses import dataclass, field

from flask import Flask, current_app

from tracker.services.accounts.throttling import Brake
from tracker.services.answers.keys import AnswerKeys
from tracker.services.answers.withdrawn_list import WithdrawnList
from tracker.services.mail.sender import Sender

_KEY = "tracker.settings"


@dataclass(frozen=True, slots=True)
class Settings:
    """The name on screen, whether this is the demo, and how signing in behaves."""

    brand: str
    demo: bool
    schema_head: str
    """The migration that this code needs."""
    base_url: str
    """What links begin with that leave the page; empty, the host that was asked."""
    trusts_proxy: bool
    """Whether a proxy of ours stands before it, whose headers are believed."""
    session_days: int
    backup_days: int
    """For how long backups are kept."""
    brake: Brake
    code_brake: Brake
    attempts_per_address: int
    """Failed attempts to sign in that one network address, often a whole hospital, has in the brake's window."""
    mail: Sender | None
    """Who our mail comes from; None where no mail server is known: then nothing is put into the outbox."""
    secret: bytes = field(repr=False)
    """The installation's own, to check what was signed with it."""
    answer_keys: AnswerKeys
    """What codes that withdraw answers are worked out with."""
    withdrawn: WithdrawnList
    """Which answers were withdrawn, kept apart from the database."""


def install(app: Flask, settings: Settings) -> None:
    """Keep the settings with the application."""
    app.extensions[_KEY] = settings


def settings() -> Settings:
    """Return the settings of the running application."""
    kept: Settings = current_app.extensions[_KEY]
    return kept
