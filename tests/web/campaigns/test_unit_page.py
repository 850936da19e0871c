"""A unit's page: counted in two taps, taken back, many at once, the list, the square to scan, and what became of it."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import select

from tests.people import today
from tests.services.campaigns.days import joined, new_unit
from tracker.access.team_code import show_code
from tracker.models.base import db
from tracker.models.campaigns import CampaignFollowUp, CampaignUnit
from tracker.models.mail import Mail
from tracker.models.tally import TeamCode
from tracker.models.teams import Invitation, Membership
from tracker.services.campaigns.counting import DayNumbers, numbers_of_unit


def unit():
    return db.session.scalars(select(CampaignUnit)).one()


def press(kind="asked", count_id=None):
    return {"do": "count", "kind": kind, "id": str(count_id or uuid4())}


def numbers(page):
    return [b.get_text() for b in page.select("[data-number]")]


def test_two_taps_count_and_the_last_one_is_taken_back(phone, path):
    for form in (".v-counters form:nth-of-type(1)", ".v-counters form:nth-of-type(2)"):
        phone.submit(path, form=form, status=303)
    page = phone.get(path)
    assert numbers(page) == ["1", "1"]
    assert "Sist: en til har svart, kl." in page.words
    phone.submit(path, form=".v-c-f", status=303)
    assert numbers_of_unit(unit()) == DayNumbers(1, None)
    assert phone.get(path).select(".v-c-f") == []


def test_a_press_that_is_sent_again_is_the_same_press(phone, path):
    same = press()
    for _ in range(3):
        phone.post(path, same, status=303)
    assert numbers(phone.get(path)) == ["1", "0"]


def test_many_are_entered_at_once_and_what_is_no_number_is_kept_and_told(phone, path):
    page = phone.submit(path, {"asked": "34", "answered": "tre"}, form=".v-batch", status=422)
    assert (page.fields(".v-batch")["asked"], numbers(page)) == ("34", ["0", "0"])
    assert "Skriv et helt tall" in page.errors()
    phone.submit(path, {"asked": "34", "answered": "27"}, form=".v-batch", status=303)
    phone.submit(path, {}, form=".v-batch", status=422)
    assert numbers(phone.get(path)) == ["34", "27"]


def test_what_was_entered_together_is_taken_back_together(phone, path):
    phone.submit(path, {"asked": "340", "answered": "27"}, form=".v-batch", status=303)
    assert "Sist: 340 er spurt, 27 har svart, kl." in phone.get(path).words
    phone.submit(path, form=".v-c-f", status=303)
    assert numbers(phone.get(path)) == ["0", "0"]


def test_before_the_day_the_counter_says_when_it_opens(phone, path, day):
    day.held_on, day.freezes_on, day.asks_on = (today() + timedelta(days=n) for n in (3, 10, 90))
    db.session.commit()
    page = phone.get(path)
    assert ("Telleren åpner" in page.words, page.select(".v-c-b")) == (True, [])
    phone.post(path, press(), status=409)


def test_after_the_day_the_page_does_not_say_that_answers_count_by_themselves(phone, path, day):
    said = "Svar fra QR-koden telles av seg selv."
    assert said in phone.get(path).words
    day.held_on -= timedelta(days=1)
    db.session.commit()
    assert said not in phone.get(path).words


def test_after_its_closing_nothing_is_counted(phone, path, day):
    day.held_on, day.freezes_on = today() - timedelta(days=8), today()
    db.session.commit()
    assert "Tellingen ble avsluttet" in phone.get(path).words
    assert "Tellingen ble avsluttet" in phone.post(path, press(), status=409).words


def test_the_square_leads_to_the_answer_page_and_sheets_are_printed_without_an_account(phone, path):
    page = phone.get(path)
    code = show_code(db.session.scalars(select(TeamCode.code)).one())
    assert page.one(".v-addr").get_text().endswith(f"/viktig/{code}")
    sheets = phone.get(page.one("a[href$='/ark']")["href"])
    for link in sheets.select(".v-rows a"):
        assert "Hjemmetjenesten sone øst" in phone.get(link["href"]).words
    assert code in phone.get(f"{path}/ark/poster").words
    phone.get(f"{path}/ark/bulletin", status=404)


def test_a_unit_in_a_teams_name_shows_its_code_when_the_leader_says_yes(phone, as_, day, cast):
    new = new_unit("Kirurgisk sengepost 3", "Fjordheim sykehus")
    taken = joined(day, new, now=datetime.now(UTC))
    db.session.commit()
    path = f"/dagen/{day.year}/{show_code(taken.code)}"
    page = phone.get(path)
    assert ("Vi har spurt lederen" in page.words, page.select(".v-qr")) == (True, [])
    assert phone.get(f"{path}/ark", status=302).location == path
    nora, asked = as_("nora"), "Er det dere som er meldt på dagen?"
    assert asked in nora.get("/notifications").words
    assert asked not in as_("ali").get("/notifications").words
    nora.submit("/teams/kirurgisk-3/days", form=".v-claim form")
    assert asked not in nora.get("/notifications").words
    assert len(phone.get(path).select(".v-qr")) == 1


def test_the_leaders_no_takes_the_unit_out(phone, as_, day, cast):
    taken = joined(day, new_unit("Kirurgisk sengepost 3", "Fjordheim sykehus"), now=datetime.now(UTC))
    db.session.commit()
    as_("nora").submit(f"/teams/kirurgisk-3/days/{taken.id}/refuse")
    assert phone.get(f"/dagen/{day.year}/{show_code(taken.code)}", status=410).h1 == "Denne lenken virker ikke"


def test_the_list_is_saved_and_what_somebody_else_changed_meanwhile_stays(phone, path):
    mine, hers = phone.get(path).fields("form:has(.v-check)"), phone.get(path).fields("form:has(.v-check)")
    phone.post(path, mine | {"has_buttons": "on", "buttons_ordered": "40"}, status=303)
    phone.post(path, hers | {"has_meeting": "on"}, status=303)
    assert (unit().has_buttons, unit().buttons_ordered, unit().has_meeting) == (True, 40, True)
    assert "2 av 6 er klart" in phone.get(path).words
    saved = phone.submit(path, {}, form="form:has(.v-check)", status=303)
    assert "Lista er lagret." in phone.follow(saved).words
    page = phone.submit(path, {"posters_hung": "mange"}, form="form:has(.v-check)", status=422)
    assert (page.one("#posters_hung")["value"], page.one("#has_buttons").has_attr("checked")) == ("mange", True)


@pytest.fixture
def asked(day, path):
    day.opens_on, day.held_on = today() - timedelta(days=99), today() - timedelta(days=95)
    day.freezes_on = day.asks_on = today()
    db.session.commit()
    return path


def test_some_months_after_the_unit_says_what_became_of_it(phone, asked):
    form = "form:has(#words)"
    page = phone.submit(asked, {"words": "Kaffebord"}, form=form, status=422)
    assert ("Velg det som passer best." in page.errors(), page.one("#words").get_text().strip()) == (True, "Kaffebord")
    phone.submit(asked, {"outcome": "done", "words": "Ring 91 23 45 67"}, form=form, status=422)
    phone.submit(asked, {"outcome": "done", "words": "Hun i 13097248022"}, form=form, status=422)
    old = phone.get(asked).fields(form)
    phone.submit(asked, {"outcome": "done", "words": "Kaffebord i stua"}, form=form, status=303)
    late = phone.post(asked, old | {"outcome": "trying", "words": "Noe annet"}, status=409)
    assert "Kaffebord i stua" in late.words
    assert db.session.scalars(select(CampaignFollowUp.text)).all() == ["Kaffebord i stua"]


def test_before_that_it_says_when(phone, path):
    assert "spør vi: Hva ble det til?" in phone.get(path).words
    phone.post(path, {"do": "became", "outcome": "done", "words": "Noe"}, status=409)


def test_who_may_read_the_answers_is_invited_again(phone, path, mail_on):
    page = phone.submit(path, {"do": "lead"}, form="[aria-labelledby=nobody]", status=303)
    assert (page.location, db.session.scalars(select(Mail.to_address)).one()) == (path, "berit.foss@example.no")
    assert "Lenken er sendt." in phone.follow(page).words
    assert len(db.session.scalars(select(Invitation).where(Invitation.revoked_at.is_(None))).all()) == 1
    db.session.add(Membership(team_id=unit().team_id, user_id=1, role="leader", joined_on=today()))
    db.session.commit()
    assert phone.get(path).select("[aria-labelledby=nobody]") == []


def test_a_code_that_is_none_is_not_there_and_a_loose_one_is_put_right(phone, path, day):
    assert phone.look(f"/dagen/{day.year}/2222-2222-2222").status == 404
    assert phone.get(path.upper().replace("/DAGEN", "/dagen"), status=302).location == path
    assert phone.look(path.replace(str(day.year), str(day.year - 1))).status == 404
    phone.post(path, {"do": "burn"}, status=400)


def test_the_page_asks_the_same_number_of_questions_however_much_was_counted(phone, path, queries):
    phone.get(path)
    with queries() as few:
        phone.get(path)
    for _ in range(20):
        phone.post(path, press(), status=303)
    with queries() as many:
        phone.get(path)
    assert len(many) - len(few) in {0, 1}


def test_an_answer_by_the_square_counts_by_itself_once(phone, path):
    where = phone.get(path).one(".v-addr a")["href"].removeprefix("http://localhost")
    data = phone.get(where).fields() | {"answer": "Kaffe sammen"}
    for _ in range(2):
        phone.post(where, data, status=200)
    assert numbers(phone.get(path)) == ["1", "1"]
