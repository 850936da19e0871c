"""What is told back: only what may be read by everybody, on the page and on paper, and gone when it is withdrawn."""

import pytest
from sqlalchemy import select

from tests.tellings import PAST, said, theme, told
from tests.web.answers.waiting import send
from tracker.models.answers import Answer, AnswerState, Telling, TellingKind, ThemeKey
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.services.answers.told.tellings import covered_by
from tracker.services.answers.told.told_back import told_by
from tracker.services.answers.withdrawing import withdraw_for_writer
from tracker.text.answers.told_texts import TOLD_TEXTS
from tracker.web.core.settings import settings

PAGE = "/fortalt/kirurgisk-3"
TEAM = "/teams/kirurgisk-3/answers/tellings"
BOTH = [PAGE, f"{PAGE}/plakat"]


@pytest.fixture
def nora(inside):
    return inside("nora", now=PAST)


def source(phone, path):
    """All that is in the file, tags and attributes too."""
    return phone.get(path).text


def test_there_is_no_page_before_the_leader_publishes(phone, nora):
    said(nora, "Ro om natta")
    told(nora, published=False)
    for path in BOTH:
        phone.get(path, status=404)


def test_the_page_shows_what_was_answered_done_and_not_measured(phone, nora, path):
    said(nora, "At dere snakker til meg")
    told(nora)
    page = phone.get(PAGE)
    assert page.h1 == "Vi spurte – dere svarte – vi gjorde"
    for words in ("At dere snakker til meg", "En stol i hvert rom.", "Vi måler ikke dette.", "under 5 svar"):
        assert words in page.words
    assert page.one(".btn-primary")["href"] == path


@pytest.mark.parametrize("path", BOTH)
def test_nothing_unread_unshared_or_refused_is_anywhere_in_it(phone, nora, path):
    said(nora, "Hemmelig ulest", state=AnswerState.WAITING)
    said(nora, "Hemmelig avvist", state=AnswerState.REJECTED)
    said(nora, "Hemmelig udelt", shared=False)
    said(nora, "Hemmelig ennå", public=False)
    said(nora, "Lyst og delt")
    told(nora)
    told(nora, "Hemmelig kladd", ThemeKey.FOOD, published=False)
    found = source(phone, path)
    assert "Hemmelig" not in found
    assert "Lyst og delt" in found


@pytest.mark.parametrize("path", BOTH)
def test_a_withdrawn_answer_is_gone_at_once(phone, nora, inside, path):
    row = said(nora, "Trukket siden")
    said(nora, "Står igjen")
    told(nora)
    assert "Trukket siden" in source(phone, PAGE)
    row = db.session.get(Answer, row.id)
    withdraw_for_writer(inside("nora"), row, withdrawn=settings().withdrawn)
    db.session.commit()
    assert "Trukket siden" not in source(phone, path)


def test_it_is_kept_by_nobody_on_the_way_and_sets_no_cookie(phone, nora):
    told(nora)
    for path in (*BOTH, f"{PAGE}?lang=en"):
        page = phone.get(path)
        assert page.headers["Cache-Control"] == "no-cache"
        assert page.headers["X-Robots-Tag"] == "noindex"
        assert "Set-Cookie" not in page.headers


@pytest.mark.parametrize("language", sorted(TOLD_TEXTS))
def test_it_can_be_read_in_four_languages(phone, nora, language):
    said(nora, "Ro")
    told(nora)
    for path in BOTH:
        page = phone.get(f"{path}?lang={language}")
        assert page.soup.html["lang"] == language
        assert page.h1 == TOLD_TEXTS[language].title


def test_no_one_who_wrote_or_decided_is_named(phone, nora):
    told(nora)
    for path in BOTH:
        found = source(phone, path)
        assert "Nora" not in found
        assert "avdelingsledelsen" not in found


def test_small_counts_are_withheld_and_so_is_the_sum_that_would_tell_them(phone, nora):
    for number in range(7):
        said(nora, f"Hørt {number}")
    told(nora)
    assert "7 svar" in phone.get(PAGE).words
    assert "7 har delt svaret sitt" in phone.get(PAGE).words
    said(nora, "Mat", ThemeKey.FOOD)
    told(nora, "Kaffe kl. 14.", ThemeKey.FOOD)
    page = phone.get(PAGE)
    assert "under 5 svar" in page.words
    assert "har delt svaret sitt" not in page.words
    assert "8" not in page.one(".told-lead").get_text()


def test_a_network_may_withhold_more(phone, nora, cast):
    for number in range(7):
        said(nora, f"Hørt {number}")
    told(nora)
    cast.network.small_number = 8
    db.session.commit()
    assert "under 8 svar" in phone.get(PAGE).words


def test_what_was_not_done_and_what_is_worked_on_stand_apart(phone, nora):
    told(nora, "Kjøkkenet er felles.", ThemeKey.FOOD, kind=TellingKind.COULD_NOT)
    told(nora, "Vi prøver nattlys.", ThemeKey.SAFETY, kind=TellingKind.WORKING)
    told(nora, "Takk.", ThemeKey.OTHER, kind=TellingKind.TAKEN_IN)
    page = phone.get(PAGE)
    headings = [each.get_text() for each in page.select(".v-two h2")]
    assert headings == ["Dette jobber vi med", "Dette fikk vi ikke til", "Dette tar vi med oss"]


def test_an_answer_stands_beside_one_telling_only(phone, nora):
    said(nora, "Bare én gang")
    told(nora)
    told(nora, "Noe annet.")
    assert phone.get(PAGE).words.count("Bare én gang") == 1


def test_the_page_asks_as_much_however_much_is_told(app, nora, queries):
    def asked():
        db.session.commit()
        with queries() as found:
            told_by("kirurgisk-3", now=PAST.replace(year=2027))
        return len(found)

    said(nora, "Én")
    told(nora)
    few = asked()
    for number in range(6):
        said(nora, f"Flere {number}", ThemeKey.FOOD)
        told(nora, f"Tekst {number}.", ThemeKey.FOOD)
    assert asked() == few


def test_a_telling_is_written_published_changed_and_taken_down(as_, phone, nora):
    said(nora, "At dere snakker til meg")
    food = theme(nora, ThemeKey.FOOD).id
    db.session.commit()
    leader = as_("nora")
    words = {"text": "Kaffe kl. 14.", "decided_by": "personalmøtet", "theme": str(food)}
    leader.submit(f"{TEAM}/new", words)
    page = leader.get(TEAM)
    assert "Bare teamet" in page.words
    phone.get(PAGE, status=404)
    leader.post(page.one(".telling-acts form")["action"])
    assert "Kaffe kl. 14." in phone.get(PAGE).words
    page = leader.get(TEAM)
    edit, down = (page.one(f".telling-acts a[href$='{end}']")["href"] for end in ("/edit", "/take-down"))
    leader.submit(edit, {"text": "Kaffe kl. 15."})
    assert "Kaffe kl. 15." in phone.get(PAGE).words
    assert "Ta ned dette?" in leader.get(down).h1
    leader.post(down)
    phone.get(PAGE, status=404)


@pytest.mark.parametrize(
    ("change", "said_of_it"),
    [
        ({"theme": ""}, "Velg et tema, eller minst ett svar."),
        ({"decided_by": ""}, "Skriv hvem som bestemte det."),
        ({"decided_on": ""}, "Skriv når det ble bestemt."),
        ({"text": "Nora  Lund setter seg ned."}, "Skriv ikke navn på ansatte."),
        ({"text": "Ring 98 76 54 32."}, "telefonnummer"),
        ({"text": "Hun 13097248022 fikk kaffe."}, ""),
    ],
)
def test_what_cannot_be_told_is_said_and_every_word_kept(as_, nora, change, said_of_it):
    food = theme(nora, ThemeKey.FOOD).id
    db.session.commit()
    words = {"text": "Kaffe kl. 14.", "decided_by": "personalmøtet", "theme": str(food)} | change
    page = as_("nora").submit(f"{TEAM}/new", words, status=422)
    assert said_of_it in page.errors()
    assert page.one("textarea[name=text]").get_text().strip() == words["text"]


def test_the_trail_says_that_a_text_was_changed_and_none_of_its_words(as_, nora):
    row = told(nora, "Takk for bringebær.")
    as_("nora").submit(f"{TEAM}/{row.public_id}/edit", {"text": "Takk for bærene."})
    lines = db.session.scalars(select(AuditLine).where(AuditLine.subject == "telling").order_by(AuditLine.id)).all()
    assert [line.deed for line in lines] == [Deed.CREATED, Deed.ACCEPTED, Deed.CHANGED]
    assert "bær" not in str([(line.label, line.before, line.after) for line in lines])
    assert "bær" not in as_("nora").get("/teams/kirurgisk-3/audit").words


def test_the_same_text_for_many_themes_is_pointed_out(as_, nora):
    told(nora)
    told(nora, key=ThemeKey.FOOD, published=False)
    page = as_("nora").get(TEAM)
    assert page.words.count("Den samme teksten står på 2 temaer.") == 2


def test_the_thank_you_says_what_was_done_last(phone, nora, path):
    told(nora, "Vi prøver nattlys.", ThemeKey.SAFETY, kind=TellingKind.WORKING)
    told(nora)
    page = phone.post(path, phone.get(path).fields() | {"answer": "Ro"}, status=200)
    assert "En stol i hvert rom." in page.words
    assert "nattlys" not in page.words


def test_a_text_that_is_changed_covers_the_answers_it_covered(as_, cast):
    nora = as_("nora")
    row = send(cast.team, "Kaffe i stua", state=AnswerState.APPROVED, shared=True)
    db.session.commit()
    nora.submit(
        f"/teams/kirurgisk-3/answers/tellings/new?answer={row.public_id}", {"text": "Kaffe", "decided_by": "Posten"}
    )
    row_told = db.session.scalars(select(Telling)).one()
    assert covered_by(row_told) == {row.public_id}
    nora.submit(f"/teams/kirurgisk-3/answers/tellings/{row_told.public_id}/edit", {"decided_by": "Postmøtet"})
    assert (covered_by(row_told), row_told.decided_by) == ({row.public_id}, "Postmøtet")
