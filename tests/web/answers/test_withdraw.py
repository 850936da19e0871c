"""Withdrawing by the code: own words are shown, then they are gone; a code is in no address."""

import pytest
from sqlalchemy import func, select

from tests.answered import code_on, fill
from tracker.models.accounts import SignInAttempt
from tracker.models.answers import Answer, WithdrawnAnswer
from tracker.models.base import db
from tracker.services.answers import flood
from tracker.text.answers.languages import PATIENT_TEXTS
from tracker.text.answers.withdrawal_code import code_of, read_withdrawal_code, show_withdrawal_code
from tracker.web.core.settings import settings

NB = PATIENT_TEXTS["nb"]


@pytest.fixture
def given(phone, path):
    page = phone.post(path, fill(phone, path, "At noen spør mor\nog far", who="kin"), status=200)
    return code_on(page)


def number(model=Answer):
    return db.session.scalar(select(func.count()).select_from(model))


def test_own_words_are_shown_and_then_they_are_gone(phone, given):
    found = phone.submit("/angre", {"code": show_withdrawal_code(given)}, status=200)
    assert found.h1 == NB.w_is
    assert "At noen spør mor" in found.words
    assert number() == 1
    done = phone.post("/angre", found.fields(), status=200)
    assert done.h1 == NB.w_done
    assert "Sikkerhetskopien har det i 30 dager til." in done.words
    assert (number(), number(WithdrawnAnswer)) == (0, 1)
    assert db.session.scalars(select(WithdrawnAnswer.public_id)).one() in list(settings().withdrawn.ids())
    assert phone.post("/angre", found.fields(), status=422).one("#why").get_text() == NB.w_wrong


def test_the_next_one_on_the_device_finds_neither_words_nor_code_on_the_way_back(phone, given):
    page = phone.submit("/angre", {"code": given}, status=200)
    for once in page.select("[data-once]"):  # what forget-page.js takes out
        once.decompose()
    assert not [each for each in ("noen spør mor", given, "far") if each in str(page.soup)]


def test_a_thank_you_that_is_loaded_again_after_the_withdrawal_brings_nothing_back(phone, path):
    sent = fill(phone, path, "At noen spør mor")
    code = code_on(phone.post(path, sent, status=200))
    phone.post("/angre", {"code": code, "step": "delete"}, status=200)
    again = phone.post(path, sent, status=200)
    assert again.h1 == NB.w_done
    assert "At noen spør mor" not in again.text
    assert number() == 0


WRITTEN = {
    "as it is": "{0}{1}{2}",
    "with dashes": "{0}-{1}–{2}",
    "with blanks": " {0}\u00a0{1}\u2009{2}\n",
}


@pytest.mark.parametrize("form", WRITTEN.values(), ids=list(WRITTEN))
def test_a_code_is_read_however_it_is_parted(phone, given, form):
    typed = form.format(given[:4], given[4:8], given[8:])
    assert phone.post("/angre", {"code": typed}, status=200).h1 == NB.w_is


def test_a_code_is_read_in_the_figures_of_another_script(phone, given):
    typed = "".join(chr(0x0660 + int(sign)) for sign in given)
    assert phone.post("/angre", {"code": typed}, status=200).h1 == NB.w_is


def test_every_single_slip_and_every_swap_of_neighbours_is_seen():
    code = code_of(48_271_930_665)
    for place, sign in enumerate(code):
        for other in set("0123456789") - {sign}:
            assert read_withdrawal_code(code[:place] + other + code[place + 1 :]) is None
    for place in range(11):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert (read_withdrawal_code(swapped) is None) == (swapped != code)


def test_a_slip_is_told_and_costs_no_try(phone, given):
    slip = given[:-1] + str((int(given[-1]) + 1) % 10)
    before = number(SignInAttempt)
    assert phone.post("/angre", {"code": slip}, status=422).one("#why").get_text() == NB.w_slip
    assert number(SignInAttempt) == before


def test_a_right_code_is_found_however_many_wrong_ones_came_before(phone, given, monkeypatch):
    monkeypatch.setattr(flood, "MISSES", 2)
    wrong = [code_of(each) for each in (1, 2, 3)]
    said = [phone.post("/angre", {"code": each}, status=None) for each in wrong]
    assert [page.status for page in said] == [422, 422, 429]
    assert said[2].one("#why").get_text() == NB.w_wait
    assert said[2].one("#kode")["value"] == wrong[2]
    assert phone.post("/angre", {"code": given}, status=200).h1 == NB.w_is


def test_many_unknown_codes_are_told_to_who_runs_it(phone, monkeypatch, caplog):
    monkeypatch.setattr(flood, "ALARM", 2)
    for each in (1, 2):
        phone.post("/angre", {"code": code_of(each)}, status=422)
    assert "unknown withdrawal codes" in caplog.text
    assert code_of(1) not in caplog.text


def test_one_address_that_tries_without_end_raises_the_alarm_once(phone, monkeypatch, caplog):
    monkeypatch.setattr(flood, "MISSES", 1)
    monkeypatch.setattr(flood, "ALARM", 3)
    said = [phone.post("/angre", {"code": code_of(each)}, status=None).status for each in range(1, 7)]
    assert said == [422, 429, 429, 429, 429, 429]
    assert caplog.text.count("unknown withdrawal codes") == 1
    assert number(SignInAttempt) == 1 + 3 + 1


def test_no_link_and_no_form_carries_the_code_in_its_address(phone, given):
    page = phone.post("/angre", {"code": given}, status=200)
    addresses = [tag.get(name, "") for name in ("href", "action", "src") for tag in page.soup.find_all(True)]
    assert not [each for each in addresses if given in each]


def test_each_paragraph_has_the_direction_of_its_own_script(phone, given):
    page = phone.post("/angre", {"code": given}, status=200)
    assert [part.get_text() for part in page.select("blockquote bdi")] == ["At noen spør mor", "og far"]
