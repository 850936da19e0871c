import re

import pytest
from sqlalchemy import select

from tracker.analysis import Direction
from tracker.models.base import db
from tracker.models.measures import CatalogueMeasure, MeasureKind, ValueKind
from tracker.models.teams import ServiceKind
from tracker.text.screening import has_identity_number

TEXTS = ("name", "numerator", "denominator", "unit", "exclusions")


@pytest.fixture
def library(app):
    query = select(CatalogueMeasure).order_by(CatalogueMeasure.position)
    return {row.key: row for row in db.session.scalars(query)}


def test_the_library_holds_what_the_programme_measures(library):
    chair = [row for row in library.values() if row.family == "chair"]
    assert [(row.kind, row.value_kind) for row in chair] == [
        (MeasureKind.PROCESS, ValueKind.PROPORTION),
        (MeasureKind.PROCESS, ValueKind.PROPORTION),
        (MeasureKind.BALANCING, ValueKind.CONTINUOUS),
    ]
    assert library["chair_seated"].target == 0.8
    assert {row.family for row in library.values()} == {"chair", "matters", "experience", "harm"}
    assert len([row for row in library.values() if row.family == "matters"]) == 3


def test_home_care_is_not_offered_the_chair(library):
    for row in library.values():
        services = set(filter(None, row.services.split(",")))
        assert services <= {kind.value for kind in ServiceKind}
        if row.family == "chair":
            assert ServiceKind.HOSPITAL_WARD in services
            assert not services & {ServiceKind.HOME_CARE, ServiceKind.OUTPATIENT}


@pytest.mark.parametrize("kind", list(ServiceKind))
def test_every_service_is_offered_an_outcome_and_a_process(library, kind):
    offered = [row for row in library.values() if not row.services or kind in row.services.split(",")]
    assert {MeasureKind.OUTCOME, MeasureKind.PROCESS} <= {row.kind for row in offered}


def test_every_text_is_there_in_both_languages(library):
    for row in library.values():
        for text in TEXTS:
            nb, en = (row.texts[language][text] for language in ("nb", "en"))
            assert bool(nb) == bool(en), (row.key, text)
            assert nb == nb.strip()
            assert not has_identity_number(nb)
            assert not re.search(r'"|--|\s\s', nb + en)
        bokmaal = row.texts["nb"]
        assert all(bokmaal[text] for text in ("name", "numerator", "unit", "exclusions")), row.key


def test_what_is_counted_out_of_something_says_out_of_what(library):
    for row in library.values():
        parts = row.value_kind.has_denominator or row.value_kind is ValueKind.OPPORTUNITIES_BETWEEN
        assert bool(row.texts["nb"]["denominator"]) == parts, row.key


def test_numbers_fit_their_kind(library):
    for row in library.values():
        assert (row.multiplier == 1000) == (row.value_kind is ValueKind.RATE), row.key
        assert row.target is None or 0 <= row.target <= 1
        assert 0 <= row.decimals <= 4


def test_harm_is_an_outcome_that_one_wants_less_of(library):
    for row in (row for row in library.values() if row.family == "harm"):
        assert row.kind is MeasureKind.OUTCOME
        wished = Direction.HIGHER if row.value_kind.is_between_events else Direction.LOWER
        assert row.direction is wished, row.key


def test_places_are_one_to_n(library):
    assert [row.position for row in library.values()] == list(range(1, len(library) + 1))


@pytest.mark.parametrize("language", ["nn", "da"])
def test_a_language_without_texts_has_those_of_bokmaal(library, language):
    row = library["chair_seated"]
    assert row.texts_in(language) == row.texts_in("nb") != row.texts_in("en")
    query = select(CatalogueMeasure.name_in(language)).where(CatalogueMeasure.id == row.id)
    assert db.session.scalar(query) == row.texts["nb"]["name"]


def test_a_query_finds_the_name_in_a_language(library):
    query = select(CatalogueMeasure.key, CatalogueMeasure.name_in("en"))
    assert dict(db.session.execute(query).all()) == {key: row.texts["en"]["name"] for key, row in library.items()}
