"""A row that no form of ours stores: its own point cannot be read, and every page it stands on can."""

import logging
from datetime import date

import pytest
from sqlalchemy import text

from tests.people import MADE
from tests.web.charted import monday
from tracker.access.team_code import show_code
from tracker.models.base import db
from tracker.models.measurements import Measurement, Source
from tracker.models.tally import CodePurpose
from tracker.services.tally import codes

INFINITE = float("inf")
BROKEN = {
    "off its week": {"period_start": date(2026, 3, 3)},
    "more than all": {"numerator": 12, "denominator": 9},
    "of nothing": {"numerator": 3, "denominator": 0},
    "infinite": {"numerator": INFINITE, "denominator": INFINITE},
    "a value where there are two": {"value": 7, "numerator": None, "denominator": None},
}


@pytest.fixture
def broken(request, chair, cast):
    """A row that is written past the services, as by hand in the database."""
    row = {"numerator": 5, "denominator": 9, "value": None, "period_start": monday(50)} | BROKEN[request.param]
    db.session.add(
        Measurement(
            team_id=cast.team.id,
            measure_id=chair.id,
            recorded_by_id=cast.people["ali"].id,
            recorded_at=MADE,
            source=Source.ENTRY,
            **row,
        )
    )
    db.session.commit()


@pytest.mark.usefixtures("wednesday_morning")
@pytest.mark.parametrize("broken", BROKEN, indirect=True)
def test_a_row_that_cannot_be_read_takes_down_no_page(as_, inside, page, broken, caplog):
    caplog.set_level(logging.ERROR)
    nora = inside("nora")
    board = show_code(codes.make_code(nora, CodePurpose.BOARD).code)
    db.session.commit()
    shown = as_("nora").get(page)
    assert "Tallet kan ikke leses." in shown.words
    assert [record.getMessage() for record in caplog.records if "unreadable measure" in record.getMessage()]
    for path in ("/teams/kirurgisk-3", "/teams/kirurgisk-3/record", f"/tavle/{board}", "/teams/kirurgisk-3/goals"):
        as_("nora").get(path)
    as_("ingrid").get("/networks/brukermedvirkning")
    assert as_("nora").raw("GET", f"{page.partition('-satte')[0]}.csv").status_code == 200


@pytest.mark.usefixtures("wednesday_morning", "chair")
def test_a_measure_that_cannot_be_drawn_leaves_the_others(as_, cast, page, caplog):
    caplog.set_level(logging.ERROR)
    db.session.execute(text("UPDATE measure SET chart_kind = 's' WHERE id = :id"), {"id": cast.chair.id})
    db.session.commit()
    as_("nora").get("/teams/kirurgisk-3")
    as_("ingrid").get("/networks/brukermedvirkning")
