"""An empty deck in 16:9, and the few things slides are made of: texts, shapes and lines, each with its language."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from functools import cache
from io import BytesIO

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import MSO_CONNECTOR_TYPE, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.util import Emu, Inches, Pt

from tracker.documents.palette import COLOURS

MIMETYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
WIDE, HIGH = 13.333, 7.5
EDGE = 0.53
INNER = WIDE - 2 * EDGE

Place = tuple[float, float, float, float]
"""Left, top, width and height in inches; of a line, where it begins and ends."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TAGS = {"nb": "nb-NO", "en": "en-GB"}
_TITLE_ONLY = 5
_WIDTH = 0.53
"""How wide a letter is, in parts of its height: that of a wide font, so that nothing runs over in a narrow one."""
_DECORATIVE = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def colour(name: str) -> RGBColor:
    """Return a colour by its name in the palette."""
    return RGBColor.from_string(COLOURS[name].upper())


def plain(text: str) -> str:
    """Return a text without the signs that XML does not know, which would make a file that cannot be opened."""
    return _UNWRITABLE.sub("", text)


def fitting(text: str, width: float, sizes: tuple[int, ...], lines: int) -> int:
    """Return the largest of the sizes, in points, in which a text stands on so many lines of `width` inches."""
    for size in sizes:
        if len(text) * size * _WIDTH / 72 <= width * lines * (1 if lines == 1 else 0.92):
            return size
    return sizes[-1]


@cache
def _empty() -> bytes:
    """Return the library's own empty deck in 16:9 with the one layout that is used; made once, for it takes a while."""
    deck = Presentation()
    across = Inches(WIDE) / deck.slide_width
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    for layout in [layout for at, layout in enumerate(deck.slide_layouts) if at != _TITLE_ONLY]:
        deck.slide_layouts.remove(layout)
    for held in (deck.slide_master, *deck.slide_layouts):
        for shape in held.placeholders:
            place = shape.left, shape.top, shape.width, shape.height
            shape.left, shape.top, shape.width, shape.height = (
                Emu(int(length * across)) if at % 2 == 0 else length for at, length in enumerate(place)
            )
    content = BytesIO()
    deck.save(content)
    return content.getvalue()


class Deck:
    """Slides under way: `bytes` gives the file."""

    def __init__(self, *, title: str, author: str, language: str, day: date) -> None:
        """Begin an empty deck; its properties name the product, and nobody who made a template."""
        self._deck = Presentation(BytesIO(_empty()))
        self.language = _TAGS.get(language, language)
        said, made = self._deck.core_properties, datetime.combine(day, time(12), UTC).replace(tzinfo=None)
        said.title, said.author, said.last_modified_by = plain(title), plain(author), plain(author)
        said.language, said.created, said.modified, said.revision = self.language, made, made, 1
        said.comments = said.keywords = said.subject = said.category = ""

    @property
    def count(self) -> int:
        """How many slides there are."""
        return len(self._deck.slides)

    def bytes(self) -> bytes:
        """Return the file."""
        content = BytesIO()
        self._deck.save(content)
        return content.getvalue()

    def slide(self, title: str, *, top: float, size: int, high: float, ink: str = "ink", ground: str = "") -> Slide:
        """Begin a slide with its title, which is what screen readers and the list of slides call it."""
        made = self._deck.slides.add_slide(self._deck.slide_layouts[0])
        held = made.shapes.title
        held.left, held.top, held.width, held.height = Inches(EDGE), Inches(top), Inches(INNER), Inches(high)
        self._fill(held.text_frame, title, size=size, bold=True, ink=ink, anchor=MSO_ANCHOR.TOP)
        if ground:
            made.background.fill.solid()
            made.background.fill.fore_color.rgb = colour(ground)
        return made

    def text(
        self,
        slide: Slide,
        text: str,
        box: Place,
        *,
        size: int,
        bold: bool = False,
        ink: str = "ink",
        align: PP_ALIGN = PP_ALIGN.LEFT,
        anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    ) -> None:
        """Write a text in a box, its size in points; a line break begins a paragraph."""
        held = slide.shapes.add_textbox(*map(Inches, box))
        self._fill(held.text_frame, text, size=size, bold=bold, ink=ink, align=align, anchor=anchor)

    def shape(
        self,
        slide: Slide,
        kind: MSO_SHAPE,
        text: str,
        box: Place,
        *,
        size: int,
        ink: str,
        ground: str,
        line: str = "",
        told: str = "",
    ) -> None:
        """Draw a shape with a few letters in it; `told` is what it is to those who do not see it."""
        drawn = slide.shapes.add_shape(kind, *map(Inches, box))
        _bare(drawn)
        drawn.fill.solid()
        drawn.fill.fore_color.rgb = colour(ground)
        if line:
            drawn.line.color.rgb, drawn.line.width = colour(line), Pt(1.5)
        else:
            drawn.line.fill.background()
        self._fill(
            drawn.text_frame, text, size=size, bold=True, ink=ink, align=PP_ALIGN.CENTER, anchor=MSO_ANCHOR.MIDDLE
        )
        drawn.text_frame.word_wrap = False
        tell(drawn, told or text)

    def line(
        self,
        slide: Slide,
        ends: Place,
        *,
        ink: str,
        width: float = 0.75,
        dotted: bool = False,
    ) -> None:
        """Draw a line between two points in inches. It says nothing: those who do not see it miss nothing."""
        kind = MSO_CONNECTOR_TYPE.STRAIGHT
        drawn = slide.shapes.add_connector(kind, *map(Inches, ends))
        _bare(drawn)
        drawn.line.color.rgb, drawn.line.width = colour(ink), Pt(width)
        if dotted:
            drawn.line.dash_style = MSO_LINE_DASH_STYLE.ROUND_DOT
        names = drawn.element.xpath(".//p:cNvPr")
        names[0].append(parse_xml(_DECORATIVE))

    def foot(self, slide: Slide, whose: str) -> None:
        """Write at the foot of a slide whose it is, and its number."""
        line, text = HIGH - 0.78, HIGH - 0.68
        self.line(slide, (EDGE, line, EDGE + INNER, line), ink="rule")
        self.text(slide, whose, (EDGE, text, INNER - 1, 0.3), size=11, ink="ink2")
        place = (EDGE + INNER - 1, text, 1, 0.3)
        self.text(slide, str(self.count), place, size=11, ink="ink2", align=PP_ALIGN.RIGHT)

    def notes(self, slide: Slide, text: str) -> None:
        """Write what the speaker sees."""
        held = slide.notes_slide.notes_text_frame
        assert held is not None, "the notes of this template have a body"
        held.text = plain(text)
        self._speak(held)

    def _fill(
        self,
        frame: TextFrame,
        text: str,
        *,
        size: int,
        bold: bool = False,
        ink: str = "ink",
        align: PP_ALIGN = PP_ALIGN.LEFT,
        anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    ) -> None:
        frame.text = plain(text)
        frame.word_wrap, frame.auto_size, frame.vertical_anchor = True, MSO_AUTO_SIZE.NONE, anchor
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        for paragraph in frame.paragraphs:
            paragraph.alignment = align
            for run in paragraph.runs:
                run.font.size, run.font.bold = Pt(size), bold
                run.font.color.rgb = colour(ink)
        self._speak(frame)

    def _speak(self, frame: TextFrame) -> None:
        """Say which language each piece of text is in."""
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                run.font.language_id = MSO_LANGUAGE_ID.from_xml(self.language)


def _bare(shape: BaseShape) -> None:
    """Take the theme's look off a shape: no shadow, no colours but those it is given."""
    for style in shape.element.xpath("./p:style"):
        style.getparent().remove(style)


def tell(shape: BaseShape, words: str) -> None:
    """Say what a shape is to those who do not see it."""
    names = shape.element.xpath(".//p:cNvPr")
    names[0].set("descr", plain(words))
