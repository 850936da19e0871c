"""Modules stay small, named for what they hold, and say what they are for."""

import ast
from collections import Counter, defaultdict
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted([ROOT / "config.py", *(ROOT / "tracker").rglob("*.py"), *(ROOT / "bench").rglob("*.py")])


@pytest.fixture(scope="module")
def trees():
    """Every module as it is parsed, by name: a thousand of them, read once."""
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text()) for path in MODULES}


def test_a_module_is_short_enough_to_keep_in_mind():
    lines = {path.relative_to(ROOT).as_posix(): len(path.read_text().splitlines()) for path in MODULES}
    assert {name: many for name, many in lines.items() if many >= 400} == {}


def test_a_module_says_what_it_is_for(trees):
    assert [name for name, tree in trees.items() if not ast.get_docstring(tree)] == []


def test_a_module_is_named_for_what_it_holds():
    assert [path for path in MODULES if path.stem in {"common", "helpers", "misc", "util", "utils"}] == []


def test_no_import_hides_in_a_function(trees):
    hidden = [
        f"{name}:{found.lineno}"
        for name, tree in trees.items()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for found in ast.walk(function)
        if isinstance(found, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_the_house_itself_loads_no_floor():
    """`import tracker.analysis` runs `tracker/__init__.py` first: anything there would be loaded by all."""
    statements = ast.parse((ROOT / "tracker" / "__init__.py").read_text()).body
    assert [type(statement) for statement in statements] == [ast.Expr]


def test_no_class_name_stands_for_two_things(trees):
    named = defaultdict(list)
    for name, tree in trees.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and name.startswith("tracker/"):
                named[node.name].append(name)
    assert {name: where for name, where in named.items() if len(where) > 1} == {}


def test_no_package_has_more_loose_modules_than_one_can_look_over():
    loose = Counter(path.parent for path in (ROOT / "tracker").rglob("*.py") if path.name != "__init__.py")
    assert {folder.relative_to(ROOT).as_posix(): n for folder, n in loose.items() if n > 16} == {}
