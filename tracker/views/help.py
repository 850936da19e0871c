"""What the help page "how to read a run chart" shows: every mark, drawn by the real charts from made-up numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markupsafe import Markup

from tracker.analysis import ChartKind, Direction, Period, PeriodKind, Reading, RuleSet, Series, read, verdict
from tracker.charts.draw import sparkline
from tracker.charts.draw.canvas import Size
from tracker.charts.draw.svg import run_chart
from tracker.charts.plot import Flag, FlagKind, Pause, Plot
from tracker.charts.words import summary
from tracker.charts.words.points import point
from tracker.text.locale import Locale

SIZE = Size(360, 236, left=44, right=98, top=40, bottom=42, narrow=True)
_FIRST = Period.numbered(PeriodKind.WEEK, 2026, 10)

# Invented, each to show one thing. Shares in percent unless the plot says otherwise.
_BEFORE = (44, 50, 47, 53, 42, 48, 51, 45, 49, 43, 52, 46)
_RISING = (*_BEFORE, 57, 63, 60, 68, 64, 71, 67, 73, 70)
_HARM = (4.0, 3.3, 3.9, 4.3, 3.6, 4.1, 3.2, 3.8, 4.2, 3.5, 3.7, 4.4, 4.7, 5.1, 4.8, 5.4, 5.0, 5.7, 5.3, 6.0)
_RANDOM = (53, 47, 55, 46, 51, 45, 56, 48, 52, 44, 50, 57, 43, 54, 49, 58, 46, 52, 48, 55)
_WAVES = (39, 42, 37, 43, 40, 61, 65, 62, 66, 60, 38, 42, 40, 36, 41, 66, 61, 63, 65, 62)
_TWO_LEVELS = (31, 37, 34, 40, 36, 30, 38, 33, 41, 32, 35, 39)
_AFTER = (62, 67, 59, 65, 64, 69, None, None, None, 61, 66, 63, 68, 60, 64, 70)
_HELD = (87, 91, 85, 92, 89, 86, 93, 88, 90, 87, 94, 91, 86, 92)
_ABOVE = (8, 7, 9, 8, 3, 9, 7, 8, 9, 1, 8, 9, 7, 8, 9, 10)
_BELOW = (12, 13, 14, 12, 4, 13, 12, 14, 13, 14, 12, 13, 12, 14, 13, 12)
_RARE = (2, 1, 3, 0, 2, 1, 2, 0, 1, 2, *(0,) * 14)
_MINUTES = (7.9, 8.3, 7.6, 8.1, 7.4, 8.0, 8.4, 10.6, 7.9, 8.2, 7.5, 8.1, 7.8, 7.7, 8.0, 7.7)


@dataclass(frozen=True, slots=True)
class Example:
    """One card: what is shown, the sign of its verdict, what the program says, what to make of it, and the drawing."""

    title: str
    mark: str
    said: str
    meaning: str
    drawing: Markup


@dataclass(frozen=True, slots=True)
class _Shows:
    title: str
    meaning: str
    drawn: tuple[Reading, Plot]
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Help:
    """All that the page shows."""

    examples: Sequence[Example]
    tooltip: Sequence[str]
    card: Markup
    row: Markup
    inline: Markup
    last: str
    centre: str


@cache
def help_in(locale: Locale) -> Help:
    """Draw the page's charts in a locale, once."""
    reading, plot = _chair(locale)
    current = reading.phases[-1].centre
    return Help(
        examples=tuple(_example(number, shows, locale) for number, shows in enumerate(_examples(locale))),
        tooltip=point(len(_RISING) - 2, reading, plot, locale),
        card=sparkline.sparkline(reading, plot, locale),
        row=sparkline.sparkline(reading, plot, locale, size=sparkline.ROW),
        inline=sparkline.sparkline(reading, plot, locale, size=sparkline.TEXT),
        last=locale.value(float(_RISING[-1]), plot),
        centre=locale.level(current, plot),
    )


def _examples(locale: Locale) -> Iterator[_Shows]:
    """Return what each card shows; a mark of None is the verdict's own."""
    higher: dict[str, Any] = {"is_share": True, "direction": Direction.HIGHER}
    yield _Shows(
        locale.gettext("Bedring"),
        locale.gettext(
            "Pluss betyr bedre, enten tallet skal opp eller ned. Noe har endret seg: finn ut hva, og hold på det."
        ),
        _chair(locale),
    )
    yield _Shows(
        locale.gettext("Forverring"),
        locale.gettext("Færre er bedre her, så dette går feil vei. Minus betyr verre."),
        _drawn(
            locale,
            _HARM,
            freeze=12,
            target=2,
            direction=Direction.LOWER,
            unit=locale.gettext("fall per 1000 liggedøgn"),
            decimals=1,
        ),
    )
    yield _Shows(
        locale.gettext("Tilfeldig variasjon"),
        locale.gettext("Punktene går opp og ned av seg selv. Å jakte på hvert enkelt punkt gjør det ikke bedre."),
        _drawn(locale, _RANDOM, target=80, **higher),
    )
    yield _Shows(
        locale.gettext("Uvanlig få kryssinger"),
        locale.gettext("Ingen punkter er merket: det er hele mønsteret som er uvanlig."),
        _drawn(locale, _WAVES, **higher),
        mark="",
    )
    yield _Shows(
        locale.gettext("Ny fase, og uker uten måling"),
        locale.gettext("Medianen regnes ut på nytt fra uka dere endret noe. Ferieukene er tomme: der brytes linja."),
        _drawn(
            locale,
            (*_TWO_LEVELS, *_AFTER),
            phase_starts=(12,),
            phase_names=(locale.gettext("Før"), locale.gettext("Etter")),
            pauses=(Pause(_week(18).start, _week(20).stop, locale.gettext("Ferie")),),
            flags=(Flag(1, FlagKind.INTERVENTION, _week(12).start, locale.gettext("Stol på veggen")),),
            **higher,
        ),
    )
    yield _Shows(
        locale.gettext("For få punkter"),
        locale.gettext("Med færre enn 12 punkter tegnes diagrammet uten median. Det er for tidlig å si noe."),
        _drawn(locale, (42, 54, 48, 59, 53, 57), **higher),
    )
    yield _Shows(
        locale.gettext("Mål nådd og holdt"),
        locale.gettext("Den grønne linja er målet, og det fargede feltet er målområdet."),
        _drawn(locale, _HELD, target=80, **higher),
    )
    yield _Shows(
        locale.gettext("Skift uten ønsket retning"),
        locale.gettext(
            "Når verken høyere eller lavere er bedre, er merket en skråstilt firkant: noe har endret seg, og "
            "dere vurderer hva."
        ),
        _drawn(locale, _RISING, freeze=12, is_share=True),
        mark="neutral",
    )
    yield _Shows(
        locale.gettext("Punkt med kryss, hult, lite og stiplet punkt"),
        locale.gettext(
            "Et punkt med kryss er holdt utenfor. Et hult punkt ligger på medianen. "
            "Et lite punkt har under 5 i nevneren. Et stiplet punkt er uka som ikke er over: det er ikke "
            "med i vurderingen."
        ),
        _drawn(
            locale,
            _ABOVE,
            below=_BELOW,
            multiplier=100,
            excluded=(9, len(_ABOVE) - 1),
            running=frozenset({len(_ABOVE) - 1}),
            notes={9: locale.gettext("feil skjema")},
            numerators=_ABOVE,
            denominators=_BELOW,
            **higher,
        ),
    )
    yield _Shows(
        locale.gettext("Over halvparten er 0"),
        locale.gettext(
            "Da kan ingen uke ligge under medianen. Vi ser i stedet etter om ukene med og uten hendelser er blandet."
        ),
        _drawn(
            locale,
            _RARE,
            direction=Direction.LOWER,
            unit=locale.gettext("fall"),
            events=locale.gettext("fall"),
            decimals=0,
        ),
    )
    yield _Shows(
        locale.gettext("Alle like"),
        locale.gettext("Da kan reglene ikke brukes. Det betyr ikke at det er dårlig."),
        _drawn(locale, [100] * 14, **higher),
    )
    yield _Shows(
        locale.gettext("Kontrolldiagram"),
        locale.gettext(
            "Her er det midtlinje og grenser i stedet for median. Et punkt utenfor grensene er neppe tilfeldig."
        ),
        _drawn(locale, _MINUTES, kind=ChartKind.I, unit="min", decimals=1),
        mark="neutral",
    )
    yield _Shows(
        locale.gettext("Flagg"),
        locale.gettext(
            "Fylt firkant er et tiltak, ring en test, skråstilt firkant en hendelse og snakkeboble en kommentar."
        ),
        _drawn(locale, _RANDOM, flags=tuple(_flags(locale)), **higher),
    )


def _example(number: int, shows: _Shows, locale: Locale) -> Example:
    reading, plot = shows.drawn
    now = verdict(reading)
    return Example(
        title=shows.title,
        mark=now.value if shows.mark is None else shows.mark,
        said=summary.summary(reading, plot, locale, now),
        meaning=shows.meaning,
        drawing=run_chart(reading, plot, locale, chart_id=f"help-{number}", size=SIZE),
    )


def _chair(locale: Locale) -> tuple[Reading, Plot]:
    seated: dict[str, Any] = {"is_share": True, "direction": Direction.HIGHER, "freeze": 12, "target": 80}
    rounds = (30,) * len(_RISING)
    return _drawn(
        locale,
        _RISING,
        counts=(tuple(round(value * 0.3) for value in _RISING), rounds),
        flags=(Flag(3, FlagKind.INTERVENTION, _week(11).start, locale.gettext("Stolen følger visittvogna")),),
        **seated,
    )


def _flags(locale: Locale) -> Iterator[Flag]:
    yield Flag(1, FlagKind.INTERVENTION, _week(3).start, locale.gettext("Visittstol på veggen"))
    yield Flag(2, FlagKind.TEST, _week(8).start, locale.gettext("Sykepleier minner om stolen"))
    yield Flag(3, FlagKind.EVENT, _week(12).start, locale.gettext("Nye leger"))
    yield Flag(4, FlagKind.COMMENT, _week(16).start, locale.gettext("Merkes godt fra senga"))


def _week(at: int) -> Period:
    period = _FIRST
    for _step in range(at):
        period = period.next
    return period


def _drawn(
    locale: Locale,
    values: Sequence[float | None],
    *,
    below: Sequence[float] | None = None,
    counts: tuple[Sequence[float], Sequence[float]] | None = None,
    kind: ChartKind = ChartKind.RUN,
    **options: Any,
) -> tuple[Reading, Plot]:
    """Read made-up values; what a series takes goes there, the rest to the plot."""
    of_series = {
        name: options.pop(name)
        for name in ("phase_starts", "freeze", "excluded", "multiplier", "target", "direction")
        if name in options
    }
    series = Series(kind, list(values), None if below is None else list(below), **of_series)
    reading = read(series, RuleSet.ANHOEJ_SPLIT)
    if counts is not None:
        options |= {
            "numerators": tuple(counts[0]),
            "denominators": tuple(counts[1]),
            "counted": locale.gettext("visitter"),
        }
    periods = tuple(_week(at) for at in range(len(values)))
    return reading, Plot.of(reading, title=locale.gettext("Eksempel med oppdiktede tall"), periods=periods, **options)
