"""Migrations go up, down and up again with data in the tables, leave no drift, and have one head."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from flask_migrate import check, downgrade, upgrade
from sqlalchemy import inspect, select, text

from tests.conftest import build
from tests.people import furnish
from tracker.models.base import Base, db
from tracker.models.measures import CatalogueMeasure


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request, tmp_path):
    """An application whose database has no table yet."""
    if request.param == "postgresql":
        url = request.getfixturevalue("fresh_postgresql_url")
    else:
        url = f"sqlite:///{tmp_path / 'empty.sqlite3'}"
    app = build(url, tmp_path)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_up_down_and_up_again_with_data_in_the_tables(empty):
    upgrade()
    check()  # raises where a model says something that no migration made
    furnish()
    db.session.commit()
    for moved in (
        each_programme_gets_an_address,
        each_row_its_first_version,
        each_chart_is_read_by_split,
        each_is_counted,
    ):
        moved()
    downgrade(revision="0001_ground")
    assert db.session.execute(text("SELECT count(*) FROM user_account")).scalar() == 7
    db.session.rollback()
    upgrade()
    assert db.session.execute(text("SELECT count(*) FROM membership")).scalar() == 4
    for table in ("network", "network_team", "hostship"):
        assert db.session.scalar(text(f"SELECT count(*) FROM {table}")) == 1
    db.session.rollback()
    downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
    upgrade()
    assert set(Base.metadata.tables) < set(inspect(db.engine).get_table_names())


def each_programme_gets_an_address():
    """On the way down: two programmes of the same name, and what hangs on a network stays."""
    downgrade(revision="0014_mail")
    for name in ("Ærlig på veg!", "ærlig på veg"):
        db.session.execute(
            text("INSERT INTO programme (name, created_at) VALUES (:name, '2026-01-01 00:00:00')"), {"name": name}
        )
    db.session.commit()
    upgrade(revision="0015_programmes")
    slugs = db.session.scalars(text("SELECT slug FROM programme ORDER BY id")).all()
    assert slugs == ["aerlig-pa-veg", "aerlig-pa-veg-2"]
    db.session.rollback()


def each_row_its_first_version():
    """Further down: rows that people edit begin to be counted."""
    db.session.execute(text("UPDATE team SET version = 4"))
    db.session.commit()
    downgrade(revision="0009_short_name")
    upgrade(revision="0010_versions")
    assert set(db.session.scalars(text("SELECT version FROM team"))) == {1}
    assert set(db.session.scalars(text("SELECT version FROM measure"))) == {1}
    db.session.rollback()


def each_chart_is_read_by_split():
    """Further down: charts that nobody chose rules for are read by split, and those somebody did as they were."""
    downgrade(revision="0007_catalogue_texts")
    ids = dict(db.session.execute(text("SELECT slug, id FROM measure")).all())
    first, second, third, *_rest = sorted(ids)
    lines = [(first, '{"rule_set": "anhoej"}'), (second, '{"rule_set": "anhoej", "value_kind": "count"}')]
    for slug, after in lines:
        db.session.execute(
            text(
                'INSERT INTO audit_line (at, user_name, deed, subject, subject_id, label, "after") '
                "VALUES ('2026-01-01 00:00:00', 'Nora', 'changed', 'measure', :id, '', :after)"
            ),
            {"id": ids[slug], "after": after},
        )
    db.session.execute(text("UPDATE measure SET chart_kind = 'p' WHERE id = :id"), {"id": ids[third]})
    db.session.commit()
    upgrade(revision="0008_split_rules")
    rows = db.session.execute(text("SELECT slug, rule_set, rules_changed_at FROM measure")).all()
    assert {slug for slug, rules, told in rows if rules == "anhoej"} == {first, third}
    assert all((told is not None) is (rules == "anhoej_split") for _slug, rules, told in rows)
    db.session.rollback()


def each_is_counted():
    """Further down: what is asked at the bedside is counted there from the first day."""
    db.session.execute(text("UPDATE measure SET tally_question = 'Satt legen?' WHERE slug = 'satte-legen-seg'"))
    db.session.commit()
    downgrade(revision="0005_goal_range")
    upgrade(revision="0006_how_recorded")
    rows = db.session.execute(text("SELECT slug, how_recorded FROM measure")).all()
    assert {slug for slug, how in rows if how == "tally"} == {"satte-legen-seg"}
    assert {how for _name, how in rows} == {"tally", "typed"}
    db.session.rollback()


def test_the_librarys_texts_move_into_one_column_and_back(empty):
    upgrade(revision="0006_how_recorded")
    query = "SELECT name_nb, name_en, unit_en, exclusions_nb FROM catalogue_measure WHERE key = 'chair_minutes'"
    before = db.session.execute(text(query)).one()
    db.session.rollback()
    upgrade(revision="0007_catalogue_texts")
    row = db.session.scalars(select(CatalogueMeasure).where(CatalogueMeasure.key == "chair_minutes")).one()
    assert (row.texts["nb"]["name"], row.texts["en"]["name"]) == tuple(before[:2])
    assert (row.texts["en"]["unit"], row.texts["nb"]["exclusions"]) == tuple(before[2:])
    db.session.rollback()
    downgrade(revision="0006_how_recorded")
    assert db.session.execute(text(query)).one() == before


def test_there_is_one_head_and_it_is_written_down(app):
    scripts = ScriptDirectory(app.extensions["migrate"].directory)
    written = (Path(scripts.dir) / ".current-alembic-head").read_text().strip()
    assert scripts.get_heads() == [written]
    for script in scripts.walk_revisions():
        assert script.path.endswith(f"{script.revision}.py")


def test_sqlite_is_made_safe_on_every_connection(tmp_path):
    app = build(f"sqlite:///{tmp_path / 'safe.sqlite3'}", tmp_path)
    with app.app_context():
        with db.engine.connect() as connection:
            asked = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys")
            }
        db.engine.dispose()
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_a_writing_transaction_holds_the_lock_from_its_first_word(tmp_path):
    path = tmp_path / "lock.sqlite3"
    app = build(f"sqlite:///{path}", tmp_path)
    with app.app_context():
        with db.engine.connect() as connection:
            connection.execute(text("SELECT 1"))
            with (
                closing(sqlite3.connect(path, timeout=0)) as other,
                pytest.raises(sqlite3.OperationalError, match="locked"),
            ):
                other.execute("BEGIN IMMEDIATE")
        db.engine.dispose()
