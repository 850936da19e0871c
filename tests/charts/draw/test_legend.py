from tests.charts import cases
from tracker.charts.draw import legend


def texts(case, language):
    return [entry.text for entry in legend.legend(*case, language)]


def test_only_marks_that_occur_are_in_the_key(nb):
    assert texts(cases.chair(), nb) == [
        "del av skift til det bedre",
        "tilfeldig variasjon",
        "på medianen",
        "median, stiplet der den er forlenget",
    ]
    assert texts(cases.few_points(), nb) == ["måling"]
    assert texts(cases.nothing(), nb) == []


def test_the_key_knows_rare_marks_too(nb, en):
    assert "holdt utenfor" in texts(cases.excluded(), nb)
    assert "nevner under 5" in texts(cases.small_denominators(), nb)
    assert texts(cases.control_chart(), nb)[-2:] == ["midtlinje", "kontrollgrenser"]
    assert "part of a shift for the worse" in texts(cases.worse(), en)


def test_marks_in_the_key_are_decoration(nb):
    assert all('aria-hidden="true"' in entry.mark for entry in legend.legend(*cases.chair(), nb))


def test_a_period_that_is_still_counted_has_a_mark_of_its_own(nb):
    assert texts(cases.running(), nb)[-2] == "ikke over ennå, ikke med i vurderingen"
    assert "holdt utenfor" not in texts(cases.running(), nb)
