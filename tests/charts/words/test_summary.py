"""What the summary says, pattern by pattern, in both languages."""

import pytest

from tests.charts import cases
from tracker.analysis import ChartKind, Direction, PeriodKind, Rule, RuleSet, Verdict
from tracker.analysis.verdict import verdict
from tracker.charts.plot import Flag, FlagKind
from tracker.charts.words import summary
from tracker.text.conventions import NBSP


def said(case, language, found=None, **options):
    reading, plot = case
    return summary.summary(reading, plot, language, found or verdict(reading, minimum=plot.minimum, **options)).replace(
        NBSP, " "
    )


def test_a_shift_for_the_better(nb, en):
    assert said(cases.chair(), nb) == (
        "De 11 siste ukene ligger alle over medianen på 58 %. En så lang rekke er neppe tilfeldig: grensen er 8. "
        "Skiftet kom i uke 35, uka etter tiltak 3 («Stolen følger visittvogna»)."
    )
    assert said(cases.chair(), en) == (
        "The last 11 weeks all lie above the median of 58%. A run that long is hardly chance: the limit is 8. "
        "The shift came in week 35, the week after intervention 3 (“Stolen følger visittvogna”)."
    )


def test_a_shift_for_the_worse(nb, en):
    assert said(cases.worse(), nb) == (
        "De 9 siste ukene ligger alle over medianen på 3,9 per 1000 liggedøgn. "
        "En så lang rekke er neppe tilfeldig: grensen er 7. Skiftet kom i uke 21."
    )
    assert said(cases.worse(), en).startswith("The last 9 weeks all lie above the median of 3.9 per 1000 liggedøgn.")


def test_a_shift_down_in_months(nb, en):
    assert said(cases.falls(), nb).startswith(
        "De 8 siste månedene ligger alle under medianen på 4,7 per 1000 liggedøgn."
    )
    assert "Skiftet kom i mars 2026." in said(cases.falls(), nb)
    assert said(cases.falls(), en).startswith("The last 8 months all lie below the median of 4.7")


def test_few_crossings(nb, en):
    assert said(cases.few_crossings(), nb) == (
        "Linja krysser medianen på 52 % bare 3 ganger. Med 20 punkter venter vi minst 6. "
        "Se etter noe som kommer og går, som turnus eller vaktplan."
    )
    assert said(cases.few_crossings(), en).startswith("The line crosses the median of 52% only 3 times.")
    assert summary.tags(*cases.few_crossings(), nb) == ("Uvanlig få kryssinger: 3, ventet minst 6",)
    assert summary.tags(*cases.few_crossings(), en) == ("Unusually few crossings: 3, expected at least 6",)


def test_standing_still_below_the_goal(nb, en):
    assert said(cases.still(), nb) == (
        "Ingen signaler. Punktene varierer tilfeldig rundt medianen på 51 %. "
        "Skal nivået opp til målet på 80 %, må noe gjøres på en ny måte."
    )
    assert said(cases.still(), en) == (
        "No signals. The points vary at random around the median of 51%. "
        "To bring the level up to the goal of 80%, something must be done in a new way."
    )


def test_standing_still_above_a_goal_that_is_lower(nb):
    case = cases.still(direction=Direction.LOWER, target=20)
    assert "Skal nivået ned til målet på 20 %" in said(case, nb)


def test_a_level_at_the_goal_without_every_point_there(nb):
    assert "Nivået når målet på 50 %, men ikke hver gang." in said(cases.still(target=50), nb)


def test_stable_says_no_more_than_that_nothing_happens(nb):
    case = cases.still(target=None)
    assert said(case, nb) == "Ingen signaler. Punktene varierer tilfeldig rundt medianen på 51 %."


def test_reached_and_held(nb, en):
    assert said(cases.held(), nb) == "De 12 siste ukene ligger alle på eller over målet på 80 %. Medianen er 90 %."
    assert said(cases.held(), en) == "The last 12 weeks all lie at or above the goal of 80%. The median is 90%."


def test_reached_and_held_below(nb):
    case = cases.held(direction=Direction.LOWER, target=95)
    assert said(case, nb).startswith("De 12 siste ukene ligger alle på eller under målet på 95 %.")


def test_too_few(nb, en):
    assert said(cases.few_points(), nb) == "6 uker er målt. Vurderingen kommer når dere har 12."
    assert said(cases.few_points(), en) == "6 weeks measured. The assessment comes when you have 12."


def test_one_week_is_singular(nb, en):
    assert said(cases.one_point(), nb).startswith("1 uke er målt.")
    assert said(cases.one_point(), en).startswith("1 week measured.")


def test_too_few_in_a_new_phase(nb):
    case = cases.still(phase_starts=(15,))
    assert said(case, nb) == "5 uker er målt i denne fasen. Vurderingen kommer når dere har 12."


def test_not_recorded(nb, en):
    case = cases.charted([*cases.STILL, None, None, None, None], **cases.SHARE)
    assert said(case, nb) == "Ikke registrert på 4 uker. Siste måling er 55 %, fra uke 29."
    assert said(case, en) == "Not recorded for 4 weeks. The latest value is 55%, from week 29."


def test_not_recorded_counts_the_periods_the_caller_knows_of(nb):
    assert said(cases.still(silent_periods=7), nb, Verdict.SILENT).startswith("Ikke registrert på 7 uker.")


def test_a_new_phase_is_proposed_when_a_level_has_lasted(nb, en):
    case = cases.charted([*cases.BASE, *range(60, 73)], **{"freeze": 12, "target": 80, **cases.SHARE})
    assert said(case, nb).endswith("Skiftet kom i uke 22: vurder ny median derfra.")
    assert said(case, en).endswith("The shift came in week 22: consider a new median from there.")


def test_the_suggestion_names_where_the_run_began(nb, en):
    assert summary.suggestion(*cases.chair(), nb).text == "Regn ut ny median fra uke 35"
    assert summary.suggestion(*cases.chair(), en).text == "Work out a new median from week 35"
    assert summary.suggestion(*cases.chair(), nb).position == 33


def test_the_suggestion_names_the_intervention_nearest_before(nb, en):
    assert summary.suggestion(*cases.chair(), nb).beside == "Nærmest før: tiltak 3."
    assert summary.suggestion(*cases.chair(), en).beside == "Nearest before: intervention 3."
    only = {"flags": cases.FLAGS[3:]}
    assert summary.suggestion(*cases.chair(**only), nb).beside == ""
    far = {"flags": cases.FLAGS[:1]}
    assert summary.suggestion(*cases.chair(**far), nb).beside == ""


def test_the_suggestion_of_a_control_chart_speaks_of_its_centre_line(nb):
    case = cases.charted([*cases.BASE, *range(60, 73)], **{"freeze": 12, "kind": ChartKind.I, **cases.SHARE})
    assert summary.suggestion(*case, nb).text == "Regn ut ny midtlinje fra uke 22"
    assert said(case, nb).endswith("Skiftet kom i uke 22: vurder ny midtlinje derfra.")


def test_the_suggestion_waits_for_enough_points_before_the_run(nb):
    """Both phases that it would make must be long enough for a median, as the engine asks."""
    late = {"phase_starts": (22,), "freeze": (None, 5), "phase_names": ()}
    assert summary.suggestion(*cases.chair(**late), nb) is None


@pytest.mark.parametrize("case", [cases.worse, cases.still, cases.few_points, cases.nothing, cases.ended_run])
def test_no_new_phase_is_proposed_for_the_worse_or_without_a_run(nb, case):
    assert summary.suggestion(*case(), nb) is None


def test_all_on_the_median_is_no_test(nb, en):
    case = cases.constant(target=None)
    assert said(case, nb) == ("Alle punktene ligger på medianen på 100 %. Da kan reglene ikke brukes.")
    assert "rules cannot be used" in said(case, en)


def test_all_zeros_offer_days_between(nb):
    case = cases.constant(0, direction=Direction.LOWER, is_share=False, target=None)
    assert said(case, nb).endswith("Når hendelser er så sjeldne, forteller dagene mellom dem mer.")


def test_nothing_measured(nb, en):
    assert said(cases.nothing(), nb) == "Første punkt kommer når uke 13 er registrert."
    assert said(cases.nothing(), en) == "The first point appears once week 13 is recorded."


def test_an_ended_run_is_told_in_the_past(nb):
    assert said(cases.ended_run(), nb) == (
        "9 uker på rad lå under medianen på 40 %, uke 14 til uke 22. En så lang rekke er neppe tilfeldig: grensen er 7."
    )


def test_missing_weeks_inside_a_run_are_said(nb):
    values = [*cases.BASE, 58, 66, 61, None, 64, 73, 68, 75, 71]
    assert said(cases.charted(values, **{"freeze": 12, **cases.SHARE}), nb).startswith(
        "De 8 siste målte ukene ligger alle over"
    )


def test_points_on_the_median_inside_a_run_are_said(nb):
    values = [*cases.BASE, 58, 66, 61, 48, 64, 73, 68, 75, 71]
    assert said(cases.charted(values, **{"freeze": 12, **cases.SHARE}), nb).startswith(
        "8 av de 9 siste ukene ligger over medianen på 48 %, og ingen under."
    )


def test_excluded_points_inside_a_run_are_said(nb):
    values = [*cases.BASE, 58, 66, 61, 5, 64, 73, 68, 75, 71]
    assert said(cases.charted(values, **{"freeze": 12, "excluded": (15,), **cases.SHARE}), nb).startswith(
        "De 8 siste ukene som er tatt med, ligger alle over"
    )


def flagged(week, kind=FlagKind.INTERVENTION):
    return cases.better(flags=(Flag(1, kind, cases.thursday(week), "Stol"),))


@pytest.mark.parametrize(
    ("week", "end"),
    [
        (22, "Skiftet kom i uke 22, samme uke som tiltak 1 («Stol»)."),
        (21, "Skiftet kom i uke 22, uka etter tiltak 1 («Stol»)."),
        (17, "Skiftet kom i uke 22, 5 uker etter tiltak 1 («Stol»)."),
        (23, "Skiftet kom i uke 22."),
        (2, "Skiftet kom i uke 22."),
    ],
)
def test_the_nearest_flag_before_stands_beside_the_shift_unless_it_is_far(nb, week, end):
    assert said(flagged(week), nb).endswith(end)


def test_a_comment_is_no_beginning(nb):
    assert said(flagged(21, FlagKind.COMMENT), nb).endswith("Skiftet kom i uke 22.")


@pytest.mark.parametrize(
    ("kind", "begin"),
    [
        (PeriodKind.DAY, "De 9 siste dagene"),
        (PeriodKind.WEEK, "De 9 siste ukene"),
        (PeriodKind.FORTNIGHT, "De 9 siste toukersperiodene"),
        (PeriodKind.MONTH, "De 9 siste månedene"),
        (PeriodKind.TERTIAL, "De 9 siste tertialene"),
        (PeriodKind.QUARTER, "De 9 siste kvartalene"),
        (PeriodKind.YEAR, "De 9 siste årene"),
    ],
)
def test_periods_are_called_by_their_names(nb, kind, begin):
    assert said(cases.better(periods=cases.stretch(kind, 2005, 1, 21)), nb).startswith(begin)


def test_the_trend_rule_admits_that_it_is_weak(nb, en):
    values = [50, 52, 48, 53, 49, 51, 47, 50, 54, 47, 49, 51, 53, 55, 57]
    case = cases.charted(values, rules=RuleSet.IHI, **cases.SHARE)
    assert any(signal.rule is Rule.TREND for signal in case[0].signals)
    assert "trendregelen er svak alene" in said(case, nb)
    assert "weak on its own" in said(case, en)


def test_a_point_outside_the_limits(nb):
    values = [50, 52, 49, 51, 50, 48, 52, 51, 49, 50, 51, 50, 52, 90]
    case = cases.charted(values, kind=ChartKind.I, **cases.SHARE)
    assert said(case, nb).startswith("1 punkt ligger utenfor kontrollgrensene, uke 23.")


def test_a_mean_is_not_called_a_median(nb):
    assert "midtlinja på 50 %" in said(cases.control_chart(), nb)


EVERY_CASE = [
    cases.chair,
    cases.better,
    cases.worse,
    cases.still,
    cases.few_crossings,
    cases.two_phases,
    cases.few_points,
    cases.neutral,
    cases.held,
    cases.constant,
    cases.excluded,
    cases.goal_range,
    cases.control_chart,
    cases.ended_run,
    cases.nothing,
    cases.one_point,
    cases.all_excluded,
]


@pytest.mark.parametrize("case", EVERY_CASE)
@pytest.mark.parametrize("found", list(Verdict))
def test_any_verdict_gives_one_to_three_sentences_in_plain_words(nb, en, case, found):
    for language in (nb, en):
        text = said(case(), language, found)
        assert text.endswith(".")
        assert 1 <= text.count(". ") + 1 <= 3
        assert "%(" not in text
        assert not {"signifikant", "significant", "fordi", "because"} & set(text.lower().split())


def test_the_description_tells_the_whole_chart(nb, en):
    assert summary.description(*cases.chair(), nb).replace(NBSP, " ") == (
        "Run-diagram, uke 2 til uke 45 2026. Median 40 % i fasen Før. Median 58 % i fasen Stol på veggen. Mål 80 %. "
        "Skift: 11 uker over medianen. Siste måling: 86 %, uke 45. Regler: Anhøj."
    )
    assert summary.description(*cases.chair(), en).startswith(
        "Run chart, week 2 to week 45 2026. Median 40% in the phase"
    )


def test_a_description_of_two_years_names_both(nb):
    case = cases.charted(cases.STILL, periods=cases.weeks(45, 20, 2025), **cases.SHARE)
    assert summary.description(*case, nb).startswith("Run-diagram, uke 45 2025 til uke 12 2026.")


def test_every_verdict_has_a_word(nb, en):
    assert {summary.verdict_label(found, nb) for found in Verdict} == {
        "Registrerer ikke",
        "For få punkter",
        "Forverring",
        "Mål nådd og holdt",
        "Bedring",
        "Står stille",
        "Stabil",
    }
    assert summary.verdict_label(Verdict.HELD, en) == "Goal reached and held"


def test_coincidence_is_not_cause(nb):
    assert summary.caution(nb) == "At to ting skjer samtidig, viser ikke at det ene førte til det andre."


def test_a_week_that_is_still_counted_neither_makes_nor_breaks_a_run(nb):
    assert said(cases.running(), nb).startswith("De 10 siste ukene ligger alle over medianen på 58 %.")
