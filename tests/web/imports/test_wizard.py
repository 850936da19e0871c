"""Numbers from a file, page by page: nothing is a measurement before the last button, and nobody's number is lost."""

import csv
import io

import pytest
from sqlalchemy import func, select

from tests.web.imports.wizard import (
    CHAIR,
    CHECK,
    DONE,
    GOOD,
    HEAD,
    MAP,
    PATH,
    TEAM,
    check,
    kept,
    press,
    put,
    send,
    stored,
)
from tests.workbooks import rows, workbook
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.imports import Upload
from tracker.models.measurements import Measurement, Source
from tracker.services.measurements.entries import Entry

pytestmark = pytest.mark.usefixtures("week_46")


WRONG = (
    f"{HEAD}\n{CHAIR};44/2026;6;9;;\n{CHAIR};54/2026;7;9;;\n{CHAIR};45/2026;7;#DIV/0!;;\n"
    f"{CHAIR};45/2026;9;7;;\n{CHAIR};44/2026;6;9;;\nEn annen;45/2026;6;9;;\n{CHAIR},43/2026,6,9,,\n"
)


def test_a_file_is_stored_with_the_last_button_and_not_before(as_, cast):
    ali = as_("ali")
    page = check(ali, GOOD)
    assert "2 rader er klare, 0 må rettes." in page.words
    assert "2 er nye" in page.words
    assert (stored(), kept()) == ([], 1)
    assert page.one("main .btn-primary").get_text() == "Lagre 2 tall"
    done = press(ali, page)
    assert done.location == DONE
    assert stored() == [
        ("2026-10-26", Entry(numerator=6, denominator=9)),
        ("2026-11-02", Entry(numerator=7, denominator=9)),
    ]
    assert db.session.scalars(select(Measurement.source).distinct()).all() == [Source.IMPORT]
    after = ali.follow(done).words
    assert "2 tall er lagret." in after
    assert CHAIR in after
    assert db.session.scalars(select(Upload.data)).one() == b""
    lines = db.session.scalars(select(AuditLine).where(AuditLine.team_id == cast.team.id)).all()
    assert [line.after["imported"] for line in lines] == [2]


def test_the_last_button_pressed_twice_stores_once(as_):
    ali = as_("ali")
    page = check(ali, GOOD)
    press(ali, page)
    lines = db.session.scalar(select(func.count()).select_from(AuditLine))
    assert press(ali, page).location == DONE
    assert len(stored()) == 2
    assert db.session.scalar(select(func.count()).select_from(AuditLine)) == lines


def test_pasted_rows_are_a_file_too(as_):
    ali = as_("ali")
    pasted = GOOD.replace(";", "\t")
    assert ali.submit(PATH, {"pasted": pasted}).location == MAP
    ali.submit(MAP)
    press(ali, ali.get(CHECK))
    assert len(stored()) == 2


def test_of_several_sheets_one_is_chosen(as_):
    ali = as_("ali")
    line = (CHAIR, "45/2026", 7, 9)
    head = ("Indikator", "Uke", "Teller", "Nevner")
    two = workbook(("Vår", rows(head, line, line)), ("Høst", rows(head, line)))
    assert send(ali, two, name="tall.xlsx").location == PATH
    page = ali.get(PATH)
    assert [label.get_text() for label in page.select(".opt label")] == ["Vår", "Høst"]
    assert "Velg ett av alternativene." in ali.submit(PATH, status=422).errors()
    assert ali.submit(PATH, {"sheet": "Høst"}).location == MAP
    ali.submit(MAP)
    press(ali, ali.get(CHECK))
    assert len(stored()) == 1


def test_the_first_rows_are_shown_and_the_columns_guessed(as_):
    ali = as_("ali")
    send(ali, f"Notat fra posten;{HEAD.replace('Uke', 'Dato')}\nx;{CHAIR};4.11.2026;7;9;;\n")
    page = ali.get(MAP)
    assert page.one("table.data tbody").get_text(" ", strip=True) == f"2 x {CHAIR} 4.11.2026 7 9"
    assert page.one("input[name=shape][checked]")["value"] == "long"
    chosen = [option.get_text() for option in page.select("select[name^=column] option[selected]")]
    assert chosen == ["Ikke ta med", "Indikator", "Periode", "Teller", "Nevner", "Verdi", "Merknad"]


def test_columns_without_names_we_know_are_chosen_by_hand(as_, cast):
    ali = as_("ali")
    send(ali, "Når;Satte seg;Visitter\n45/2026;7;9\n")
    page = ali.submit(MAP, {}, status=422)
    assert "Velg hvilken kolonne som er" in page.words
    twice = {"column-0": "period", "column-1": "numerator", "column-2": "numerator", "measure": str(cast.chair.id)}
    assert "To kolonner er valgt som «Teller»." in ali.submit(MAP, twice, status=422).words
    ali.submit(MAP, twice | {"column-2": "denominator"})
    press(ali, ali.get(CHECK))
    assert stored() == [("2026-11-02", Entry(numerator=7, denominator=9))]


def test_another_teams_measure_cannot_be_chosen(as_, cast):
    ali = as_("ali")
    send(ali, "Når;Verdi\n45/2026;7\n")
    page = ali.submit(MAP, {"column-0": "period", "measure": str(cast.stranger_measure.id)}, status=422)
    assert "Velg ett av alternativene." in page.errors()


def test_only_the_failing_rows_are_listed_with_what_was_read_and_what_is_wrong(as_):
    page = check(as_("ali"), WRONG)
    assert "1 rad er klar, 5 må rettes, 1 venter på svar." in page.words
    assert "Hva er «En annen»?" in page.words
    rows = page.select(".mends tbody tr")
    lines = [[cell.get_text(" ", strip=True) for cell in row.select("th, td")] for row in rows]
    excel = "Cellen har en feil fra Excel. Skriv tallet, eller la den stå tom."
    twice = "Samme indikator og periode står i en rad lenger opp. Behold bare én av dem."
    assert [line[:6] for line in lines] == [
        ["3", CHAIR, "54/2026", "Periode", "54/2026", "Perioden finnes ikke. Sjekk nummeret og årstallet."],
        ["4", CHAIR, "45/2026", "Nevner", "#DIV/0!", excel],
        ["5", CHAIR, "45/2026", "Teller", "9/7", "Telleren kan ikke være større enn nevneren."],
        ["6", CHAIR, "44/2026", "Periode", "44/2026", twice],
        [
            "8",
            "–",
            "–",
            "–",
            f"{CHAIR},43/2026,6,9,,",
            ("Raden er delt med et annet skilletegn enn resten. Bruk samme skilletegn i hele filen."),
        ],
    ]
    assert len(page.select(".mends tbody input")) == 4


def test_a_cell_is_mended_on_the_page(as_):
    ali = as_("ali")
    page = check(ali, WRONG)
    again = ali.follow(press(ali, page, "mend", **{"fix-3-1": "43/2026", "fix-5-2": "5"}))
    assert "3 rader er klare, 3 må rettes, 1 venter på svar." in again.words
    press(ali, again)
    assert [start for start, _ in stored()] == ["2026-10-19", "2026-10-26", "2026-11-02"]


def test_a_cell_mended_beside_the_last_button_is_shown_before_it_is_stored(as_):
    ali = as_("ali")
    page = check(ali, WRONG)
    assert press(ali, page, "store", **{"fix-3-1": "43/2026"}).location == CHECK
    assert stored() == []


def test_a_mended_cell_with_an_identity_number_is_refused_and_not_kept(as_):
    ali = as_("ali")
    page = check(ali, WRONG)
    wrong = press(ali, page, "mend", status=422, **{"fix-3-1": "01010012356"})
    assert "fødselsnummer" in wrong.errors()
    assert "5 må rettes" in ali.get(CHECK).words


def test_the_right_rows_are_stored_though_others_are_wrong(as_):
    ali = as_("ali")
    done = press(ali, check(ali, WRONG))
    assert len(stored()) == 1
    assert "6 rader med feil er ikke lagret." in ali.follow(done).words


def test_a_telephone_number_in_a_note_is_stored_only_if_it_is_meant(as_):
    ali = as_("ali")
    page = check(ali, f"{HEAD}\n{CHAIR};45/2026;7;9;;Ring 22 33 44 55\n{CHAIR};44/2026;7;9;;\n")
    assert "1 rad er klar, 1 må rettes." in page.words
    meant = ali.follow(press(ali, page, "mend", confirm="y"))
    assert "2 rader er klare, 0 må rettes." in meant.words
    press(ali, meant)
    assert db.session.scalars(select(Measurement.note).order_by(Measurement.period_start.desc())).first() == (
        "Ring 22 33 44 55"
    )


def test_the_failing_rows_are_a_file_with_what_is_wrong_and_nothing_that_runs(as_):
    ali = as_("ali")
    check(ali, f'{HEAD}\n{CHAIR};54/2026;7;9;;"=HYPERLINK(""http://x"")"\n{CHAIR};45/2026;7;9;;\n')
    page = ali.get(f"{PATH}/faults.csv")
    lines = list(csv.reader(io.StringIO(page.text.removeprefix("\ufeff")), delimiter=";"))
    assert lines[0] == [*HEAD.split(";"), "Feil"]
    assert lines[1:] == [
        [
            CHAIR,
            "54/2026",
            "7",
            "9",
            "",
            '\'=HYPERLINK("http://x")',
            "Perioden finnes ikke. Sjekk nummeret og årstallet.",
        ]
    ]


def test_the_file_of_failing_rows_comes_in_again(as_):
    ali = as_("ali")
    check(ali, f"{HEAD}\n{CHAIR};54/2026;7;9;;=1\n")
    mended = ali.get(f"{PATH}/faults.csv").text.replace("54/2026", "45/2026")
    press(ali, check(ali, mended))
    assert db.session.scalars(select(Measurement.note)).one() == "=1"


@pytest.mark.parametrize("language", ["nb", "en"])
def test_the_template_is_read_as_it_is_given(as_, language, cast):
    ali = as_("ali")
    ali.get(f"{TEAM}/record?lang={language}")
    text = ali.get(f"{PATH}/template.csv?lang={language}").text
    assert f"{cast.minutes.name};2026-W45;;;;;" in text
    filled = text.replace(f"{cast.minutes.name};2026-W45;;;;;", f"{cast.minutes.name};2026-W45;;;6,5;;")
    press(ali, check(ali, filled))
    assert stored() == [("2026-11-02", Entry(value=6.5))]


def test_what_is_written_over_is_shown_old_and_new(as_, cast, inside):
    put(inside, cast.chair, Entry(numerator=5, denominator=9))
    ali = as_("ali")
    page = check(ali, GOOD)
    assert "1 skriver over et tall" in page.words
    over = page.one("#over").find_parent(class_="card")
    assert over.select_one("tbody").get_text(" ", strip=True) == f"3 {CHAIR} Uke 45 2026 5 av 9 7 av 9"
    done = ali.follow(press(ali, page))
    assert "1 skrev over et tall. Det gamle står i endringsloggen." in done.words
    assert stored()[1] == ("2026-11-02", Entry(numerator=7, denominator=9))


def test_a_number_recorded_meanwhile_is_not_written_over_unseen(as_, cast, inside):
    ali = as_("ali")
    page = check(ali, GOOD)
    put(inside, cast.chair, Entry(numerator=1, denominator=9))
    again = press(ali, page)
    assert again.location == CHECK
    assert stored() == [("2026-11-02", Entry(numerator=1, denominator=9))]
    assert "endret siden du så på dem" in ali.follow(again).words


def test_a_form_of_another_file_changes_nothing(as_):
    ali = as_("ali")
    page = check(ali, GOOD)
    send(ali, WRONG)
    assert press(ali, page).location == MAP
    assert stored() == []


def test_the_same_file_again_has_nothing_to_store(as_):
    ali = as_("ali")
    press(ali, check(ali, GOOD))
    page = check(ali, GOOD)
    assert "Det er ingenting å lagre." in page.words
    assert page.select("main .btn-primary") == []


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [("", "Det er ingen rader under overskriftene."), (f"{CHAIR};45/2026;;;;\n", "Ingen av radene har tall.")],
)
def test_a_file_without_numbers_says_so(as_, lines, sentence):
    page = check(as_("ali"), f"{HEAD}\n{lines}")
    assert sentence in page.words
    assert "står her allerede" not in page.words
    assert page.select("main .btn-primary") == []


def test_a_day_written_as_excels_number_is_read_and_told(as_):
    page = check(as_("ali"), f"{HEAD}\n{CHAIR};46330;7;9;;\n")
    assert "46330 er 4. november 2026." in page.words
