from tracker.models.base import db
from tracker.services.flags import take_flag


def test_numbers_rise_by_one_and_are_the_teams_own(inside):
    access, other = inside("nora"), inside("per", "legevakta")
    assert [take_flag(access), take_flag(access), take_flag(access)] == [1, 2, 3]
    assert take_flag(other) == 1


def test_a_number_that_was_never_settled_is_taken_again(inside):
    take_flag(inside("nora"))
    db.session.rollback()
    assert take_flag(inside("nora")) == 1
