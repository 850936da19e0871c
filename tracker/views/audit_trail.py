"""The audit trail as it is shown: days with sentences under them, each with what was before and after."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from markupsafe import Markup

from tracker.access.people import OSLO, local_day
from tracker.analysis import Period
from tracker.models.audit import AuditLine
from tracker.models.measures import Measure
from tracker.services.audit.references import Recollection
from tracker.services.audit.registry import KINDS
from tracker.services.audit.trail import AuditChoice, BedsideHour, ImportLines, TrailItem, TrailPage
from tracker.services.imports.undo import can_undo
from tracker.services.tally.counts import day_of
from tracker.text.locale import Locale, capital, small
from tracker.views.audit import FieldChange, changes_of, kind_word
from tracker.views.labels import label
from tracker.views.moments import whole_moment


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the trail in words."""

    at: datetime
    time: str
    who: str
    sentence: Markup
    joined_with: str
    """Whose changes were taken along; empty where nobody's were."""
    changes: Sequence[FieldChange]
    is_gone: bool
    """True where nothing is said of what came after."""
    run_id: int | None = None
    """The import that can be undone from here."""
    until: str = ""
    """When it no longer can."""


@dataclass(frozen=True, slots=True)
class AuditDay:
    """The lines of one day, where people live."""

    heading: str
    entries: Sequence[AuditEntry]


def days_of(entries: Iterable[AuditEntry], today: date, locale: Locale) -> list[AuditDay]:
    """Gather lines that come newest first under their days."""
    return [
        AuditDay(_heading(day, today, locale), list(some))
        for day, some in groupby(entries, lambda entry: local_day(entry.at))
    ]


def entries_of(page: TrailPage, known: Recollection, now: datetime, locale: Locale) -> list[AuditEntry]:
    """Return the lines of one page in words."""
    return [_entry(item, known, now, locale) for item in page.items]


def found_words(page: TrailPage, choice: AuditChoice, who: str, locale: Locale) -> Markup:
    """Return how many lines were found and by which choice: "4 linjer av Ali Hassan siden 16. november 2026"."""
    count = locale.ngettext("%(count)s linje", "%(count)s linjer", page.found, count=locale.number(page.found))
    words = [Markup("<b>%s</b>") % count]
    if choice.user_id is not None:
        words.append(Markup("%s") % locale.gettext("av %(name)s", name=who))
    if choice.bedside:
        words.append(Markup("%s") % locale.gettext("fra telling ved senga"))
    if choice.topic is not None:
        words.append(Markup("%s") % locale.gettext("om %(topic)s", topic=small(label(choice.topic, locale))))
    oldest = local_day(page.oldest) if page.oldest is not None and choice.is_all else None
    words += [Markup("%s") % said for said in [_span(choice.first or oldest, choice.last, locale)] if said]
    if choice.word:
        words.append(Markup("%s") % locale.gettext("med «%(word)s»", word=choice.word))
    return Markup(" ").join(words)


def _entry(item: TrailItem, known: Recollection, now: datetime, locale: Locale) -> AuditEntry:
    if isinstance(item, BedsideHour):
        return _bedside(item, locale)
    if isinstance(item, ImportLines):
        return _import(item, known, now, locale)
    return AuditEntry(
        item.at,
        locale.clock(item.at.astimezone(OSLO)),
        _who(item, locale),
        _sentence(item, locale),
        locale.gettext("sammen med %(names)s", names=item.joined_with) if item.joined_with else "",
        changes_of(item, known, locale),
        is_gone=item.after is None,
    )


def _sentence(line: AuditLine, locale: Locale) -> Markup:
    kind = KINDS.get(line.subject)
    said = kind.sentences.get(line.deed, "") if kind is not None else ""
    if not said:
        what = f"{kind_word(line, locale)} {label(line.deed, locale)}"
        return (Markup("<b>%s</b>: %s <b>%s</b>") if line.label else Markup("<b>%s</b>: %s%s")) % (
            _who(line, locale), what, line.label,
        )  # fmt: skip
    return _bold(locale.gettext(said), who=_who(line, locale), row=line.label)


def _who(line: AuditLine, locale: Locale) -> str:
    """Return whose deed it was; who withdraws an answer by its code has no name here."""
    return line.user_name or locale.gettext("En uten konto")


def _bold(sentence: str, **names: str) -> Markup:
    return Markup(sentence) % {name: Markup("<b>%s</b>") % text for name, text in names.items()}  # noqa: S704 - our own texts


def _bedside(item: BedsideHour, locale: Locale) -> AuditEntry:
    """Tell what was counted in an hour; it is nobody's, and begins where the hour does."""
    local, who = item.hour.astimezone(OSLO), locale.gettext("Telling ved senga")
    period = locale.period(Period.containing(item.measure.period_kind, day_of(item.hour)))
    times = locale.ngettext("%(num)s gang", "%(num)s ganger", item.total)
    sentence = _bold(locale.gettext("%(who)s talte %(row)s"), who=who, row=item.measure.name)
    answers = locale.gettext("%(yes)s av %(total)s", yes=item.yes, total=item.total)
    return AuditEntry(
        item.hour,
        f"{local:%H}–{local + timedelta(hours=1):%H}",
        who,
        sentence + Markup(" %s, %s") % (times, period),
        "",
        [FieldChange(locale.gettext("Ja"), "", answers)],
        is_gone=False,
    )


def _import(item: ImportLines, known: Recollection, now: datetime, locale: Locale) -> AuditEntry:
    """Tell what a file brought in, a measure at a time; and the way to undo it while it holds."""
    run, first = item.run, item.lines[0]
    brought = sum(_count(line, "imported") + _count(line, "overwritten") for line in item.lines)
    numbers = locale.ngettext("%(count)s tall", "%(count)s tall", brought, count=locale.number(brought))
    said = (
        locale.gettext("%(who)s hentet %(row)s fra «%(file)s»")
        if run.name
        else locale.gettext("%(who)s hentet %(row)s")
    )
    sentence = Markup(said) % {  # noqa: S704 - our own texts
        "who": Markup("<b>%s</b>") % first.user_name, "row": Markup("<b>%s</b>") % numbers, "file": run.name,
    }  # fmt: skip
    undoable = can_undo(run, now)
    if run.undone_at is not None:
        sentence += Markup(" (%s)") % locale.gettext("angret")
    return AuditEntry(
        first.at,
        locale.clock(first.at.astimezone(OSLO)),
        first.user_name,
        sentence,
        "",
        [
            FieldChange(line.label, "", _brought(line, known.measures.get(line.id), local_day(now), locale))
            for line in item.lines
        ],
        is_gone=False,
        run_id=run.id if undoable else None,
        until=whole_moment(run.until, locale) if undoable else "",
    )


def _brought(line: AuditLine, measure: Measure | None, today: date, locale: Locale) -> str:
    over = _count(line, "overwritten")
    total = _count(line, "imported") + over
    words = locale.ngettext("%(count)s tall", "%(count)s tall", total, count=locale.number(total))
    after = line.after or {}
    if measure is not None and not measure.value_kind.is_between_events and after.get("first") and after.get("last"):
        spans = [Period.containing(measure.period_kind, date.fromisoformat(after[end])) for end in ("first", "last")]
        year = {span.year for span in spans} != {today.year}
        first, last = (locale.period(span, year=year) for span in spans)
        words += ", " + (first if first == last else locale.gettext("%(first)s til %(last)s", first=first, last=last))
    if over:
        words += ". " + locale.ngettext("%(num)s skrev over", "%(num)s skrev over", over)
    return words


def _count(line: AuditLine, name: str) -> int:
    value = (line.after or {}).get(name)
    return value if isinstance(value, int) else 0


def _heading(day: date, today: date, locale: Locale) -> str:
    words = f"{locale.weekday(day.isoweekday())} {locale.day_seen_from(day, today)}"
    if day == today:
        return locale.gettext("I dag, %(day)s", day=words)
    if day == today - timedelta(days=1):
        return locale.gettext("I går, %(day)s", day=words)
    return capital(words)


def _span(first: date | None, last: date | None, locale: Locale) -> str:
    if first is not None and last is not None:
        return locale.gettext(
            "fra og med %(first)s til og med %(last)s", first=locale.day(first), last=locale.day(last)
        )
    if first is not None:
        return locale.gettext("siden %(day)s", day=locale.day(first))
    return locale.gettext("til og med %(day)s", day=locale.day(last)) if last is not None else ""
