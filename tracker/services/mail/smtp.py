"""One conversation with the mail server. What it answers is told by class: its own words may repeat an address."""

from __future__ import annotations

import re
import smtplib
import ssl
from contextlib import suppress

from tracker.models.mail import MailFault
from tracker.services.mail.sender import MailServer, Tls
from tracker.text.email import in_a_header

_FIRST_DOT = re.compile(rb"(?m)^\.")
_PATIENCE = 3
"""How many times as long as for a word we wait for the answer to a whole mail: servers look through it first."""


class HeldError(Exception):
    """No mail can go now, whichever: the server is not there, or does not let us in."""

    def __init__(self, fault: MailFault, why: str) -> None:
        """Name the fault, and in `why` the class and code for the operator."""
        super().__init__(why)
        self.fault = fault


class TurnedDownError(Exception):
    """The server did not take this mail; `for_good` where asking again would be no use."""

    def __init__(self, fault: MailFault, *, for_good: bool) -> None:
        """Name the fault."""
        super().__init__(fault.value)
        self.fault = fault
        self.for_good = for_good


class NoAnswerError(Exception):
    """The mail was on its way, and the server said neither yes nor no."""


def longest_word(server: MailServer) -> float:
    """Return how many seconds all our waiting for one mail can take together, from MAIL to the last answer."""
    return server.timeout * (3 + 1 + _PATIENCE)


class Conversation:
    """A connection that is open, signed in, and good for any number of mails."""

    def __init__(self, server: MailServer, sender_address: str) -> None:
        """Connect and sign in; an unencrypted connection never carries a password.

        Raises:
            HeldError: the server is not there, is not who it says, or does not let us in.
        """
        self.server, self.sender = server, in_a_header(sender_address)
        try:
            self.client = self._connected()
        except (OSError, smtplib.SMTPException) as error:  # a certificate that does not hold is an OSError too
            raise HeldError(MailFault.NO_CONNECTION, _class_of(error)) from error
        if server.user:
            self._sign_in()

    def _connected(self) -> smtplib.SMTP:
        server = self.server
        ours = self.sender.rpartition("@")[2]  # asking the network for this machine's own name may take long
        at = (server.host, server.port)
        client: smtplib.SMTP
        if server.tls is Tls.IMPLICIT:
            client = smtplib.SMTP_SSL(*at, local_hostname=ours, timeout=server.timeout, context=_context(server))
        else:
            client = smtplib.SMTP(*at, local_hostname=ours, timeout=server.timeout)
        try:
            if server.tls is Tls.STARTTLS:
                client.starttls(context=_context(server))
            client.ehlo_or_helo_if_needed()
        except BaseException:
            client.close()
            raise
        return client

    def _sign_in(self) -> None:
        if self.server.tls is Tls.NONE:
            self.close()
            raise HeldError(MailFault.SIGN_IN, "no TLS")
        try:
            self.client.login(self.server.user, self.server.password)
        except (smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError) as error:
            self.close()
            raise HeldError(MailFault.SIGN_IN, _class_of(error)) from error
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise HeldError(MailFault.NO_CONNECTION, _class_of(error)) from error

    def offer(self, to_address: str) -> None:
        """Ask the server to take a mail to somebody. Until `give`, nothing of it has gone.

        Raises:
            HeldError: it takes none at all now.
            TurnedDownError: it does not take this one.
        """
        try:
            code, said = self.client.mail(self.sender)
            if code >= 500:
                raise HeldError(MailFault.SENDER, str(code))
            if code != 250:
                raise HeldError(MailFault.LATER, str(code))
            code, said = self.client.rcpt(in_a_header(to_address))
            if code not in {250, 251}:
                raise _turned_down(code, said, MailFault.RECIPIENT)
            code, said = self.client.docmd("DATA")
            if code != 354:
                raise _turned_down(code, said, MailFault.CONTENT)
        except (OSError, smtplib.SMTPException) as error:
            raise HeldError(MailFault.NO_CONNECTION, _class_of(error)) from error

    def give(self, raw: bytes) -> None:
        """Send the mail that was offered, and wait for the answer.

        Raises:
            TurnedDownError: the server says no.
            NoAnswerError: it says nothing, so nobody knows.
        """
        body = _FIRST_DOT.sub(b"..", raw)
        try:
            self.client.send(body + (b"" if body.endswith(b"\r\n") else b"\r\n") + b".\r\n")
            if self.client.sock is not None:
                self.client.sock.settimeout(self.server.timeout * _PATIENCE)
            code, said = self.client.getreply()
            if self.client.sock is not None:
                self.client.sock.settimeout(self.server.timeout)
        except (OSError, smtplib.SMTPException) as error:
            raise NoAnswerError from error
        if code != 250:
            raise _turned_down(code, said, MailFault.CONTENT)

    def begin_anew(self) -> bool:
        """Forget a mail that was turned down; return whether the connection is still good."""
        try:
            return self.client.rset()[0] == 250
        except (OSError, smtplib.SMTPException):
            return False

    def end(self) -> None:
        """Say goodbye."""
        with suppress(OSError, smtplib.SMTPException):
            self.client.quit()
        self.close()

    def close(self) -> None:
        """Let go of the connection without a word: a mail that was offered and not given is forgotten by the server."""
        self.client.close()


def _turned_down(code: int, said: bytes, fault: MailFault) -> Exception:
    """Return what an answer means. 5.7.x is a rule of the server's and says nothing of the address (RFC 3463)."""
    if code == 421:
        return HeldError(MailFault.LATER, str(code))
    if code < 500:
        return TurnedDownError(MailFault.LATER, for_good=False)
    return TurnedDownError(MailFault.BLOCKED if said.startswith(b"5.7.") else fault, for_good=True)


def _context(server: MailServer) -> ssl.SSLContext:
    """Return what checks the server's certificate and its name; there is no way to leave that out."""
    context = ssl.create_default_context()
    if server.ca_file is not None:
        context.load_verify_locations(cafile=server.ca_file)
    return context


def _class_of(error: Exception) -> str:
    code = getattr(error, "smtp_code", None)
    return f"{type(error).__name__}{f' {code}' if isinstance(code, int) else ''}"
