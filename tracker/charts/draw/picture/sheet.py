"""The picture of a chart for slides and reports: name, sentence, verdict, chart, key, and where it comes from.

Everything is text, so that it can be searched and read aloud; widths are reckoned for a wide font, so that nothing
runs into anything in a narrow one. It is always light, and holds nothing that the chart on the page does not show.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.analysis import Reading, Verdict
from tracker.charts.draw.canvas import Size, plain
from tracker.charts.draw.legend import LegendItem, legend
from tracker.charts.draw.picture.ink import SVG, StyleRule, dressed
from tracker.charts.draw.svg import inside, laid
from tracker.charts.plot import Flag, Plot
from tracker.charts.words.explain import rule_set_name
from tracker.charts.words.summary import description
from tracker.text.locale import Locale

WIDTH, HEIGHT = 1200, 675
_EDGE = 40
_INNER = WIDTH - 2 * _EDGE
_FONTS = "&quot;Segoe UI&quot;, Roboto, &quot;Helvetica Neue&quot;, Arial, &quot;DejaVu Sans&quot;, sans-serif"

_NARROW, _WIDE = frozenset("fijlrtI.,:;'|!()[]-· "), frozenset("mwMWOQ%@—–…æÆ")
_MOST_LINES = 4
_MOST_SOURCE = 3

_SIGNS = {
    Verdict.BETTER: ("better", '<circle cx="9" cy="9" r="8"/><path d="M4.8 9h8.4M9 4.8v8.4"/>'),
    Verdict.WORSE: ("worse", '<rect x="1.5" y="1.5" width="15" height="15" rx="2.5"/><path d="M5 9h8"/>'),
    Verdict.HELD: ("held", '<circle cx="9" cy="9" r="8"/><path d="M5 9.5l2.8 2.8L13 6.5"/>'),
    Verdict.FEW: (
        "few",
        '<circle cx="4" cy="9" r="1.8"/><circle cx="9" cy="9" r="1.8"/><circle cx="14" cy="9" r="1.8"/>',
    ),
    Verdict.SILENT: ("silent", '<circle cx="9" cy="9" r="7.2"/>'),
}
_STEADY = ("steady", '<circle cx="9" cy="9" r="8"/><path d="M5 7h8M5 11h8"/>')


@dataclass(frozen=True, slots=True, kw_only=True)
class Caption:
    """What a picture says round its chart: the sentence, the verdict, whose it is, the day it was made, the product."""

    sentence: str
    verdict: Verdict
    verdict_label: str
    place: str
    day: date
    product: str


def picture(reading: Reading, plot: Plot, language: Locale, caption: Caption, rules: Sequence[StyleRule]) -> str:
    """Return the picture of one reading as SVG; ``rules`` are those of the page, see `ink`."""
    # A picture is kept while a thread goes on: who waits for whom is not told in it.
    alike = tuple(replace(mark, waits=False) for mark in plot.threads)
    plot = replace(plot, threads=alike, recorded={})
    tag_left, tag = _tag(caption)
    said = _wrapped(caption.sentence, tag_left - _EDGE - 24, 22, bold=True)
    size, step = 22, 29
    if len(said) > _MOST_LINES:
        size, step = 17, 23
        said = _wrapped(caption.sentence, tag_left - _EDGE - 24, size, bold=True)
    said = said if len(said) <= _MOST_LINES + 1 else [*said[:_MOST_LINES], f"{said[_MOST_LINES]} …"]
    parts = [_text(_EDGE, 52, plot.title, 18, "rc-tick"), tag]
    parts.extend(_text(_EDGE, 81 + step * at, line, size, "rc-flagtext-open") for at, line in enumerate(said))
    source = list(_source(reading, plot, language, caption))
    foot = HEIGHT - 24 - 18 * (len(source) - 1)
    parts.extend(_text(_EDGE, foot + 18 * at, line, 13, "rc-tick") for at, line in enumerate(source))
    parts.append(f'<path class="rc-grid" d="M{_EDGE} {foot - 24}H{WIDTH - _EDGE}"/>')
    rows = list(_key_rows(legend(reading, plot, language)))
    key = foot - 24 - 26 * len(rows)
    for at, row in enumerate(rows):
        parts.append(f'<g transform="translate({_EDGE} {key + 26 * at})">{row}</g>')
    top = 81 + step * (len(said) - 1) + 14
    drawn = Size(_INNER, key - 10 - top, left=46, right=112, top=40, bottom=46, still=True)
    paper = laid(reading, plot, language, chart_id="chart", size=drawn)
    parts.append(f'<g class="rc" transform="translate({_EDGE} {top})">{inside(paper)}</g>')
    return dressed(_framed("".join(parts), plot.title, description(reading, plot, language), language), rules)


def _framed(inner: str, title: str, told: str, language: Locale) -> str:
    return (
        f'<svg xmlns="{SVG}" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'lang="{language.code}" font-family="{_FONTS}" aria-labelledby="name told">'
        f'<title id="name">{plain(title)}</title><desc id="told">{plain(told)}</desc>'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>{inner}</svg>'
    )


def _text(x: float, y: float, text: str, size: float, kind: str) -> str:
    """Return a line of text: its size is the picture's own, its colour and weight those of the class."""
    return f'<g class="rc"><text class="{kind}" x="{x:g}" y="{y:g}" font-size="{size}px">{plain(text)}</text></g>'


def _tag(caption: Caption) -> tuple[float, str]:
    """Return the verdict's tag at the upper right, and where it begins."""
    kind, sign = _SIGNS.get(caption.verdict, _STEADY)
    wide = 46 + _width(caption.verdict_label, 18, bold=True)
    left = WIDTH - _EDGE - wide
    ground, ink = (f"tag-{kind}", f"tag-{kind}") if kind != "silent" else ("rc-axis", "rc-flagtext-open")
    return left, (
        f'<rect class="{ground}" x="{left:.1f}" y="32" width="{wide:.1f}" height="31" rx="15.5"/>'
        f'<svg class="mk mk-{kind}" x="{left + 8:.1f}" y="38.5" width="18" height="18" viewBox="0 0 18 18">{sign}</svg>'
        f'<g class="rc"><text class="{ink}" x="{left + 33:.1f}" y="54" font-size="18px" font-weight="700">'
        f"{plain(caption.verdict_label)}</text></g>"
    )


def _key_rows(items: Sequence[LegendItem]) -> Iterator[str]:
    """Yield the entries of the key, on as many rows as they need."""
    row, x = "", 0.0
    for item in items:
        wide = 41 if 'width="34"' in item.mark else 25
        whole = wide + _width(item.text, 14)
        if row and x + whole > _INNER:
            yield row
            row, x = "", 0.0
        mark = str(item.mark).replace('aria-hidden="true" focusable="false"', f'x="{x:.1f}" y="2"')
        row += mark + _text(x + wide, 16, item.text, 14, "rc-tick")
        x += whole + 24
    if row:
        yield row


def _source(reading: Reading, plot: Plot, language: Locale, caption: Caption) -> Iterator[str]:
    """Yield the lines at the foot: whose it is, by which rules, what the flags are, when, and made by what."""
    name, version = rule_set_name(reading.rules, language), reading.rules.version
    before = [caption.place, language.gettext("regler: %(name)s, versjon %(version)s", name=name, version=version)]
    after = [language.day(caption.day), caption.product]
    flags = _drawn(plot)
    for left_out in range(len(flags) + 1):
        told = [f"{flag.number}: {flag.title}" for flag in flags[left_out:]]
        if left_out:
            older = language.ngettext("%(num)s eldre merke", "%(num)s eldre merker", left_out)
            told.insert(0, older)
        lines = _wrapped(" · ".join((*before, *told, *after)), _INNER, 13)
        if len(lines) <= _MOST_SOURCE or left_out == len(flags):
            yield from lines
            return


def _drawn(plot: Plot) -> list[Flag]:
    """Return the flags that stand on the chart, in the order of time."""
    if not plot.periods:
        return []
    first, last = plot.periods[0].start, plot.periods[-1].stop
    return sorted((flag for flag in plot.flags if first <= flag.on <= last), key=lambda flag: (flag.on, flag.number))


def _width(text: str, size: float, *, bold: bool = False) -> float:
    """Return how wide a text is in a wide font, px."""
    units = sum(0.38 if sign in _NARROW else 0.95 if sign in _WIDE else 0.63 for sign in text)
    return units * size * (1.1 if bold else 1.0)


def _wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Return the text on lines that are no wider than ``width``, broken between words."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and _width(f"{lines[-1]} {word}", size, bold=bold) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
