"""The host's pages of when answers go: what is said, what is asked before it happens, and the receipt as a file."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.people import today
from tracker.models.answers import (
    Answer,
    AnsweredBy,
    AnswerLanguage,
    AnswerState,
    AnswerWay,
    RetentionRun,
    draw_public_id,
)
from tracker.models.base import db
from tracker.services.answers.retention.rule import rule_of
from tracker.services.answers.taking_in import monday_of

HERE = "/networks/brukermedvirkning/retention"


@pytest.fixture
def six_old(cast):
    """Six answers of the team that are due."""
    sent = today() - timedelta(days=500)
    for _turn in range(6):
        db.session.add(
            Answer(
                team_id=cast.team.id, public_id=draw_public_id(), text="Å få sove", language=AnswerLanguage.NB,
                who=AnsweredBy.PATIENT, shared=False, way=AnswerWay.QR, sent_on=sent, week=monday_of(sent),
                state=AnswerState.WAITING, is_doubtful=False, hidden_words=0,
            )
        )  # fmt: skip
    db.session.commit()


def number():
    db.session.rollback()
    return len(db.session.scalars(select(Answer.id)).all())


def dry(ingrid):
    page = ingrid.get(HERE)
    return ingrid.follow(ingrid.post(f"{HERE}/dry-run", page.fields()))


def test_the_page_says_what_goes_when(as_, cast):
    page = as_("ingrid").get(HERE)
    assert page.h1 == "Sletting og oppbevaring"
    assert "Svar som ikke er lest" in page.words
    assert "Ingen ennå" in page.words


def test_from_dry_run_to_receipt(as_, cast, six_old):
    ingrid = as_("ingrid")
    shown = dry(ingrid)
    assert "6 svar slettes fra 1 team" in shown.words
    assert number() == 6
    receipt = ingrid.follow(ingrid.post(f"{shown.path}/delete", shown.fields() | {"typed": "6"}))
    assert "6 svar er slettet" in receipt.words
    assert number() == 0
    file = ingrid.raw("GET", receipt.path + ".txt")
    assert file.headers["Content-Disposition"].startswith("attachment")
    assert "6 svar er slettet" in file.get_data(as_text=True)
    assert "6 svar er slettet" in ingrid.get(HERE).words


def test_the_wrong_number_keeps_all_and_what_was_typed(as_, cast, six_old):
    ingrid = as_("ingrid")
    shown = dry(ingrid)
    again = ingrid.post(f"{shown.path}/delete", shown.fields() | {"typed": "7"}, status=422)
    assert "Ingenting er slettet" in again.errors()
    assert again.fields()["typed"] == "7"
    assert number() == 6


def test_a_dry_run_pressed_twice_is_one(as_, cast, six_old):
    ingrid = as_("ingrid")
    fields = ingrid.get(HERE).fields()
    assert ingrid.post(f"{HERE}/dry-run", fields).location == ingrid.post(f"{HERE}/dry-run", fields).location
    assert len(db.session.scalars(select(RetentionRun)).all()) == 1


def test_the_host_decides_and_puts_off(as_, cast):
    ingrid = as_("ingrid")
    ingrid.submit(f"{HERE}/edit", {"months": "6"})
    ingrid.submit(f"{HERE}/postpone", {"why": "Avtalen er ikke klar"})
    page = ingrid.get(HERE)
    assert "6 måneder" in page.words
    assert "Avtalen er ikke klar" in page.words
    db.session.rollback()
    assert rule_of(cast.network.id).postponed_until is not None
    again = ingrid.submit(f"{HERE}/postpone", {"why": "En gang til"}, status=422)
    assert "kan ikke utsettes igjen" in again.words


@pytest.mark.parametrize("months", ["0", "61", "halvannet", ""])
def test_months_that_make_no_sense_are_refused(as_, cast, months):
    page = as_("ingrid").submit(f"{HERE}/edit", {"months": months}, status=422)
    assert page.errors()
    assert rule_of(cast.network.id) is None


def test_the_second_to_decide_first_is_told(as_, cast):
    """There was no rule when both opened the page: the later one does not win in silence."""
    first, second = as_("ingrid"), as_("ingrid")
    page = second.get(f"{HERE}/edit")
    first.submit(f"{HERE}/edit", {"months": "6"})
    second.post(f"{HERE}/edit", page.fields() | {"months": "24"}, status=422)
    db.session.rollback()
    assert rule_of(cast.network.id).months == 6


def test_small_numbers_per_team_are_held_back(as_, cast, six_old):
    db.session.delete(db.session.scalars(select(Answer)).first())
    db.session.delete(db.session.scalars(select(Answer).offset(1)).first())
    db.session.commit()
    assert "holdt tilbake" in dry(as_("ingrid")).words
