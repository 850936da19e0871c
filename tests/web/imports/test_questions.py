"""What is asked once for a whole file, and what is understood before anything is stored."""

import pytest
from sqlalchemy import select

from tests.people import MADE
from tests.text.invented import FNR
from tests.web.imports.wizard import CHAIR, CHECK, HEAD, MAP, PATH, check, kept, press, send, stored
from tests.workbooks import MONTH, PERCENT, rows, workbook
from tracker.analysis import PeriodKind
from tracker.models.base import db
from tracker.models.measurements import Measurement, RareEvent
from tracker.models.measures import Measure, MeasureKind, ValueKind
from tracker.services.measurements.entries import Entry

pytestmark = pytest.mark.usefixtures("week_46")


@pytest.fixture
def measure(cast):
    """Make a measure of a kind, by name."""

    def make(name, value_kind=ValueKind.COUNT, period_kind=PeriodKind.WEEK, **more):
        row = Measure(
            team_id=cast.team.id, name=name, slug=name.lower().replace(" ", "-"), kind=MeasureKind.PROCESS,
            value_kind=value_kind, period_kind=period_kind, position=9, created_at=MADE, **more,
        )  # fmt: skip
        db.session.add(row)
        db.session.commit()
        return row

    return make


def sent(ali, way, text):
    """Bring a text to the second page, as a file or pasted."""
    if way == "file":
        send(ali, text)
    else:
        assert ali.submit(PATH, {"pasted": text}).location == MAP


def field(page, start):
    return page.select(f"[name^={start}]")[0]["name"]


@pytest.mark.parametrize("way", ["file", "paste"])
@pytest.mark.parametrize(
    "text",
    [
        "Indikator;uke 43 2026;uke 44 2026;uke 45 2026\nFall;3;5;2\nTrykksår;1;0;2\n",
        "Uke;Fall;Trykksår\n43/2026;3;1\n44/2026;5;0\n45/2026;2;2\n",
    ],
)
def test_a_wide_table_is_understood_and_stored(as_, measure, way, text):
    measure("Fall")
    measure("Trykksår")
    ali = as_("ali")
    sent(ali, way, text)
    page = ali.get(MAP)
    assert "2 indikatorer, uke 43 2026 til uke 45 2026. 6 tall." in page.words
    assert page.one("input[name=shape][checked]")["value"] in {"across", "measures"}
    assert ali.submit(MAP).location == CHECK
    checked = ali.get(CHECK)
    assert "6 tall for 2 indikatorer, fra uke 43 2026 til uke 45 2026." in checked.words
    press(ali, checked)
    assert [entry.value for _, entry in stored()] == [3, 5, 2, 1, 0, 2]


def test_the_shape_of_a_file_is_chosen_by_hand(as_, measure):
    fall = measure("Fall")
    ali = as_("ali")
    send(ali, "Uke;Noe annet\n44/2026;5\n45/2026;2\n")
    again = ali.submit(MAP, {"shape": "measures"})
    assert again.location == MAP
    page = ali.get(MAP)
    assert "«Noe annet»" in page.words
    ali.submit(MAP, {field(page, "name-"): str(fall.id)})
    press(ali, ali.get(CHECK))
    assert [entry.value for _, entry in stored()] == [5, 2]


def test_a_name_is_asked_about_once_and_remembered(as_, measure):
    row = measure("Hørt av legen")
    ali = as_("ali")
    text = "Indikator;Uke;Verdi\nHørt;45/2026;3\nHørt;44/2026;4\n"
    page = check(ali, text)
    assert "Hva er «Hørt»?" in page.words
    assert "ligner «Hørt av legen»" in page.words
    assert page.select("main .btn-primary") == []
    again = ali.follow(press(ali, page, "mend", **{field(page, "name-"): str(row.id)}))
    press(ali, again)
    assert len(stored()) == 2
    assert "Hva er «Hørt»?" not in check(ali, text.replace("45/", "43/")).words


def test_what_excel_made_a_month_of_is_shown_as_excel_shows_it(as_, measure):
    measure("T uke")
    ali = as_("ali")
    lines = [("T uke", (46266, MONTH), 4), ("T uke", "43/2026", 7)]
    send(ali, workbook(("Ark", rows(("Indikator", "Periode", "Verdi"), *lines))), name="tall.xlsx")
    ali.submit(MAP)
    page = ali.get(CHECK)
    assert "Excel har gjort 1 celle om til en måned" in page.words
    assert page.one("kbd").get_text() == "sep.26"
    assert page.one(".btn-primary").get_text() == "Lagre 1 tall"
    again = ali.follow(press(ali, page, "mend", **{"fix-2-1": "9"}))
    press(ali, again)
    assert [start for start, _ in stored()] == ["2026-02-23", "2026-10-19"]


def test_a_row_whose_question_is_not_answered_waits(as_, measure):
    measure("T uke")
    ali = as_("ali")
    page = check(ali, "Indikator;Uke;Verdi\nT uke;sep.26;4\nT uke;43/2026;7\n")
    press(ali, page)
    assert [start for start, _ in stored()] == ["2026-10-19"]


def test_thousands_are_asked_about_once_a_column(as_, measure):
    measure("R", ValueKind.RATE, PeriodKind.MONTH, multiplier=1000)
    ali = as_("ali")
    page = check(ali, "Indikator;Måned;Teller;Nevner\nR;1/2026;4;1.204\nR;2/2026;3;1.187\n")
    assert "Er dette tusener eller desimaler?" in page.words
    again = ali.follow(press(ali, page, "mend", **{field(page, "mark-"): "thousands"}))
    press(ali, again)
    assert [entry.denominator for _, entry in stored()] == [1204, 1187]


def test_a_dash_is_asked_about_and_na_is_told(as_, measure):
    measure("P", ValueKind.PROPORTION)
    ali = as_("ali")
    text = "Indikator;Uke;Teller;Nevner\nP;45/2026;NA;NA\nP;44/2026;-;9\n"
    send(ali, text)
    page = ali.get(MAP)
    assert "Tegn i stedet for tall" in page.words
    assert "kan være 0 eller ikke målt" in page.words
    ali.submit(MAP)
    page = ali.get(CHECK)
    assert "1 rad er klar, 0 må rettes, 1 venter på svar." in page.words
    again = ali.follow(press(ali, page, "mend", **{"sign-2d": "zero"}))
    press(ali, again)
    assert stored() == [("2026-10-26", Entry(numerator=0, denominator=9)), ("2026-11-02", Entry(not_measured=True))]


def test_days_are_shown_added_and_added_up(as_, measure):
    measure("P", ValueKind.PROPORTION)
    ali = as_("ali")
    send(ali, "Indikator;Dato;Teller;Nevner\n" + "".join(f"P;{day}.11.2026;{day};9\n" for day in range(2, 7)))
    page = ali.get(MAP)
    assert "Uke 45 2026: 20 av 45, fra 5 rader." in page.words
    assert page.one("input[name=several][checked]")["value"] == "add"
    ali.submit(MAP)
    press(ali, ali.get(CHECK))
    assert stored() == [("2026-11-02", Entry(numerator=20, denominator=45))]


def test_a_year_is_asked_for_once(as_, measure):
    measure("T")
    ali = as_("ali")
    send(ali, "Indikator;Uke;Verdi\nT;44;7\nT;45;6\n")
    assert "Hvilket år gjelder filen?" in ali.get(MAP).words
    assert ali.submit(MAP, {"year": "tull"}, status=422).errors()
    ali.submit(MAP, {"year": "2026"})
    press(ali, ali.get(CHECK))
    assert [start for start, _ in stored()] == ["2026-10-26", "2026-11-02"]


def test_a_list_of_events_needs_no_values(as_, measure):
    measure("D", ValueKind.DAYS_BETWEEN)
    ali = as_("ali")
    page = check(ali, "Indikator;Dato\nD;2026-01-03\nD;2026-01-20\nD;2026-02-11\n")
    assert page.one(".btn-primary").get_text() == "Lagre 3 tall"
    press(ali, page)
    assert len(db.session.scalars(select(RareEvent)).all()) == 3


def test_what_lies_far_outside_is_shown_and_taken_in_or_not(as_, cast):
    ali = as_("ali")
    lines = "".join(f"{cast.minutes.name};{week}/2026;;;{6 + week % 4},5;\n" for week in range(20, 40))
    page = check(ali, f"{HEAD}\n{lines}{cast.minutes.name};41/2026;;;81;\n")
    assert "1 tall er langt fra resten" in page.words
    assert "Mangler det et komma?" in page.words
    assert page.one(".btn-primary").get_text() == "Lagre 20 tall"
    again = ali.follow(press(ali, page, **{field(page, "far-"): "y"}))
    assert again.one(".btn-primary").get_text() == "Lagre 21 tall"


def test_the_first_and_the_last_row_are_said_in_our_words(as_):
    page = check(as_("ali"), f"{HEAD}\n{CHAIR};44/2026;6;9;;\n{CHAIR};45/2026;7;9;;\n")
    said = [" ".join(line.get_text(" ").split()) for line in page.select(".ck-say li")]
    assert said == [f"Første rad Uke 44 2026: {CHAIR} , 6 av 9, 67 %", f"Siste rad Uke 45 2026: {CHAIR} , 7 av 9, 78 %"]


def test_another_kind_of_period_says_what_both_are(as_):
    page = check(as_("ali"), f"{HEAD}\n{CHAIR};mars 2026;7;9;;\n")
    assert "Indikatoren går per uke; dette er en måned." in page.words


def test_a_cell_with_an_identity_number_is_emptied_and_the_file_goes_on(as_):
    ali = as_("ali")
    text = f"{HEAD};Pasient\n{CHAIR};45/2026;7;9;;Ny turnus;{FNR.figures}\n{CHAIR};44/2026;7;9;;om {FNR.figures};\n"
    page = check(ali, text)
    assert FNR.figures not in page.text
    assert "er tømt og blir ikke tatt vare på: rad 2, G: Pasient" in page.words
    assert "1 rad er klar, 1 må rettes." in page.words
    again = ali.follow(press(ali, page, "mend", **{"fix-3-5": "Kort uke"}))
    press(ali, again)
    assert db.session.scalars(select(Measurement.note).order_by(Measurement.period_start)).all() == [
        "Kort uke",
        "Ny turnus",
    ]
    assert kept() == 1


def test_per_cent_in_a_workbook_is_what_it_shows(as_, measure):
    measure("K", ValueKind.CONTINUOUS, unit="%")
    ali = as_("ali")
    send(ali, workbook(("A", rows(("Indikator", "Uke", "Verdi"), ("K", "45/2026", (0.92, PERCENT))))), name="a.xlsx")
    ali.submit(MAP)
    press(ali, ali.get(CHECK))
    assert [entry.value for _, entry in stored()] == [92]


def test_a_whole_import_is_undone(as_, cast):
    ali = as_("ali")
    done = ali.follow(press(ali, check(ali, f"{HEAD}\n{CHAIR};44/2026;6;9;;\n{CHAIR};45/2026;7;9;;\n")))
    assert "Ble det feil?" in done.words
    assert "13.11.2026 kl. 00.00" in done.words.replace("13. november 2026", "13.11.2026")
    [undo] = [form["action"] for form in done.select("form") if form["action"].endswith("/undo")]
    assert undo.removesuffix("/undo") in ali.get(PATH).links()
    after = ali.follow(ali.post(undo))
    assert "Hentingen er angret" in after.words
    assert "2 tall er tatt ut igjen." in after.words
    assert stored() == []
    assert "kan ikke angres lenger" in ali.follow(ali.post(undo)).words


def test_readers_undo_nothing(as_):
    ali = as_("ali")
    press(ali, check(ali, f"{HEAD}\n{CHAIR};44/2026;6;9;;\n"))
    for who, status in (("siv", 403), ("kari", 403), ("per", 404)):
        as_(who).post(f"{PATH}/runs/1/undo", status=status)
    assert len(stored()) == 1


@pytest.mark.parametrize("language", ["nb", "en"])
def test_our_own_file_comes_back_unchanged(as_, cast, language):
    ali = as_("ali")
    text = (
        f"{HEAD};Ikke målt\n{CHAIR};44/2025;6;9;;;\n{CHAIR};45/2026;7;9;;Ny turnus;\n{CHAIR};46/2026;;;;Streik;ferie\n"
    )
    press(ali, check(ali, text))
    before = [
        (row.period_start, Entry.of(row), row.note, row.version) for row in db.session.scalars(select(Measurement))
    ]
    own = ali.get(f"/teams/kirurgisk-3/measures/{cast.chair.id}.csv?lang={language}").body
    page = check(ali, own, measure=str(cast.chair.id))
    assert "Det er ingenting å lagre." in page.words or "nothing to save" in page.words
    rows_after = db.session.scalars(select(Measurement))
    assert [(row.period_start, Entry.of(row), row.note, row.version) for row in rows_after] == before
