import pytest

PAGES = {
    "/accessibility": ("Tilgjengelighetserklæring", "WCAG 2.2", "uutilsynet.no"),
    "/privacy": ("Personvern", "fødselsnummer", "14 dager", "En sikkerhetskopi har det i opptil 30 dager"),
    "/help/run-diagram": ("Slik leser du et run-diagram", "Medianen"),
}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("who", [None, "siv"])
def test_a_page_for_everyone_is_read_by_everyone(as_, path, who):
    page = as_(who).get(path)
    heading, *told = PAGES[path]
    assert page.h1 == heading
    assert all(words in page.words for words in told)


def test_every_page_leads_to_the_statement_and_to_privacy(as_):
    for path in ("/demo", "/sign-in", "/privacy"):
        assert {"/accessibility", "/privacy", "/help/run-diagram"} <= as_(None).get(path).links()


def test_a_language_is_chosen_and_kept(as_):
    visitor = as_(None)
    assert visitor.post("/language", {"language": "en", "next": "/privacy"}).location == "/privacy"
    assert visitor.get("/privacy").soup.html["lang"] == "en"
    visitor.post("/language", {"language": "nb"})
    assert visitor.get("/privacy").soup.html["lang"] == "nb"


def test_a_signed_in_person_keeps_her_language_on_every_device(as_):
    as_("nora").post("/language", {"language": "en", "next": "/account"})
    assert as_("nora").get("/account").soup.html["lang"] == "en"


@pytest.mark.parametrize("asked", ["", "xx", "nb\r\nX: y"])
def test_an_unknown_language_changes_nothing(as_, asked):
    visitor = as_(None)
    visitor.post("/language", {"language": asked})
    assert visitor.get("/privacy").soup.html["lang"] == "nb"


def test_a_balancer_is_told_that_all_is_well(as_):
    assert as_(None).get("/healthz").json == {"status": "ok"}


def test_a_form_sent_after_the_session_ended_says_how_to_go_on(as_):
    page = as_(None).post("/account", {"name": "Nora"}, status=401)
    assert page.h1 == "Du er logget ut"
