"""What the host reads of the deletion of answers: the rule in a table, a dry run team by team, and a receipt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.access.network import NetworkAccess
from tracker.access.people import OSLO, local_day
from tracker.analysis import Period, PeriodKind
from tracker.analysis.small_numbers import LEAST, held_back, is_small
from tracker.models.answers import RetentionRule, RetentionRun
from tracker.models.networks import Network
from tracker.services.answers.retention.due import DueTeam, DueWhole, count_due, is_due
from tracker.services.answers.retention.rule import REJECTED_DAYS, KeepingTimes, next_run, times_of
from tracker.services.answers.retention.run import KEPT_YEARS, checksum, day_of, last_dry, number_of
from tracker.text.locale import Locale


@dataclass(frozen=True, slots=True)
class KeptKind:
    """One line of the table: what it is, when it goes, what is left."""

    what: str
    parts: str
    when: str
    left: str
    is_changed_here: bool = False


@dataclass(frozen=True, slots=True)
class RuleView:
    """The page of a network's rule."""

    next_run: str
    days_left: int
    says: str
    is_late: bool
    postponed: str
    kinds: Sequence[KeptKind]


@dataclass(frozen=True, slots=True)
class DryTeam:
    """A team of a dry run; None for a number that is held back."""

    name: str
    goes: str | None
    stays: str


@dataclass(frozen=True, slots=True)
class DryView:
    """The page of a dry run."""

    title: str
    day: str
    goes: Sequence[str]
    stays: Sequence[str]
    teams: Sequence[DryTeam]
    holds_back: bool


def rule_view(access: NetworkAccess, rule: RetentionRule | None, locale: Locale) -> RuleView:
    """Return the rule, the next run and what it would delete."""
    today = local_day(access.now)
    day, times = next_run(rule, today=today), times_of(rule)
    count = count_due(is_due(access.network.id, times, today=day))
    told = rule is not None and rule.told_for == day
    says = [
        locale.ngettext("%(num)s svar går da.", "%(num)s svar går da.", count)
        if count
        else locale.gettext("Ingen svar er gamle nok til å gå da.")
    ]
    if count:
        says.append(
            locale.gettext("Teamlederne har fått beskjed.")
            if told
            else locale.gettext("Teamlederne får beskjed to uker før.")
        )
    says.append(locale.gettext("Slettingen går av seg selv."))
    return RuleView(
        next_run=locale.day(day),
        days_left=max((day - today).days, 0),
        says=" ".join(says),
        is_late=day < today,
        postponed=_postponed(rule, locale),
        kinds=_kinds(times, locale),
    )


def dry_view(dry: RetentionRun, whole: DueWhole, locale: Locale) -> DryView:
    """Return what a dry run found, as sentences and team by team, small numbers held back."""
    goes = []
    if whole.count:
        goes.append(_weeks(whole, locale))
    if whole.on_walls:
        goes.append(
            locale.gettext(
                "%(walls)s av dem står på en svarvegg, og %(web)s kan leses på nett. De forsvinner der også.",
                walls=whole.on_walls,
                web=whole.public,
            )
        )
    stays = [locale.gettext("Ingen tall i diagrammene endres.")]
    if whole.told:
        stays.insert(
            0,
            locale.ngettext(
                "«Hva vi gjorde» blir stående %(num)s sted, uten svaret det hører til.",
                "«Hva vi gjorde» blir stående %(num)s steder, uten svaret det hører til.",
                whole.told,
            ),
        )
    concerned = sum(team.goes > 0 for team in whole.teams)
    answers = locale.ngettext("%(num)s svar", "%(num)s svar", whole.count)
    return DryView(
        title=locale.ngettext(
            "%(answers)s slettes fra %(num)s team", "%(answers)s slettes fra %(num)s team", concerned, answers=answers
        )
        if whole.count
        else locale.gettext("Ingen svar slettes"),
        day=locale.day(day_of(dry)),
        goes=goes,
        stays=stays,
        teams=(teams := _teams(whole.teams, locale)),
        holds_back=any(team.goes is None for team in teams),
    )


def receipt_facts(run: RetentionRun, locale: Locale) -> Sequence[tuple[str, str]]:
    """Return what a receipt says, line by line. It says nothing of an answer."""
    day, clock = locale.day(local_day(run.started_at)), locale.clock(run.started_at.astimezone(OSLO))
    by = locale.gettext("av %(name)s", name=run.by_name) if run.by_name else locale.gettext("av seg selv")
    facts = [
        (locale.gettext("Nummer"), number_of(run)),
        (
            locale.gettext("Kjørt"),
            locale.gettext("%(day)s kl. %(clock)s, %(by)s", day=day, clock=clock, by=by),
        ),
        (locale.gettext("Regel"), _rule(run, locale)),
        (locale.gettext("Prøvekjørt"), _dry(run, locale)),
    ]
    if run.failed_at is not None:
        return [*facts, (locale.gettext("Feilet"), locale.gettext("Ingenting er slettet. Den prøver igjen neste dag."))]
    facts += [
        (locale.gettext("Slettet fra"), _purged(run, locale)),
        (locale.gettext("Sikkerhetskopier"), _backups(run, locale)),
        (
            locale.gettext("Kontroll"),
            locale.ngettext(
                "%(num)s svar som skulle gått, er igjen", "%(num)s svar som skulle gått, er igjen", run.left or 0
            ),
        ),
        (locale.gettext("Sjekksum"), _fours(run, locale)),
    ]
    return facts


def receipt_text(run: RetentionRun, network: Network, locale: Locale) -> str:
    """Return the receipt as a file of plain lines."""
    head = [receipt_title(run, locale), network.name, ""]
    lines = [f"{name}: {value}" for name, value in receipt_facts(run, locale)]
    return "\n".join([*head, *lines, "", receipt_note(locale), ""])


def receipt_title(run: RetentionRun, locale: Locale) -> str:
    """Return the one sentence of a receipt."""
    if run.failed_at is not None:
        return locale.gettext("Slettingen feilet")
    return locale.ngettext("%(num)s svar er slettet", "%(num)s svar er slettet", run.removed)


def receipt_note(locale: Locale) -> str:
    """Return what a receipt is, and for how long."""
    return locale.gettext("Kvitteringen inneholder ingen svar. Den oppbevares i %(years)s år.", years=KEPT_YEARS)


def _kinds(times: KeepingTimes, locale: Locale) -> Sequence[KeptKind]:
    at_once, nothing = locale.gettext("straks"), locale.gettext("ingenting")
    return (
        KeptKind(
            locale.gettext("Svar fra pasienter og pårørende"),
            locale.gettext("teksten, hvem, uke, språk"),
            _months(times.months, locale),
            locale.gettext("antall per uke, i diagrammene"),
            is_changed_here=True,
        ),
        KeptKind(
            locale.gettext("Svar som ikke er lest"),
            "",
            _months(times.unread_months, locale),
            nothing,
            is_changed_here=True,
        ),
        KeptKind(
            locale.gettext("Avviste svar"),
            "",
            locale.ngettext("%(num)s dag", "%(num)s dager", REJECTED_DAYS),
            nothing,
        ),
        KeptKind(locale.gettext("Skjulte ord"), "", at_once, locale.gettext("hvor mange")),
        KeptKind(locale.gettext("Trukne svar"), "", at_once, locale.gettext("datoen, for regnskapet")),
        KeptKind(
            locale.gettext("«Hva vi gjorde»"),
            locale.gettext("tekst fra teamet"),
            locale.gettext("slettes ikke"),
            locale.gettext("teksten, uten svaret"),
        ),
        KeptKind(
            locale.gettext("Tellinger ved senga"),
            locale.gettext("ja og nei, uten person"),
            locale.gettext("slettes ikke"),
            locale.gettext("ukas sum"),
        ),
        KeptKind(
            locale.gettext("Samtaler om diagrammene"),
            "",
            locale.gettext("slettes ikke"),
            locale.gettext("teksten, i endringsloggen også"),
        ),
    )


def _months(count: int, locale: Locale) -> str:
    return locale.ngettext("%(num)s måned", "%(num)s måneder", count)


def _postponed(rule: RetentionRule | None, locale: Locale) -> str:
    if rule is None or rule.postponed_until is None:
        return ""
    day = locale.day(rule.postponed_until)
    return locale.gettext("Utsatt til %(day)s. Grunnen er: %(why)s", day=day, why=rule.postponed_why)


def _weeks(whole: DueWhole, locale: Locale) -> str:
    answers = locale.ngettext("%(num)s svar med tekst", "%(num)s svar med tekst", whole.count)
    if whole.first_week is None or whole.last_week is None:
        return answers
    first, last = (_week(day, locale) for day in (whole.first_week, whole.last_week))
    if first == last:
        return locale.gettext("%(answers)s, fra %(week)s", answers=answers, week=first)
    return locale.gettext("%(answers)s, fra %(first)s til %(last)s", answers=answers, first=first, last=last)


def _week(monday: date, locale: Locale) -> str:
    return locale.period(Period.containing(PeriodKind.WEEK, monday), year=True)


def _teams(teams: Sequence[DueTeam], locale: Locale) -> Sequence[DryTeam]:
    held = held_back([team.goes for team in teams])
    return [
        DryTeam(
            team.name,
            None if place in held else locale.number(team.goes),
            _under(locale) if team.stays and is_small(team.stays) else locale.number(team.stays),
        )
        for place, team in enumerate(teams)
        if team.goes or team.stays
    ]


def _under(locale: Locale) -> str:
    return locale.gettext("under %(limit)s", limit=LEAST)


def _rule(run: RetentionRun, locale: Locale) -> str:
    text = locale.gettext(
        "Leste svar eldre enn %(months)s, uleste eldre enn %(unread)s.",
        months=_months(run.rule["months"], locale),
        unread=_months(run.rule["unread_months"], locale),
    )
    if run.rule.get("decided_on") is None:
        return locale.gettext("%(rule)s Det er det vanlige.", rule=text)
    day = locale.day(date.fromisoformat(run.rule["decided_on"]))
    return locale.gettext(
        "%(rule)s Vedtatt %(day)s av %(name)s.", rule=text, day=day, name=run.rule.get("decided_by") or "–"
    )


def _dry(run: RetentionRun, locale: Locale) -> str:
    dry = last_dry(run)
    if dry is None:
        return locale.gettext("nei")
    same = locale.gettext("Samme tall.") if dry.counted == run.counted else locale.gettext("Det er ikke samme tall.")
    answers = locale.ngettext("%(num)s svar", "%(num)s svar", dry.counted)
    return f"{locale.day(local_day(dry.started_at))}, {answers}. {same}"


def _purged(run: RetentionRun, locale: Locale) -> str:
    places = [locale.gettext("svarvegger"), locale.gettext("sider på nett")]
    links = int(run.purged.get("links", 0))
    places.append(locale.ngettext("%(num)s kobling til tiltak", "%(num)s koblinger til tiltak", links))
    return ", ".join(places)


def _backups(run: RetentionRun, locale: Locale) -> str:
    day = run.backups_gone_on
    return locale.gettext("borte %(day)s", day=locale.day(day)) if day else "–"


def _fours(run: RetentionRun, locale: Locale) -> str:
    """Return the beginning of the checksum, in fours; and that the numbers were changed, where it does not hold."""
    begins = run.checksum[:20]
    fours = " ".join(begins[place : place + 4] for place in range(0, len(begins), 4))
    return fours if checksum(run) == run.checksum else locale.gettext("%(sum)s (stemmer ikke)", sum=fours)
