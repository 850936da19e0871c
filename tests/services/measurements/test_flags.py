from datetime import date

from tests.conftest import NOW
from tracker.models.base import db
from tracker.models.measurements import Annotation, AnnotationKind
from tracker.services.measurements.flags import FlagSubject, take_flag, team_flags


def test_numbers_rise_by_one_and_are_the_teams_own(inside):
    access, other = inside("nora"), inside("per", "legevakta")
    assert [take_flag(access), take_flag(access), take_flag(access)] == [1, 2, 3]
    assert take_flag(other) == 1


def test_a_number_that_was_never_settled_is_taken_again(inside):
    take_flag(inside("nora"))
    db.session.rollback()
    assert take_flag(inside("nora")) == 1


def test_a_note_without_a_measure_stands_on_every_chart_and_one_with_only_on_its_own(cast, inside):
    access = inside("nora")
    for kind, measure in ((AnnotationKind.EVENT, None), (AnnotationKind.COMMENT, cast.chair)):
        db.session.add(
            Annotation(
                team_id=cast.team.id,
                measure_id=None if measure is None else measure.id,
                kind=kind,
                flag=take_flag(access),
                on_date=date(2026, 9, 1),
                title="Nye LIS-leger",
                written_by_id=access.user.id,
                written_at=NOW,
            )
        )
    db.session.flush()
    everywhere, own = team_flags(inside("siv"))
    assert (everywhere.subject, everywhere.is_comment, own.is_comment) == (FlagSubject.ANNOTATION, False, True)
    assert everywhere.stands_on([cast.minutes.id])
    assert not own.stands_on([cast.minutes.id])
    assert own.stands_on([cast.minutes.id, cast.chair.id])
