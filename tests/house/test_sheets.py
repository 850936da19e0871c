"""Style sheets stand by component and subject, every one is used, and templates ask for files that are there."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

ROOT = Path(__file__).parents[2]
CSS = ROOT / "static" / "css"
TEMPLATES = ROOT / "templates"
ALONE = {"page", "tell", "screen", "ask", "tokens", "base"}
"""What is no subject's: the sheet of all pages and its ground, and the page by the bed, which stands alone."""


def imported(sheet):
    names = re.findall(r'@import "([^"]+)";', sheet.read_text())
    return {(sheet.parent / name).resolve() for name in names}


def asked(template):
    """The first argument of each call of `asset`: a text, or None where it is made while the page is."""
    tree = Environment(extensions=["jinja2.ext.i18n"]).parse(template.read_text())
    calls = (call for call in tree.find_all(nodes.Call) if isinstance(call.node, nodes.Name))
    for call in calls:
        if call.node.name == "asset":
            yield call.args[0].value if isinstance(call.args[0], nodes.Const) else None


def test_a_sheet_is_named_for_its_subject():
    subjects = {path.name for path in TEMPLATES.iterdir() if path.is_dir()} - {"components", "layouts"}
    assert {path.stem for path in CSS.glob("*.css")} - subjects == ALONE


def test_every_component_is_in_a_sheet_that_pages_load():
    entries = set(CSS.glob("*.css"))
    used = set().union(*map(imported, entries))
    assert used - entries == set((CSS / "components").glob("*.css"))


def test_no_rule_stands_before_what_a_sheet_imports():
    for sheet in CSS.rglob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL)
        assert "@import" not in text[text.find("{") :], sheet.name


@pytest.mark.parametrize(
    "template", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_a_template_asks_for_files_that_are_there(template):
    for name in asked(template):
        assert name is not None, "the name must stand in the template"
        assert (ROOT / "static" / name).is_file()
    assert '"static"' not in template.read_text()
