"""A mail server for tests: real SMTP on 127.0.0.1, which keeps what it is sent, and fails where it is told to."""

import re
import socket
import threading
import time
from collections import Counter
from contextlib import closing, contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

BARE = re.compile(rb"(?<!\r)\n|\r(?!\n)")


class Catcher:
    """What arrived, and what the server is to do. Handlers run on the server's own thread."""

    def __init__(self) -> None:
        self.raw: list[bytes] = []
        self.to: list[str] = []
        self.answers: dict[str, str] = {}
        """What it says to a recipient, or to all ("*"), in place of yes."""
        self.after: dict[str, str] = {}
        """What it says after it has the whole mail, in place of yes; it has not kept it then."""
        self.at_recipient = lambda _address: None
        self.at_mail = lambda: None
        self.bare_newlines = 0
        self.port = 0

    async def handle_RCPT(self, _server, _session, envelope, address, _options):  # noqa: N802 - aiosmtpd's name
        self.at_recipient(address)
        answer = self.answers.get(address) or self.answers.get("*")
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 yes"

    async def handle_DATA(self, _server, _session, envelope):  # noqa: N802 - aiosmtpd's name
        if BARE.search(envelope.original_content):
            self.bare_newlines += 1
            return "550 5.6.11 bare newline"
        answer = self.after.get(envelope.rcpt_tos[0]) or self.after.get("*")
        if answer:
            return answer
        self.raw.append(envelope.original_content)
        self.to.append(envelope.rcpt_tos[0])
        self.at_mail()
        return "250 2.0.0 kept"

    @property
    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(raw, policy=default) for raw in self.raw]

    def twice(self) -> list[str]:
        """The ids of mails that arrived more than once."""
        return [name for name, times in Counter(mail["Message-ID"] for mail in self.mails).items() if times > 1]


class _Controller(Controller):
    def __init__(self, handler, *, smtp_options, **options) -> None:
        self.smtp_options = smtp_options
        super().__init__(handler, **options)

    def factory(self):
        return SMTP(self.handler, **self.smtp_options)


@contextmanager
def catching(*, controller_options=None, **smtp_options):
    """Catch mail on a free port; where another takes it first, on the next."""
    catcher = Catcher()
    for turn in range(5):
        catcher.port = free_port()
        controller = _Controller(
            catcher,
            hostname="127.0.0.1",
            port=catcher.port,
            ready_timeout=20,
            **(controller_options or {}),
            smtp_options={"hostname": "catcher.example", **smtp_options},
        )
        try:
            controller.start()
            break
        except OSError:
            if turn == 4:
                raise
    try:
        yield catcher
    finally:
        controller.stop()


@contextmanager
def silent():
    """A server that accepts and says nothing."""
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        kept = []
        ended = threading.Event()

        def accept():
            server.settimeout(0.1)
            while not ended.is_set():
                try:
                    kept.append(server.accept()[0])
                except TimeoutError:
                    continue

        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            ended.set()
            thread.join()
            for each in kept:
                each.close()


def free_port() -> int:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def no_entry(_server, _session, _envelope, _mechanism, _data) -> AuthResult:
    """An authenticator that lets nobody in."""
    return AuthResult(success=False, handled=False)


def wait_until(happens, *, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.02)
