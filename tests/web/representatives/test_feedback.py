"""The page of those who speak for patients: they say whether a chart is as they live it, and the team answers."""

import pytest
from sqlalchemy import delete, select

from tests.people import MADE
from tests.spoken import another_speaker, held
from tests.web.answers.waiting import send
from tests.web.charted import MOMENT, monday
from tracker.access.permissions import Permission
from tracker.access.team import enter_team
from tracker.models.answers import AnswerState
from tracker.models.base import db
from tracker.models.improvement import Intervention, InterventionState
from tracker.models.measurements import Measurement
from tracker.models.representatives import Recognised, Recognition
from tracker.models.threads import Message, Thread
from tracker.services.representatives.cooperation import rate
from tracker.services.representatives.recognition import recognise
from tracker.services.threads.threads import NewMessage, ThreadPlace, begin_thread

pytestmark = pytest.mark.usefixtures("wednesday_morning")

TEAM = "/teams/kirurgisk-3"
PAGE = f"{TEAM}/feedback"
NEW, RATING, SEATS = f"{PAGE}/new", f"{PAGE}/rating", f"{PAGE}/seats"
TO_TEAM = f'main form[action="{NEW}"]'


def threads():
    db.session.rollback()
    return db.session.scalars(select(Thread).order_by(Thread.id)).all()


def news(page):
    return [line.get_text(" ", strip=True) for line in page.select(".rp-news li")]


def knows(chair):
    return f"{PAGE}/measures/{chair.id}"


@pytest.fixture
def asked(as_):
    as_("siv").submit(PAGE, {"text": "Når blir det stille?"}, form=TO_TEAM)
    (row,) = threads()
    return row


def test_a_representative_lands_on_her_own_page_and_others_on_the_teams(as_):
    assert as_("siv").get("/", 302).location == PAGE
    assert as_("ali").get("/", 302).location == TEAM


def test_the_first_visit_says_what_she_sees_and_may_do(as_):
    siv = as_("siv")
    page = siv.get(PAGE)
    assert page.h1 == "Hei, Siv"
    assert "Du er brukerrepresentant i Kirurgisk sengepost 3." in page.words
    assert "Du endrer aldri tall" in page.words
    page = siv.follow(siv.submit(PAGE, form="main form.post"))
    assert "Velkommen" not in page.words
    assert "Ikke noe nytt siden 11. november." in page.words


def test_a_chart_on_her_page_is_silent_when_the_network_says_so(as_, cast, chair):
    cast.network.silent_after = 1
    last = Measurement.period_start == monday(45)
    db.session.execute(delete(Measurement).where(Measurement.measure_id == chair.id, last))
    db.session.commit()
    assert "Registrerer ikke" in as_("siv").get(knows(chair)).one(".rp-s .tag").get_text()


def test_an_answer_from_the_page_is_a_bubble_on_the_last_point_and_the_team_must_answer(as_, chair):
    siv, nora = as_("siv"), as_("nora")
    form = f'main form[action="{knows(chair)}"]'
    page = siv.follow(siv.submit(PAGE, {"answer": "partly", "text": "Ikke på kveld."}, form=form))
    assert "Du svarte: delvis" in page.words
    (thread,) = threads()
    assert (str(thread.first_start), thread.waits, thread.value is not None) == ("2026-11-02", True, True)
    chart = nora.get(f"{TEAM}/measures/{chair.id}-{chair.slug}")
    assert "Ikke på kveld." in chart.one(f"#samtale-{thread.flag}").get_text()
    assert news(nora.get(PAGE)) == [
        "Siv Aas venter på svar fra dere. Skrevet i dag: «Ikke på kveld.» Les og svar Siv Aas venter på svar fra dere."
    ]
    nora.submit(f"{TEAM}/threads/{thread.id}", {"text": "Vi teller på kveld fra mandag."})
    page = siv.get(PAGE)
    assert "Nora Lund svarte 11. november: Vi teller på kveld fra mandag." in page.words
    siv.submit(knows(chair), {"answer": "yes"})
    assert "Du svarte: ja" in siv.get(PAGE).words
    assert len(db.session.scalars(select(Message)).all()) == 3


def test_a_measure_without_a_point_gets_a_bubble_about_all_of_it(as_, cast):
    as_("siv").submit(knows(cast.minutes), {"answer": "no"})
    (thread,) = threads()
    assert (thread.measure_id, thread.first_start) == (cast.minutes.id, None)
    (message,) = thread.messages
    assert message.text == "Nei, slik opplever jeg det ikke."


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"answer": ""}, "Velg"),
        ({"answer": "yes", "text": "om 13097248022"}, "fødselsnummer"),
        ({"answer": "yes", "text": "ring 98 76 54 32"}, "telefonnummer"),
        ({"answer": "yes", "text": "x" * 1001}, "Teksten er for lang."),
    ],
)
def test_what_is_wrong_is_told_and_kept_and_nothing_is_stored(as_, chair, typed, told):
    page = as_("siv").submit(knows(chair), typed, status=422)
    assert told in page.errors()
    assert page.fields()["text"] == typed.get("text", "")
    assert threads() == []
    assert db.session.scalars(select(Recognition)).all() == []


def test_what_waits_stands_on_top_for_both_and_is_answered_on_its_own_page(as_, asked):
    siv, nora = as_("siv"), as_("nora")
    assert news(siv.get(PAGE))[0].startswith("Teamet har ikke svart deg ennå. Du skrev «Når blir det stille?» i dag.")
    assert "Siv Aas venter på svar" in nora.get("/notifications").words
    page = nora.follow(nora.submit(f"{TEAM}/threads/{asked.id}", {"text": "Fra klokka 22."}))
    assert page.path.startswith(PAGE)
    assert "Nora Lund har svart deg" in siv.get("/notifications").words
    assert "Besvart av Nora Lund" in siv.get(PAGE).one(".th-d").get_text()
    assert news(nora.get(PAGE)) == []


def test_what_came_since_is_new_until_she_says_that_she_has_seen_it(as_, cast, asked):
    siv = as_("siv")
    siv.post(f"{PAGE}/seen")
    db.session.add(
        Intervention(
            team_id=cast.team.id,
            flag=7,
            title="Ro etter 22",
            created_by_id=cast.people["nora"].id,
            created_at=MOMENT.replace(hour=23),
            started_on=MADE.date(),
            state=InterventionState.IMPLEMENTED,
        )
    )
    db.session.commit()
    assert any(line.startswith("Nytt tiltak 7: «Ro etter 22»") for line in news(siv.get(PAGE)))


def test_her_own_message_is_changed_and_taken_away_where_it_stands(as_, asked):
    siv, at = as_("siv"), f"{TEAM}/threads/{asked.id}/messages/{asked.messages[0].id}"
    page = siv.follow(siv.submit(f"{at}/edit", {"text": "Når blir det stille om natta?"}))
    assert page.path.startswith(PAGE)
    assert "Når blir det stille om natta?" in page.words
    siv.submit(f"{at}/remove", form="main form")
    assert threads() == []


@pytest.mark.parametrize("who", ["nora", "ali", "kari", "ingrid"])
def test_the_team_and_who_follows_it_read_and_are_asked_nothing(as_, who, chair, asked):
    page = as_(who).get(PAGE)
    assert page.h1 == "Representantene"
    assert "Når blir det stille?" in page.words
    assert page.select(TO_TEAM) == []
    assert page.select('form[action*="/feedback/measures/"]') == []
    assert "Ingen representant har svart ennå." in page.words


def test_what_the_answers_became_is_counted_from_five_and_for_those_who_may_read_them(as_, cast):
    for number in range(5):
        if number == 4:
            assert "Under 5 svar." in as_("siv").get(PAGE).one('[aria-labelledby="became"]').get_text()
        send(cast.team, f"Svar {number}", state=AnswerState.APPROVED)
        db.session.commit()
    page = as_("siv").get(PAGE)
    said = {each.dt.get_text(): each.dd.get_text() for each in page.select(".rp-became > div")}
    assert said == {"svar er lest": "5", "ble til tiltak": "0", "er fortalt tilbake": "0", "venter på teamet": "5"}
    assert as_("nora").get(PAGE).select(".rp-became")
    assert as_("ingrid").get(PAGE).select('[aria-labelledby="became"]') == []


def test_the_form_says_who_sees_the_rating_and_the_team_sees_it_joined(as_, cast):
    held(cast, 4)
    siv, nora, ingrid = as_("siv"), as_("nora"), as_("ingrid")
    assert "Bare du og verten for nettverket ser svarene dine." in siv.get(RATING).words
    jon = another_speaker(cast)
    assert "Teamet ser gjennomsnittet når minst to har svart" in siv.get(RATING).words
    siv.submit(RATING, {"from_start": "3", "is_used": "4", "is_told": "2"})
    assert "3 av 5" in siv.get(PAGE).words
    assert "3 av 5" in ingrid.get(PAGE).words
    assert "av 5" not in nora.get(PAGE).words
    assert "Svarene vises når minst to har svart." in nora.get(PAGE).words
    rate(enter_team(jon, "kirurgisk-3", Permission.READ, now=MOMENT), {"from_start": 4, "is_used": 4, "is_told": 2})
    db.session.commit()
    page = nora.get(PAGE)
    assert "3,5 av 5" in page.words
    assert "Svarene fra 2 representanter samlet." in page.words


def test_nothing_is_rated_before_the_fourth_gathering(as_, cast):
    held(cast, 3)
    siv = as_("siv")
    assert siv.get(RATING).select("input[type=radio]") == []
    answer = siv.post(RATING, {"from_start": "3", "is_used": "4", "is_told": "2"}, status=422)
    assert answer.status == 422


def test_a_leader_writes_down_how_far_a_seat_has_come(as_, cast):
    nora = as_("nora")
    page = nora.follow(nora.submit(f"{SEATS}/new", {"role": "relative_representative", "state": "asked"}))
    assert "Pårørenderepresentant Spurt" in page.one(".rp-seats").get_text(" ", strip=True)
    (href,) = [link for link in page.links() if link.startswith(f"{SEATS}/") and not link.endswith("new")]
    wrong = nora.submit(href, {"until": "30.6.2027"}, status=422)
    assert "Skriv dagen når noen har sagt ja." in wrong.errors()
    page = nora.follow(nora.submit(href, {"state": "accepted", "until": "30.6.2027"}))
    assert "Sagt ja, til 30. juni 2027" in page.words


def test_the_host_reads_in_the_table_where_nobody_speaks(as_, cast):
    ingrid = as_("ingrid")
    assert "Representant mangler" not in ingrid.get("/networks/brukermedvirkning").words
    as_("nora").submit(f"{SEATS}/new", {"role": "user_representative", "state": "sought"})
    for row in db.session.scalars(select(Recognition)):
        db.session.delete(row)
    db.session.execute(db.text("UPDATE membership SET left_on = '2026-11-01' WHERE role = 'user_representative'"))
    db.session.commit()
    assert "Representant mangler (søkes)" in ingrid.get("/networks/brukermedvirkning").words
    assert "Representant mangler" not in as_("kari").get("/networks/brukermedvirkning").words
    assert "Kirurgisk sengepost 3 Mangler, søkes" in ingrid.get("/networks/brukermedvirkning/about").words
    assert "Representant mangler" in as_("nora").get(PAGE).words


def test_what_is_planned_together_is_written_on_the_intervention(as_, cast):
    nora = as_("nora")
    fields = {"title": "Ro", "measures": str(cast.chair.id), "started_on": "2.11.2026"}
    page = nora.follow(
        nora.submit(
            f"{TEAM}/interventions/new",
            fields | {"with_representatives": "y", "with_organisations": "Brukerforeningen"},
        )
    )
    assert "Planlagt sammen med representantene, Brukerforeningen" in page.words
    assert "Tjeneste 1 1" in as_("siv").get(PAGE).one(".rp-lev").get_text(" ", strip=True)


def test_the_page_asks_as_often_however_much_is_said(as_, cast, chair, queries):
    siv = as_("siv")
    siv.get(PAGE)
    access = enter_team(cast.people["siv"], "kirurgisk-3", Permission.READ, now=MOMENT)
    _say(access, cast.chair, "a")
    with queries() as few:
        siv.get(PAGE)
    for number, measure in enumerate((cast.minutes, cast.falls)):
        _say(access, measure, f"b{number}")
    for number in range(5):
        begin_thread(access, None, ThreadPlace(), NewMessage(text="Hei", submission=f"c{number}", asks=True))
    db.session.commit()
    with queries() as many:
        siv.get(PAGE)
    assert len(many) == len(few)


def _say(access, measure, submission):
    recognise(access, measure, ThreadPlace(), Recognised.NO, sentence="Nei.", text="", submission=submission)
    begin_thread(access, None, ThreadPlace(), NewMessage(text="Hei", submission=f"{submission}t", asks=True))
    db.session.commit()
