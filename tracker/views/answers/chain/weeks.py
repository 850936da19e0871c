"""Spurt, hørt, gjort and fortalt as run charts: each numerator is the next one's denominator, and nobody types them.

The product's own engine, chart and sentence read them, as any measure. The last weeks of what may still rise are drawn
as running, outside the verdict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.access.team import TeamAccess
from tracker.analysis import ChartKind, Direction, Period, PeriodKind, periods_between
from tracker.charts.draw.lane import WIDE, TimeSpan
from tracker.charts.draw.margins import fitted
from tracker.charts.shown import shown
from tracker.charts.words import summary
from tracker.models.measures import Measure, MeasureKind, RuleSetName, ValueKind
from tracker.services.answers.chain.weeks import NEW_FOR, WeekOfAnswers, asked_history, weeks_of
from tracker.services.measurements.flags import FlagSubject, team_flags
from tracker.services.measurements.history import History, due_period
from tracker.services.networks.standards import standards_of
from tracker.text.locale import Locale, capital
from tracker.views.improvement.goal_figure import Lane, LaneWords, draw_lanes
from tracker.views.labels import label
from tracker.views.links import Links
from tracker.views.measures.reading import Drawn, draw, flags_on_charts


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One bar of the last week: its word, its number, its width in per cent, and its share of the step before."""

    word: str
    number: int
    width: float
    share: str = ""


@dataclass(frozen=True, slots=True)
class AnswerMeasures:
    """The page: the last week that has them, and the lanes."""

    week: str
    sentence: str
    loss: str
    funnel: tuple[FunnelStep, ...]
    lanes: tuple[Lane, ...]
    notes: tuple[str, ...]


def answer_measures(access: TeamAccess, locale: Locale, links: Links) -> AnswerMeasures | None:
    """Return the page in as many queries however many weeks and answers; None where the team does not count asking."""
    asked = asked_history(access)
    if asked is None or not asked.periods:
        return None
    weeks = weeks_of(access)
    told = _histories(asked, weeks, access.today, locale)
    read = draw(told, locale, standards=standards_of(access))
    flags = [
        flag
        for flag in team_flags(access)
        if flag.subject is FlagSubject.INTERVENTION and (flag.from_answers or flag.stands_on([asked.measure.id]))
    ]
    on_charts = flags_on_charts(flags, links, access.team.slug)
    drawn = [replace(each, plot=replace(each.plot, flags=on_charts)) for each in read]
    span = TimeSpan.around(each.plot for each in drawn)
    if span is None:
        return None
    clipped = any(number and _answers(weeks, period).heard > number for period, number in _pairs(asked))
    notes = [
        summary.caution(locale),
        locale.gettext(
            "Svarene fra de siste %(count)s ukene er nye, så «Gjort» og «Fortalt» kan stige ennå. De ukene er tegnet, "
            "men ikke med i vurderingen.",
            count=NEW_FOR,
        ),
        *([locale.gettext("Uker med flere svar enn spurte er tegnet som hundre prosent.")] if clipped else []),
    ]
    week, sentence, loss, funnel = _last_week(asked, weeks, access.today, locale)
    return AnswerMeasures(week, sentence, loss, funnel, _lanes(access, drawn, span, locale, links), tuple(notes))


def _pairs(asked: History) -> list[tuple[Period, float | None]]:
    return list(zip(asked.periods, asked.numerators, strict=True))


def _answers(weeks: Mapping[date, WeekOfAnswers], period: Period) -> WeekOfAnswers:
    return weeks.get(period.start, WeekOfAnswers())


def _histories(
    asked: History, weeks: Mapping[date, WeekOfAnswers], today: date, locale: Locale
) -> tuple[History, History, History, History]:
    """Return the four histories: each numerator is the next one's denominator."""
    due = due_period(PeriodKind.WEEK, today)
    first = min([asked.periods[0].start, *weeks])
    last = max([asked.periods[-1].start, due.start])
    periods = periods_between(Period(PeriodKind.WEEK, first), Period(PeriodKind.WEEK, last))
    by_week = dict(zip((period.start for period in asked.periods), asked.numerators, strict=True))
    spoken = [by_week.get(period.start) for period in periods]
    counts = [_answers(weeks, period) for period in periods]
    running = frozenset(at for at, period in enumerate(periods) if period.stop >= today)
    new = frozenset(at for at, period in enumerate(periods) if period.start > due.start - timedelta(weeks=NEW_FOR))
    heard = [
        None if number is None else float(min(each.heard, number)) for each, number in zip(counts, spoken, strict=True)
    ]
    return (
        asked,
        _history(_measure(2, locale.gettext("Hørt"), locale.gettext("spurte")), periods, heard, spoken, running, today),
        _history(
            _measure(3, locale.gettext("Gjort"), locale.gettext("svar")),
            periods,
            [float(min(each.acted, each.to_act_on)) for each in counts],
            [float(each.to_act_on) for each in counts],
            new,
            today,
        ),
        _history(
            _measure(4, locale.gettext("Fortalt"), locale.gettext("svar det er gjort noe med")),
            periods,
            [float(min(each.told, each.acted)) for each in counts],
            [float(each.acted) for each in counts],
            new,
            today,
        ),
    )


def _measure(place: int, name: str, counted: str) -> Measure:
    """Return a measure for the engine: it is worked out here, and is no row."""
    return Measure(
        id=-place,
        name=name,
        slug="",
        short_name="",
        kind=MeasureKind.PROCESS,
        value_kind=ValueKind.PROPORTION,
        period_kind=PeriodKind.WEEK,
        direction=Direction.HIGHER,
        unit=counted,
        decimals=0,
        multiplier=1.0,
        chart_kind=ChartKind.RUN,
        rule_set=RuleSetName.ANHOEJ_SPLIT,
        baseline_points=None,
        axis_from=None,
        targets=[],
    )


def _history(
    measure: Measure,
    periods: Sequence[Period],
    tops: Sequence[float | None],
    bottoms: Sequence[float | None],
    running: frozenset[int],
    today: date,
) -> History:
    """Return a history of shares; a week with nothing to be a share of is a gap and not zero."""
    has = [bool(bottom) for bottom in bottoms]
    return History(
        measure,
        tuple(periods),
        tuple(top if there else None for top, there in zip(tops, has, strict=True)),
        tuple(bottom if there else None for bottom, there in zip(bottoms, has, strict=True)),
        running=running,
        year=Period.containing(PeriodKind.WEEK, today).year,
    )


def _lanes(
    access: TeamAccess, drawn: Sequence[Drawn], span: TimeSpan, locale: Locale, links: Links
) -> tuple[Lane, ...]:
    size = fitted([shown(each.reading, each.plot) for each in drawn], locale, WIDE)
    words = (
        (locale.gettext("Spurt"), locale.gettext("spurt, av dem som skulle spørres. Telles ved senga.")),
        (locale.gettext("Hørt"), locale.gettext("svar skrevet ned og lest, av dem som ble spurt.")),
        (
            locale.gettext("Gjort"),
            locale.gettext(
                "svar med idé, test, tiltak eller et nei med grunn, av svarene den uka. Ros er holdt utenfor."
            ),
        ),
        (locale.gettext("Fortalt"), locale.gettext("svar som er fortalt tilbake, av dem det er gjort noe med.")),
    )
    said = [
        LaneWords(
            name=name,
            href=links.measure(access.team.slug, drawn[0].measure) if place == 0 else "",
            unit=unit,
            kind=label(MeasureKind.PROCESS, locale),
            key=f"week-{place}",
        )
        for place, (name, unit) in enumerate(words)
    ]
    return draw_lanes(drawn, said, span, size)


def _last_week(
    asked: History, weeks: Mapping[date, WeekOfAnswers], today: date, locale: Locale
) -> tuple[str, str, str, tuple[FunnelStep, ...]]:
    """Say how the last week that is over and was counted went, from those who were to be asked to what was done."""
    due = due_period(PeriodKind.WEEK, today)
    parts = zip(asked.periods, asked.numerators, asked.denominators or (), strict=True)
    whole = [(period, top, bottom) for period, top, bottom in parts if top is not None and bottom and period <= due]
    if not whole:
        return "", "", "", ()
    period, top, bottom = whole[-1]
    count = _answers(weeks, period)
    numbers = [int(bottom or 0), int(top or 0), count.heard, count.acted]
    words = (
        locale.gettext("Skulle spørres"),
        locale.gettext("Spurt"),
        locale.gettext("Hørt"),
        locale.gettext("Gjort"),
    )
    of = (
        "",
        locale.gettext("av dem som skulle spørres"),
        locale.gettext("av dem som ble spurt"),
        locale.gettext("av svarene"),
    )
    befores = [0, numbers[0], numbers[1], count.to_act_on]
    shares = [numbers[at] / befores[at] if befores[at] else None for at in range(4)]
    most = max(numbers)
    funnel = tuple(
        FunnelStep(
            words[at],
            numbers[at],
            round(100 * numbers[at] / most, 1) if most else 0.0,
            _share(shares[at], of[at], locale) if at else "",
        )
        for at in range(4)
    )
    sentence = locale.gettext(
        "%(asked)s av %(due)s ble spurt, og %(heard)s svar ble skrevet ned. %(acted)s av dem er det gjort noe med.",
        asked=numbers[1],
        due=numbers[0],
        heard=numbers[2],
        acted=numbers[3],
    )
    return capital(locale.period(period)), sentence, _loss(shares, locale), funnel


def _share(share: float | None, of: str, locale: Locale) -> str:
    return "" if share is None or share > 1 else f"{locale.percent(100 * share)} {of}"


def _loss(shares: Sequence[float | None], locale: Locale) -> str:
    """Say where the largest share falls away; nothing where none does."""
    known = [(share, at) for at, share in enumerate(shares) if at and share is not None and share < 1]
    if not known:
        return ""
    match min(known)[1]:
        case 1:
            return locale.gettext("Størst andel faller bort før de blir spurt.")
        case 2:
            return locale.gettext("Størst andel faller bort fra spurt til skrevet ned.")
        case _:
            return locale.gettext("Størst andel faller bort fra svar til handling.")
