"""The library's page: what is ticked comes into use as if each had been chosen alone."""

import pytest
from sqlalchemy import select

from tests.web.charted import TEAM
from tracker.models.accounts import Language
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.measures import CatalogueMeasure, Measure

PAGE = f"{TEAM}/new"
THREE = ("chair_seated", "chair_got_to_ask", "matters_asked")
"""The first is asked at the bedside and has a target; the library gives the second neither."""


def ready(*keys):
    found = {row.key: row.id for row in db.session.scalars(select(CatalogueMeasure))}
    return [found[key] for key in keys]


def taken():
    db.session.rollback()
    return db.session.scalars(select(Measure).where(Measure.catalogue_id.is_not(None)).order_by(Measure.position)).all()


def ticked(page):
    return {int(box["value"]) for box in page.select("input[name=measures][checked]")}


def kept(row, but):
    return {column.key: getattr(row, column.key) for column in row.__table__.columns if column.key not in but}


def test_three_are_added_at_once(as_, cast):
    nora = as_("nora")
    answer = nora.submit(PAGE, {"measures": ready(*THREE)})
    assert answer.location == "/teams/kirurgisk-3"
    assert "3 indikatorer er lagt til." in nora.follow(answer).words
    assert [row.catalogue_id for row in taken()] == ready(*THREE)


@pytest.mark.parametrize("language", [Language.NB, Language.EN])
@pytest.mark.parametrize("key", THREE)
def test_each_is_as_if_it_had_been_chosen_alone_and_saved_untouched(as_, cast, key, language):
    cast.people["nora"].language = language
    db.session.commit()
    nora = as_("nora")
    nora.submit(f"{PAGE}/blank?from={key}")
    [alone] = taken()
    nora.post(f"{TEAM}/{alone.id}/archive")
    nora.submit(PAGE, {"measures": ready(key)})
    alone, among = taken()
    own = {"id", "measure_id", "position", "submission", "archived_at", "version"}  # the first was put away
    assert kept(alone, own) == kept(among, own)
    assert [kept(row, own) for row in alone.definitions] == [kept(row, own) for row in among.definitions]
    assert [kept(row, own) for row in alone.targets] == [kept(row, own) for row in among.targets]


def test_each_has_its_line_in_the_trail(as_, cast):
    as_("nora").submit(PAGE, {"measures": ready(*THREE)})
    names = [row.name for row in taken()]
    lines = db.session.scalars(select(AuditLine.label).where(AuditLine.label.in_(names)).order_by(AuditLine.id)).all()
    assert list(dict.fromkeys(lines)) == names


def test_each_has_its_target_and_its_question(as_, cast):
    as_("nora").submit(PAGE, {"measures": ready(*THREE)})
    assert [row.tally_question for row in taken()] == ["Satte legen seg ned?", "", "Ble pasienten spurt?"]
    aims = [db.session.get(CatalogueMeasure, row.catalogue_id).target for row in taken()]
    assert [row.targets[-1].value if row.targets else None for row in taken()] == aims
    assert aims[0] == 0.8


def test_the_same_form_sent_twice_makes_each_once(as_, cast):
    nora = as_("nora")
    fields = nora.get(PAGE).fields() | {"measures": ready(*THREE)}
    first, second = nora.post(PAGE, fields), nora.post(PAGE, fields)
    assert first.location == second.location
    assert len(taken()) == 3


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ((*THREE, "chair_minutes"), "Velg høyst 3 om gangen. Du krysset av for 4."),
        ((), "Kryss av for minst én indikator."),
    ],
)
def test_too_many_or_none_is_said_and_the_ticks_stay(as_, cast, keys, said):
    page = as_("nora").submit(PAGE, {"measures": ready(*keys)}, status=422)
    assert said in page.errors()
    assert page.select(f"#{page.one('.summary a')['href'][1:]}")
    assert ticked(page) == set(ready(*keys))
    assert taken() == []


def test_what_is_in_use_has_no_box_and_is_not_added_again(as_, cast):
    nora = as_("nora")
    stale = nora.get(PAGE).fields()
    nora.submit(PAGE, {"measures": ready("chair_seated")})
    assert not nora.get(PAGE).select("#ready-chair_seated")
    page = nora.post(PAGE, stale | {"measures": ready("chair_seated", "matters_asked")}, status=422)
    assert "«Satte legen seg ned under visitten?» er allerede i bruk hos dere." in page.errors()
    assert ticked(page) == set(ready("matters_asked"))
    assert len(taken()) == 1
    # A second one of the same kind, for another ward round, is still made on its own page.
    assert f"{PAGE}/blank?from=chair_seated" in page.links()


def test_one_that_was_put_away_can_be_chosen_again(as_, cast):
    nora = as_("nora")
    nora.submit(PAGE, {"measures": ready("chair_seated")})
    nora.post(f"{TEAM}/{taken()[0].id}/archive")
    nora.submit(PAGE, {"measures": ready("chair_seated")})
    assert len(taken()) == 2


def test_what_is_not_offered_to_the_teams_service_cannot_be_chosen(as_, cast):
    cast.team.service = "home_care"
    db.session.commit()
    page = as_("nora").submit(PAGE, {"measures": ready("matters_asked", "chair_seated")}, status=422)
    assert "Velg ett av alternativene." in page.errors()
    assert ticked(page) == set(ready("matters_asked"))
    assert taken() == []


def test_a_stale_form_is_shown_again_with_its_ticks(as_, cast):
    page = as_("nora").submit(PAGE, {"measures": ready(*THREE), "csrf_token": "old"}, status=422)
    assert ticked(page) == set(ready(*THREE))
    assert taken() == []


def test_when_all_is_in_use_nothing_is_left_to_press(as_, cast):
    nora = as_("nora")
    for row in db.session.scalars(select(CatalogueMeasure.id)).all():
        nora.post(PAGE, {"measures": [row]}, status=None)
    page = nora.get(PAGE)
    assert not page.select("main input[type=checkbox], main button[type=submit].btn-primary")
    assert page.select(".library .card")


@pytest.mark.parametrize(("who", "status"), [("ali", 403), ("siv", 403), ("kari", 403), ("per", 404)])
def test_only_who_plans_adds(as_, cast, who, status):
    visitor = as_(who)
    visitor.get(PAGE, status)
    visitor.post(PAGE, {"measures": ready(*THREE)}, status=status)
    assert taken() == []
