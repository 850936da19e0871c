"""The PostgreSQL that tests are given is real, empty, and one's own."""

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.pool import NullPool


@pytest.fixture
def engine(fresh_postgresql_url):
    return create_engine(fresh_postgresql_url, poolclass=NullPool)


def test_a_database_is_new_enough(engine):
    with engine.connect() as connection:
        assert connection.dialect.server_version_info >= (14,)


def test_a_fresh_database_is_empty(engine):
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []


def test_a_database_knows_norwegian_letters(engine):
    with engine.connect() as connection:
        assert connection.scalar(text("select lower('ÆØÅ')")) == "æøå"


def test_two_never_share_a_database(fresh_postgresql_url, new_database):
    with new_database() as another:
        assert another != fresh_postgresql_url


def test_a_database_at_the_head_is_a_copy_of_ones_own(at_head):
    first, second = at_head("postgresql"), at_head("postgresql")
    assert first != second
    with create_engine(first, poolclass=NullPool).begin() as connection:
        connection.execute(text("DELETE FROM catalogue_measure"))
    with create_engine(second, poolclass=NullPool).connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM catalogue_measure")) > 0
