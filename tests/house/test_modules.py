"""Modules stay small, named for what they hold, and say what they are for."""

import ast
from collections import Counter, defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted([ROOT / "config.py", *(ROOT / "tracker").rglob("*.py"), *(ROOT / "bench").rglob("*.py")])


@pytest.fixture(params=MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def module(request):
    return request.param


def test_a_module_is_short_enough_to_keep_in_mind(module):
    assert len(module.read_text().splitlines()) < 400


def test_a_module_says_what_it_is_for(module):
    assert ast.get_docstring(ast.parse(module.read_text()))


def test_a_module_is_named_for_what_it_holds(module):
    assert module.stem not in {"common", "helpers", "misc", "util", "utils"}


def test_no_import_hides_in_a_function(module):
    functions = [n for n in ast.walk(ast.parse(module.read_text())) if isinstance(n, ast.FunctionDef)]
    hidden = [n.lineno for f in functions for n in ast.walk(f) if isinstance(n, ast.Import | ast.ImportFrom)]
    assert hidden == []


def test_the_house_itself_loads_no_floor():
    """`import tracker.analysis` runs `tracker/__init__.py` first: anything there would be loaded by all."""
    statements = ast.parse((ROOT / "tracker" / "__init__.py").read_text()).body
    assert [type(statement) for statement in statements] == [ast.Expr]


def test_no_class_name_stands_for_two_things():
    named = defaultdict(list)
    for path in (ROOT / "tracker").rglob("*.py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef):
                named[node.name].append(path.relative_to(ROOT).as_posix())
    assert {name: where for name, where in named.items() if len(where) > 1} == {}


def test_no_package_has_more_loose_modules_than_one_can_look_over():
    loose = Counter(path.parent for path in (ROOT / "tracker").rglob("*.py") if path.name != "__init__.py")
    assert {folder.relative_to(ROOT).as_posix(): n for folder, n in loose.items() if n > 16} == {}
