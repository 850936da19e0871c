from datetime import timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import func, select

from tests.conftest import NOW
from tracker.access.people import Actor
from tracker.models.accounts import Language, Role, SignInAttempt, SignInSession, Theme, User
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.services.accounts import account, demo, links, new_account, passwords, sessions, throttling
from tracker.services.accounts import sign_in as sign_in_service
from tracker.services.accounts.throttling import Brake
from tracker.services.refusal import Refused

BRAKE = Brake(attempts=3, window=timedelta(minutes=15), secret=b"for tests only")
RIGHT = "et langt passord til tester"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(RIGHT)  # the real one takes a tenth of a second


@pytest.fixture
def nora(app):
    user = db.session.scalars(select(User).where(User.email == "nora@example.no")).one()
    user.password_hash = CHEAP
    db.session.commit()
    return user


def sign_in(password=RIGHT, *, email="nora@example.no", address="10.0.0.1", now=NOW):
    db.session.commit()  # as the request before did: signing in ends the transaction it reads in
    try:
        return sign_in_service.sign_in(
            email=email, password=password, address=address, brake=BRAKE, per_address=6, now=now
        )
    finally:
        db.session.commit()


def change(user, kept, *, current=RIGHT, now=NOW):
    db.session.commit()
    account.change_password(
        Actor(user, now), current=current, new="et helt annet passord", keep=kept, brake=BRAKE, address="10.0.0.1",
        per_address=6,
    )  # fmt: skip


def attempts():
    return db.session.scalar(select(func.count()).select_from(SignInAttempt))


def lines(subject):
    return db.session.scalars(select(AuditLine).where(AuditLine.subject == subject).order_by(AuditLine.id)).all()


def test_the_right_password_lets_in(nora):
    assert sign_in(email="  NORA@Example.no ") is nora


def test_a_weak_hash_is_made_anew_at_sign_in(nora):
    sign_in()
    assert nora.password_hash != CHEAP
    assert "m=65536" in nora.password_hash


@pytest.mark.parametrize("email", ["nora@example.no", "nobody@example.no", "per@example.no", ""])
def test_a_wrong_pair_is_refused_alike_and_counted(nora, email):
    with pytest.raises(passwords.WrongPasswordError):
        sign_in("feil", email=email)
    assert attempts() == 2


def test_a_password_is_checked_while_no_transaction_is_open(nora, monkeypatch):
    open_then = []
    check = passwords.matches
    for module in (sign_in_service, account):
        monkeypatch.setattr(
            module, "matches", lambda *said: open_then.append(db.session().in_transaction()) or check(*said)
        )
    sign_in()
    kept = sessions.open_session(sessions.start_session(nora, days=14, now=NOW), now=NOW)
    db.session.commit()
    change(nora, kept)
    assert open_then == [False, False]


def test_a_closed_account_is_refused(nora):
    nora.is_active = False
    with pytest.raises(passwords.WrongPasswordError):
        sign_in()


def test_the_brake_stops_the_right_password_too(nora):
    for _ in range(3):
        with pytest.raises(passwords.WrongPasswordError):
            sign_in("feil")
    with pytest.raises(throttling.TooManyAttemptsError):
        sign_in(address="10.0.0.2")


def test_a_colleague_behind_the_same_address_is_not_locked_out(nora):
    for _ in range(3):
        with pytest.raises(passwords.WrongPasswordError):
            sign_in("feil", email="ali@example.no")
    assert sign_in() is nora


def test_guessing_at_many_accounts_from_one_address_is_stopped_too(nora):
    for number in range(6):
        with pytest.raises(passwords.WrongPasswordError):
            sign_in("feil", email=f"nobody{number}@example.no")
    with pytest.raises(throttling.TooManyAttemptsError):
        sign_in()
    assert sign_in(address="10.0.0.2") is nora


def test_the_brake_lets_go_and_forgets(nora):
    for _ in range(3):
        with pytest.raises(passwords.WrongPasswordError):
            sign_in("feil")
    assert sign_in(now=NOW + BRAKE.window) is nora
    assert attempts() == 0


def test_signing_in_clears_the_account_and_not_the_address(nora):
    with pytest.raises(passwords.WrongPasswordError):
        sign_in("feil")
    sign_in()
    assert attempts() == 1


def test_an_attempt_keeps_neither_address_nor_name(nora):
    with pytest.raises(passwords.WrongPasswordError):
        sign_in("feil")
    for row in db.session.scalars(select(SignInAttempt)):
        assert len(row.key_hash) == 64


def test_a_session_is_found_by_its_token_until_it_ends(nora):
    token = sessions.start_session(nora, days=14, now=NOW)
    row = sessions.open_session(token, now=NOW + timedelta(days=13))
    assert row.user is nora
    assert token not in row.token_hash
    assert sessions.open_session(token, now=NOW + timedelta(days=14)) is None
    assert sessions.open_session("another", now=NOW) is None


def test_a_session_ends_when_it_is_revoked(nora):
    token = sessions.start_session(nora, days=14, now=NOW)
    sessions.end_session(Actor(nora, NOW), sessions.open_session(token, now=NOW))
    assert sessions.open_session(token, now=NOW) is None
    assert [line.deed for line in lines("session")] == [Deed.SIGNED_IN, Deed.SIGNED_OUT]


def test_a_closed_account_has_no_session(nora):
    token = sessions.start_session(nora, days=14, now=NOW)
    nora.is_active = False
    assert sessions.open_session(token, now=NOW) is None


def test_signing_out_everywhere_ends_every_session_of_that_person_alone(nora):
    ali = db.session.scalars(select(User).where(User.email == "ali@example.no")).one()
    mine = [sessions.start_session(nora, days=14, now=NOW) for _ in range(2)]
    theirs = sessions.start_session(ali, days=14, now=NOW)
    assert sessions.end_all_sessions(Actor(nora, NOW)) == 2
    assert [sessions.open_session(token, now=NOW) for token in mine] == [None, None]
    assert sessions.open_session(theirs, now=NOW)


def test_a_new_password_signs_the_other_browsers_out(nora):
    here, there = (sessions.start_session(nora, days=14, now=NOW) for _ in range(2))
    db.session.commit()
    kept = sessions.open_session(here, now=NOW)
    change(nora, kept)
    assert sessions.open_session(here, now=NOW)
    assert sessions.open_session(there, now=NOW) is None
    assert sign_in("et helt annet passord") is nora


def test_a_password_is_not_changed_by_someone_who_does_not_know_it(nora):
    token = sessions.start_session(nora, days=14, now=NOW)
    kept = sessions.open_session(token, now=NOW)
    db.session.commit()
    with pytest.raises(passwords.WrongPasswordError):
        change(nora, kept, current="feil")
    assert nora.password_hash == CHEAP


def test_the_current_password_is_guessed_at_so_often_and_signing_in_goes_on(nora):
    kept = sessions.open_session(sessions.start_session(nora, days=14, now=NOW), now=NOW)
    for _ in range(BRAKE.attempts):
        with pytest.raises(passwords.WrongPasswordError):
            change(nora, kept, current="feil")
        db.session.commit()
    with pytest.raises(throttling.TooManyAttemptsError):
        change(nora, kept)
    assert sign_in() is nora
    change(nora, kept, now=NOW + BRAKE.window)
    assert sign_in("et helt annet passord", now=NOW + BRAKE.window) is nora


def test_preferences_leave_a_line_only_when_they_change(nora):
    def prefer(language):
        account.change_preferences(Actor(nora, NOW), name=nora.name, language=language, theme=Theme.SYSTEM)

    prefer(Language.NB)
    assert lines("user") == []
    prefer(Language.EN)
    (line,) = lines("user")
    assert (line.before["language"], line.after["language"]) == ("nb", "en")


def test_an_address_has_one_account(nora):
    with pytest.raises(Refused, match="email_taken"):
        new_account.create_user(name="En annen", email="NORA@example.no ", password=None, by=None, now=NOW)


def test_a_link_sets_the_password_once(nora, office):
    token = links.make_link(office, nora)
    before = sessions.start_session(nora, days=14, now=NOW)
    link = links.find_link(token, now=NOW + timedelta(days=6))
    assert links.set_password(link, password="et helt annet passord", now=NOW) is nora
    assert sign_in("et helt annet passord") is nora
    assert sessions.open_session(before, now=NOW) is None
    with pytest.raises(links.LinkUsedError):
        links.find_link(token, now=NOW)
    with pytest.raises(links.LinkUsedError):
        links.set_password(link, password="og et tredje passord", now=NOW)


def test_a_link_ends_after_a_week(nora, office):
    token = links.make_link(office, nora)
    with pytest.raises(links.LinkUsedError):
        links.find_link(token, now=NOW + timedelta(days=links.LINK_DAYS))


def test_a_new_link_ends_the_one_before(nora, office):
    first, second = links.make_link(office, nora), links.make_link(office, nora)
    with pytest.raises(links.LinkUsedError):
        links.find_link(first, now=NOW)
    assert links.find_link(second, now=NOW).user is nora


def test_a_closed_account_has_no_link(nora, office):
    token = links.make_link(office, nora)
    nora.is_active = False
    with pytest.raises(links.LinkUsedError):
        links.find_link(token, now=NOW)


def test_no_line_of_the_trail_holds_a_password_or_a_token(nora, office):
    token = links.make_link(office, nora)
    links.set_password(links.find_link(token, now=NOW), password="et helt annet passord", now=NOW)
    for line in db.session.scalars(select(AuditLine)):
        told = str((line.label, line.before, line.after))
        assert token not in told
        assert "annet passord" not in told


def test_personas_come_in_the_order_of_their_roles(app):
    roles = [user.persona for user in demo.personas()]
    assert roles == sorted(roles, key=list(Role).index)
    assert None not in roles


def test_only_an_invented_person_can_be_entered(nora, cast):
    assert demo.persona(nora.id) is nora
    assert demo.persona(cast.people["per"].id) is None
    nora.is_active = False
    db.session.flush()
    assert demo.persona(nora.id) is None


def test_a_broken_hash_lets_nobody_in(nora):
    nora.password_hash = "not a hash"
    with pytest.raises(passwords.WrongPasswordError):
        sign_in()


def test_tokens_are_stored_as_hashes_only(nora):
    token = sessions.start_session(nora, days=1, now=NOW)
    assert db.session.scalar(select(SignInSession.token_hash).where(SignInSession.user_id == nora.id)) != token
