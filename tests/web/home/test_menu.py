"""The header: places by role in one order, the search field, the bell, and help at the foot."""

import pytest

from tests.page import words
from tracker.views.places import PLACES, stands_in


def menu(page):
    return [words(link.get_text()) for link in page.select(".nav a")]


def current(page):
    return [words(link.get_text()) for link in page.select(".nav [aria-current]")]


@pytest.mark.parametrize(
    ("who", "path", "places", "here"),
    [
        ("nora", "/teams/kirurgisk-3", ["Mitt team", "Nettverket", "Hva er viktig?", "Samlinger"], ["Mitt team"]),
        ("siv", "/teams/kirurgisk-3", ["Mitt team", "Nettverket", "Hva er viktig?", "Samlinger"], ["Mitt team"]),
        (
            "siv",
            "/teams/kirurgisk-3/feedback",
            ["Mitt team", "Nettverket", "Hva er viktig?", "Samlinger"],
            ["Hva er viktig?"],
        ),
        ("kari", "/teams/kirurgisk-3", ["Mine team", "Nettverket", "Samlinger"], ["Mine team"]),
        ("kari", "/networks/brukermedvirkning", ["Mine team", "Nettverket", "Samlinger"], ["Nettverket"]),
        ("ingrid", "/networks/brukermedvirkning", ["Nettverket", "Samlinger"], ["Nettverket"]),
        ("ingrid", "/networks/brukermedvirkning/gatherings", ["Nettverket", "Samlinger"], ["Samlinger"]),
        ("odd", "/office/users", ["Administrasjon"], ["Administrasjon"]),
        ("odd", "/account", ["Administrasjon"], []),
    ],
)
def test_a_role_sees_the_places_it_has_something_in(as_, who, path, places, here):
    page = as_(who).get(path)
    assert menu(page) == places
    assert current(page) == here


@pytest.mark.parametrize("path", ["/account", "/help/run-diagram", "/networks/brukermedvirkning"])
def test_search_bell_and_help_are_on_every_page(as_, path):
    page = as_("ingrid").get(path)
    assert page.one(".find")["action"] == "/search"
    assert page.one(".bell-p a[href='/notifications']")
    assert page.one(".foot a[href='/help/run-diagram']")
    assert not page.select(".nav a[href='/help/run-diagram']")


def test_who_is_not_signed_in_has_neither(as_):
    page = as_(None).get("/help/run-diagram")
    assert not page.select(".find, .bellbox, .nav")


def test_a_subject_of_its_own_is_the_place_one_stands_in():
    shown = [place for place in PLACES if place.subjects or place.access is None]
    (meetings,) = [place for place in shown if "gatherings" in place.subjects]
    assert stands_in(shown, subject="gatherings", access=None) is meetings
    assert stands_in(shown, subject="accounts", access=None) is None
