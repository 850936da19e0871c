"""Whatever audit lines are about is registered by its own subject, with words for all that a line can tell."""

import ast
from importlib import import_module
from pathlib import Path

import grimp
import pytest

from tests.catalogues import CATALOGUES, language, read
from tracker.services.audit.registry import HIDDEN, KINDS, RowKind

ROOT = Path(__file__).parents[2]
TRACKER = sorted((ROOT / "tracker").rglob("*.py"))


@pytest.fixture(params=sorted(KINDS))
def kind(request):
    return KINDS[request.param]


def columns(kind):
    return {column.name: column for model in kind.models for column in model.__table__.c}


def kinds_named_in(path):
    """The names that stand as the kind of row in `note(by, deed, KIND, ...)` and in `KIND.key`."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "note":
            yield node.args[2].id
        if isinstance(node, ast.Attribute) and node.attr == "key" and isinstance(node.value, ast.Name):
            yield from [node.value.id] if node.value.id.isupper() else []


def test_every_kind_that_a_line_is_written_of_is_registered():
    found = 0
    for path in TRACKER:
        for name in kinds_named_in(path):
            module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            kind = getattr(import_module(module), name)
            assert isinstance(kind, RowKind), (module, name)
            assert KINDS[kind.key] is kind
            found += 1
    assert found > 40


def test_every_registered_kind_has_lines_written_of_it():
    written = {name for path in TRACKER for name in kinds_named_in(path)}
    assert {key.upper() for key in KINDS} == written


def test_every_field_is_a_column_or_says_its_type(kind):
    assert {name for name, field in kind.fields.items() if field.type is None} <= columns(kind).keys()
    assert {name for name, field in kind.fields.items() if field.type is not None} & columns(kind).keys() == set()


def test_every_column_has_a_word_or_is_hidden(kind):
    assert columns(kind).keys() - kind.fields.keys() - kind.hidden - HIDDEN == set()


def test_what_is_hidden_is_a_column_without_a_word(kind):
    assert kind.hidden <= columns(kind).keys() - kind.fields.keys()


def test_a_shown_id_is_told_by_the_name_of_its_row(kind):
    for name, field in kind.fields.items():
        for key in columns(kind)[name].foreign_keys if name in columns(kind) else ():
            assert field.refers_to.__table__ is key.column.table, name
    for table in (field.refers_to.__table__ for field in kind.fields.values() if field.refers_to):
        assert "team_id" in table.c
        assert {"name", "title"} & set(table.c.keys())


def test_a_value_on_a_measures_scale_leads_to_the_measure(kind):
    on_scale = [name for name, field in kind.fields.items() if field.on_scale]
    assert bool(on_scale) == (kind.scale is not None)
    if kind.scale is not None:
        column = kind.models[0].__table__.c[kind.scale]
        named = next((key.column for key in column.foreign_keys), column)  # a measure names itself
        assert (named.table.name, named.name) == ("measure", "id")


@pytest.mark.parametrize("path", CATALOGUES, ids=language)
def test_every_registered_text_is_translated(path):
    translated = {message.id for message in read(path) if message.id and message.string}
    texts = {text for kind in KINDS.values() for text in (kind.label, *(f.word for f in kind.fields.values()))}
    assert texts - translated == set()


def test_a_registration_knows_tables_alone():
    """So that a subject is added without a word in another."""
    graph = grimp.build_graph("tracker", cache_dir=None)
    modules = graph.find_matching_modules("tracker.services.*.audit_words")
    assert len(modules) > 7
    known = {name for module in modules for name in graph.find_modules_directly_imported_by(module)}
    assert {name for name in known if not name.startswith("tracker.models.")} == {
        "tracker.services.audit.registry", "tracker.text.locale",
    }  # fmt: skip
