"""The PostgreSQL that tests are given is real, empty, and one's own."""

import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.pool import NullPool


@pytest.fixture(params=["postgresql_url", "fresh_postgresql_url"])
def engine(request):
    return create_engine(request.getfixturevalue(request.param), poolclass=NullPool)


def test_a_database_is_new_enough(engine):
    with engine.connect() as connection:
        assert connection.dialect.server_version_info >= (14,)


def test_a_fresh_database_is_empty(fresh_postgresql_url):
    with create_engine(fresh_postgresql_url, poolclass=NullPool).connect() as connection:
        assert inspect(connection).get_table_names() == []


def test_a_database_knows_norwegian_letters(engine):
    with engine.connect() as connection:
        assert connection.scalar(text("select lower('ÆØÅ')")) == "æøå"


def test_two_tests_never_share_a_fresh_database(postgresql_url, fresh_postgresql_url):
    assert postgresql_url != fresh_postgresql_url
