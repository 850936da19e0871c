"""A leader reads answers one by one; nobody else sees them before, and hidden words are gone."""

import pytest
from sqlalchemy import select

from tests.web.answers.waiting import send, text_of
from tracker.models.accounts import Role
from tracker.models.answers import HIDDEN_WORD, Answer, AnswerState, AnswerTheme, AnswerThemeLink, RejectReason
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.teams import Membership

TEAM = "/teams/kirurgisk-3"
QUEUE = f"{TEAM}/answers/review"
WORDS = "Det viktigste er at Bjørg på nattevakt kommer innom. Naboen på rom 12 roper om natta."


@pytest.fixture
def waiting(cast):
    rows = [send(cast.team, WORDS), send(cast.team, "God kaffe."), send(cast.team, "At noen har tid.")]
    db.session.commit()
    return {row.public_id: row for row in rows}


@pytest.fixture
def nora(as_):
    return as_("nora")


@pytest.fixture
def two_leaders(cast, as_):
    seat = db.session.scalars(select(Membership).where(Membership.user_id == cast.people["ali"].id)).one()
    seat.role = Role.LEADER
    db.session.commit()
    return as_("nora"), as_("ali")


def show(visitor, public_id):
    return visitor.get(f"{QUEUE}?answer={public_id}")


def first(waiting):
    return next(iter(waiting))


def fresh(public_id):
    db.session.expire_all()
    return db.session.scalars(select(Answer).where(Answer.public_id == public_id)).one()


def decide(visitor, page, do="approve", **more):
    """Press a button of the page."""
    return visitor.post(QUEUE, page.fields("form.rv-one") | {"do": do} | more)


def names(page, css):
    return [each.get_text().strip() for each in page.select(css)]


def test_an_approved_answer_is_on_the_wall_and_the_next_one_comes(nora, waiting):
    answer = decide(nora, show(nora, first(waiting)), theme=["sovn", "trygghet"])
    assert (answer.status, answer.location) == (302, QUEUE)
    row = fresh(first(waiting))
    assert (row.state, row.reviewed_by.name, row.public_from is not None) == (AnswerState.APPROVED, "Nora Lund", True)
    themes = (
        select(AnswerTheme.slug)
        .join(AnswerThemeLink, AnswerThemeLink.theme_id == AnswerTheme.id)
        .where(AnswerThemeLink.answer_id == row.id)
    )
    assert set(db.session.scalars(themes)) == {"sovn", "trygghet"}
    assert "Bjørg" in nora.get(f"{TEAM}/answers").words
    assert nora.get(QUEUE).words.count("Svar 2 av 3") == 1


def test_an_answer_for_the_team_alone_is_never_public(nora, cast):
    row = send(cast.team, "At han får sove", shared=False)
    db.session.commit()
    decide(nora, show(nora, row.public_id))
    assert fresh(row.public_id).public_from is None


def test_hidden_words_are_gone_and_only_their_number_is_in_the_trail(nora, waiting):
    public_id = first(waiting)
    decide(nora, show(nora, public_id), hide=["4", "11", "12"])
    assert text_of(public_id) == (
        f"Det viktigste er at {HIDDEN_WORD} på nattevakt kommer innom. "
        f"Naboen på {HIDDEN_WORD} {HIDDEN_WORD} roper om natta."
    )
    line = db.session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
    assert (line.subject, line.after) == ("answer", {"hidden_words": 3})
    assert "Bjørg" not in str([(each.before, each.after, each.label) for each in db.session.scalars(select(AuditLine))])


def test_words_are_proposed_and_none_is_ticked(nora, waiting):
    page = show(nora, first(waiting))
    assert names(page, ".rv-look-at") == ["Bjørg", "rom", "12"]
    assert "«Bjørg» kan være et navn." in page.words
    assert "«rom 12» kan peke ut noen." in page.words
    assert "Kan noen på posten se hvem dette er?" in page.words
    assert page.select(".rv-one :checked") == page.select(".rv-one [checked]") == []


def test_themes_are_proposed_and_none_is_ticked(nora, waiting):
    page = show(nora, first(waiting))
    assert [each.get_text(" ", strip=True) for each in page.select(".rv-guess")] == ["3 Søvn (forslag)"]
    assert len(page.select(".rv-theme")) == 10


def test_a_name_is_marked_in_its_other_places_too(nora, cast):
    row = send(cast.team, "Bjørg er snill. Det er fint når Bjørg kommer.")
    db.session.commit()
    assert names(show(nora, row.public_id), ".rv-look-at") == ["Bjørg", "Bjørg"]


def test_a_stale_form_keeps_the_words_and_themes_that_were_ticked(nora, waiting):
    public_id = list(waiting)[1]
    typed = show(nora, public_id).fields("form.rv-one") | {"hide": ["1"], "theme": ["mat"], "do": "approve"}
    page = nora.post(QUEUE, typed | {"csrf_token": "old"}, status=422)
    assert page.fields("form.rv-one")["answer"] == public_id
    assert [each["value"] for each in page.select(".rv-one [checked]")] == ["1", "mat"]
    assert fresh(public_id).state is AnswerState.WAITING


def test_an_answer_that_is_put_off_is_last(nora, waiting):
    decide(nora, show(nora, first(waiting)), "later")
    page = nora.get(QUEUE)
    assert page.words.count("Svar 1 av 3") == 1
    assert page.one(".rv-one [name=answer]")["value"] != first(waiting)
    assert page.select(".rv-line a")[-1]["href"].endswith(first(waiting))


def test_a_rejection_needs_a_reason_and_says_what_to_do_elsewhere(nora, waiting):
    path = f"{QUEUE}/{first(waiting)}/reject"
    page = nora.get(path)
    assert "Ta det med avdelingen med en gang. Øyehøyde varsler ingen." in page.words
    assert "Meld den i avvikssystemet. Den hører ikke hjemme her." in page.words
    refused = nora.post(path, page.fields("form.rv-one"), status=422)
    assert (refused.status, fresh(first(waiting)).state) == (422, AnswerState.WAITING)
    assert "Velg hvorfor" in refused.words
    nora.post(path, page.fields("form.rv-one") | {"reason": "help_now"})
    row = fresh(first(waiting))
    assert (row.state, row.reject_reason, row.public_from) == (AnswerState.REJECTED, RejectReason.HELP_NOW, None)
    assert row.public_id in nora.get(f"{TEAM}/answers/rejected").text


@pytest.mark.parametrize("do", ["approve", "reject", "later"])
def test_the_last_decision_is_taken_back(nora, waiting, do):
    public_id = first(waiting)
    if do == "reject":
        path = f"{QUEUE}/{public_id}/reject"
        done = nora.post(path, nora.get(path).fields("form.rv-one") | {"reason": "empty"})
    else:
        done = decide(nora, show(nora, public_id), do, hide=["4"] if do == "approve" else [])
    page = nora.get(done.headers["Location"])
    nora.post(page.one(".rv-undo")["action"], page.fields(".rv-undo"))
    row = fresh(public_id)
    assert (row.state, row.reviewed_at, row.put_off_at, row.public_from) == (AnswerState.WAITING, None, None, None)
    assert ("Bjørg" in text_of(public_id)) is (do != "approve")


def test_of_two_leaders_the_second_is_told_who_did_what_and_gets_the_next(two_leaders, waiting):
    nora, ali = two_leaders
    public_id = first(waiting)
    hers, his = show(nora, public_id), show(ali, public_id)
    decide(nora, hers)
    answer = ali.follow(decide(ali, his, hide=["4"]))
    assert "Nora Lund godkjente svaret nettopp. Her er det neste." in answer.words
    assert "Bjørg" in text_of(public_id)
    assert answer.one(".rv-one [name=answer]")["value"] != public_id


def test_two_leaders_are_led_to_different_answers(two_leaders, waiting):
    nora, ali = two_leaders
    hers = nora.get(decide(nora, nora.get(QUEUE)).headers["Location"])
    his = ali.get(QUEUE)
    assert hers.one(".rv-one [name=answer]")["value"] != his.one(".rv-one [name=answer]")["value"]


def test_an_answer_that_was_withdrawn_meanwhile_is_no_error(nora, waiting):
    page = show(nora, first(waiting))
    nora.post(f"{TEAM}/answers/{first(waiting)}/withdraw")
    answer = nora.follow(decide(nora, page))
    assert "Svaret er trukket. Her er det neste." in answer.words


def test_keys_are_switched_off_for_good(nora, waiting):
    page = nora.get(QUEUE)
    assert page.select("[data-key=g]")
    nora.post(f"{QUEUE}/keys", page.fields('form[action$="/keys"]') | {"keys": "off"})
    assert nora.get(QUEUE).select("[data-key], .rv-one kbd") == []


def test_an_eleventh_theme_has_no_digit_but_a_way(nora, waiting):
    page = nora.get(f"{TEAM}/answers/themes")
    nora.post(f"{TEAM}/answers/themes", page.fields("main .form") | {"name": "Årstider"})
    eleventh = nora.get(QUEUE).select(".rv-theme")[-1]
    assert (eleventh.get_text(" ", strip=True), eleventh.input["data-key"]) == ("T Årstider", "t")


def test_the_words_of_an_answer_leave_no_trace_in_the_session(nora, waiting):
    answer = decide(nora, show(nora, first(waiting)))
    assert "Bj" not in str(answer.headers)


def test_an_empty_queue_says_what_was_done(nora, waiting):
    for _ in waiting:
        decide(nora, nora.get(QUEUE))
    page = nora.get(QUEUE)
    assert page.h1 == "Alle svar er lest"
    assert "Godkjent 3" in page.words


def test_reading_costs_the_same_however_many_wait(nora, cast, waiting, queries):
    with queries() as few:
        nora.get(QUEUE)
    for number in range(40):
        send(cast.team, f"Svar nummer {number}")
    db.session.commit()
    with queries() as many:
        page = nora.get(QUEUE)
    assert len(many) == len(few) <= 24
    assert len(page.body) < 40_000


def test_a_decision_is_few_statements(nora, waiting, queries):
    page = show(nora, first(waiting))
    with queries() as seen:
        decide(nora, page, theme=["sovn"])
    assert len(seen) <= 45


@pytest.mark.parametrize(("name", "status"), [("ali", 403), ("siv", 403), ("kari", 403), ("ingrid", 403), ("per", 404)])
def test_nobody_but_the_leader_reads_the_queue(as_, waiting, name, status):
    for path in (QUEUE, f"{QUEUE}/{first(waiting)}/reject", f"{TEAM}/answers/rejected", f"{TEAM}/answers/themes"):
        page = as_(name).get(path, status=status)
        assert "Bjørg" not in page.text
