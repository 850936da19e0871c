"""Many sign up, confirm and count at once, and send again what they sent: nothing is lost, nothing doubled."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

from sqlalchemy import func, select

from tests.people import Cast
from tests.services.campaigns.days import BEFORE, CLOSED, ON_THE_DAY, at, day_of, new_unit
from tracker.models.base import db
from tracker.models.campaigns import Campaign, CampaignCount, CampaignResult, CampaignUnit, CountedKind
from tracker.models.teams import Team
from tracker.services.campaigns import counting, freezing, signing_up, units
from tracker.services.refusal import Refused

UNITS, PRESSES, HANDS = 6, 12, 4


def test_what_many_do_at_once_is_stored_once(shared):
    def inside(deed, *parts):
        with shared.app_context():
            try:
                return deed(*parts)
            finally:
                db.session.remove()

    def unit_of(number, who):
        """Sign up and confirm; two addresses try the same name."""
        day = db.session.scalars(select(Campaign)).one()
        try:
            row = signing_up.sign_up(day, new_unit(f"Post {number}", contact=f"{who}@example.no"), now=BEFORE)
            signing_up.confirm(at(row, BEFORE))
            db.session.commit()
        except Refused:
            db.session.rollback()

    def press(code, count_id):
        unit = db.session.scalars(select(CampaignUnit).where(CampaignUnit.code == code)).one()
        counting.count(at(unit, ON_THE_DAY), CountedKind.ASKED, count_id)
        db.session.commit()

    def close():
        done = freezing.freeze(db.session.scalars(select(Campaign)).one(), now=CLOSED)
        db.session.commit()
        return done

    def stored(what, *where):
        return db.session.scalar(select(func.count()).select_from(what).where(*where))

    day_of(Cast.load())
    db.session.commit()
    teams = stored(Team)
    db.session.rollback()
    with ThreadPoolExecutor(HANDS) as hands:
        list(hands.map(lambda each: inside(unit_of, *each), [(n, who) for n in range(UNITS) for who in "abb"]))
        day = db.session.scalars(select(Campaign)).one()
        codes = [row.code for row in units.units_of(day)]
        assert (len(codes), stored(Team) - teams) == (UNITS, UNITS)
        db.session.rollback()
        presses = [(code, uuid4()) for code in codes for _ in range(PRESSES)]
        list(hands.map(lambda each: inside(press, *each), presses + presses[::3]))
        assert counting.live_numbers(day).asked == UNITS * PRESSES
        db.session.rollback()
        closed = list(hands.map(lambda _each: inside(close), range(HANDS)))
    assert sorted(closed) == [False] * (HANDS - 1) + [True]
    assert db.session.scalars(select(CampaignResult.asked)).all() == [UNITS * PRESSES]
    assert stored(CampaignCount) == UNITS * PRESSES
    assert freezing.to_freeze(CLOSED + timedelta(days=1)) == []
