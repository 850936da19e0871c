"""The page's own style sheets, put into a drawing: each element gets its colours and sizes as attributes.

A picture that leaves the page has no sheet beside it, and office programs read few selectors. So the rules for charts
and verdict marks are read from the sheets that the page wears, in its light dress, and written on the elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from xml.etree import ElementTree as ET

SVG = "http://www.w3.org/2000/svg"
SHEETS = ("tokens.css", "components/tags.css", "components/chart.css")
"""The sheets that dress a chart, the later over the earlier."""

_PAINTED = {
    "fill",
    "font-size",
    "font-weight",
    "opacity",
    "paint-order",
    "stroke",
    "stroke-dasharray",
    "stroke-linecap",
    "stroke-linejoin",
    "stroke-width",
}
"""What is carried over: how things are painted, never how a page lays them out."""

_ON_TAGS = {"background": "rect", "color": "text"}
"""What a tag's ground and words are filled with, by the element that is filled."""

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_VARIABLE = re.compile(r"var\(--([\w-]+)[^)]*\)")
_SIMPLE = re.compile(r"([a-z]*)((?:\.[\w-]+)*)")

_WEIGHTS = {"500": "400", "600": "700"}
"""The weights between the two that every font has."""


@dataclass(frozen=True, slots=True)
class StyleRule:
    """One selector, outermost part first, each part a tag (or "") and classes; how much it weighs, and what it says."""

    parts: tuple[tuple[str, frozenset[str]], ...]
    weight: tuple[int, int]
    said: Mapping[str, str]


@cache
def ink(sheets: tuple[str, ...]) -> tuple[StyleRule, ...]:
    """Read the rules for charts and marks from the texts of `SHEETS`, weakest first."""
    texts = [_COMMENT.sub("", sheet) for sheet in sheets]
    colours = _light(texts[0])
    rules = [rule for text in texts[1:] for rule in _rules(text.split("@media", 1)[0], colours)]
    return tuple(sorted(rules, key=lambda rule: rule.weight))


def dressed(drawing: str, rules: Iterable[StyleRule]) -> str:
    """Return a drawing with what the rules say written on its elements, and its classes gone."""
    ET.register_namespace("", SVG)
    root = ET.fromstring(drawing)  # noqa: S314 our own drawing
    _dress(root, (), tuple(rules))
    return ET.tostring(root, encoding="unicode")


def _light(tokens: str) -> dict[str, str]:
    """Return the colours of the light dress, which is the first block of the sheet."""
    return dict(re.findall(r"--([\w-]+):\s*([^;]+);", tokens[: tokens.index("@media")]))


def _rules(text: str, colours: Mapping[str, str]) -> Iterator[StyleRule]:
    for selectors, body in _RULE.findall(text):
        said = {}
        for line in body.split(";"):
            name, _, value = (part.strip() for part in line.partition(":"))
            if name in _PAINTED or name in _ON_TAGS:
                found = _VARIABLE.sub(lambda variable: colours[variable[1]], value)
                said[name] = _WEIGHTS.get(found, found) if name == "font-weight" else found
        for selector in selectors.split(",") if said else ():
            rule = _rule(selector.split(), said)
            if rule is not None:
                yield rule


def _rule(names: list[str], said: Mapping[str, str]) -> StyleRule | None:
    """Return the rule of a plain selector; those that look at states and siblings are the page's own."""
    found = [_SIMPLE.fullmatch(name) for name in names]
    parts = [(part[1], frozenset(part[2].split(".")[1:])) for part in found if part is not None]
    if len(parts) != len(names):
        return None
    weight = sum(len(classes) for _, classes in parts), sum(bool(tag) for tag, _ in parts)
    return StyleRule(tuple(parts), weight, said)


def _dress(element: ET.Element, above: tuple[tuple[str, frozenset[str]], ...], rules: tuple[StyleRule, ...]) -> None:
    own = (element.tag.removeprefix(f"{{{SVG}}}"), frozenset(element.attrib.pop("class", "").split()))
    said: dict[str, str] = {}
    for rule in rules:
        if _fits(rule.parts[-1], own) and _within(rule.parts[:-1], above):
            said.update(rule.said)
    for name, filled in _ON_TAGS.items():
        if (colour := said.pop(name, None)) is not None and filled == own[0]:
            said["fill"] = colour
    for name, value in said.items():
        # What stands on the element itself, such as the hatch of a band, is no rule's to change.
        element.attrib.setdefault(name, value)
    for child in element:
        _dress(child, (*above, own), rules)


def _fits(part: tuple[str, frozenset[str]], element: tuple[str, frozenset[str]]) -> bool:
    return part[0] in {"", element[0]} and part[1] <= element[1]


def _within(parts: tuple[tuple[str, frozenset[str]], ...], above: tuple[tuple[str, frozenset[str]], ...]) -> bool:
    """Return whether the outer parts of a selector stand round an element, in their order."""
    around = iter(above)
    return all(any(_fits(part, one) for one in around) for part in parts)
