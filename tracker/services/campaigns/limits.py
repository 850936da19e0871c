"""How many sign-ups one sender makes, and how many mails one address is sent by them: counted in a table.

Anybody can write anybody's address into the form. So the address has a narrow limit of its own, whoever sends; a sender
has a loose one, since a hospital is one address. An address that has confirmed a unit has a wider one: it wants the
mail, and who signs up the units of a whole kommune writes her own in each.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from tracker.services.accounts.throttling import Brake, TooManyAttemptsError, count_for, tries
from tracker.text.email import fold_email

TO_ONE_ADDRESS, A_DAY = 4, timedelta(days=1)
TO_ONE_THAT_CONFIRMED = 20
FROM_ONE_SENDER, AN_HOUR = 100, timedelta(hours=1)


def count_sign_up(sender: str, contact: str, *, has_confirmed: bool, brake: Brake, now: datetime) -> None:
    """Count one sign-up that sends a mail; `has_confirmed` says that the address has confirmed a unit of the day.

    Raises:
        TooManyAttemptsError: so many have come from there, or gone to this address.
    """
    to, sent_by = brake.key_of("day-to", fold_email(contact)), brake.key_of("day-from", sender)
    most = TO_ONE_THAT_CONFIRMED if has_confirmed else TO_ONE_ADDRESS
    sent_to, sent_from = (tries(key, window=brake.window, now=now) for key in (to, sent_by))
    if sent_to >= most or sent_from >= FROM_ONE_SENDER:
        raise TooManyAttemptsError
    count_for(to, lasts=A_DAY, brake=brake, now=now)
    count_for(sent_by, lasts=AN_HOUR, brake=brake, now=now)
