"""Where nothing is, whoever is signed in keeps her frame and her way on."""

import pytest


@pytest.mark.parametrize("path", ["/finnes-ikke", "/teams/finnes-ikke", "/teams/kirurgisk-3/measures/99999"])
def test_a_signed_in_person_keeps_her_frame(as_, path):
    page = as_("nora").get(path, 404)
    assert page.h1 == "Siden finnes ikke"
    assert page.one(".nav a[href='/teams']")
    assert "Logg ut" in page.words
    assert "Menyen øverst" in page.words


def test_so_does_an_address_that_takes_no_forms(as_):
    nora = as_("nora")
    page = nora.post("/privacy", {"csrf_token": nora.token()}, status=405)
    assert "Logg ut" in page.words


def test_nobody_sees_no_frame(as_):
    page = as_(None).get("/finnes-ikke", 404)
    assert "Logg ut" not in page.words
    assert "Menyen øverst" not in page.words


def test_an_unknown_address_asks_who_it_is_and_no_more(as_, queries):
    nora = as_("nora")
    with queries() as seen:
        nora.get("/finnes-ikke", 404)
    assert len([statement for statement in seen if statement.startswith("SELECT")]) <= 3
    nobody = as_(None)
    with queries() as seen:
        nobody.get("/finnes-ikke", 404)
    assert seen == []
