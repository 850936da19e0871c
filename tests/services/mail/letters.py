"""A letter, a sender and a server for tests of mail."""

from datetime import UTC, datetime

from tracker.models.mail import MailKind
from tracker.services.mail import outbox
from tracker.services.mail.letter import Letter, LetterLink, LetterPart
from tracker.services.mail.sender import MailServer, Sender, Tls
from tracker.text.locale import Locale

NOW = datetime(2026, 11, 11, 8, 30, tzinfo=UTC)
"""As in conftest, which a process of its own need not load."""
SECRET = b"for tests only, and long enough for that"
SENDER = Sender(name="Øyehøyde", address="post@oyehoyde.example.no", site="https://oyehoyde.example.no", secret=SECRET)
NB = Locale.of("nb")


def letter(subject="Uke 48 er klar til å registreres", text="6 indikatorer venter på tall."):
    return Letter(
        subject=subject,
        heading="Én ting trenger deg",
        about="Kirurgisk sengepost 3",
        parts=[LetterPart("Uke 48", [text], LetterLink("Registrer uke 48", "https://oyehoyde.example.no/r", True))],
        why=["Du får denne fordi du leder Kirurgisk sengepost 3."],
        foot=[LetterLink("Stopp påminnelser", "https://oyehoyde.example.no/account")],
    )


def put(to, *, kind=MailKind.REMINDER, now=NOW, sender=SENDER, **more):
    return outbox.put(more.pop("letter", letter()), kind=kind, to=to, sender=sender, locale=NB, now=now, **more)


def server_at(port, **more):
    return MailServer(**{"host": "127.0.0.1", "port": port, "tls": Tls.NONE, "timeout": 5, **more})
