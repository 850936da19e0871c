"""The pages of the chain: from the list to one answer, an idea, a test, an intervention, and told back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.web.answers.waiting import send
from tracker.access.people import local_day
from tracker.models.answers import AnswerState, AnswerTheme, AnswerThemeLink, Telling
from tracker.models.base import db
from tracker.models.improvement import Intervention, InterventionState
from tracker.services.answers.themes import begin_themes

TEAM = "/teams/kirurgisk-3"
WORDS = "Jeg får ikke sove. Det er lyst i gangen."


@pytest.fixture
def answer(cast, inside):
    nora = inside("nora")
    begin_themes(nora)
    db.session.flush()
    theme = db.session.scalars(select(AnswerTheme).where(AnswerTheme.slug == "sovn")).one()
    rows = [send(cast.team, WORDS, state=AnswerState.APPROVED) for _each in range(5)]
    for row in rows:
        row.sent_on -= timedelta(days=40)
        row.week -= timedelta(days=42)
        row.reviewed_at -= timedelta(days=35)
        db.session.add(AnswerThemeLink(answer_id=row.id, theme_id=theme.id, team_id=cast.team.id, at=nora.now))
    db.session.commit()
    return rows[0]


def page_of(answer):
    return f"{TEAM}/answers/{answer.public_id}"


def test_one_step_at_a_time_from_an_answer_to_what_was_told(as_, answer, cast):
    nora, page = as_("nora"), page_of(answer)
    assert "Stoppet: venter på dere." in nora.get(page).words
    made = nora.get(page).one(".acts .btn-primary")
    assert made.get_text(strip=True) == "Lag en idé av svaret"
    nora.submit(made["href"], {"title": "Stille time", "measures": str(cast.chair.id)})
    row = db.session.scalars(select(Intervention)).one()
    assert row.state is InterventionState.IDEA
    step = nora.get(page).one(".acts .btn-primary")
    assert step.get_text(strip=True) == "Lag en test av ideen"
    nora.submit(step["href"], {"title": "En natt", "plan": "Ett rom", "prediction": "Flere sover"})
    assert nora.get(page).one(".acts .btn-primary").get_text(strip=True) == "Gjør til tiltak"
    row.state, row.started_on = InterventionState.IMPLEMENTED, local_day(answer.reviewed_at)
    db.session.commit()
    assert nora.get(page).one(".cols form .btn-primary").get_text(strip=True) == "Fortell tilbake"
    nora.submit(page, {"text": "Lyset er dempet fra kl. 22."}, form=".cols form")
    assert "Hele veien" in nora.get(page).words
    assert "Lyset er dempet fra kl. 22." in as_("siv").get(page).words


def test_a_tie_made_by_mistake_is_taken_away_and_can_be_made_again(as_, answer, cast):
    nora, page = as_("nora"), page_of(answer)
    nora.submit(nora.get(page).one(".acts .btn-primary")["href"], {"title": "Ro", "measures": str(cast.chair.id)})
    away = nora.get(page).one(".v-log a.danger")["href"]
    assert not as_("siv").get(page).select(".v-log a.danger")
    again = nora.follow(nora.submit(away))
    assert "Svaret er ikke lenger koblet til «Ro»." in again.words
    assert "Stoppet: venter på dere." in again.words
    assert "Koblingen er borte allerede." in nora.follow(nora.post(away)).words


def test_what_was_not_told_right_comes_back_as_it_was_typed(as_, answer):
    nora = as_("nora")
    page = nora.submit(page_of(answer), {"text": "Ring 13097248022"}, form=".cols form", status=422)
    assert "13097248022" in page.one("textarea").get_text()
    page = nora.submit(page_of(answer), {"text": "Ali  Hassan demper lyset."}, form=".cols form", status=422)
    assert "Skriv ikke navn på ansatte." in page.errors()
    assert "Ali  Hassan" in page.one("textarea").get_text()
    assert db.session.scalars(select(Telling)).all() == []


def test_what_was_told_to_one_is_published_when_it_says_who_decided(as_, answer):
    nora, tellings = as_("nora"), f"{TEAM}/answers/tellings"
    nora.submit(page_of(answer), {"text": "Lyset er dempet.", "kind": "did"}, form=".cols form")
    publish = nora.get(tellings).one(".telling-acts form")["action"]
    edit = nora.follow(nora.post(publish))
    assert "Skriv hvem som bestemte det, og når. Så kan du publisere." in edit.words
    as_(None).get("/fortalt/kirurgisk-3", status=404)
    nora.submit(edit.path, {"decided_by": "avdelingsledelsen", "decided_on": "2026-10-12"})
    nora.post(publish)
    assert "Lyset er dempet." in as_(None).get("/fortalt/kirurgisk-3").words


def test_a_representative_reads_all_and_changes_nothing(as_, answer):
    siv = as_("siv")
    for path in (f"{TEAM}/answers/chain", page_of(answer), f"{TEAM}/answers/themes/sovn", f"{TEAM}/answers/measures"):
        page = siv.get(path)
        assert not page.select("main form[method=post]")
    assert WORDS in siv.get(page_of(answer)).words


def test_a_no_with_its_reason_stands_under_the_answer_and_can_be_taken_up_again(as_, answer):
    nora, page = as_("nora"), page_of(answer)
    nora.submit(f"{page}/decline", {"reason": "Lyset styres av vakta."})
    assert "Nei: Lyset styres av vakta." in nora.get(page).words
    nora.post(f"{page}/reopen")
    assert "Nei:" not in nora.get(page).words


def test_a_theme_is_declined_or_tied_as_a_whole(as_, answer):
    nora = as_("nora")
    page = nora.follow(nora.submit(f"{TEAM}/answers/themes/sovn/decline", {"reason": "Lyset styres av vakta."}))
    assert "Det gjelder 5 svar." in page.words
    assert "5 fikk nei, med grunn" in nora.get(f"{TEAM}/answers/chain").words


def test_an_answer_that_is_not_read_has_no_page(as_, cast):
    waiting = send(cast.team, "Uleste ord")
    db.session.commit()
    for who in ("nora", "ali", "siv"):
        as_(who).get(page_of(waiting), 404)
    as_("ingrid").get(page_of(waiting), 403)
    as_("per").get(page_of(waiting), 404)


def test_before_the_first_answer_the_pages_say_what_will_come(as_, cast):
    nora = as_("nora")
    assert "Her kommer svarene når de er lest" in nora.get(f"{TEAM}/answers/chain").words
    assert "Diagrammene kommer når dere teller" in nora.get(f"{TEAM}/answers/measures").words
