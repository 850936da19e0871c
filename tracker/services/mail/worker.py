"""Sending what waits, mail by mail. Here, unlike in any other service, each step is committed by itself.

SMTP has no way to make "the server has it" and "we have written that it has it" one. So before the first letter goes,
we commit that it goes. Whoever is cut off between there and the answer leaves a mail that nobody knows about, and that
is what the mail is then called: no mail is sent twice by itself, and none is lost unseen.
"""

from __future__ import annotations

import logging
import os
import secrets
import socket
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event
from typing import TypeVar

from sqlalchemy.exc import SQLAlchemyError

from tracker.models.base import db
from tracker.models.mail import MailFault
from tracker.services.mail import queue
from tracker.services.mail.queue import Claimed
from tracker.services.mail.sender import MailServer, Sender
from tracker.services.mail.smtp import Conversation, HeldError, NoAnswerError, TurnedDownError, longest_word

_log = logging.getLogger("tracker.mail")

_FOR_THE_DATABASE = 60
"""Seconds that our own commits may take beside the network."""
_LONGEST_PAUSE = 300
"""Seconds between two looks at a server that does not answer."""
_LOOKS = 5
"""How often we try to write that a mail was taken, before it is left as uncertain."""

Result = TypeVar("Result")


class Worker:
    """One sender. Any number of them may work on the same outbox."""

    def __init__(
        self,
        server: MailServer,
        sender: Sender,
        *,
        clock: Callable[[], datetime],
        prepare: Callable[[datetime], bool] = lambda _now: False,
    ) -> None:
        """Keep what it works with. `prepare` puts one mail in that has to be written first, and says whether it did."""
        self.server, self.sender, self.clock, self.prepare = server, sender, clock, prepare
        self.owner = f"{socket.gethostname()[:40]}:{os.getpid()}:{secrets.token_hex(4)}"
        self.lease = timedelta(seconds=longest_word(server) + _FOR_THE_DATABASE)
        self.line: Conversation | None = None
        self.told = ""
        self.ended = Event()
        """Set by whoever wants it to stop: the mail that is on its way is finished first."""

    def send_on(self, pause: float) -> None:
        """Send what comes, until it is told to end; where nothing goes, look less and less often."""
        held = 0
        while not self.ended.is_set():
            held = 0 if self.send_due() else held + 1
            self.ended.wait(min(pause * 2**held, max(pause, _LONGEST_PAUSE)))

    def send_due(self) -> bool:
        """Send all that is due; return False where the queue is held: the server or the database does not answer."""
        try:
            while _kept(lambda: self.prepare(self.clock())):
                pass
            _kept(lambda: queue.settle(self.clock()))
            while not self.ended.is_set() and _kept(lambda: queue.is_due(self.clock())):
                if self.line is None:
                    self.line = Conversation(self.server, self.sender.address)
                mail = _kept(lambda: queue.claim(self.owner, now=self.clock(), lease=self.lease))
                if mail is not None:
                    self._send(mail)
        except HeldError as held:
            self._drop()
            self._tell(f"no mail goes: {held.fault.value} ({held})")
            _noted(held, self.clock())
            return False
        except SQLAlchemyError as error:
            self._drop()
            self._tell(f"no mail goes: the database failed ({type(error).__name__})")
            return False
        self._end_line()
        self._tell("")
        return True

    def _send(self, mail: Claimed) -> None:
        """Send one mail; what becomes of it is committed before the next one is looked at."""
        line = self.line
        if line is None:
            raise TypeError("there is no connection")
        try:
            line.offer(mail.to_address)
        except HeldError:
            self._drop()
            _kept(lambda: queue.put_back(mail, self.owner))
            raise
        except TurnedDownError as refusal:
            self._turned_down(mail, refusal)
            return
        if not _kept(lambda: queue.hand_over(mail, self.owner, now=self.clock(), lease=self.lease)):
            self._drop()  # stopped at the last moment: the server is waiting for a mail that does not come
            return
        try:
            line.give(mail.raw)
        except TurnedDownError as refusal:
            self._turned_down(mail, refusal)
        except HeldError as held:  # it said that it closes, and that it has not taken the mail
            fault = held.fault
            _kept(lambda: queue.try_later(mail, self.owner, fault, now=self.clock()))
            raise
        except NoAnswerError as silence:
            self._drop()
            _kept(lambda: queue.unsure(mail, self.owner))
            self._tell("a mail was cut off on its way, and is shown as uncertain")
            raise HeldError(MailFault.NO_CONNECTION, "no answer to a mail") from silence
        else:
            self._taken(mail)

    def _taken(self, mail: Claimed) -> None:
        """Write that the server has it, also where the database is busy at first."""
        for look in range(_LOOKS):
            try:
                _kept(lambda: queue.sent(mail, self.owner, now=self.clock()))
            except SQLAlchemyError:
                if look == _LOOKS - 1:
                    raise
            else:
                return

    def _turned_down(self, mail: Claimed, refusal: TurnedDownError) -> None:
        if refusal.for_good:
            _kept(lambda: queue.give_up(mail, self.owner, refusal.fault))
        else:
            _kept(lambda: queue.try_later(mail, self.owner, refusal.fault, now=self.clock()))
        if self.line is not None and not self.line.begin_anew():
            self._drop()

    def _end_line(self) -> None:
        if self.line is not None:
            self.line.end()
            self.line = None

    def _drop(self) -> None:
        if self.line is not None:
            self.line.close()
            self.line = None

    def _tell(self, text: str) -> None:
        """Tell the operator, once for as long as it stays so."""
        if text and text != self.told:
            _log.warning("%s", text)
        elif not text and self.told:
            _log.info("mail goes again")
        self.told = text


def _noted(held: HeldError, now: datetime) -> None:
    try:
        _kept(lambda: queue.hold(held.fault, now=now))
    except SQLAlchemyError as error:
        _log.warning("the outbox cannot be written (%s)", type(error).__name__)


def _kept(step: Callable[[], Result]) -> Result:
    """Do one step and commit it. After it no transaction is open, and nothing is held while we are on the network."""
    try:
        done = step()
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    return done
