"""Looks into a drawing as a reader would: elements by class, their places, their words."""

import re
from math import isfinite
from xml.etree import ElementTree as ET

from tracker.charts.draw.svg import WIDE, run_chart


class Drawing:
    """One parsed SVG."""

    def __init__(self, svg):
        self.root = ET.fromstring(str(svg))

    def all(self, name):
        return [element for element in self.root.iter() if name in element.get("class", "").split()]

    def one(self, name):
        (element,) = self.all(name)
        return element

    def texts(self, name=None):
        elements = self.root.iter("text") if name is None else self.all(name)
        return [element.text for element in elements if element.tag == "text"]

    def text(self, name):
        (text,) = self.texts(name)
        return text

    def ids(self):
        return [element.get("id") for element in self.root.iter() if element.get("id")]

    def tooltips(self):
        return [title.text for group in self.root.iter("g") for title in group.findall("title")]

    def named(self, text):
        """The text element that says this."""
        (element,) = [element for element in self.root.iter("text") if element.text == text]
        return element

    def numbers(self):
        """Every number in a place or a path."""
        for element in self.root.iter():
            for name in ("d", "x", "y", "cx", "cy", "r", "width", "height", "viewBox", "transform"):
                for number in re.findall(r"nan|inf|-?\d+\.?\d*(?:e-?\d+)?", element.get(name, "")):
                    yield float(number)

    def sound(self):
        """Unique ids and finite places."""
        return len(self.ids()) == len(set(self.ids())) and all(isfinite(number) for number in self.numbers())


def places(path):
    """The numbers of a path, in order."""
    return [float(number) for number in re.findall(r"-?\d+\.?\d*", path.get("d"))]


def draw(case, language, size=WIDE, chart_id="c"):
    """The run chart of a case."""
    return Drawing(run_chart(*case, language, chart_id=chart_id, size=size))
