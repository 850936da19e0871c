"""The library shows a team what fits its service, in its reader's language."""

import pytest
from sqlalchemy import select

from tracker.access.people import ForbiddenError, NotFoundError
from tracker.models.accounts import Language
from tracker.models.base import db
from tracker.models.measures import CatalogueMeasure
from tracker.models.teams import ServiceKind
from tracker.services.measures import library
from tracker.services.refusal import Refused


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


FORM = "0b9a3f5e-6d0c-4a53-9c67-3f0f6f6a2f11"


def take(access, *keys, submission=FORM):
    found = offered(access)
    ids = [found[key].row.id for key in keys]
    return library.take_ready(access, catalogue_ids=ids, language=Language.NB, submission=submission)


def test_several_are_taken_in_the_librarys_order(inside):
    access = inside("nora")
    rows = take(access, "matters_asked", "chair_seated")
    assert [row.name for row in rows] == [offered(access)[key].name for key in ("chair_seated", "matters_asked")]
    assert all(row.catalogue_id for row in rows)
    assert take(access, "matters_asked", "chair_seated") == rows


def test_what_the_team_has_is_not_taken_from_another_form(inside):
    access = inside("nora")
    take(access, "chair_seated")
    with pytest.raises(Refused, match="in_use") as refused:
        take(access, "chair_seated", submission="5c0a52a8-7d7b-4c5d-8a3e-1b0f4e3f9c22")
    assert refused.value.details["name"].startswith("Satte legen seg ned")


def test_what_is_not_offered_is_not_taken(inside, cast):
    chair = offered(inside("nora"))["chair_seated"].row.id
    cast.team.service = ServiceKind.HOME_CARE
    db.session.flush()
    with pytest.raises(NotFoundError):
        library.take_ready(inside("nora"), catalogue_ids=[chair], language=Language.NB, submission=FORM)


@pytest.mark.parametrize("who", ["ali", "siv", "kari", "ingrid"])
def test_only_who_plans_opens_it(inside, who):
    with pytest.raises(ForbiddenError):
        library.families(inside(who), Language.NB)
    with pytest.raises(ForbiddenError):
        library.ready_measure(inside(who), "chair_seated", Language.NB)
    with pytest.raises(ForbiddenError):
        library.take_ready(inside(who), catalogue_ids=[1], language=Language.NB, submission=FORM)
