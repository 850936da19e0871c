from tests.charts import cases
from tracker.analysis import ChartKind, Rule, RuleSet
from tracker.charts.table import rows
from tracker.charts.words import summary
from tracker.charts.words.explain import rule_text
from tracker.text.conventions import NBSP


def plain(lines):
    return [line.replace(NBSP, " ") for line in lines]


def test_the_rule_set_is_named_and_versioned(nb, en):
    assert summary.method(*cases.chair(), nb)[0] == "Regelsett: Anhøj, versjon 2014."
    assert summary.method(*cases.chair(), en)[0] == "Rule set: Anhøj, version 2014."
    assert summary.method(*cases.still(rules=RuleSet.IHI), nb)[0] == "Regelsett: IHI, versjon 2011."


def test_each_phase_prints_its_counts_and_limits(nb):
    lines = plain(summary.method(*cases.chair(), nb))
    assert lines[-2:] == [
        "Før: 12 uker er målt, 12 teller med. Median 40 %. Lengste rekke: 2, grense 7. Kryssinger: 10, ventet minst 3.",
        (
            "Stol på veggen: 28 uker er målt, 26 teller med. Median 58 %. Lengste rekke: 11, grense 8. "
            "Kryssinger: 15, ventet minst 8."
        ),
    ]


def test_each_rule_set_is_held_against_its_own_limits(nb, en):
    """A rule set that asks for six in a row does not print another's limit of eight beside it."""
    last = plain(summary.method(*cases.chair(rules=RuleSet.IHI), nb))[-1]
    assert last == (
        "Stol på veggen: 28 uker er målt, 26 teller med. Median 58 %. Lengste rekke: 11. Rekker: 16, ventet 9 til 19."
    )
    assert summary.method(*cases.still(rules=RuleSet.IHI), en)[-1].endswith("Runs: 19, expected 6 to 16.")
    assert summary.method(*cases.still(rules=RuleSet.IHI_EXACT), en)[-1].endswith("Runs: 19, expected 7 to 15.")
    assert summary.method(*cases.long_series(rules=RuleSet.IHI), nb)[-1].endswith(
        "Tabellen gjelder ikke for så mange eller så få punkter."
    )
    individuals = plain(summary.method(*cases.control_chart(rules=RuleSet.MAKING_DATA_COUNT), nb))[-1]
    assert "Lengste rekke: 2." in individuals
    assert "ventet" not in individuals


def test_limits_are_told_where_they_are_the_same_all_along(nb):
    assert "Kontrollgrenser: 30 % og 71 %." in plain(summary.method(*cases.control_chart(), nb))[-1]
    assert "Kontrollgrensene følger nevneren." in summary.method(*cases.chair(kind=ChartKind.P), nb)[-1]
    assert "Kontrollgrense" not in summary.method(*cases.chair(), nb)[-1]


def test_moving_ranges_say_that_no_run_is_asked_for(nb):
    lines = summary.method(*cases.minutes(kind=ChartKind.MR), nb)
    assert rule_text(Rule.LONG_RUN, nb) not in lines
    assert rule_text(Rule.BEYOND_LIMITS, nb) in lines
    assert "Reglene om rekker gjelder ikke her: to sprang etter hverandre deler en måling." in lines
    assert "Lengste rekke" not in lines[-1]


def test_a_short_phase_of_a_control_chart_lacks_a_centre_line(nb):
    assert summary.method(*cases.few_points(kind=ChartKind.I), nb)[-1].endswith("Det trengs 12 til en midtlinje.")


def test_a_phase_without_a_name_has_a_number(nb):
    assert summary.method(*cases.still(), nb)[-1].startswith("Fase 1: 20 uker er målt")


def test_a_short_phase_says_what_it_lacks(nb):
    assert summary.method(*cases.few_points(), nb)[-1] == "Fase 1: 6 uker er målt. Det trengs 12 til en median."


def test_a_phase_that_cannot_be_tested_says_so(nb):
    assert "så reglene kan ikke brukes" in summary.method(*cases.constant(), nb)[-1]


def test_limits_are_explained_where_there_are_limits(nb):
    text = rule_text(Rule.BEYOND_LIMITS, nb)
    assert text not in summary.method(*cases.still(), nb)
    assert text in summary.method(*cases.control_chart(kind=ChartKind.I), nb)


def test_every_rule_has_words(nb, en):
    for language in (nb, en):
        assert len({rule_text(rule, language) for rule in Rule}) == len(Rule)


def test_every_mark_has_its_reason(nb):
    assert plain(summary.reasons(*cases.chair(), nb)) == [
        "Uke 35 til uke 45: Skift: 11 uker over medianen. En så lang rekke er neppe tilfeldig: grensen er 8.",
        "Hult punkt: ligger på medianen og teller ikke for noen av sidene (uke 18, uke 25).",
    ]


def test_a_point_beyond_a_limit_is_told_with_the_limit(nb, en):
    values = [52.0, 48.0] * 6
    for last, said in (
        (95.0, "95 % ligger over den øvre grensen på "),
        (4.0, "4 % ligger under den nedre grensen på "),
    ):
        case = cases.charted([*values, last], **{"kind": ChartKind.I, "freeze": 12, **cases.SHARE})
        assert plain(summary.reasons(*case, nb))[0].startswith(f"Uke 22: {said}")
    assert "lies below the lower limit of" in summary.reasons(*case, en)[0]


def test_a_limit_that_is_passed_by_little_is_told_apart_from_the_value(nb):
    case = cases.charted([52.0, 48.0] * 6 + [60.7], **{"kind": ChartKind.I, "freeze": 12, **cases.SHARE})
    assert plain(summary.reasons(*case, nb))[0].startswith("Uke 22: 60,7 % ligger over den øvre grensen på 60,6 %.")


def test_a_point_left_out_has_its_reason(nb):
    assert "Uke 15 er holdt utenfor: strømbrudd" in summary.reasons(*cases.excluded(), nb)
    assert "Uke 15 er holdt utenfor." in summary.reasons(*cases.excluded(notes={}), nb)


def test_small_points_have_theirs(nb):
    assert "Lite punkt: nevneren er under 5 (uke 10, uke 11, uke 14, uke 19)." in summary.reasons(
        *cases.small_denominators(), nb
    )


def test_a_signal_without_points_is_explained(nb):
    (line,) = summary.reasons(*cases.few_crossings(), nb)
    assert line.startswith("Uvanlig få kryssinger: 3, ventet minst 6. Se etter noe")


def test_a_long_list_of_periods_ends_with_a_number(nb):
    (line,) = summary.reasons(*cases.constant(), nb)
    assert "og 10 til" in line


def test_the_tooltip_tells_all_of_a_point(nb, en):
    case = cases.chair(notes={42: "Vikarlege"}, recorded={42: "Registrert av Ali 3. november"})
    assert plain(summary.point(42, *case, nb)) == [
        "83 %",
        "25 av 30 visitter",
        "Uke 44 (26. oktober–1. november)",
        "Over medianen på 58 %",
        "Del av skift siden uke 35",
        "Vikarlege",
        "Registrert av Ali 3. november",
    ]
    assert plain(summary.point(42, *cases.chair(), en)) == [
        "83%",
        "25 of 30 visitter",
        "Week 44 (26 October–1 November)",
        "Above the median of 58%",
        "Part of a shift since week 35",
    ]


def test_the_tooltip_tells_the_flag_of_that_week(nb):
    assert "Tiltak 3 («Stolen følger visittvogna»)" in summary.point(32, *cases.chair(), nb)


def test_the_tooltip_and_the_table_tell_every_signal_of_a_point(nb):
    reading, plot = cases.chair(kind=ChartKind.P_PRIME)
    assert plain(summary.point(43, reading, plot, nb))[-2:] == ["Del av skift siden uke 35", "Utenfor grensen"]
    assert rows(reading, plot, nb)[0].note == "del av skift siden uke 35, utenfor grensen"


def test_the_tooltip_of_a_missing_week(nb):
    assert summary.point(26, *cases.chair(), nb) == ("Ikke målt", "Uke 28 (6.–12. juli)")


def test_the_tooltip_on_and_under_the_median(nb):
    assert "På medianen, 58 %" in plain(summary.point(16, *cases.chair(), nb))
    assert "Under medianen på 40 %" in plain(summary.point(0, *cases.chair(), nb))


def test_without_a_median_there_is_no_side(nb):
    assert summary.point(0, *cases.few_points(), nb) == ("41\u00a0%", "Uke 10 (2.–8. mars)")


def test_a_week_that_is_still_counted_is_said_to_come(nb):
    marks = plain(summary.reasons(*cases.running(), nb))
    assert "Uke 45 er ikke over. Den blir med i vurderingen etterpå." in marks
    assert not any("tatt ut" in line for line in marks)
