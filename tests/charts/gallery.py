"""Renders every state of the charts to one HTML file for looking at.

python -m tests.charts.gallery gallery.html [--dark] [--en]
"""

import sys
from html import escape
from pathlib import Path

from tests.charts import cases
from tracker.analysis import PeriodKind, RuleSet
from tracker.analysis.verdict import verdict
from tracker.charts import table
from tracker.charts.draw import lane, legend, sparkline, svg
from tracker.charts.words import summary
from tracker.text.locale import Locale

SHEETS = Path(__file__).parent.parent.parent / "static" / "css"
STYLE = """
body{padding:24px}
section{background:var(--surface);border:1px solid var(--rule);border-radius:14px;padding:24px;margin:0 0 24px}
.pair{display:flex;gap:24px;align-items:flex-start}
section{width:834px}.pair section.n{width:410px}.pair section.lanes{width:938px}
.small{display:grid;grid-template-columns:repeat(3,410px);gap:16px}.small section{width:auto;margin:0}
.say{font-size:18px}.why{font-size:14px;color:var(--ink2)}
.row{display:flex;gap:24px;align-items:center}
table{border-collapse:collapse;font-size:14px}
td,th{padding:4px 12px;border-bottom:1px solid var(--rule);text-align:left}
"""


def page(language, theme):
    sheets = (SHEETS / "tokens.css", SHEETS / "base.css", *sorted((SHEETS / "components").glob("*.css")))
    css = "".join(sheet.read_text() for sheet in sheets)
    parts = [f'<!doctype html><html lang="{language.code}" data-theme="{theme}"><meta charset="utf-8">']
    parts.append(f"<title>Gallery</title><style>{css}{STYLE}</style><h1>Gallery</h1>")
    parts.append(main(language))
    parts.append('<div class="small">' + "".join(card(name, *case, language) for name, case in states()) + "</div>")
    parts.append(wide(language))
    parts.append(small(language))
    parts.append(lanes(language))
    parts.append(numbers(language))
    return "".join(parts)


def said(reading, plot, language):
    found = verdict(reading, minimum=plot.minimum)
    return found, summary.summary(reading, plot, language, found)


def main(language):
    reading, plot = cases.chair()
    found, text = said(reading, plot, language)
    wide = svg.run_chart(reading, plot, language, chart_id="main")
    narrow = svg.run_chart(reading, plot, language, chart_id="main-n", size=svg.NARROW)
    shown_keys = "".join(f"<span>{key.mark}{escape(key.text)}</span>" for key in legend.legend(reading, plot, language))
    why = "".join(
        f"<p>{escape(line)}</p>"
        for line in (*summary.method(reading, plot, language), *summary.reasons(reading, plot, language))
    )
    label = summary.verdict_label(found, language)
    return (
        f'<div class="pair"><section><h2>{escape(plot.title)}: {label}</h2><p class="say">{escape(text)}</p>{wide}'
        f'<p class="keys">{shown_keys}</p><div class="why">{why}</div></section>'
        f'<section class="n">{narrow}</section></div>'
    )


def states():
    yield "Bedring", cases.better()
    yield "Forverring", cases.worse()
    yield "Står stille", cases.still()
    yield "Få kryssinger", cases.few_crossings()
    yield "Ny fase og gap", cases.two_phases()
    yield "For få", cases.few_points()
    yield "Uten retning", cases.neutral()
    yield "Holdt", cases.held()
    yield "Konstant 100", cases.constant()
    yield "Alle null", cases.constant(0, direction=cases.Direction.LOWER, is_share=False, target=None)
    yield "Tatt ut", cases.excluded()
    yield "Små nevnere", cases.small_denominators()
    yield "Målområde", cases.goal_range()
    yield "Flyttet mål", cases.moved_goal()
    yield "I-diagram", cases.control_chart()
    yield "I-diagram, MDC", cases.control_chart(rules=RuleSet.MAKING_DATA_COUNT)
    yield "IHI", cases.better(rules=RuleSet.IHI)
    yield "Avsluttet rekke", cases.ended_run()
    yield "Trange flagg", cases.crowded_flags()
    yield "Ingen målinger", cases.nothing()
    yield "Ett punkt", cases.one_point()
    yield "Alle tatt ut", cases.all_excluded()
    yield "Minutter", cases.minutes(flags=cases.FLAGS)
    yield "Kuttet akse", cases.still(axis_from=40.0)
    yield "Kvartal", cases.quarters()
    yield "160 uker", cases.long_series()
    for kind in PeriodKind:
        yield str(kind), cases.every_period(kind)


def tricky():
    yield cases.rare()
    yield cases.falls(flags=cases.FLAGS[:2])
    yield cases.trend()
    yield cases.outside()
    yield cases.outside(rules=RuleSet.MAKING_DATA_COUNT)
    yield cases.ended_run()
    yield cases.worse()
    yield cases.small_denominators()
    yield cases.crowded_flags()


def wide(language):
    return "".join(
        f'<section><p class="say">{escape(said(reading, plot, language)[1])}</p>'
        f"{svg.run_chart(reading, plot, language, chart_id=f'w{at}')}</section>"
        for at, (reading, plot) in enumerate(tricky())
    )


def card(name, reading, plot, language):
    found, text = said(reading, plot, language)
    drawing = svg.run_chart(reading, plot, language, chart_id=f"c-{name.replace(' ', '-')}", size=MIDDLE)
    label = summary.verdict_label(found, language)
    return f"<section><h2>{name}: {label}</h2><p>{escape(text)}</p>{drawing}</section>"


MIDDLE = svg.Size(400, 280, left=46, right=96, top=40, bottom=46)


def small(language):
    rows = []
    for name, (reading, plot) in list(states())[:9]:
        drawn = [sparkline.sparkline(reading, plot, language, size=size) for size in (sparkline.CARD, sparkline.ROW)]
        text = sparkline.sparkline(reading, plot, language, size=sparkline.TEXT)
        rows.append(f'<p class="row">{"".join(drawn)}<span class="inl">{text}</span>{name}</p>')
    return f"<section>{''.join(rows)}</section>"


def lanes(language):
    goal_flags = cases.FLAGS
    stack = [
        cases.falls(flags=goal_flags),
        cases.chair(),
        cases.minutes(flags=goal_flags),
        cases.nothing(flags=goal_flags),
    ]
    span = lane.TimeSpan.around(plot for _, plot in stack)
    last = len(stack) - 1
    wide = "".join(
        lane.lane(
            reading,
            plot,
            language,
            span,
            chart_id=f"l{at}",
            size=lane.WIDE if at else lane.TALL,
            first=at == 0,
            last=at == last,
        )
        for at, (reading, plot) in enumerate(stack)
    )
    slim = "".join(
        lane.lane(reading, plot, language, span.latest(), chart_id=f"s{at}", size=lane.NARROW)
        for at, (reading, plot) in enumerate(stack)
    )
    return f'<div class="pair"><section class="lanes">{wide}</section><section class="n">{slim}</section></div>'


def numbers(language):
    reading, plot = cases.chair()
    heads = "".join(f"<th>{escape(head)}</th>" for head in table.heads(plot, language))
    rows = "".join(
        f"<tr><td>{row.name}<td>{row.numerator}<td>{row.denominator}<td>{row.value}<td>{row.side}<td>{escape(row.note)}"
        for row in table.rows(reading, plot, language)[:16]
    )
    return f"<section><table><tr>{heads}</tr>{rows}</table></section>"


if __name__ == "__main__":
    chosen = Locale.of("en" if "--en" in sys.argv else "nb")
    Path(sys.argv[1]).write_text(page(chosen, "dark" if "--dark" in sys.argv else "light"), encoding="utf-8")
