"""A form that lacks cells says nothing of them: what a colleague stored meanwhile is never lost."""

import pytest
from sqlalchemy import select

from tests.web.measurements.gridforms import PATH, WEEK, lines, name, parts, put, stored
from tracker.models.base import db
from tracker.models.measurements import Measurement
from tracker.services.measurements.entries import Entry

pytestmark = pytest.mark.usefixtures("week_46")


def without(fields, *cells):
    """What a form would send that had no such cells."""
    return {key: kept for key, kept in fields.items() if not key.startswith(tuple(cells))}


def test_a_measure_added_while_the_form_lay_open_keeps_its_numbers(as_, cast, inside):
    ali = as_("ali")
    fields = without(ali.get(PATH).fields(), f"m{cast.chair.id}-")
    put(inside, "nora", cast.chair, Entry(numerator=8, denominator=9))
    before = lines()
    ali.post(PATH, fields | {name(cast.minutes, "value"): "7,5"})
    assert (cast.chair.id, WEEK.start, Entry(numerator=8, denominator=9)) in stored()
    assert (cast.minutes.id, WEEK.start, Entry(value=7.5)) in stored()
    assert lines() == before + 1


def test_two_fields_alone_touch_nothing_else(as_, cast, inside):
    put(inside, "nora", cast.minutes, Entry(value=7.5))
    as_("ali").post(PATH, parts(cast.chair, "8", "9"))
    assert len(stored()) == 2


def test_a_number_over_one_that_the_form_never_saw_is_asked_about(as_, cast, inside):
    put(inside, "nora", cast.chair, Entry(numerator=24, denominator=28))
    page = as_("ali").post(PATH, parts(cast.chair, "1", "2"), status=422)
    assert "24 av 28" in page.words
    row = db.session.scalars(select(Measurement)).one()
    assert (row.numerator, row.denominator) == (24, 28)


def test_a_form_shown_again_shows_what_it_did_not_bring(as_, cast, inside):
    put(inside, "nora", cast.minutes, Entry(value=7.5))
    page = as_("ali").post(PATH, parts(cast.chair, "12,,5", "2"), status=422)
    assert page.one(f"[name='{name(cast.minutes, 'value')}']")["value"] == "7,5"
