"""The leader's quiet hour: the start page's one thing to do, an old measure put aside, and who changed what."""

START = "/teams/kirurgisk-sengepost-3"


def test_the_start_page_says_what_to_do_and_leads_there(walker):
    page = walker.page
    walker.sign_in()
    page.goto("/start")
    walker.look()
    card = page.locator(".places > li").first
    assert card.locator("h2").inner_text()
    card.locator("a.btn").click()
    assert page.url.startswith(page.url.split("/teams/")[0] + START)
    assert page.locator("h1").count() == 1


def test_a_measure_in_use_is_archived_with_open_eyes_and_used_again(walker):
    page = walker.page
    walker.sign_in()
    page.goto(START)
    page.locator("section.chartcard h2 a").click()
    page.wait_for_url("**/measures/**")
    name = page.locator("h1").inner_text()
    page.get_by_role("link", name="Arkiver indikatoren").click()
    assert page.locator(".uses").count() == 1, "it says where the measure is used"
    walker.look()
    page.locator("main form button[type=submit]").last.click()
    page.goto(f"{START}/measures/archived")
    walker.look()
    assert name in page.locator("main").inner_text()
    page.get_by_role("button", name="Ta i bruk igjen").first.click()
    page.goto(START)
    assert name in page.locator("main").inner_text()

    page.goto(f"{START}/audit?q={name[:12]}")
    walker.look()
    lines = page.locator(".log-line")
    assert lines.count() >= 2, "both are in the trail"
    page.get_by_label("Fra").fill("32.13.2026")
    page.get_by_role("button", name="Vis", exact=True).click()
    assert page.locator("[aria-invalid=true]").count() == 1, "a day that is none is told"
    walker.look()
