"""What is said where over half of the values are alike, to the letter."""

import pytest

from tests.charts import cases, falls_file
from tests.charts.words.test_summary import said
from tracker.analysis import Direction, RuleSet, Verdict, verdict
from tracker.charts.draw import legend, plotly, sparkline
from tracker.charts.draw.svg import run_chart
from tracker.charts.words import summary
from tracker.text.locale import NBSP


def falls(zeros=13, **changes):
    """A team that reaches zero falls: the kept file, with so many of its zeros."""
    values = falls_file.values()[: 12 + zeros]
    fields = {
        "rules": RuleSet.ANHOEJ_SPLIT,
        "direction": Direction.LOWER,
        "target": 0,
        "periods": cases.weeks(23, len(values)),
    }
    return cases.charted(values, **{**fields, "title": "Fall per uke", "unit": "fall", "events": "fall", **changes})


def plain(text):
    return text.replace(NBSP, " ")


RARE = [0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0]
MIXED = [0, 2, 0, 0, 1, 0, 0, 1, 0, 3, 0, 0, 1, 0, 0, 2, 0, 0, 1, 0]


@pytest.mark.parametrize("zeros", [12, 13])
def test_a_team_that_reaches_zero_holds_its_goal(nb, zeros):
    case = falls(zeros)
    assert verdict(case[0]) is Verdict.HELD
    assert said(case, nb).startswith("De 12 siste ukene ligger alle på eller under målet på 0 fall.")


def test_thirteen_zeros_are_told_as_over_half(nb, en):
    assert said(falls(), nb) == (
        "De 12 siste ukene ligger alle på eller under målet på 0 fall. De 13 siste ukene ligger alle på 0. "
        "Over halvparten av ukene er 0, så vi ser etter om ukene med og uten fall er blandet, "
        "og så lang rekke er neppe tilfeldig: grensen er 8."
    )
    assert "more than half of the weeks are 0" in said(falls(), en).casefold()
    drawing = str(run_chart(*falls(), nb, chart_id="c"))
    assert "Skift: 13 uker på 0" in drawing
    assert "under medianen" not in drawing
    assert "13 på 0 og 12 over" in plain(summary.description(*falls(), nb))


def test_without_a_goal_the_zeros_are_a_shift_for_the_better(nb):
    case = falls(target=None)
    assert verdict(case[0]) is Verdict.BETTER
    assert said(case, nb).startswith(
        "De 13 siste ukene ligger alle på 0. Over halvparten av ukene er 0, så vi ser etter"
    )
    assert said(case, nb).endswith("Skiftet kom i uke 35: vurder ny median derfra.")
    assert summary.suggestion(*case, nb).text == "Regn ut ny median fra uke 35"


def test_the_advice_on_a_new_median_is_for_who_decides(nb):
    reading, plot = falls(target=None)
    assert summary.summary(reading, plot, nb, Verdict.BETTER, decides=False).endswith("Skiftet kom i uke 35.")


def test_weeks_with_and_without_that_are_mixed_are_no_signal(nb, en):
    case = cases.charted(MIXED, rules=RuleSet.ANHOEJ_SPLIT, direction=Direction.LOWER, events="fall")
    assert said(case, nb) == (
        "Ingen signal. Over halvparten av ukene er 0, så vi ser etter om ukene med og uten fall er blandet, "
        "og det er de."
    )
    assert "and they are." in said(case, en)


def test_without_a_noun_the_groups_are_named_by_their_value(nb):
    case = cases.charted(MIXED, rules=RuleSet.ANHOEJ_SPLIT, direction=Direction.LOWER)
    assert "om ukene på 0 og ukene over er blandet" in said(case, nb)
    share = cases.charted([100 - value for value in MIXED], rules=RuleSet.ANHOEJ_SPLIT, **cases.SHARE)
    assert "om ukene på 100 % og ukene under er blandet" in said(share, nb)


def test_too_few_on_a_side_is_no_test(nb):
    case = cases.charted(RARE, rules=RuleSet.ANHOEJ_SPLIT, direction=Direction.LOWER)
    assert (
        said(case, nb)
        == "Over halvparten av ukene er 0: 12 av 14. Da kan ikke et run-diagram si om noe har endret seg."
    )
    assert [item.text for item in legend.legend(*case, nb)] == ["måling", "median"]
    assert "Det trengs 3 på hver side" in summary.method(*case, nb)[-1]


def test_a_held_goal_near_the_whole_says_no_more_than_that(nb):
    case = cases.charted([100 - value for value in RARE], rules=RuleSet.ANHOEJ_SPLIT, target=95, **cases.SHARE)
    assert said(case, nb) == (
        "De 12 siste ukene ligger alle på eller over målet på 95,0 %. "
        "12 av 14 uker er 100 %, så run-diagrammet kan ikke si mer enn det."
    )


def test_few_that_count_are_no_test(nb):
    values = [5, 5, 5, 5, 5, 5, 5, 6, 4, 6, 4, 6, 4, 5]
    case = cases.charted(values, rules=RuleSet.ANHOEJ_SPLIT)
    assert (
        said(case, nb)
        == "Bare 6 punkter teller for en av sidene av medianen på 5. Det trengs 10 før reglene kan brukes."
    )
    assert "Det trengs 10 som teller" in summary.method(*case, nb)[-1]


def test_one_sided_away_from_the_edge_says_how_they_lie(nb):
    values = [5] * 8 + [6, 4, 6, 7, 6, 8, 6, 7, 6, 7, 6, 5, 5, 5, 5, 5, 5]
    case = cases.charted(values, rules=RuleSet.ANHOEJ_SPLIT)
    assert "Det trengs 3 på hver side før reglene kan brukes." in said(case, nb)


def test_the_method_names_the_rules_and_what_they_ask(nb):
    lines = [plain(line) for line in summary.method(*falls(), nb)]
    assert lines[0] == "Regelsett: Anhøj, delt, versjon 2026."
    assert "Lengste rekke: 13, grense 8. Skifter mellom sidene: 1, ventet minst 8." in lines[-1]
    assert any(line.startswith("Ligger det ikke like mange punkter på hver side") for line in lines)
    assert summary.method(*falls(rules=RuleSet.IHI_SPLIT), nb)[0] == "Regelsett: IHI, delt, versjon 2026."


def test_uneven_sides_print_their_own_limits(nb):
    values = [3, 3, 2, 3, 1, 3, 3, 4, 3, 2, 3, 1, 2, 3, 1, 5, 3, 2, 1, 2, 1, 4, 3, 1]
    line = plain(summary.method(*cases.charted(values, rules=RuleSet.ANHOEJ_SPLIT), nb)[-1])
    assert "De ligger skjevt" in line
    assert "grensene er regnet ut for det" in line


def test_the_figure_and_the_small_drawing_say_it_too(nb):
    texts = [note["text"] for note in plotly.figure(*falls(), nb)["layout"]["annotations"]]
    assert "Regler: Anhøj, delt." in texts
    assert any("13 på 0 og 12 over" in text for text in texts)
    assert "Over halvparten av ukene er 0: 13 av 25." in plain(str(sparkline.sparkline(*falls(), nb)))


def test_ended_runs_and_few_changes_are_told_by_their_sides(nb):
    values = [0] * 14 + [2, 1, 3, 2, 1, 2, 3, 1, 2, 0, 1, 0]
    text = said(cases.charted(values, rules=RuleSet.ANHOEJ_SPLIT, direction=Direction.LOWER), nb)
    assert text.startswith("9 uker på rad lå over 0, uke 24 til uke 32. Over halvparten av ukene er 0,")
    waves = [*[0] * 6, 1, 2, 1, 2, *[0] * 6, 2, 1, 2, 1, *[0] * 4]
    case = cases.charted(waves, rules=RuleSet.ANHOEJ_SPLIT, direction=Direction.LOWER, events="fall")
    assert said(case, nb).startswith(
        "Linja skifter bare 4 ganger mellom ukene med og uten fall. Med 16 på 0 og 8 over venter vi"
    )
    assert summary.tags(*case, nb)[0].startswith("Uvanlig få skifter mellom sidene: 4")
