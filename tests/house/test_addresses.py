"""Outside text becomes a number, a day or a member of an enum in one module of `web`, and nowhere else."""

import ast
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "tracker" / "web"
READERS = {"core/query.py", "core/intake.py"}
MODULES = [path for path in sorted(WEB.rglob("*.py")) if path.relative_to(WEB).as_posix() not in READERS]
OF_THE_REQUEST = {"args", "values", "cookies", "json", "get_json", "data", "get_data"}
WHOLE_FORMS = {
    "forms/base.py", "forms/editing.py", "forms/two_editors.py", "measurements/record/form.py", "core/guard.py",
}  # fmt: skip
"""Who hands a whole form on to its fields, lays what two people wrote side by side, or looks for its token."""


@pytest.fixture(params=MODULES, ids=lambda path: path.relative_to(WEB).as_posix())
def module(request):
    return request.param


def attributes(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield node.value.id, node.attr


def test_no_page_reads_the_address_itself(module):
    assert {attr for name, attr in attributes(module) if name == "request"} & OF_THE_REQUEST == set()


def test_no_page_reads_a_hidden_field_itself(module):
    if module.relative_to(WEB).as_posix() not in WHOLE_FORMS:
        assert ("request", "form") not in set(attributes(module))


def test_no_page_reads_a_day_itself(module):
    assert [attr for _name, attr in attributes(module) if attr == "fromisoformat"] == []


def test_no_page_makes_a_number_of_a_text(module):
    """What a typed field has read (`form.name.data`) is a number already."""
    if module.parent.name == "forms":
        return
    made = [
        ast.unparse(node)
        for node in ast.walk(ast.parse(module.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "int"
    ]
    assert [
        call for call in made if not call.removesuffix(" or 0)").rstrip(")").endswith((".data", "typed", "baseline"))
    ] == []
