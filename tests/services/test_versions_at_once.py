"""Eight people change one row at the same moment, on either database: each change counts, and none is unseen."""

from threading import Thread
from time import sleep

from sqlalchemy import select

from tests.conftest import NOW
from tracker.access.permissions import Permission
from tracker.access.team import enter_team
from tracker.models.accounts import User
from tracker.models.base import db
from tracker.models.teams import ServiceKind
from tracker.services.teams.teams import change_team
from tracker.services.versions import Outdated, saves_since

PEOPLE = 8


def enter():
    nora = db.session.scalars(select(User).where(User.email == "nora@example.no")).one()
    return enter_team(nora, "kirurgisk-3", Permission.READ, now=NOW)


def add_a_sign(app, told):
    """Read the name, wait, and save it one sign longer; read again where it was told that somebody was faster."""
    with app.app_context():
        while True:
            access = enter()
            name = f"{access.team.name}x"
            sleep(0.02)
            try:
                change_team(access, name=name, service=ServiceKind.HOSPITAL_WARD)
                db.session.commit()
            except Outdated:
                db.session.rollback()
                told.append(name)
            else:
                break
        db.session.remove()


def test_no_change_is_written_over_unseen(shared):
    told: list[str] = []
    crowd = [Thread(target=add_a_sign, args=(shared, told)) for _ in range(PEOPLE)]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    access = enter()
    assert access.team.name == "Kirurgisk sengepost 3" + "x" * PEOPLE
    assert access.team.version == 1 + PEOPLE
    assert len(saves_since(access.team, 1)) == PEOPLE
    assert told or db.engine.dialect.name == "sqlite", "nobody met anybody: this proves nothing"
