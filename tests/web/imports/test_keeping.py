"""The wizard's file between its pages: whose it is, how long it stays, and who gets in."""

from datetime import timedelta

import pytest
import time_machine

from tests.web.imports.wizard import CHECK, DONE, GOOD, MAP, PATH, TEAM, check, kept, press, send
from tests.web.measurements.gridforms import WEDNESDAY

pytestmark = pytest.mark.usefixtures("week_46")


def test_each_page_leads_to_where_the_file_has_come(as_):
    ali = as_("ali")
    for path in (MAP, CHECK, DONE):
        assert ali.get(path, 302).location == PATH
    ali.get(f"{PATH}/faults.csv", 404)
    check(ali, GOOD)
    assert ali.get(DONE, 302).location == MAP
    assert "tall.csv venter på at dere går gjennom den" in ali.get(PATH).words
    press(ali, ali.get(CHECK))
    assert ali.get(MAP, 302).location == DONE


def test_a_file_is_thrown_away(as_):
    ali = as_("ali")
    send(ali, GOOD)
    ali.post(f"{PATH}/discard")
    assert kept() == 0


def test_a_file_is_forgotten_after_a_day(as_, app):
    ali = as_("ali")
    send(ali, GOOD)
    with time_machine.travel(WEDNESDAY + timedelta(hours=24, minutes=1), tick=False):
        ali = as_("ali")
        assert ali.get(MAP, 302).location == PATH
        send(as_("nora"), GOOD)
        assert kept() == 1


def test_a_file_is_cleared_away_when_anyone_saves_anything_after_a_day(as_, app):
    send(as_("ali"), GOOD)
    with time_machine.travel(WEDNESDAY + timedelta(hours=23, minutes=59), tick=False):
        as_("per").post("/language", {"language": "nb"})
        assert kept() == 1
    with time_machine.travel(WEDNESDAY + timedelta(hours=25), tick=False):
        as_("per").get("/privacy")
        as_("ali").submit(PATH, {"pasted": " "}, status=422)
        assert kept() == 1, "what changes nothing clears nothing away"
        as_("per").post("/language", {"language": "nb"})
        assert kept() == 0


def test_a_process_looks_for_old_files_once_an_hour(as_, queries):
    with time_machine.travel(WEDNESDAY + timedelta(days=3), tick=False) as clock:
        per = as_("per")
        seen = []
        for minutes in (0, 1, 60):
            clock.shift(timedelta(minutes=minutes))
            with queries() as statements:
                per.post("/language", {"language": "nb"})
            seen.append(sum("DELETE FROM upload" in each for each in statements))
    assert seen == [1, 0, 1]


def test_a_file_is_its_senders_alone(as_):
    send(as_("ali"), GOOD)
    assert as_("nora").get(MAP, 302).location == PATH


@pytest.mark.parametrize("path", [PATH, MAP, CHECK, DONE, f"{PATH}/template.csv", f"{PATH}/faults.csv"])
def test_readers_are_told_and_strangers_see_nothing(as_, path):
    as_("siv").get(path, 403)
    as_("kari").get(path, 403)
    as_("per").get(path, 404)
    as_(None).get(path, 302)


def test_readers_and_strangers_send_nothing(as_):
    for who, status in (("siv", 403), ("per", 404)):
        send(as_(who), GOOD, status=status)
    assert kept() == 0


def test_the_form_leads_here(as_):
    assert PATH in as_("ali").get(f"{TEAM}/record").links()
