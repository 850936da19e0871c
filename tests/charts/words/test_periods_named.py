"""Periods of another year carry it, and a shift begins where the proposal says, or it says why not."""

from tests.charts import cases
from tests.charts.words.test_summary import said
from tracker.analysis import Direction
from tracker.charts.draw import legend
from tracker.charts.words import summary


def test_a_shift_of_last_year_is_told_with_its_year(nb):
    case = cases.better(periods=cases.weeks(40, 21, 2025))
    assert said(case, nb).endswith("Skiftet kom i uke 52 2025.")
    assert "Del av skift siden uke 52 2025" in summary.point(14, *case, nb)
    assert summary.point(0, *case, nb)[1].startswith("Uke 40 2025 (")
    assert summary.reasons(*case, nb)[0].startswith("Uke 52 2025 til uke 8: Skift")
    assert summary.suggestion(*case, nb).text == "Regn ut ny median fra uke 52 2025"


def test_the_last_value_of_a_silent_team_carries_its_year(nb):
    assert "fra uke 29 2026." in said(cases.still(year=2027, silent_periods=40), nb, None, silent_periods=40)


def test_a_proposal_that_begins_later_than_the_shift_says_why(nb):
    values = [*cases.BASE, 47, 44, 49, 60, 61, 62, 63, 64, *range(60, 73)]
    reading, plot = cases.charted(values, freeze=17, target=80, **cases.SHARE)
    proposal = summary.suggestion(reading, plot, nb)
    assert said((reading, plot), nb).endswith("Skiftet kom i uke 25.")
    assert proposal.text == "Regn ut ny median fra uke 27"
    assert proposal.apart == (
        "Medianen er regnet av punktene til og med uke 26, så en ny kan tidligst regnes fra uke 27."
    )


def test_a_typed_period_that_is_not_over_is_told_as_that(nb):
    reading, plot = cases.falls(excluded=(21,), running=frozenset({21}), tallied=False)
    assert "måneden er ikke over, ikke med i vurderingen" in [item.text for item in legend.legend(reading, plot, nb)]
    assert "Måneden er ikke over. Er ikke med i vurderingen før da" in summary.point(21, reading, plot, nb)
    assert "Oktober 2026 blir med i vurderingen når måneden er over." in summary.reasons(reading, plot, nb)
    assert summary.description(reading, plot, nb).count("september 2026")


def test_a_short_phase_beside_a_long_one_makes_no_random_variation(nb):
    case = cases.still(phase_starts=(15,), direction=Direction.HIGHER)
    assert "måling" in [item.text for item in legend.legend(*case, nb)]
