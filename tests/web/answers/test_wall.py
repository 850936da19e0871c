"""The wall: what the team has read, filtered and counted; nothing of it outside the team."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from tests.web.answers.waiting import send
from tracker.models.answers import (
    HIDDEN_WORD,
    AnsweredBy,
    AnswerLink,
    AnswerState,
    AnswerTheme,
    AnswerThemeLink,
    AnswerWay,
    Telling,
    TellingAnswer,
    TellingKind,
)
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.improvement import Intervention, InterventionState
from tracker.services.answers.themes import begin_themes, themes_of

TEAM = "/teams/kirurgisk-3"
WALL = f"{TEAM}/answers"
APPROVED = AnswerState.APPROVED


@pytest.fixture
def themed(inside):
    """Tie answers to themes by their names in addresses."""

    def tie(rows, *slugs):
        nora = inside("nora")
        begin_themes(nora)
        ids = {theme.slug: theme.id for theme in themes_of(nora)}
        for row in rows:
            for slug in slugs:
                link = AnswerThemeLink(answer_id=row.id, theme_id=ids[slug], team_id=row.team_id, at=nora.now)
                db.session.add(link)
        db.session.commit()

    return tie


@pytest.fixture
def many(cast, themed):
    """Fourteen answers: seven of sleep, two of food, five of neither; two of them for the team alone."""
    day = date(2026, 11, 2)
    rows = [
        send(cast.team, f"Svar {number}", state=APPROVED, shared=number > 1, day=day - timedelta(weeks=number % 3))
        for number in range(14)
    ]
    themed(rows[:7], "sovn")
    themed(rows[7:9], "mat")
    return rows


def tie(row, cast, state=InterventionState.IDEA):
    deed = Intervention(
        team_id=cast.team.id,
        flag=7,
        title="Stille time",
        state=state,
        started_on=None if state == "idea" else row.sent_on,
        created_by_id=cast.people["nora"].id,
        created_at=row.reviewed_at,
    )
    db.session.add(deed)
    db.session.flush()
    link = AnswerLink(
        team_id=cast.team.id, answer_id=row.id, intervention_id=deed.id, linked_on=row.sent_on, at=row.reviewed_at
    )
    db.session.add(link)
    db.session.commit()
    return deed


def tell(row, text="Vi slukker i gangen klokka 22.", **more):
    telling = Telling(
        team_id=row.team_id, kind=TellingKind.DID, text=text, told_on=row.sent_on, created_at=row.reviewed_at, **more
    )
    db.session.add(telling)
    db.session.flush()
    db.session.add(TellingAnswer(telling_id=telling.id, answer_id=row.id, team_id=row.team_id))
    db.session.commit()


def bubbles(page):
    return [each.get_text(strip=True) for each in page.select(".v-item blockquote")]


def test_the_wall_begins_empty_and_says_what_to_do(as_):
    page = as_("nora").get(WALL)
    assert "Ingen svar ennå. Heng opp QR-koden ved senga eller i gangen." in page.words


def test_a_few_answers_have_no_numbers(as_, cast):
    send(cast.team, "God kaffe", state=APPROVED)
    db.session.commit()
    page = as_("nora").get(WALL)
    assert bubbles(page) == ["God kaffe"]
    assert page.select(".lead, .v-chips") == []
    assert "Et tema får tall når 5 svar har det." in page.words


def test_twelve_are_shown_newest_week_first_and_the_rest_by_a_link(as_, many):
    nora = as_("nora")
    page = nora.get(WALL)
    weeks = [each.week for each in sorted(many, key=lambda row: (-row.week.toordinal(), row.public_id))]
    assert len(bubbles(page)) == 12
    shown = nora.get(page.one(".pager a")["href"])
    said = [each.get_text() for each in shown.select(".v-item figcaption")]
    assert [f"uke {week.isocalendar().week}" in text for week, text in zip(weeks, said, strict=True)] == [True] * 14


def test_a_theme_has_a_number_from_five_answers(as_, many):
    chips = [each.get_text(" ", strip=True) for each in as_("nora").get(WALL).select("nav .v-chip")]
    assert "Søvn 7" in chips
    assert "Mat" in chips


def test_filters_together_are_a_cell_with_its_own_threshold(as_, many):
    nora = as_("nora")
    assert "Søvn: 7 svar." in nora.get(f"{WALL}?theme=sovn").words
    few = nora.get(f"{WALL}?theme=mat&group=waiting")
    assert (len(bubbles(few)), "Under 5 svar." in few.words, "2 svar." in few.words) == (2, True, False)


def test_the_numbers_filter(as_, cast, many):
    tie(many[3], cast)
    nora = as_("nora")
    page = nora.get(WALL)
    link = next(each for each in page.select(".lead a") if each.get_text() == "er idé eller test")
    assert bubbles(nora.get(link["href"])) == ["Svar 3"]


def test_what_was_done_stands_under_an_answer(as_, cast):
    row = send(cast.team, "At det blir stille", state=APPROVED)
    tie(row, cast)
    nora = as_("nora")
    assert "Idé Stille time" in nora.get(WALL).words
    tell(row)
    assert "Fortalt tilbake Vi slukker i gangen klokka 22." in nora.get(WALL).words


def test_an_answer_for_the_team_alone_has_a_lock_and_is_not_printed(as_, cast):
    send(cast.team, "Bare dere", state=APPROVED, shared=False)
    db.session.commit()
    page = as_("siv").get(WALL)
    assert "Bare teamet" in page.one(".v-own").get_text()


def test_a_hidden_word_is_read_as_such(as_, cast):
    send(cast.team, f"At {HIDDEN_WORD} kommer", state=APPROVED, hidden_words=1)
    db.session.commit()
    assert "skjult ord" in as_("nora").get(WALL).one(".v-gone").get_text()


def test_who_answered_filters(as_, cast, many):
    send(cast.team, "Fra datteren", state=APPROVED, who=AnsweredBy.KIN)
    db.session.commit()
    assert bubbles(as_("nora").get(f"{WALL}?who=kin")) == ["Fra datteren"]


def test_a_month_filters_on_the_day_answers_were_sent(as_, cast, many):
    nora = as_("nora")
    names = {each["value"]: each.get_text() for each in nora.get(WALL).select("#month option")}
    assert (names["2026-11"], names["2026-10"]) == ("november 2026", "oktober 2026")
    november = nora.get(f"{WALL}?month=2026-11")
    assert sorted(bubbles(november)) == sorted(f"Svar {number}" for number in range(0, 14, 3))
    assert len(bubbles(nora.get(f"{WALL}?month=2026-10"))) == 9


def test_the_tab_tells_the_leader_how_many_are_new(as_, cast, many):
    send(cast.team, "Ulest svar")
    db.session.commit()
    for path in (WALL, TEAM):
        assert as_("nora").get(path).one(".tab-count .vh").get_text() == "1 nytt svar"
        assert as_("ali").get(path).select(".tab-count") == []


def test_the_file_has_harmless_cells_and_a_line_in_the_trail_each_time(as_, cast):
    send(cast.team, "=1+1", state=APPROVED, shared=False)
    send(cast.team, "Ulest")
    send(cast.team, "Avvist", state=AnswerState.REJECTED, reject_reason="empty")
    db.session.commit()
    ali = as_("ali")
    for _ in range(2):
        answer = ali.post(f"{WALL}/file", status=200)
    assert "'=1+1;Ukjent" in answer.text or "'=1+1;Pasient" in answer.text
    assert "Ulest" not in answer.text
    assert "Avvist" not in answer.text
    lines = db.session.scalars(select(AuditLine).where(AuditLine.subject == "answer_file")).all()
    assert len(lines) == 2
    assert as_("siv").post(f"{WALL}/file", status=403)


def test_themes_are_renamed_and_merged_and_count_once(as_, many, cast):
    nora = as_("nora")
    nora.submit(f"{WALL}/themes/mat/edit", {"name": "Mat og drikke"})
    assert "Mat og drikke" in nora.get(f"{WALL}/themes").words
    into = db.session.scalars(select(AnswerTheme.id).where(AnswerTheme.slug == "sovn")).one()
    nora.submit(f"{WALL}/themes/mat/merge", {"into": str(into)})
    page = nora.get(WALL)
    assert "Søvn 9" in [each.get_text(" ", strip=True) for each in page.select("nav .v-chip")]
    assert "Mat og drikke" not in page.words


def test_a_theme_is_not_called_what_another_is(as_, many):
    nora = as_("nora")
    page = nora.submit(f"{WALL}/themes/mat/edit", {"name": "Søvn"}, status=422)
    assert "Dere har et tema som heter det" in page.words


def test_the_wall_costs_the_same_however_much_hangs_there(as_, cast, many, queries):
    nora = as_("nora")
    with queries() as few:
        nora.get(WALL)
    for number in range(30):
        tell(send(cast.team, f"Enda et {number}", state=APPROVED))
    with queries() as more:
        nora.get(WALL)
    assert len(few) == len(more) <= 26


def test_the_card_on_the_teams_page_has_one_told_and_one_that_waits(as_, cast, many):
    told = send(cast.team, "At dere hører", state=APPROVED)
    tell(told)
    send(cast.team, "Ulest svar")
    db.session.commit()
    page = as_("nora").get(TEAM)
    card = page.one('[aria-labelledby="matters"]').get_text(" ", strip=True)
    assert "At dere hører" in card
    assert "venter på dere" in card
    assert "Les 1 nytt svar" in card
    assert "Ulest svar" not in page.text
    assert "Les 1 nytt svar" not in as_("siv").get(TEAM).words


def test_a_team_without_answers_has_no_card(as_):
    assert as_("nora").get(TEAM).select('[aria-labelledby="matters"]') == []


@pytest.mark.parametrize(("name", "status"), [("kari", 403), ("ingrid", 403), ("per", 404), (None, 302)])
def test_nobody_outside_the_team_reads_an_answer(as_, cast, name, status):
    send(cast.team, "Uleste ord")
    row = send(cast.team, "Delte ord", state=APPROVED)
    own = send(cast.team, "Egne ord", state=APPROVED, shared=False)
    db.session.commit()
    for path in (WALL, f"{WALL}?theme=sovn", f"{WALL}/{row.public_id}/withdraw", f"{WALL}/{own.public_id}/withdraw"):
        page = as_(name).get(path, status=status)
        assert not any(each in page.text for each in ("Uleste ord", "Delte ord", "Egne ord"))
    for path in (TEAM, f"{TEAM}/feedback"):
        assert "ord</bdi>" not in as_(name).get(path, status=None).text


def test_a_team_finds_none_of_anothers_answers(as_, cast):
    row = send(cast.other_team, "Legevaktas ord", state=APPROVED)
    db.session.commit()
    nora = as_("nora")
    assert "Legevaktas ord" not in nora.get(WALL).text
    nora.get(f"{WALL}/{row.public_id}/withdraw", status=404)


def test_ways_in_are_all_on_the_wall(as_, cast):
    for way in AnswerWay:
        row = send(cast.team, f"Svar {way.value}", state=APPROVED)
        row.way = way
    db.session.commit()
    assert len(bubbles(as_("siv").get(WALL))) == len(AnswerWay)
