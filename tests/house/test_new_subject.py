"""A subject is added by its own package alone: its rows are loaded, written in the trail and shown in words."""

import sys
from datetime import date
from importlib import import_module

import pytest

from tests.conftest import NOW
from tracker.access.people import NotFoundError
from tracker.models.base import db
from tracker.services.audit import registry

MODELS = '''
from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship, selectinload

from tracker.models.base import TeamRow
from tracker.models.measures import Measure
from tracker.models.teams import Team


class Scratch(DeclarativeBase):
    """In the house itself a table stands on `Base`; here nothing is to be left of it."""


class Visit(TeamRow, Scratch):
    __tablename__ = "visit"

    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey(Team.id))
    measure_id: Mapped[int] = mapped_column(ForeignKey(Measure.id))
    host: Mapped[str]
    on_date: Mapped[date]

    measure: Mapped[Measure] = relationship(Measure)

    @classmethod
    def load_options(cls):
        return (selectinload(cls.measure),)
'''

AUDITED = """
from sqlalchemy import Integer
from tracker.models.measures import Measure
from tracker.services.audit.registry import RowField, RowKind, register
from tracker.text.locale import marked
from visits.models import Visit

VISIT = register(
    RowKind(
        "visit",
        marked("Hospitering"),
        models=(Visit,),
        fields={
            "host": RowField(marked("Vert")),
            "on_date": RowField(marked("Dag")),
            "measure_id": RowField(marked("For å se"), refers_to=Measure),
            "looked_at": RowField(marked("Så også"), refers_to=Measure, type=Integer()),
        },
    )
)
"""

SERVICE = """
from tracker.access.permissions import Permission
from tracker.models.audit import Deed
from tracker.models.base import db
from tracker.services.audit.log import note, snapshot
from visits.audit_words import VISIT
from visits.models import Visit


def plan_visit(access, measure, others, *, host, on_date):
    access.require(Permission.IMPROVE)
    row = Visit(team_id=access.team.id, measure_id=measure.id, host=host, on_date=on_date)
    db.session.add(row)
    db.session.flush()
    after = snapshot(row, "host", "on_date", "measure_id") | {"looked_at": [other.id for other in others]}
    note(access, Deed.CREATED, VISIT, row.id, label=host, after=after)
    return row
"""


@pytest.fixture
def visits(app, tmp_path, monkeypatch):
    """The package of a subject that nobody else has heard of, with its table."""
    package = tmp_path / "visits"
    package.mkdir()
    for name, text in {"__init__": "", "models": MODELS, "audit_words": AUDITED, "visits": SERVICE}.items():
        (package / f"{name}.py").write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    service = import_module("visits.visits")
    sys.modules["visits.models"].Scratch.metadata.create_all(db.engine)
    yield service
    del registry._kinds["visit"]
    for name in [name for name in sys.modules if name.partition(".")[0] == "visits"]:
        del sys.modules[name]


@pytest.fixture
def visit(visits, inside, cast):
    row = visits.plan_visit(
        inside("ali"), cast.chair, [cast.falls], host="Medisinsk sengepost", on_date=date(2026, 11, 20)
    )
    db.session.commit()
    return row


def test_its_rows_are_the_teams_alone(visit, inside, cast, queries):
    row_id, chair = visit.id, cast.chair
    with queries() as seen:
        found = inside("siv", now=NOW).one(type(visit), row_id)
        assert found.measure is chair
    assert any("FROM visit" in statement for statement in seen)
    with pytest.raises(NotFoundError):
        inside("per", "legevakta").one(type(visit), row_id)


def test_its_lines_are_told_in_words(visit, as_):
    line = as_("nora").get("/teams/kirurgisk-3/audit").select(".log-line")[0]
    said, change = (" ".join(line.select_one(part).get_text(" ").split()) for part in (".log-said", ".log-changes"))
    assert said == "Ali Hassan : Hospitering opprettet Medisinsk sengepost"
    assert change == (
        "Vert Medisinsk sengepost Dag 20. november 2026 For å se Satte legen seg ned under visitten? "
        "Så også Fall med skade"
    )
