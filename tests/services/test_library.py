"""The library shows a team what fits its service, in its reader's language."""

import pytest
from sqlalchemy import select

from tracker.access.doors import ForbiddenError, NotFoundError
from tracker.models.base import db
from tracker.models.measures import CatalogueMeasure
from tracker.models.people import Language
from tracker.models.teams import ServiceKind
from tracker.services import library


def offered(access, language=Language.NB):
    return {ready.key: ready for family in library.families(access, language) for ready in family.measures}


def test_home_care_is_not_offered_the_ward_round_chair(inside, cast):
    assert "chair_seated" in offered(inside("nora"))
    cast.team.service = ServiceKind.HOME_CARE
    db.session.flush()
    found = offered(inside("nora"))
    assert "chair_seated" not in found
    assert "matters_asked" in found


def test_families_stand_together_in_the_librarys_order(inside):
    found = library.families(inside("nora"), Language.NB)
    assert [family.key for family in found] == ["chair", "matters", "experience", "harm"]


def test_it_speaks_the_readers_language(inside):
    access = inside("nora")
    assert library.ready_measure(access, "chair_seated", Language.NB).name == "Satte legen seg ned under visitten?"
    english = library.ready_measure(access, "chair_seated", Language.EN)
    assert english.name == "Did the doctor sit down during the round?"
    assert english.unit == "rounds"


def test_what_the_team_has_is_marked(inside, cast):
    row = db.session.scalars(select(CatalogueMeasure).where(CatalogueMeasure.key == "chair_seated")).one()
    cast.chair.catalogue_id = row.id
    db.session.flush()
    found = offered(inside("nora"))
    assert found["chair_seated"].used
    assert not found["chair_minutes"].used


def test_the_queries_do_not_grow_with_the_library(inside, queries):
    access = inside("nora")
    with queries() as seen:
        library.families(access, Language.NB)
    assert len(seen) == 2


def test_a_name_that_is_not_there_is_not_found(inside):
    with pytest.raises(NotFoundError):
        library.ready_measure(inside("nora"), "none-such", Language.NB)


@pytest.mark.parametrize("who", ["ali", "siv", "kari", "ingrid"])
def test_only_who_plans_opens_it(inside, who):
    with pytest.raises(ForbiddenError):
        library.families(inside(who), Language.NB)
    with pytest.raises(ForbiddenError):
        library.ready_measure(inside(who), "chair_seated", Language.NB)
