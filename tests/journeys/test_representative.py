"""A representative lands on her page and answers by keyboard; the team answers, and she reads it there."""

from tests.journeys.signing_in import as_person


def test_from_do_you_recognise_this_to_the_teams_answer(walker):
    page = walker.page
    as_person(page, "Aud Nilsen")
    assert page.url.endswith("/teams/kirurgisk-sengepost-3/feedback")
    page.get_by_text("andre indikatorene").click()
    walker.look()

    card = page.locator("section.rp-know").first
    name = card.get_by_role("heading").inner_text()
    card.get_by_label("Ja", exact=True).focus()
    page.keyboard.press("ArrowRight")  # delvis
    page.keyboard.press("Tab")
    page.keyboard.type("Ikke når det er helg.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Svaret ditt står som en snakkeboble på diagrammet.").wait_for()
    walker.look()
    said = page.locator("section.rp-know", has_text=name)
    assert "Du svarte: delvis" in said.inner_text()
    said.get_by_role("link", name="Endre svaret").click()
    walker.look()
    page.get_by_role("link", name="Avbryt").click()
    page.get_by_role("link", name="Endre vurderingen").click()
    walker.look()

    as_person(page, "Nora Lund")
    page.goto("/notifications")
    page.get_by_role("link", name=f"Aud Nilsen spør om «{name}»").click()
    assert "Ikke når det er helg." in page.locator(".threads").inner_text()
    page.goto("/teams/kirurgisk-sengepost-3/feedback")
    walker.look()
    page.locator(".rp-you", has_text="Ikke når det er helg.").get_by_role("link").click()
    page.locator("#text").fill("Vi teller også i helga fra mandag.")
    page.get_by_role("button", name="Send svaret").click()
    page.get_by_text("Svaret er sendt.").wait_for()
    page.goto("/teams/kirurgisk-sengepost-3/feedback")
    page.get_by_role("link", name="Ny plass").click()
    walker.look()

    as_person(page, "Aud Nilsen")
    assert "Vi teller også i helga fra mandag." in page.locator(".rp-news").inner_text()
    page.get_by_role("button", name="Jeg har sett gjennom").click()
    page.get_by_text("Teamet svarte deg.").wait_for(state="detached")
