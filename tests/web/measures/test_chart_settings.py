"""How a chart is read: chosen among what fits, explained, remembered, and printed where the verdict is."""

import pytest

from tests.web.charted import TEAM
from tracker.analysis import ChartKind
from tracker.models.base import db
from tracker.models.measures import RuleSetName
from tracker.services.measures.chart_settings import KINDS
from tracker.web.measures import chart_settings


def test_every_choice_is_explained():
    assert set(chart_settings.KINDS) == {kind for kinds in KINDS.values() for kind in kinds}
    assert set(chart_settings.RULES) == set(RuleSetName)


def test_each_explanation_is_one_sentence(app):
    with app.test_request_context():
        said = [str(text) for texts in (chart_settings.KINDS, chart_settings.RULES) for text in texts.values()]
    assert [text for text in said if text.count(".") != 1 or not text.endswith(".")] == []


@pytest.mark.parametrize("who", ["nora", "kari"])
def test_only_what_fits_is_offered(as_, cast, who):
    page = as_(who).get(f"{TEAM}/{cast.chair.id}/chart")
    assert [field["value"] for field in page.select("[name=chart_kind]")] == ["run", "p", "p_prime", "i_prime"]
    assert [field["value"] for field in page.select("[name=rule_set]")] == [
        "anhoej_split",
        "anhoej",
        "ihi",
        "ihi_exact",
        "ihi_split",
    ]


def test_the_choice_is_remembered_and_printed(as_, chair, page):
    nora = as_("nora")
    shown = nora.follow(nora.submit(f"{TEAM}/{chair.id}/chart", {"chart_kind": "p", "rule_set": "anhoej"}))
    assert chair.chart_kind is ChartKind.P
    assert "Diagram: P-diagram: andeler." in shown.words
    assert "Midtlinje nå" in shown.words
    for visitor in (as_("siv"), nora):
        assert "kontrollgrenser" in visitor.get(page).words
    assert [f["value"] for f in nora.get(f"{TEAM}/{chair.id}/chart").select("[name=chart_kind][checked]")] == ["p"]


def test_every_chart_that_fits_can_be_shown(as_, chair, page):
    siv = as_("siv")
    for kind in KINDS[chair.value_kind]:
        chair.chart_kind = kind
        db.session.commit()
        assert siv.get(page).one(".verdict").get_text()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"chart_kind": "p", "rule_set": "ihi"}, "Disse reglene passer ikke til diagrammet du har valgt."),
        ({"chart_kind": "c", "rule_set": "anhoej"}, "Velg ett av alternativene."),
        ({"chart_kind": "run", "rule_set": "making_data_count"}, "Velg ett av alternativene."),
        ({"chart_kind": "forged", "rule_set": "anhoej"}, "Velg ett av alternativene."),
    ],
)
def test_what_does_not_fit_is_sent_back(as_, cast, typed, said):
    page = as_("nora").submit(f"{TEAM}/{cast.chair.id}/chart", typed, status=422)
    assert said in page.errors()
    assert cast.chair.chart_kind is ChartKind.RUN


@pytest.mark.parametrize(("who", "status"), [("ali", 403), ("siv", 403), ("ingrid", 403), ("per", 404)])
def test_others_do_not_choose(as_, cast, who, status):
    path = f"{TEAM}/{cast.chair.id}/chart"
    as_(who).get(path, status)
    as_(who).post(path, {"chart_kind": "p", "rule_set": "anhoej"}, status=status)
    assert cast.chair.chart_kind is ChartKind.RUN
