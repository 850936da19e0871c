"""Whatever is read can be drawn: well-formed, unique ids, finite places, words without holes."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.charts.drawing import Drawing
from tracker.analysis import ChartKind, Direction, Period, PeriodKind, Rule, RuleSet, Series, Verdict, read, verdict
from tracker.charts import table
from tracker.charts.draw import lane, legend, plotly, sparkline, svg
from tracker.charts.plot import Flag, FlagKind, Pause, Plot
from tracker.charts.words import summary
from tracker.text.locale import Locale

VALUES = st.one_of(st.none(), st.integers(0, 12), st.floats(-50, 1000, allow_nan=False))

RULES = [
    RuleSet.ANHOEJ, RuleSet.ANHOEJ_SPLIT, RuleSet.IHI, RuleSet.IHI_EXACT, RuleSet.IHI_SPLIT, RuleSet.MAKING_DATA_COUNT,
]  # fmt: skip


@st.composite
def cases(draw):
    """A reading and a plot: missing, constant, excluded, phases, freezes, flags and pauses of any kind."""
    constant = draw(st.booleans())
    size = draw(st.integers(0, 30))
    one = draw(VALUES)
    values = [one] * size if constant else draw(st.lists(VALUES, min_size=size, max_size=size))
    positions = st.integers(1, max(1, size - 1))
    starts = draw(st.sets(positions, max_size=2)) if size > 2 else set()
    everything = draw(st.booleans()) and draw(st.booleans())
    excluded = range(size) if everything else (draw(st.sets(st.integers(0, size - 1), max_size=3)) if size else ())
    series = Series(
        draw(st.sampled_from([ChartKind.RUN, ChartKind.RUN, ChartKind.I])),
        values,
        phase_starts=starts,
        freeze=draw(st.one_of(st.none(), st.integers(1, 12))),
        excluded=excluded,
        target=draw(st.one_of(st.none(), st.floats(0, 100))),
        direction=draw(st.sampled_from(Direction)),
    )
    reading = read(series, draw(st.sampled_from(RULES)))
    period = Period.containing(draw(st.sampled_from(PeriodKind)), date(2025, 12, 20))
    periods = []
    for _ in range(size):
        periods.append(period)
        period = period.next if draw(st.integers(0, 9)) else period.next.next
    days = st.integers(0, 400).map(lambda count: date(2025, 12, 1) + timedelta(count))
    text = st.text(max_size=12)
    flags = draw(st.lists(st.builds(Flag, st.integers(1, 20), st.sampled_from(FlagKind), days, text), max_size=6))
    pause = draw(st.one_of(st.none(), st.builds(lambda day, why: Pause(day, day + timedelta(20), why), days, text)))
    plot = Plot.of(
        reading,
        title=draw(text),
        periods=tuple(periods),
        is_share=draw(st.booleans()),
        unit=draw(text),
        phase_names=tuple(draw(st.lists(text, max_size=3))),
        flags=tuple(flags),
        pauses=(pause,) if pause else (),
        minimum=draw(st.sampled_from([1, 5, 12])),
        axis_from=draw(st.one_of(st.none(), st.floats(0, 50))),
    )
    return reading, plot


@settings(max_examples=150, deadline=None)
@given(cases(), st.sampled_from(["nb", "en"]), st.sampled_from(Verdict))
def test_any_reading_can_be_drawn_and_said(case, code, found):
    language = Locale.of(code)
    for size in (svg.WIDE, svg.FULL, svg.NARROW):
        assert Drawing(svg.run_chart(*case, language, chart_id="any", size=size)).sound()
    for size in (sparkline.CARD, sparkline.TEXT):
        assert Drawing(sparkline.sparkline(*case, language, size=size)).sound()
    span = lane.TimeSpan.around([case[1]])
    if span:
        for size in (lane.WIDE, lane.NARROW):
            drawn = lane.lane(*case, language, span.latest(18), chart_id="any", size=size, first=True)
            assert Drawing(drawn).sound()
    assert "%(" not in summary.summary(*case, language, found)
    assert summary.description(*case, language)
    assert len(table.rows(*case, language)) == len(case[0].values)
    assert isinstance(legend.legend(*case, language), tuple)
    assert all(summary.method(*case, language))
    assert isinstance(summary.reasons(*case, language), tuple)
    assert plotly.figure(*case, language)["config"]
    summary.suggestion(*case, language)
    summary.tags(*case, language)


EDGES = st.lists(st.sampled_from([0, 0, 0, 1, 2]), min_size=12, max_size=60)


@settings(max_examples=150, deadline=None)
@given(EDGES, st.sampled_from([RuleSet.ANHOEJ_SPLIT, RuleSet.IHI_SPLIT]), st.booleans(), st.sampled_from(Direction))
def test_nothing_is_said_to_lie_beyond_the_edge(values, rules, is_mirrored, direction):
    """Zeros are never under a median of 0, nor 100 % over one of 100; untested points never vary at random."""
    shown_values = [100 - value for value in values] if is_mirrored else values
    reading = read(Series(ChartKind.RUN, shown_values, direction=direction, target=shown_values[0]), rules)
    periods = [Period.containing(PeriodKind.WEEK, date(2026, 1, 5))]
    while len(periods) < len(values):
        periods.append(periods[-1].next)
    plot = Plot.of(reading, title="", periods=tuple(periods), is_share=is_mirrored)
    (phase,) = reading.phases
    nb = Locale.of("nb")
    said = [summary.summary(reading, plot, nb, verdict(reading)), summary.description(reading, plot, nb)]
    said += [
        *summary.tags(reading, plot, nb),
        *summary.method(reading, plot, nb)[-1:],
        *summary.reasons(reading, plot, nb),
    ]
    said += [item.text for item in legend.legend(reading, plot, nb)] + [
        row.side for row in table.rows(reading, plot, nb)
    ]
    text = " ".join(said)
    if phase.split.edge:
        assert ("over medianen" if is_mirrored else "under medianen") not in text
    if not phase.tested:
        assert "tilfeldig variasjon" not in text
        assert "varierer tilfeldig" not in text
        assert not any(signal.rule is not Rule.TREND for signal in reading.signals)
