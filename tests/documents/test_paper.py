"""The report on paper: its structure is walked, since the typesetter's own check passes several faults."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.reported import facts, structure
from tracker.documents.paper import paper, shorter
from tracker.documents.report import (
    ChartData,
    PointKind,
    ReportFlag,
    ReportGoal,
    ReportMeasure,
    ReportNumber,
    ReportWords,
    TeamReport,
)

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 784 384"><rect width="784" height="384"/></svg>'
CHART = ChartData("Andel", ["uke 1"], [0.5], [PointKind.PLAIN], [], [], [], 0.0, 1.0, 0.25, "0 %", 4)
WORDS = ReportWords("Målet vårt", "Det vi har gjort", "Dette vil vi ha hjelp til", "Skriv", "Tallene nå", "Tallene")


def measure(name="Satte legen seg?", **more):
    held = {
        "measure_id": 1,
        "name": name,
        "kind": "Prosess",
        "verdict": "better",
        "verdict_label": "Bedring",
        "sentences": ["De 11 siste ukene ligger alle over medianen på 58 %.", "Grensen er 8."],
        "told": f"Run-diagram av {name}",
        "numbers": [ReportNumber(key, "86 %", "24 av 28 visitter") for key in ("Siste måling", "Median nå", "Mål")],
        "last": "86 %",
        "facts": ["median 58 %", "mål 80 %"],
        "rules": "Anhøj",
        "unit": "",
        "heads": ["Periode", "Andel"],
        "rows": [],
        "chart": CHART,
        "picture": DRAWING,
        "slim": "",
        "spark": DRAWING,
    }
    return ReportMeasure(**(held | more))


def made(**more):
    held = {
        "language": "nb",
        "team": "Kirurgisk sengepost 3",
        "occasion": "Samling 3 av 4 · Brukermedvirkning · 9.–10. desember 2026",
        "place": "Fjordheim sykehus",
        "when": "9.–10. desember",
        "company": "Fjordheim sykehus · 7 i forbedringsteamet",
        "title": "Rapport fra Kirurgisk sengepost 3",
        "goal": ReportGoal(
            "Halvere fall: fra 4,7 til 2,3", "2,6 i oktober.", "De 8 siste ligger under.", DRAWING, "Fall"
        ),
        "measures": [measure(), measure("Hørt?"), measure("Kontaktet?")],
        "done": [ReportFlag(2, "intervention", "Stol", "Uke 16 · Innført"), ReportFlag(3, "test", "Minne", "Uke 22")],
        "help": "Hvordan får vi kveldslegene til å sette seg?",
        "foot": ["Regler: Anhøj.", "Laget 27. november 2026."],
        "product": "Øyehøyde",
        "day": date(2026, 11, 27),
        "words": WORDS,
    }
    return TeamReport(**(held | more))


def words(content):
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def test_it_says_its_title_and_language_and_embeds_the_shipped_fonts_only():
    for language in ("nb", "en"):
        said = facts(paper(made(language=language)))
        assert said["lang"] == language
        assert said["title"] == "Rapport fra Kirurgisk sengepost 3"
        assert said["shows_title"]
        assert said["marked"]
        assert str(said["ua"]) == "1"
        assert said["fonts"] <= {"DejaVuSans", "DejaVuSans-Bold"}
        assert said["fonts"]


def test_headings_begin_with_the_team_and_none_is_skipped():
    tree = structure(paper(made()))
    assert len(tree.all("H1")) == 1
    assert len(tree.all("H2")) == 6
    assert tree.all("H3") == []


def test_each_figure_has_the_words_of_its_chart():
    tree = structure(paper(made()))
    told = [figure.alt for figure in tree.all("Figure")]
    assert told == ["Fall", "Run-diagram av Satte legen seg?", "Run-diagram av Hørt?", "Run-diagram av Kontaktet?"]


def test_the_table_of_numbers_has_headers_that_say_what_they_head():
    [table] = structure(paper(made())).all("Table")
    [head] = table.all("THead")
    cells = head.all("TH")
    assert len(cells) == 3
    assert {cell.attributes["/Scope"] for cell in cells} == {"/Column"}
    assert len(table.all("TD")) == 3


def test_what_was_done_is_a_list():
    [done] = structure(paper(made())).all("L")
    assert len(done.all("LI")) == 2


def test_a_teams_words_are_text_and_never_markup():
    odd = '#import "x" *fet* $x^2$ @ref \\ [a] <b> // `rå` = ~ 100 % \u202eåøæ 👩🏽\u200d⚕️ \x07 日本'
    report = made(
        team=odd, help=odd, measures=[measure(odd, told=odd, sentences=[odd])], done=[ReportFlag(1, "test", odd, odd)],
        goal=ReportGoal(odd, odd, odd, DRAWING, odd),
    )  # fmt: skip
    content = paper(report)
    said = words(content)
    assert said.count("*fet*") >= 5
    assert "#import" in said
    assert "@ref" in said
    assert "`rå`" in said
    assert facts(content)["title"] == report.title


@pytest.mark.parametrize(
    "report",
    [
        made(measures=[], done=[], help="", goal=None, occasion=""),
        made(measures=[measure(chart=None, numbers=[], picture="", spark="")]),
        made(measures=[measure(f"Indikator {at}") for at in range(9)]),
        made(
            team="Forbedringsteamet for helhetlig pasientforløp " * 3,
            measures=[measure("Andelen pasienter som " * 6, sentences=["Den er lang. " * 30] * 3) for _ in range(3)],
            done=[ReportFlag(at, "test", "En lang test " * 9, "Uke 1") for at in range(40)],
            help="Vi trenger hjelp til dette. " * 14,
        ),
    ],
    ids=["nothing", "no numbers", "nine measures", "all long"],
)
def test_every_report_is_one_page_and_keeps_the_request_for_help(report):
    content = paper(report)
    assert facts(content)["pages"] == 1
    assert " ".join(report.help.split())[:20] in " ".join(words(content).split())


def test_what_does_not_fit_goes_in_a_fixed_order():
    whole = made(measures=[measure(str(at)) for at in range(5)])
    steps = [(len(each.measures), [flag.kind for flag in each.done]) for each in shorter(whole)]
    assert steps == [
        (5, ["intervention", "test"]), (4, ["intervention", "test"]), (3, ["intervention", "test"]),
        (3, ["intervention"]), (3, []), (2, []), (1, []),
    ]  # fmt: skip
    assert {each.help for each in shorter(whole)} == {whole.help}


def test_the_same_report_is_the_same_bytes():
    assert paper(made()) == paper(replace(made()))
