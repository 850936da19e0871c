"""The words of answers are asked for in one module, and answers themselves in few: any other way fails here."""

import ast
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import InvalidRequestError

from tracker.models.answers import Answer, AnswerWay
from tracker.models.base import db
from tracker.services.answers.taking_in import monday_of

ROOT = Path(__file__).parents[2]
DOOR = "tracker/services/answers/words.py"
HOMES = ("tracker/models/answers/", "tracker/services/answers/", "tracker/demo/", "tracker/views/labels/answers.py")
MODULES = [path.relative_to(ROOT).as_posix() for path in sorted((ROOT / "tracker").rglob("*.py"))]


def tree(name):
    return ast.parse((ROOT / name).read_text())


def reads_text(node):
    """`Answer.text`, `Answer.__table__`, `aliased(Answer)`, `undefer(...)`: ways to a column that is not loaded."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Answer":
        return node.attr in {"text", "__table__", "__mapper__"}
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        named = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
        return node.func.id in {"undefer", "undefer_group"} or (node.func.id == "aliased" and "Answer" in named)
    return False


def test_the_words_are_asked_for_at_one_door():
    found = {name for name in MODULES for node in ast.walk(tree(name)) if reads_text(node)}
    assert found == {DOOR}


def test_answers_are_rows_in_their_own_services_alone():
    imports = {
        name
        for name in MODULES
        for node in ast.walk(tree(name))
        if isinstance(node, ast.ImportFrom) and any(alias.name == "Answer" for alias in node.names)
    }
    assert {name for name in imports if not name.startswith(HOMES)} == set()


def test_no_sentence_of_sql_names_the_table():
    for name in MODULES:
        for node in ast.walk(tree(name)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert "from answer " not in f"{node.value.lower()} ", name


def test_a_row_that_is_loaded_has_no_words(cast):
    day = monday_of(cast.team.created_at.date())
    db.session.add(Answer(team_id=cast.team.id, text="Ro", way=AnswerWay.QR, sent_on=day, week=day))
    db.session.commit()
    row = db.session.scalars(select(Answer)).one()
    with pytest.raises(InvalidRequestError):
        _ = row.text
