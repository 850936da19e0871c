"""Two who write the same cell: both numbers are shown, and nobody's is lost."""

import pytest

from tests.web.measurements.gridforms import GRID, PATH, name, parts, put, stored, value
from tracker.models.measurements import MissingReason
from tracker.services.measurements.entries import Entry

pytestmark = pytest.mark.usefixtures("week_46")


def answers(page):
    """What can be chosen between, as it is read."""
    return [" ".join(label.get_text().split()) for label in page.select(".rec-conf label")]


def conflict(as_, cast, inside):
    """Ali opens the form; Nora changes week 45; Ali sends. Gives Ali and the page that asks him."""
    put(inside, "nora", cast.chair, Entry(numerator=7, denominator=9))
    ali = as_("ali")
    form = ali.get(PATH).fields()
    put(inside, "nora", cast.chair, Entry(numerator=8, denominator=9))
    typed = parts(cast.chair, "6", "9") | {name(cast.minutes, "value"): "5"}
    return ali, ali.post(PATH, form | typed, status=422)


def test_two_who_write_at_once_are_shown_both_numbers(as_, cast, inside):
    _ali, page = conflict(as_, cast, inside)
    assert "Nora Lund endret uke 45 mens du skrev" in page.one(".summary").get_text()
    assert answers(page) == ["Ditt: 6 av 9 (67 %)", "Nora Lund, kl. 09.30: 8 av 9 (89 %)"]
    assert not page.select("input[type=radio][checked]")
    assert value(page, name(cast.chair, "numerator")) == "6"
    assert [entry for _, _, entry in stored()] == [Entry(numerator=8, denominator=9)]


def test_the_grid_asks_the_same_and_saves_the_rest_with_the_choice(as_, cast, inside):
    put(inside, "nora", cast.chair, Entry(numerator=7, denominator=9))
    ali = as_("ali")
    form = ali.get(GRID).fields()
    put(inside, "nora", cast.chair, Entry(not_measured=True, reason=MissingReason.CLOSED))
    page = ali.post(GRID, form | parts(cast.chair, "6", "9") | {name(cast.minutes, "value"): "5"}, status=422)
    assert answers(page) == ["Ditt: 6 av 9 (67 %)", "Nora Lund, kl. 09.30: ikke målt (stengt post)"]
    ali.post(GRID, page.fields() | {name(cast.chair, "choice"): "theirs"})
    assert [entry.value for *_, entry in stored()] == [None, 5]
    assert stored()[0][2].not_measured


def test_one_may_insist_on_ones_own_number(as_, cast, inside):
    ali, page = conflict(as_, cast, inside)
    ali.post(PATH, page.fields() | {name(cast.chair, "choice"): "mine"})
    assert [entry for _, _, entry in stored()] == [Entry(numerator=6, denominator=9), Entry(value=5)]


def test_one_may_leave_the_others_number(as_, cast, inside):
    ali, page = conflict(as_, cast, inside)
    ali.post(PATH, page.fields() | {name(cast.chair, "choice"): "theirs"})
    assert [entry for _, _, entry in stored()] == [Entry(numerator=8, denominator=9), Entry(value=5)]


def test_one_has_to_choose(as_, cast, inside):
    ali, page = conflict(as_, cast, inside)
    again = ali.post(PATH, page.fields(), status=422)
    assert again.one(".rec-ask legend").get_text() == "Feil: To tall. Velg ett."
    assert answers(again) == answers(page)
    target = again.one(".summary a")["href"]
    assert again.select(f"[id='{target[1:]}']")
    ali.post(PATH, again.fields() | {name(cast.chair, "choice"): "mine"})
    assert stored()[0][2] == Entry(numerator=6, denominator=9)


def test_to_write_the_others_number_is_to_agree(as_, cast, inside):
    ali, page = conflict(as_, cast, inside)
    ali.post(PATH, page.fields() | parts(cast.chair, "8", "9"))
    assert [entry for _, _, entry in stored()] == [Entry(numerator=8, denominator=9), Entry(value=5)]


def test_a_third_change_meanwhile_is_asked_about_again(as_, cast, inside):
    ali, page = conflict(as_, cast, inside)
    put(inside, "nora", cast.chair, Entry(numerator=9, denominator=9))
    again = ali.post(PATH, page.fields() | {name(cast.chair, "choice"): "mine"}, status=422)
    assert answers(again)[1] == "Nora Lund, kl. 09.30: 9 av 9 (100 %)"
    assert stored()[0][2] == Entry(numerator=9, denominator=9)


def test_a_cell_the_person_left_alone_is_nobodys_conflict(as_, cast, inside):
    put(inside, "nora", cast.chair, Entry(numerator=7, denominator=9))
    ali = as_("ali")
    form = ali.get(PATH).fields()
    put(inside, "nora", cast.chair, Entry(numerator=8, denominator=9))
    ali.post(PATH, form | {name(cast.minutes, "value"): "5"})
    assert [entry for _, _, entry in stored()] == [Entry(numerator=8, denominator=9), Entry(value=5)]


def test_a_form_shown_again_has_the_newest_of_what_the_person_left_alone(as_, cast, inside):
    put(inside, "nora", cast.chair, Entry(numerator=7, denominator=9))
    ali = as_("ali")
    form = ali.get(PATH).fields()
    put(inside, "nora", cast.chair, Entry(numerator=8, denominator=9))
    page = ali.post(PATH, form | {name(cast.minutes, "value"): "x"}, status=422)
    assert value(page, name(cast.chair, "numerator")) == "8"
    ali.post(PATH, page.fields() | {name(cast.minutes, "value"): "5"})
    assert stored()[0][2].numerator == 8


def test_an_entry_over_an_emptied_cell_says_so(as_, cast, inside):
    put(inside, "nora", cast.chair, Entry(numerator=7, denominator=9))
    ali = as_("ali")
    form = ali.get(PATH).fields()
    put(inside, "nora", cast.chair, Entry())
    page = ali.post(PATH, form | parts(cast.chair, "6", "9"), status=422)
    assert "Nora Lund endret uke 45" in page.one(".summary").get_text()
    assert answers(page)[1] == "Nora Lund, kl. 09.30: tomt"


@pytest.mark.parametrize(
    ("theirs", "words"),
    [
        (Entry(not_measured=True, reason=MissingReason.HOLIDAY), "ikke målt (ferie)"),
        (Entry(not_measured=True), "ikke målt"),
        (Entry(value=6.5), "6,5"),
    ],
)
def test_whatever_the_other_wrote_is_said(as_, cast, inside, theirs, words):
    ali = as_("ali")
    form = ali.get(PATH).fields()
    put(inside, "nora", cast.minutes, theirs)
    page = ali.post(PATH, form | {name(cast.minutes, "value"): "5"}, status=422)
    assert answers(page)[1] == f"Nora Lund, kl. 09.30: {words}"


@pytest.mark.parametrize(("language", "said"), [("nb", "Ditt: 6,5"), ("en", "Yours: 6.5")])
def test_both_numbers_are_said_in_the_readers_language(as_, cast, inside, language, said):
    put(inside, "nora", cast.minutes, Entry(value=7.5))
    ali = as_("ali")
    ali.post("/language", {"language": language, "next": PATH})
    form = ali.get(PATH).fields()
    put(inside, "nora", cast.minutes, Entry(value=8.5))
    page = ali.post(PATH, form | {name(cast.minutes, "value"): "6,5"}, status=422)
    assert answers(page)[0] == said


@pytest.mark.parametrize("seen", ["", "x", "1|2|3|4", "9|x|||", "1|nan|||", "1||||sick", "|" * 4])
def test_a_forged_memory_of_the_cell_only_asks(as_, cast, inside, seen):
    put(inside, "nora", cast.chair, Entry(numerator=7, denominator=9))
    data = parts(cast.chair, "8", "9") | {name(cast.chair, "seen"): seen}
    page = as_("ali").submit(PATH, data, status=422)
    assert "Nora Lund endret uke 45 mens du skrev" in page.one(".summary").get_text()
    assert stored()[0][2].numerator == 7
