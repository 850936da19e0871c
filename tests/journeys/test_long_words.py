"""Every text a person can write is one long word: each page still fits the narrowest phone, for every role."""

import re
import sqlite3
from urllib.parse import urlsplit

import pytest

from tracker.models.base import Base, FreeText

WORD = "fødselspengesøknadsbehandlingsvedtaksklagenemndsmedlemsoppnevningsprosedyrehåndbokoversikter"
FILES = (".csv", ".ics", ".png", ".svg", ".pdf", ".pptx", ".xlsx", "/screen")
"""What is no page for a phone: files, and the slides of the hall."""

LEAST = {"Nora Lund": 45, "Ingrid Moe": 12, "Odd Berg": 10}
"""Who walks, and how many pages she meets at the least."""


@pytest.fixture
def stretched(site, tmp_path):
    """The demo's texts, each as long a word as its column holds, up to ninety letters."""
    with sqlite3.connect(tmp_path / "journey.sqlite3") as rows:
        for table in Base.metadata.sorted_tables:
            for column in table.c:
                if isinstance(column.type, FreeText) and (table.name, column.name) != ("user_account", "name"):
                    word = WORD[: min(90, column.type.length)]
                    rows.execute(f'UPDATE "{table.name}" SET "{column.name}" = ? WHERE "{column.name}" <> \'\'', [word])
    rows.close()


@pytest.mark.parametrize("name", LEAST)
def test_no_page_is_wider_than_a_phone(walker, stretched, name):
    page = walker.page
    page.goto("/demo")
    page.get_by_role("button", name=name).click()
    page.set_viewport_size({"width": 320, "height": 700})
    waiting, kinds, wide = [page.url], set(), []
    while waiting:
        path = waiting.pop()
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide.append(f"{path}: {width} px")
        for link in page.eval_on_selector_all("main a[href], header a[href]", "all => all.map(a => a.href)"):
            kind = kind_of(link)
            if (
                kind not in kinds
                and urlsplit(link).netloc == urlsplit(page.url).netloc
                and not urlsplit(link).path.endswith(FILES)
            ):
                kinds.add(kind)
                waiting.append(link)
    assert not wide, "\n".join(wide)
    assert len(kinds) >= LEAST[name]


def kind_of(link: str) -> str:
    """Give an address without what is alike on many pages: names, numbers and questions."""
    path = re.sub(r"/(teams|networks)/(?!new)[^/]+", r"/\1/x", urlsplit(link).path)
    return re.sub(r"/\d+(-[^/]*)?", "/1", path)
