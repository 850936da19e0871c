"""Codes: who makes them, how hard they are to guess, and what the trail says."""

import math
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.conftest import NOW
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.access.team_code import ALPHABET, LENGTH, RevokedError, draw_code, enter_by_code, show_code
from tracker.models.accounts import SignInAttempt
from tracker.models.base import db
from tracker.models.tally import CodePurpose
from tracker.services.accounts.throttling import Brake, TooManyAttemptsError
from tracker.services.tally import codes

TELL, BOARD = CodePurpose.TELL, CodePurpose.BOARD
BRAKE = Brake(codes.ATTEMPTS, codes.WINDOW, b"for tests only")


def test_a_code_has_more_than_fifty_bits_of_signs_that_are_not_mistaken():
    assert LENGTH * math.log2(len(ALPHABET)) > 50
    assert len(set(ALPHABET)) == len(ALPHABET)
    assert not set("01ilouszbaeq") & set(ALPHABET)
    drawn = {draw_code() for _ in range(500)}
    assert len(drawn) == 500
    assert set("".join(drawn)) == set(ALPHABET)


def test_a_code_opens_its_page_and_no_other(inside, cast):
    row = codes.make_code(inside("nora"), TELL)
    access = enter_by_code(show_code(row.code).upper(), TELL, now=NOW)
    assert (access.team.id, access.today.isoformat()) == (cast.team.id, "2026-11-11")
    for typed, purpose in ((row.code, BOARD), (row.code[:-1], TELL), ("", TELL), (row.code + "x", TELL)):
        with pytest.raises(NotFoundError):
            enter_by_code(typed, purpose, now=NOW)


def test_a_revoked_code_is_known_to_be_one(inside):
    nora = inside("nora")
    row = codes.make_code(nora, TELL)
    codes.revoke_code(nora, TELL)
    codes.revoke_code(nora, TELL)
    assert codes.codes_of(nora) == {}
    with pytest.raises(RevokedError):
        enter_by_code(row.code, TELL, now=NOW)


def test_replacing_without_a_code_makes_one(inside):
    nora = inside("nora")
    row = codes.replace_code(nora, TELL, seen=0)
    assert codes.replace_code(nora, TELL, seen=0).id == row.id
    assert codes.replace_code(nora, TELL, seen=row.id).id != row.id


@pytest.mark.parametrize("who", ["ali", "siv", "kari", "ingrid"])
def test_only_the_leader_keeps_codes(inside, who):
    access = inside(who)
    for deed in (codes.codes_of, lambda a: codes.make_code(a, TELL), lambda a: codes.revoke_code(a, TELL)):
        with pytest.raises(ForbiddenError):
            deed(access)
    with pytest.raises(ForbiddenError):
        codes.replace_code(access, TELL, seen=0)


def test_an_address_that_guesses_is_held_back_until_the_window_has_passed(app):
    for _ in range(BRAKE.attempts - 1):
        codes.count_guess("192.0.2.7", brake=BRAKE, now=NOW)
    codes.hold_back_guessers("192.0.2.7", brake=BRAKE, now=NOW)
    codes.count_guess("192.0.2.7", brake=BRAKE, now=NOW)
    with pytest.raises(TooManyAttemptsError):
        codes.hold_back_guessers("192.0.2.7", brake=BRAKE, now=NOW)
    codes.hold_back_guessers("192.0.2.8", brake=BRAKE, now=NOW)
    later = NOW + BRAKE.window + timedelta(seconds=1)
    codes.hold_back_guessers("192.0.2.7", brake=BRAKE, now=later)
    codes.count_guess("192.0.2.7", brake=BRAKE, now=later)
    assert db.session.scalar(select(func.count()).select_from(SignInAttempt)) == 1
