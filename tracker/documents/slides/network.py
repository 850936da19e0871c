"""A network's slides: where the teams stand with each measure, and all of them together where that is shown."""

from __future__ import annotations

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.text import MSO_ANCHOR
from pptx.slide import Slide
from pptx.util import Inches, Pt

from tracker.documents.network import NetworkMeasure, NetworkReport
from tracker.documents.palette import PLAIN_TAG, TAGS
from tracker.documents.slides.deck import EDGE, INNER, Deck, colour, fitting, plain, tell
from tracker.documents.slides.team import measure_slide

_TOP, _HIGH, _WIDE = 1.85, 4.1, 5.6
"""Where the count of teams stands, in inches."""
_NAMES = EDGE + _WIDE + 0.5
_MOST_NAMED = 8
"""So many teams of a group are named on a slide; the notes have all."""


def network_slides(report: NetworkReport) -> bytes:
    """Make a network's slides: light, in 16:9, with the table of each in the speaker's notes."""
    deck = Deck(title=report.title, author=report.product, language=report.language, day=report.day)
    _title(deck, report)
    for measure in report.measures:
        _stands(deck, report, measure)
        if measure.pooled is not None:
            measure_slide(deck, measure.pooled, f"{report.network} · {report.words.together}", report.words.table)
    return deck.bytes()


def _title(deck: Deck, report: NetworkReport) -> None:
    size = fitting(report.network, INNER, (44, 36, 30, 24), 2)
    slide = deck.slide(report.network, top=2.55, size=size, high=1.5, ink="surface", ground="bar")
    deck.text(slide, report.title, (EDGE, 2.1, INNER, 0.4), size=16, ink="surface")
    deck.text(slide, report.facts, (EDGE, 4.15, INNER - 2, 0.6), size=22, ink="surface")
    where = " · ".join(part for part in (report.host, report.when) if part)
    deck.text(slide, where, (EDGE, 5.75, INNER, 0.4), size=16, ink="surface")
    deck.text(slide, report.product, (EDGE, 0.5, INNER, 0.4), size=16, bold=True, ink="surface")
    deck.notes(slide, "\n".join(part for part in (report.caution, report.alone) if part))


def _stands(deck: Deck, report: NetworkReport, measure: NetworkMeasure) -> None:
    """Add the slide of where the teams stand: how many drawn, who in words."""
    size = fitting(measure.says, INNER, (29, 26, 0), 1) or fitting(measure.says, INNER, (24, 20, 18), 2)
    slide = deck.slide(measure.says, top=0.82, size=size, high=0.72)
    deck.text(
        slide, measure.name, (EDGE, 0.46, INNER, 0.34), size=fitting(measure.name, INNER, (16, 13), 1), ink="ink2"
    )
    _count(slide, report, measure)
    _names(deck, slide, measure)
    source = " ".join(part for part in (report.caution, f"({measure.rules})" if measure.rules else "") if part)
    deck.text(slide, source, (EDGE, 6.2, INNER, 0.44), size=12, ink="ink2")
    deck.foot(slide, report.network)
    deck.notes(slide, _notes(report, measure))


def _count(slide: Slide, report: NetworkReport, measure: NetworkMeasure) -> None:
    """Draw how many teams stand alike as bars that can be edited, the first group on top."""
    held = CategoryChartData(number_format="0")
    held.categories = [plain(each.label) for each in reversed(measure.counts)]
    held.add_series(plain(report.words.count), [each.count for each in reversed(measure.counts)])
    place = (Inches(EDGE), Inches(_TOP), Inches(_WIDE), Inches(_HIGH))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *place, held)
    tell(frame, f"{measure.name}. {measure.told}")
    frame.name = plain(measure.name)
    chart = frame.chart
    chart.has_title = chart.has_legend = False
    chart.font.size = Pt(14)
    chart.font.color.rgb = colour("ink")
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories, plot.has_data_labels = 45, False, True
    plot.data_labels.font.size, plot.data_labels.font.bold = Pt(16), True
    plot.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
    for at, each in enumerate(reversed(measure.counts)):
        fill = plot.series[0].points[at].format.fill
        fill.solid()
        fill.fore_color.rgb = colour(TAGS.get(each.verdict, PLAIN_TAG)[0])
    value, category = chart.value_axis, chart.category_axis
    value.minimum_scale, value.has_major_gridlines, value.visible = 0, False, False
    category.format.line.color.rgb = colour("rule")
    category.major_tick_mark, category.tick_label_position = XL_TICK_MARK.NONE, XL_TICK_LABEL_POSITION.LOW


def _names(deck: Deck, slide: Slide, measure: NetworkMeasure) -> None:
    """Write the teams of each group beside its bar."""
    high, width = _HIGH / len(measure.counts), EDGE + INNER - _NAMES
    lines = max(1, int(high / 0.28))
    for at, each in enumerate(measure.counts):
        more = f" + {each.count - _MOST_NAMED}" if each.count > _MOST_NAMED else ""
        said = ", ".join(each.teams[:_MOST_NAMED]) + more
        box = (_NAMES, _TOP + at * high, width, high)
        size = fitting(said, width, (15, 13, 11), lines)
        deck.text(slide, said, box, size=size, anchor=MSO_ANCHOR.MIDDLE)


def _notes(report: NetworkReport, measure: NetworkMeasure) -> str:
    lines = [measure.says, "", f"{measure.name}. {report.words.teams}:", "\t".join(report.words.heads)]
    return "\n".join([*lines, *("\t".join(each.texts) for each in measure.stands)])
