"""How kommuner come to one number, how far the samlinger are, and where things lie on the time line."""

from datetime import date

import pytest

from tracker.models.networks import Network, NetworkStatus
from tracker.models.organisations import Country
from tracker.text.locale import Locale
from tracker.views.programmes.gatherings import GatheringCount, SamlingDisc
from tracker.views.programmes.page import counted
from tracker.views.programmes.timeline import timeline
from tracker.views.programmes.words import gatherings_in_words, in_a_row, municipalities_in_words, period_in_words

NB, EN = Locale.of("nb"), Locale.of("en")


def kommuner(*ids):
    return dict.fromkeys(ids, Country.NO)


def network(start, stop=None):
    return Network(name="N", starts_on=start, ends_on=stop)


def test_the_sum_and_the_overlap_are_told():
    told = counted([kommuner(*range(31)), kommuner(*range(26, 51))], NB)
    assert told == (
        "Nettverkene i gang har 31 og 25 kommuner, til sammen 56 deltakelser. 5 kommuner er med i begge og telles én "
        "gang: 51 kommuner. Planlagte og avsluttede nettverk er ikke med i tallet."
    )


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ([], "Ingen nettverk er i gang"),
        ([kommuner(1, 2)], "Nettverket i gang har 2 kommuner."),
        ([kommuner(1), kommuner(2)], "Ingen kommune er med i flere: 2 kommuner."),
        ([kommuner(1), kommuner(1)], "1 kommune er med i begge og telles én gang: 1 kommune."),
        ([kommuner(1, 2), kommuner(1, 2), kommuner(1, 3)], "har 2, 2 og 2 kommuner, til sammen 6 deltakelser."),
        ([kommuner(1, 2), kommuner(1, 2), kommuner(1, 3)], "2 kommuner er med i flere og telles én gang: 3 kommuner."),
    ],
)
def test_every_number_of_networks_has_its_sentence(parts, said):
    assert said in counted(parts, NB)


def test_two_countries_are_told_apart():
    assert municipalities_in_words([Country.NO] * 29 + [Country.DK] * 2, NB) == "29 norske og 2 danske kommuner"
    assert municipalities_in_words([Country.NO] * 25, NB) == "25 kommuner"
    assert municipalities_in_words([Country.NO, Country.DK], EN) == "1 Norwegian and 1 Danish municipality"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (GatheringCount(4, 2), "Samling 2 av 4 er holdt"),
        (GatheringCount(0, 3), "Samling 3 er holdt"),
        (GatheringCount(4), "Ingen av 4 samlinger er holdt"),
        (GatheringCount(0), "Ingen samlinger er planlagt"),
    ],
)
def test_how_far_the_samlinger_are(count, said):
    assert gatherings_in_words(count, NB) == said


def test_a_period_is_told_by_its_months():
    assert period_in_words(network(date(2026, 1, 5), date(2027, 6, 30)), NB) == "Januar 2026 til juni 2027"
    assert period_in_words(network(date(2026, 1, 5)), NB) == "Fra januar 2026"
    assert in_a_row(["a", "b", "c"], EN) == "a, b and c"


@pytest.mark.parametrize(
    ("start", "stop", "status"),
    [
        (date(2026, 11, 12), None, NetworkStatus.PLANNED),
        (date(2026, 11, 11), date(2026, 11, 11), NetworkStatus.RUNNING),
        (date(2026, 1, 1), None, NetworkStatus.RUNNING),
        (date(2026, 1, 1), date(2026, 11, 10), NetworkStatus.CLOSED),
    ],
)
def test_where_a_network_is_follows_from_its_dates(start, stop, status):
    assert network(start, stop).status(date(2026, 11, 11)) is status


def test_samlinger_lie_in_order_on_the_line_and_the_first_that_comes_is_marked():
    whole = network(date(2026, 1, 1), date(2026, 12, 31))
    line = timeline([whole], date(2026, 7, 2), NB)
    days = [
        SamlingDisc(1, date(2026, 2, 1), is_held=True),
        SamlingDisc(2, date(2026, 9, 1), is_held=False),
        SamlingDisc(3, date(2026, 11, 1), is_held=False),
    ]
    bar = line.bar(whole, days)
    assert (bar.x, bar.width, line.today) == (0.0, 100.0, 50.0)
    assert [disc.kind for disc in bar.discs] == ["held", "next", "later"]
    assert [disc.x for disc in bar.discs] == sorted(disc.x for disc in bar.discs)
    assert [tick.text for tick in line.ticks] == ["2026", "mar", "mai", "sep", "nov"]


def test_a_network_without_an_end_goes_to_the_end_of_the_line():
    open_ended = network(date(2026, 6, 1))
    line = timeline([open_ended, network(date(2026, 1, 1), date(2026, 12, 31))], date(2026, 7, 2), NB)
    bar = line.bar(open_ended, [])
    assert bar.x + bar.width == pytest.approx(100)


def test_a_year_whose_january_makes_room_for_today_is_told_by_the_next_mark():
    line = timeline([network(date(2025, 1, 1), date(2027, 12, 31))], date(2026, 12, 20), NB)
    assert next(tick.text for tick in line.ticks if tick.x > line.today).endswith(" 2027")


def test_ten_years_have_few_marks():
    assert len(timeline([network(date(2016, 1, 1), date(2026, 12, 31))], date(2026, 7, 2), NB).ticks) <= 7
