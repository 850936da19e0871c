"""What is pasted from a spreadsheet: shown first, put in unsaved, and never a row or a column beside its place."""

import pytest
from sqlalchemy import select

from tests.people import another
from tests.web.measurements.gridforms import GRID, RECORD, WEEK, name, parts, put, stored, value
from tracker.analysis import Period, PeriodKind
from tracker.models.base import db
from tracker.models.measurements import MissingReason
from tracker.models.measures import Measure
from tracker.services.measurements.entries import Entry

pytestmark = pytest.mark.usefixtures("week_46")

PASTE = f"{RECORD}/paste?week=2026-W45"


def week(number):
    return Period.numbered(PeriodKind.WEEK, 2026, number)


def pasted(visitor, cells, status=200, **fields):
    return visitor.post(PASTE, {"cells": cells, "view": "weeks"} | fields, status=status)


def landed(page):
    """The preview's rows as they are read."""
    return [" ".join(row.get_text(" ").split()) for row in page.select(".rec-land tbody tr")]


def dropped(page):
    return [" ".join(item.get_text("").split()) for item in page.select(".rec-drop li")]


def test_a_page_with_a_text_area_shows_where_the_numbers_land_and_stores_nothing(as_, cast, inside):
    put(inside, "ali", cast.chair, Entry(numerator=7, denominator=9))
    ali = as_("ali")
    page = ali.submit(PASTE, {"cells": "Uke\tTeller\tNevner\tAndel\n44\t5\t8\t63 %\n45\t7\t9\t78 %\n"}, status=200)
    assert landed(page) == ["1 Overskrift. Settes ikke inn.", "2 Uke 44 5 av 8 ny", "3 Uke 45 7 av 9 som før"]
    assert dropped(page) == [
        "Rad 1 «Uke · Teller · Nevner · Andel»: bare overskrifter",
        "Kolonne 4 «63 %»: andelen regnes ut av tallene foran",
    ]
    assert page.one("#paste-head").get_text() == "Fra Excel: 2 tall er nye eller endret"
    assert len(stored()) == 1


def test_what_is_put_in_stands_in_the_form_not_saved_and_is_saved_like_anything_typed(as_, cast, inside):
    put(inside, "ali", cast.chair, Entry(numerator=1, denominator=9))
    ali = as_("ali")
    page = pasted(ali, "uke 44\t5\t8\nuke 45\tferie\t\n")
    form = ali.post(PASTE, page.fields() | {"do": "place"}, status=200)
    assert value(form, name(cast.chair, "numerator", week(44))) == "5"
    box = form.one(f"[name='{name(cast.chair, 'missing')}']")
    assert box.has_attr("checked")
    assert box["data-saved"] == ""
    assert len(stored()) == 1
    ali.post(form.one("main form.rec-form")["action"], form.fields())
    assert [entry for *_, entry in stored()] == [
        Entry(numerator=5, denominator=8),
        Entry(not_measured=True, reason=MissingReason.HOLIDAY),
    ]


def test_all_of_one_week_opens_the_page_of_that_week(as_, cast):
    ali = as_("ali")
    page = pasted(ali, "7\t9\n6,5\t", view="week")
    assert [row.split()[0] for row in landed(page)] == ["1", "2"]
    assert "Radene er lest som indikatorer i uke 45" in page.words
    form = ali.post(PASTE, page.fields() | {"do": "place"}, status=200)
    assert form.h1 == "Registrer uke 45"
    assert value(form, name(cast.chair, "denominator")) == "9"
    assert value(form, name(cast.minutes, "value")) == "6,5"


def test_a_first_row_of_words_is_a_row_unless_every_one_of_them_is_a_heading(as_, cast):
    """Five weeks were moved up by one where the first of them said «ferie»."""
    rows = "ferie\t-\n5\t8\n6\t9\n7\t9\n8\t9\n"
    page = pasted(as_("ali"), rows, at=name(cast.chair, "numerator", week(41)))
    assert landed(page) == [
        "1 Uke 41 Ikke målt (ferie) ny", "2 Uke 42 5 av 8 ny", "3 Uke 43 6 av 9 ny", "4 Uke 44 7 av 9 ny",
        "5 Uke 45 8 av 9 ny",
    ]  # fmt: skip


def test_a_row_that_is_no_heading_and_no_number_keeps_its_place(as_, cast):
    page = pasted(as_("ali"), "Tall fra Kari\tNevner\n5\t8\n", at=name(cast.chair, "numerator", week(41)))
    assert landed(page)[1:] == ["2 Uke 42 5 av 8 ny"]
    assert "Rad 1 «Tall fra Kari» er ikke et tall, og er ikke med" in dropped(page)


def test_a_blank_row_leaves_its_week_alone(as_, cast):
    page = pasted(as_("ali"), "5\t8\n\t\n7\t9\n", at=name(cast.chair, "numerator", week(41)))
    assert [row.split(" av")[0] for row in landed(page)] == [
        "1 Uke 41 5", "2 Uke 42: Tom rad. Det som står der, blir stående.", "3 Uke 43 7",
    ]  # fmt: skip


@pytest.mark.parametrize("share", ["88 %", "0,88", "88", "87,5"])
def test_a_share_never_spills_into_the_next_measure(as_, cast, share):
    page = pasted(as_("ali"), f"7\t8\t{share}\t6,5\n", at=name(cast.chair, "numerator"))
    assert landed(page) == ["1 Uke 45 7 av 8 ny 6,5 ny"]


def test_a_first_column_of_periods_places_the_rows_wherever_they_are_pasted(as_, cast):
    rows = "2026-W44\t5\t8\n45/2026\t6\t9\nuke 47\t1\t2\nuke 44\t9\t9\n"
    page = pasted(as_("ali"), rows, at=name(cast.chair, "numerator", week(39)))
    assert landed(page) == [
        "1 Uke 44 5 av 8 ny", "2 Uke 45 6 av 9 ny", "3 uke 47: Perioden har ikke begynt. Settes ikke inn.",
        "4 uke 44: Står to ganger. Den første raden gjelder.",
    ]  # fmt: skip


def test_bare_numbers_in_order_are_weeks_and_others_are_numbers(as_, cast):
    assert "1 Uke 43 5 av 8 ny" in landed(pasted(as_("ali"), "43\t5\t8\n44\t6\t9\n45\t7\t9\n"))
    page = pasted(as_("ali"), "5\t8\n7\t9\n", at=name(cast.chair, "numerator", week(44)))
    assert landed(page) == ["1 Uke 44 5 av 8 ny", "2 Uke 45 7 av 9 ny"]


def test_months_go_to_the_measures_that_are_recorded_by_month(as_, cast):
    page = pasted(as_("ali"), "Måned\tFall med skade\tAv\nseptember 2026\t3\t987\noktober 2026\t2\t1.204\n")
    assert landed(page)[1:] == ["2 September 2026 3 av 987 ny", "3 Oktober 2026 2 av 1 204 ny"]


def test_headings_choose_the_measures_and_one_may_choose_otherwise(as_, cast):
    db.session.add(another(cast.chair, 2))
    db.session.commit()
    other = db.session.scalars(select(Measure.id).where(Measure.name == "Indikator 2")).one()
    cells = "Uke\tIndikator 2\tNevner\tVisittid per pasient\n45\t5\t8\t7,5\n"
    ali = as_("ali")
    page = pasted(ali, cells)
    assert [th.get_text() for th in page.select(".rec-land thead .n")] == ["Indikator 2", "Visittid per pasient"]
    again = ali.post(PASTE, page.fields() | {"g1": str(cast.chair.id), "g3": "", "do": "look"}, status=200)
    assert [th.get_text() for th in again.select(".rec-land thead .n")] == [cast.chair.name]
    assert "Kolonne 4 «7,5»: du valgte å ikke bruke kolonnen" in dropped(again)
    assert other != cast.chair.id


def test_rows_named_by_their_measures_land_there(as_, cast):
    page = pasted(as_("ali"), "Visittid per pasient\t6,5\nSatte legen seg ned under visitten?\t7/9\n", view="week")
    assert landed(page) == ["1 Visittid per pasient 6,5 ny", "2 Satte legen seg ned under visitten? 7 av 9 ny"]


def test_a_thousand_is_a_thousand(as_, cast):
    page = pasted(as_("ali"), "1.002\t1.204\n", at=name(cast.chair, "numerator"))
    assert landed(page) == ["1 Uke 45 1 002 av 1 204 ny"]


def test_columns_beyond_the_last_measure_are_told(as_, cast):
    page = pasted(as_("ali"), "7\t9\t6,5\t3\t4\n", at=name(cast.chair, "numerator"))
    assert "Kolonne 4 «3»: ingen indikator igjen til kolonnen" in dropped(page)


@pytest.mark.parametrize("cells", ["", "  \n\t\n", "hei", "\x00", "13097248022\t1", "a\tb\n" * 5000, '"', "1\t" * 9000])
def test_nothing_of_use_is_said_and_stores_nothing(as_, cells):
    page = as_("ali").post(PASTE, {"cells": cells}, status=None)
    assert page.status in {200, 400, 422}
    assert stored() == []


@pytest.mark.parametrize("at", ["m1-2026-11-03-value", "m99999-2026-11-02-value", "x", "m²-2026-11-02-value"])
def test_an_odd_place_is_passed_over(as_, at):
    assert pasted(as_("ali"), "7\t9\n", at=at).select(".rec-land")


def test_a_stranger_finds_nothing_and_a_reader_may_not(as_):
    as_("per").post(PASTE, {"cells": "7\t9"}, status=404)
    as_("siv").post(PASTE, {"cells": "7\t9"}, status=403)


def test_many_weeks_make_a_grid_of_many_rows(as_, cast):
    rows = "".join(f"uke {number}\t5\t8\n" for number in range(20, 46))
    ali = as_("ali")
    form = ali.post(PASTE, pasted(ali, rows).fields() | {"do": "place"}, status=200)
    assert len(form.select("table.grid")[0].select("tbody tr")) == 26
    ali.post(form.one("main form.rec-form")["action"], form.fields())
    assert len(stored()) == 26
    assert ali.get(GRID).select("table.grid")


def test_a_part_alone_keeps_the_other(as_, cast, inside):
    put(inside, "ali", cast.chair, Entry(numerator=7, denominator=9))
    ali = as_("ali")
    page = pasted(ali, "10\n11\n", at=name(cast.chair, "denominator"))
    form = ali.post(PASTE, page.fields() | {"do": "place"}, status=200)
    assert parts(cast.chair, "7", "10") == {key: value(form, key) for key in parts(cast.chair, "", "")}
    assert WEEK.start
