"""A report to make files of, and what tests read back out of a tagged PDF."""

import re
from collections.abc import Iterator
from io import BytesIO

import pikepdf


class Tag:
    """One element of a PDF's structure: what it is, its attributes, and the elements in it."""

    def __init__(self, node: pikepdf.Dictionary) -> None:
        self.kind = str(node.S).removeprefix("/")
        self.alt = str(node.Alt) if "/Alt" in node else None
        self.attributes = _attributes(node)
        self.inside = [Tag(each) for each in _children(node)]

    def all(self, kind: str) -> list["Tag"]:
        """Find every element of a kind in this one, in the order of reading."""
        own = [self] if self.kind == kind else []
        return own + [found for each in self.inside for found in each.all(kind)]


def structure(content: bytes) -> Tag:
    """Read the structure tree of a PDF."""
    pdf = pikepdf.open(BytesIO(content))
    root = pdf.Root.StructTreeRoot
    [top] = list(_children(root))
    return Tag(top)


def facts(content: bytes) -> dict[str, object]:
    """Read what a PDF says of itself."""
    pdf = pikepdf.open(BytesIO(content))
    with pdf.open_metadata() as said:
        part, title = said.get("pdfuaid:part"), said.get("dc:title")
    fonts = {str(obj.BaseFont) for obj in pdf.objects if _is_font(obj)}
    return {
        "lang": str(pdf.Root.Lang),
        "marked": bool(pdf.Root.MarkInfo.Marked),
        "shows_title": bool(pdf.Root.ViewerPreferences.DisplayDocTitle),
        "ua": part,
        "title": title,
        "pages": len(pdf.pages),
        "fonts": {re.sub(r"^/[A-Z]{6}\+", "", name) for name in fonts},
    }


def _is_font(obj: object) -> bool:
    return isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/Font" and "/BaseFont" in obj


def _children(node: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Give the elements in one: a number is content on the page, a dictionary one element, a list several."""
    inside = node.get("/K")
    for each in inside if isinstance(inside, pikepdf.Array) else [inside]:
        if isinstance(each, pikepdf.Dictionary) and "/S" in each:
            yield each


def _attributes(node: pikepdf.Dictionary) -> dict[str, str]:
    held = node.get("/A")
    found: dict[str, str] = {}
    for each in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(each, pikepdf.Dictionary):
            found |= {name: str(value) for name, value in each.items()}
    return found
