"""The report of an evaluation by users, on paper: tagged, in the reader's language, and nothing read as markup."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from tests.reported import facts, structure
from tracker.documents.evaluation import (
    EvaluationReport,
    EvaluationWords,
    ReportedFinding,
    ReportedPoint,
    evaluation_paper,
)

POINT = ReportedPoint("Utreisedagen står på tavla", "Ansvar: Nora Lund", "Idé siden 20. november", "")
FOUND = ReportedFinding("God informasjon", "15 av 20 personer", "Mange visste *ikke* #når.", "Drøftet", [POINT])
REPORT = EvaluationReport(
    lang="nb",
    product="Øyehøyde",
    day=date(2026, 11, 28),
    title="Bruker spør bruker 2026",
    kind="Foreløpig rapport, til drøfting",
    team="Kirurgisk sengepost 3",
    company="Fjordheim sykehus",
    sub="Folk med egen erfaring har intervjuet 20 personer.",
    facts=[("Evaluator", "KBT")],
    findings=[FOUND],
    follow="",
    note="Tall under 5 personer viser vi ikke.",
    foot="Laget 28. november 2026.",
    words=EvaluationWords("Hvem spurte", "Dette fant vi", "Dette ble vi enige om", "Oppfølging", "Ingen funn."),
)


def test_it_is_tagged_and_what_was_written_stands_as_it_is():
    content = evaluation_paper(REPORT)
    told = facts(content)
    assert (told["lang"], told["marked"], told["title"]) == ("nb", True, REPORT.title)
    tree = structure(content)
    assert [len(tree.all(kind)) for kind in ("H1", "H2", "H3")] == [1, 2, 1]
    said = " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    assert "Mange visste *ikke* #når." in said
    assert "Foreløpig rapport, til drøfting" in said


def test_many_findings_take_the_pages_they_need():
    content = evaluation_paper(replace(REPORT, findings=[FOUND] * 20))
    assert facts(content)["pages"] > 1
