from tests.charts import cases
from tracker.analysis import Mark
from tracker.charts import table
from tracker.text.conventions import NBSP


def test_rows_are_newest_first_and_hold_the_same_numbers(nb):
    rows = table.rows(*cases.chair(), nb)
    first = rows[0]
    assert len(rows) == 44
    assert (first.name, first.numerator, first.denominator, first.value) == ("Uke 45", "24", "28", f"86{NBSP}%")
    assert (first.side, first.note, first.mark, first.position) == (
        "over",
        "del av skift siden uke 35",
        Mark.BETTER,
        43,
    )


def test_a_missing_week_says_so_and_is_not_zero(nb):
    (row,) = [row for row in table.rows(*cases.chair(notes={26: "ferie"}), nb) if row.name == "Uke 28"]
    assert (row.numerator, row.value, row.side, row.note) == ("", "ikke målt", "", "ferie")


def test_sides(nb, en):
    sides = {row.name: row.side for row in table.rows(*cases.chair(), nb)}
    assert (sides["Uke 2"], sides["Uke 18"], sides["Uke 45"]) == ("under", "på", "over")
    assert {row.side for row in table.rows(*cases.chair(), en)} == {"above", "below", "on", ""}


def test_a_point_left_out_keeps_its_row(nb):
    (row,) = [row for row in table.rows(*cases.excluded(), nb) if row.mark is Mark.EXCLUDED]
    assert (row.value, row.note) == (f"5{NBSP}%", "Holdt utenfor: strømbrudd")
    (bare,) = [row for row in table.rows(*cases.excluded(notes={}), nb) if row.mark is Mark.EXCLUDED]
    assert bare.note == "Holdt utenfor"


def test_weeks_of_two_years_carry_their_year(nb):
    case = cases.charted(cases.STILL, periods=cases.weeks(45, 20, 2025), **cases.SHARE)
    assert table.rows(*case, nb)[0].name == "Uke 12 2026"


def test_heads_name_what_is_counted(nb):
    assert table.heads(cases.chair()[1], nb) == (
        "Periode",
        "Teller",
        "Visitter",
        "Andel",
        "Mot medianen",
        "Merknad",
    )
    reading, plot = cases.control_chart(is_share=False)
    assert table.heads(plot, nb, reading)[2:5] == ("Nevner", "Verdi", "Mot midtlinja")


def test_nothing_has_no_rows(nb):
    assert table.rows(*cases.charted([], periods=()), nb) == ()


def test_a_week_that_is_still_counted_says_so_and_not_that_it_is_left_out(nb):
    first = table.rows(*cases.running(), nb)[0]
    assert (first.name, first.value, first.note) == ("Uke 45", f"86{NBSP}%", "Ikke over ennå")
