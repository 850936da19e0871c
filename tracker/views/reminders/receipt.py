"""The receipt of a reminder, in words: how far each mail has come, and what teams did afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tracker.access.network import NetworkAccess
from tracker.access.people import OSLO, local_day
from tracker.models.mail import OPEN_STATES, MailFault, MailState
from tracker.models.reminders import NotMailed, Reminder, ReminderKind
from tracker.services.reminders.receipts import EarlierReminders, SentTo, earlier, first_recorded, sent_to
from tracker.services.reminders.wording import Filled, Wording, filled
from tracker.text.locale import Locale
from tracker.views.labels import label
from tracker.views.moments import moment_with_hour

A_WEEK = timedelta(days=7)
_ON_RECEIPT = 5
_ALIKE = (ReminderKind.MINUTES, ReminderKind.DAY)
"""Kinds that say the same to all."""
_WRONG_ADDRESS = (MailFault.ADDRESS, MailFault.RECIPIENT)


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One leader: a sign (`done`, `half` or `nothing`), how far the mail has come, and what came after."""

    team: str
    name: str
    address: str
    sign: str
    state: str
    why: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class EarlierLine:
    """One row of the list of what was written before."""

    id: int
    when: str
    kind: str
    subject: str
    to: str
    """How many teams or units."""
    sign: str
    outcome: str


@dataclass(frozen=True, slots=True)
class EarlierList:
    """A page of that list."""

    lines: Sequence[EarlierLine]
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class ReminderReceipt:
    """What the page shows."""

    title: str
    sub: str
    lines: Sequence[ReceiptLine]
    can_be_stopped: bool
    read_by: str
    """Whose letter is shown as an example; nothing where what all read is shown."""
    said: Filled
    before: Sequence[EarlierLine]


def receipt(access: NetworkAccess, row: Reminder, locale: Locale) -> ReminderReceipt:
    """Tell what has become of one reminder, and of the latest others."""
    rows = sent_to(access, [row.id])[row.id]
    recorded = first_recorded(access, [row.id]) if row.kind is ReminderKind.NUMBERS else {}
    at = moment_with_hour(row.created_at, access.now, locale)
    sub = locale.gettext("Skrevet av %(name)s %(at)s.", name=row.by_name, at=at)
    waits = any(_waits(each, row, access.now) for each in rows)
    if waits and access.now < row.goes_at:
        goes = locale.clock(row.goes_at.astimezone(OSLO))
        sub += " " + locale.gettext("Den går kl. %(time)s. Til da kan du stoppe den.", time=goes)
    return ReminderReceipt(
        _title(row, rows, access.now, locale),
        sub,
        [_line(each, row, recorded, access.now, locale) for each in rows],
        waits,
        rows[0].name if rows and row.kind not in _ALIKE else "",
        _example(row, rows),
        earlier_list(access, locale, per_page=_ON_RECEIPT, but_for=row.id).lines,
    )


def earlier_list(
    access: NetworkAccess, locale: Locale, *, page: int = 1, per_page: int = 20, but_for: int = 0
) -> EarlierList:
    """List what was written to the network's teams, and what came of it."""
    found: EarlierReminders = earlier(access, page=page, per_page=per_page, but_for=but_for)
    ids = [row.id for row in found.rows]
    whom = sent_to(access, ids)
    asking = [row.id for row in found.rows if row.kind is ReminderKind.NUMBERS]
    recorded = first_recorded(access, asking) if asking else {}
    lines = [_earlier_line(row, whom[row.id], recorded, access.now, locale) for row in found.rows]
    return EarlierList(lines, found.page, found.pages)


def _example(row: Reminder, rows: Sequence[SentTo]) -> Filled:
    """Return what the first of them reads; of minutes, and of what goes to units, what all do."""
    if row.kind in _ALIKE:
        return Filled(row.subject, tuple(row.text.split("\n")))
    first = rows[0] if rows else None
    name, team, period = (first.name, first.team, first.last_number) if first else ("", "", "")
    return filled(Wording(row.subject, row.text), name=name, team=team, period=period)


def _waits(each: SentTo, row: Reminder, now: datetime) -> bool:
    if each.not_mailed is NotMailed.DEMO:
        return row.stopped_at is None and now < row.goes_at
    return each.state in OPEN_STATES


def _is_stopped(each: SentTo, row: Reminder) -> bool:
    if each.not_mailed is NotMailed.DEMO:
        return row.stopped_at is not None
    return each.state is MailState.STOPPED


def _has_gone(each: SentTo, row: Reminder, now: datetime) -> bool:
    """Whether a mail is handed over or, in the demo, would be."""
    if each.not_mailed is NotMailed.DEMO:
        return not _waits(each, row, now) and not _is_stopped(each, row)
    return each.state in {MailState.SENT, MailState.HANDING_OVER, MailState.UNCERTAIN}


def _title(row: Reminder, rows: Sequence[SentTo], now: datetime, locale: Locale) -> str:
    waiting = len({each.team_id for each in rows if _waits(each, row, now)})
    gone = len({each.team_id for each in rows if _has_gone(each, row, now)})
    if not waiting and gone and all(each.not_mailed is NotMailed.DEMO for each in rows):
        return locale.gettext("Her ville e-posten ha gått")
    if not waiting and not gone and not any(_is_stopped(each, row) for each in rows):
        return locale.gettext("Ingen fikk e-posten")
    on_its_way, sent, stopped = _TITLES[row.kind](waiting or gone, locale)
    if waiting:
        return on_its_way
    return sent if gone else stopped


def _reminder_titles(count: int, locale: Locale) -> tuple[str, str, str]:
    return (
        locale.ngettext("Påminnelsen er på vei til %(num)s team", "Påminnelsen er på vei til %(num)s team", count),
        locale.ngettext("Påminnelsen er sendt til %(num)s team", "Påminnelsen er sendt til %(num)s team", count),
        locale.gettext("Påminnelsen er stoppet"),
    )


def _message_titles(count: int, locale: Locale) -> tuple[str, str, str]:
    return (
        locale.ngettext("Meldingen er på vei til %(num)s team", "Meldingen er på vei til %(num)s team", count),
        locale.ngettext("Meldingen er sendt til %(num)s team", "Meldingen er sendt til %(num)s team", count),
        locale.gettext("Meldingen er stoppet"),
    )


def _minutes_titles(count: int, locale: Locale) -> tuple[str, str, str]:
    return (
        locale.ngettext("Referatet er på vei til %(num)s team", "Referatet er på vei til %(num)s team", count),
        locale.ngettext("Referatet er sendt til %(num)s team", "Referatet er sendt til %(num)s team", count),
        locale.gettext("Sendingen av referatet er stoppet"),
    )


def _day_titles(count: int, locale: Locale) -> tuple[str, str, str]:
    return (
        locale.ngettext("Meldingen er på vei til %(num)s enhet", "Meldingen er på vei til %(num)s enheter", count),
        locale.ngettext("Meldingen er sendt til %(num)s enhet", "Meldingen er sendt til %(num)s enheter", count),
        locale.gettext("Meldingen er stoppet"),
    )


_TITLES: Mapping[ReminderKind, Callable[[int, Locale], tuple[str, str, str]]] = {
    ReminderKind.NUMBERS: _reminder_titles,
    ReminderKind.MESSAGE: _message_titles,
    ReminderKind.MINUTES: _minutes_titles,
    ReminderKind.DAY: _day_titles,
}


def _line(
    each: SentTo, row: Reminder, recorded: Mapping[tuple[int, int], datetime], now: datetime, locale: Locale
) -> ReceiptLine:
    sign, state = _state(each, row, now, locale)
    why = label(each.fault, locale) if each.fault is not None and each.state is not MailState.SENT else ""
    if each.state is MailState.GIVEN_UP and each.fault in _WRONG_ADDRESS:
        why += " " + _who_corrects(row.kind, locale)
    since = recorded.get((row.id, each.team_id))
    after = ""
    if since is not None:
        after = locale.gettext("Registrerte %(day)s.", day=locale.day(local_day(since), year=False))
    elif row.kind is ReminderKind.NUMBERS and _has_gone(each, row, now):
        after = locale.gettext("Ikke registrert siden.")
    return ReceiptLine(each.team, each.name, each.address, sign, state, why, after)


def _who_corrects(kind: ReminderKind, locale: Locale) -> str:
    if kind is ReminderKind.DAY:
        return locale.gettext("Enheten kan meldes på igjen med riktig adresse.")
    return locale.gettext("Lederen retter adressen selv på kontoen sin.")


def _state(each: SentTo, row: Reminder, now: datetime, locale: Locale) -> tuple[str, str]:
    if _waits(each, row, now):
        return "half", _waiting(each.not_before or row.goes_at, now, locale)
    if _is_stopped(each, row):
        return "nothing", label(MailState.STOPPED, locale)
    if each.not_mailed is not None:
        return "nothing", label(each.not_mailed, locale)
    if each.state is MailState.SENT:
        return "done", locale.gettext("Sendt %(at)s", at=moment_with_hour(each.sent_at or row.goes_at, now, locale))
    if each.state is None or each.state is MailState.GIVEN_UP:
        return "nothing", locale.gettext("Kom ikke fram") if each.state else locale.gettext("Ikke lenger kjent")
    return "half", label(each.state, locale)


def _waiting(goes: datetime, now: datetime, locale: Locale) -> str:
    if goes <= now:
        return locale.gettext("Venter på å bli sendt")
    return locale.gettext("Venter, går kl. %(time)s", time=locale.clock(goes.astimezone(OSLO)))


def _earlier_line(
    row: Reminder, rows: Sequence[SentTo], recorded: Mapping[tuple[int, int], datetime], now: datetime, locale: Locale
) -> EarlierLine:
    sign, outcome = _outcome(row, rows, recorded, now, locale)
    day = local_day(row.created_at)
    when = locale.day_seen_from(day, local_day(now))
    writes = row.kind in {ReminderKind.MESSAGE, ReminderKind.DAY}
    kind, subject = label(row.kind, locale), row.subject if writes else ""
    if row.kind is ReminderKind.MINUTES:  # whose subject begins with what it is
        kind = row.subject
    to = _counted(row.kind, len({each.team_id for each in rows}), locale)
    return EarlierLine(row.id, when, kind, subject, to, sign, outcome)


def _counted(kind: ReminderKind, count: int, locale: Locale) -> str:
    if kind is ReminderKind.DAY:
        return locale.ngettext("%(num)s enhet", "%(num)s enheter", count)
    return locale.ngettext("%(num)s team", "%(num)s team", count)


def _outcome(
    row: Reminder, rows: Sequence[SentTo], recorded: Mapping[tuple[int, int], datetime], now: datetime, locale: Locale
) -> tuple[str, str]:
    """Say in one line what came of it: first what failed or waits, else who recorded within a week."""
    lost = [each for each in rows if each.state is MailState.GIVEN_UP]
    if lost:
        said = locale.ngettext("%(num)s kom ikke fram", "%(num)s kom ikke fram", len(lost))
        faults = {label(each.fault, locale) for each in lost if each.fault is not None}
        return "nothing", f"{said}: {faults.pop()}" if len(faults) == 1 else said
    waiting = len({each.team_id for each in rows if _waits(each, row, now)})
    if waiting:
        return "half", locale.gettext("%(teams)s venter", teams=_counted(row.kind, waiting, locale))
    gone = {each.team_id for each in rows if _has_gone(each, row, now)}
    if not gone:
        stopped = any(_is_stopped(each, row) for each in rows)
        return "nothing", label(MailState.STOPPED, locale) if stopped else locale.gettext("Ingen fikk den")
    if row.kind is not ReminderKind.NUMBERS:
        return "done", locale.gettext("Sendt til %(teams)s", teams=_counted(row.kind, len(gone), locale))
    came = sum(at <= row.created_at + A_WEEK for (of, team), at in recorded.items() if of == row.id and team in gone)
    said = locale.ngettext(
        "%(came)s av %(num)s team registrerte innen en uke", "%(came)s av %(num)s team registrerte innen en uke",
        len(gone), came=came,
    )  # fmt: skip
    return ("done" if came == len(gone) else "half" if came else "nothing"), said
