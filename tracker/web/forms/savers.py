"""Who saved something meanwhile, and when, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _

from tracker.access.people import OSLO, local_day
from tracker.services.versions import Save
from tracker.web.core.guard import now, person
from tracker.web.core.language import locale


def saver(save: Save) -> str:
    """Name who saved; the reader herself did it in another window."""
    user = person()
    if user is not None and save.user_id == user.id:
        return str(_("Du i et annet vindu"))
    return save.name


def people(saves: Sequence[Save]) -> str:
    """Name all who saved, each once."""
    return listed(list(dict.fromkeys(saver(save) for save in saves))) or str(_("Noen andre"))


def listed(words: Sequence[str]) -> str:
    """Return a list in a sentence: "a, b og c"."""
    if len(words) < 2:
        return "".join(words)
    return str(_("%(first)s og %(last)s", first=", ".join(words[:-1]), last=words[-1]))


def whose(saves: Sequence[Save]) -> str:
    """Return whose version it is by a first name ("Alis"); empty where it is not one other person's."""
    names = {saver(save) for save in saves}
    if len(names) != 1 or saves[0].name not in names:
        return ""
    first = saves[0].name.split()[0]
    if first[-1:].lower() in {"s", "x", "z"}:
        return str(_("%(name)s’", name=first))
    return str(_("%(name)ss", name=first))


def at_time(moment: datetime) -> str:
    """Return when something was saved: "kl. 13.42", with the day where that is not today."""
    local = moment.astimezone(OSLO)
    language = locale()
    clock = str(_("kl. %(time)s", time=language.clock(local)))
    if local.date() == local_day(now()):
        return clock
    return f"{language.day(local.date())} {clock}"
