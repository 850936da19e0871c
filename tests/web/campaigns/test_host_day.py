"""The host's pages of the day: setting and moving it, those who lack something, and writing to exactly those."""

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
import time_machine
from sqlalchemy import select

from tests.people import MADE
from tests.services.campaigns.days import ASKED, BEFORE, CLOSED, ON_THE_DAY, at, day_of, joined, new_unit
from tracker.access.team_code import show_code
from tracker.models.answers import AnswerLanguage
from tracker.models.base import db
from tracker.models.campaigns import Campaign, CampaignResult, CampaignUnit, CountedKind
from tracker.models.mail import Mail
from tracker.models.programmes import Programme
from tracker.services.campaigns import counting, freezing
from tracker.services.campaigns.signing_up import sign_up

HERE = "/networks/brukermedvirkning/days"
DAY = f"{HERE}/2026"


@pytest.fixture
def day(cast):
    row = day_of(cast)
    db.session.commit()
    return row


@pytest.fixture
def on(as_):
    """Ingrid at a moment."""

    def travel(moment):
        travelling = time_machine.travel(moment, tick=False)
        travelling.start()
        started.append(travelling)
        return as_("ingrid")

    started: list = []
    yield travel
    for each in started:
        each.stop()


def units(page):
    return [row.select_one("a").get_text() for row in page.select(".v-host tbody tr")]


def tiles(page):
    return [" ".join(tile.get_text(" ").split()) for tile in page.select(".lead li")]


def body(mail):
    return message_from_bytes(mail.raw, policy=default).get_body(("plain",)).get_content()


def test_a_network_without_a_day_is_asked_to_set_one_and_does(as_):
    ingrid = as_("ingrid")
    page = ingrid.get(HERE)
    assert page.one(".empty a")["href"] == f"{HERE}/new"
    wrong = ingrid.submit(f"{HERE}/new", {"held_on": "4.6.2031", "opens_on": "5.6.2031"}, status=422)
    assert "Datoene må komme i rekkefølge" in wrong.errors()
    made = ingrid.follow(ingrid.submit(f"{HERE}/new", {"held_on": "4.6.2031", "opens_on": "1.4.2031"}))
    assert made.h1 == "«Hva er viktig for deg?»-dagen 2031"
    assert "Påmelding åpner 1. april" in made.words
    assert "Siden fryses 12. juni" in made.words
    twice = ingrid.submit(f"{HERE}/new", {"held_on": "6.6.2031", "opens_on": "1.4.2031"}, status=422)
    assert "Det året har en dag fra før" in twice.errors()
    assert "2031" in ingrid.get(HERE).one("main table").get_text()


def test_a_programmes_day_is_led_to_from_its_page_and_held_by_each_of_its_hosts(as_, cast):
    programme = Programme(name="Gode forløp", slug="gode-forlop", created_at=MADE)
    db.session.add(programme)
    db.session.flush()
    cast.network.programme_id = programme.id
    db.session.commit()
    ingrid = as_("ingrid")
    assert not ingrid.get("/programmes/gode-forlop").select("a[href^='/dagen']")
    ingrid.submit(f"{HERE}/new", {"held_on": "4.6.2031", "opens_on": "1.4.2031", "for_programme": "y"})
    assert db.session.scalars(select(Campaign.programme_id)).one() == programme.id
    assert ingrid.get("/programmes/gode-forlop").one("a[href='/dagen/2031']")
    assert "2031" in ingrid.get(HERE).one("main table").get_text()


def test_a_moved_day_asks_and_then_tells_the_units_in_their_language(on, day, mail_on):
    joined(day)
    joined(day, new_unit("Enhed", contact="lone@example.dk", language=AnswerLanguage.DA))
    sign_up(day, new_unit("Ikke bekreftet"), now=BEFORE)
    db.session.commit()
    ingrid = on(BEFORE)
    asked = ingrid.submit(f"{DAY}/edit", {"held_on": "6.6.2026", "freezes_on": "14.6.2026"}, status=422)
    assert "2 enheter er påmeldt og venter på den gamle datoen" in asked.errors()
    assert db.session.get(Campaign, day.id).held_on == date(2026, 6, 4)
    action = asked.soup.select_one("main form")["action"]
    page = ingrid.follow(ingrid.post(action, asked.fields() | {"tells": "y"}))
    assert page.h1 == "Meldingen er på vei til 2 enheter"
    assert db.session.get(Campaign, day.id).held_on == date(2026, 6, 6)
    danish, norwegian = db.session.scalars(select(Mail).order_by(Mail.to_address.desc())).all()
    assert norwegian.to_address == "berit.foss@example.no"
    assert "dagen er 6. juni, ikke 4. juni." in " ".join(body(norwegian).split())
    assert "ikke 4. juni." in " ".join(body(danish).split())
    assert danish.subject == "Dagen er flyttet til 6. juni"
    assert "Hjemmetjenesten" not in body(norwegian)


def test_who_takes_a_unit_out_of_a_frozen_day_is_told_what_stays(on, day):
    unit = joined(day)
    freezing.freeze(day, now=CLOSED)
    db.session.commit()
    page = on(CLOSED).get(f"{DAY}/units/{unit.id}/remove")
    assert "Navnet og tallene er frosset og blir stående" in page.words
    assert "ikke med i tallene" not in page.words


def test_nobody_lacks_a_word_before_units_are_asked_what_it_became(on, day):
    joined(day)
    freezing.freeze(day, now=CLOSED)
    db.session.commit()
    page = on(CLOSED).get(DAY)
    assert (page.one("#units").get_text(), "fortalt" in " ".join(tiles(page))) == ("Påmeldt, 1 enhet", False)
    asked = on(ASKED).get(DAY)
    assert asked.one("#units").get_text() == "Har ikke fortalt hva det ble til, 1 enhet"
    assert "1 har ikke fortalt hva det ble til" in tiles(asked)


def test_a_frozen_day_keeps_its_dates_and_says_so(on, day):
    freezing.freeze(day, now=CLOSED)
    db.session.commit()
    ingrid = on(CLOSED)
    page = ingrid.submit(f"{DAY}/edit", {"held_on": "6.6.2026", "freezes_on": "14.6.2026"}, status=422)
    assert "Tallene er frosset. Datoene kan ikke endres nå." in page.errors()
    ingrid.submit(f"{DAY}/edit", {"asks_on": "1.10.2026"})


def test_on_the_day_those_that_have_not_counted_stand_there_and_get_what_she_writes(on, day, mail_on):
    joined(day)
    bo = joined(day, new_unit("Bo", contact="bo@example.no"))
    counting.count(at(bo, ON_THE_DAY), CountedKind.ASKED, uuid4(), number=12)
    db.session.commit()
    ingrid = on(ON_THE_DAY)
    page = ingrid.get(DAY)
    assert tiles(page)[0] == "2 av 340 inviterte enheter er påmeldt"
    assert tiles(page)[1:4] == ["12 er spurt i dag", "0 har svart", "1 har ikke talt ennå"]
    assert units(page) == ["Hjemmetjenesten sone øst"]
    assert units(ingrid.get(f"{DAY}?show=all")) == ["Bo", "Hjemmetjenesten sone øst"]
    button = page.one(".head .btn-primary")
    assert button.get_text(strip=True) == "Skriv til 1 enhet"
    sent = ingrid.follow(ingrid.submit(button["href"], {"subject": "Tell nå", "text": "Hei,\ntell nå."}))
    assert sent.h1 == "Meldingen er på vei til 1 enhet"
    assert "Hjemmetjenesten sone øst Storfjell kommune · berit.foss@example.no" in sent.words
    (mail,) = db.session.scalars(select(Mail)).all()
    assert mail.to_address == "berit.foss@example.no"
    assert "/dagen/2026/" in body(mail)
    stopped = ingrid.follow(ingrid.post(f"{sent.path}/stop"))
    assert "1 er stoppet." in stopped.words


def test_a_day_set_by_mistake_is_taken_away_until_somebody_has_signed_up(on, day):
    ingrid = on(BEFORE)
    assert ingrid.get(f"{DAY}/edit").select(f'a[href="{DAY}/remove"]')
    unit = sign_up(day, new_unit(), now=BEFORE)
    db.session.commit()
    refused = ingrid.follow(ingrid.submit(f"{DAY}/remove"))
    assert "En enhet er meldt på." in refused.words
    assert not refused.select(f'a[href="{DAY}/remove"]')
    db.session.delete(db.session.get(CampaignUnit, unit.id))
    db.session.commit()
    gone = ingrid.follow(ingrid.submit(f"{DAY}/remove"))
    assert "Dagen 2026 er fjernet." in gone.words
    ingrid.get(DAY, status=404)


def test_before_it_those_that_have_not_confirmed_stand_there_with_an_address_to_correct(on, day, mail_on):
    unit = sign_up(day, new_unit(contact="feil@example.no"), now=BEFORE)
    db.session.commit()
    ingrid = on(BEFORE)
    page = ingrid.get(DAY)
    assert page.one(".head .sub").get_text() == "Onsdag 4. juni 2026".replace("Onsdag", "Torsdag") + (
        ", om 15 dager. Vertskap: Helse Midt-Norge"
    )
    assert "feil@example.no" in page.one(".v-host").get_text()
    assert not page.select(".head .btn-primary")
    here = f"{DAY}/units/{unit.id}"
    fixed = ingrid.follow(ingrid.submit(here, {"contact": "riktig@example.no"}))
    assert "Adressen er lagret, og lenken er sendt dit." in fixed.words
    (mail,) = db.session.scalars(select(Mail)).all()
    assert (mail.to_address, show_code(unit.code) in body(mail)) == ("riktig@example.no", True)
    unit.confirmed_at = BEFORE
    db.session.commit()
    ingrid.submit(here, {"contact": "neste@example.no"})
    *_first, mail = db.session.scalars(select(Mail).order_by(Mail.id)).all()
    assert (mail.to_address, show_code(unit.code) in body(mail)) == ("neste@example.no", True)
    assert "Enheten er med på dagen, torsdag 4. juni 2026. Du er satt opp som" in " ".join(body(mail).split())
    gone = ingrid.follow(ingrid.submit(f"{here}/remove"))
    assert "Enheten er tatt ut av dagen." in gone.words
    assert "Alle som er påmeldt, har bekreftet." not in ingrid.get(DAY).words
    assert units(ingrid.get(f"{DAY}?show=out")) == [unit.name]
    assert "er med igjen." in ingrid.follow(ingrid.post(f"{here}/back")).words


def test_a_year_before_the_product_says_what_nobody_counted(as_, cast):
    row = day_of(cast, date(2014, 6, 4))
    row.invited = None
    db.session.add(CampaignResult(campaign_id=row.id, municipalities=29, frozen_at=datetime(2026, 1, 5, tzinfo=UTC)))
    row.frozen_at = datetime(2026, 1, 5, tzinfo=UTC)
    db.session.commit()
    page = as_("ingrid").get(f"{HERE}/2014")
    assert tiles(page) == ["ikke talt enheter var med", "ikke talt ble spurt", "ikke talt svarte"]
    assert "Kommuner 29" in page.words
    assert "Fra dette året har vi bare tallene." in page.words, page.one(".v-some")


def test_the_list_is_a_workbook_and_the_page_costs_the_same_with_more_units(on, day, queries):
    joined(day)
    db.session.commit()
    ingrid = on(ON_THE_DAY + timedelta(days=1))
    with queries() as few:
        ingrid.get(DAY)
    for number in range(5):
        joined(day, new_unit(f"Enhet {number}"))
    db.session.commit()
    with queries() as many:
        ingrid.get(DAY)
    assert len(many) == len(few)
    book = ZipFile(BytesIO(ingrid.get(f"{DAY}/units.xlsx").body))
    assert "Enhet 0" in book.read("xl/sharedStrings.xml").decode()
