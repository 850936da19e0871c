"""A team leader's week: sign in, record, see the chart move, log an intervention, find its flag wherever it belongs."""

import re

from tests.people import today

WARD = "Kirurgisk sengepost 3"
CHAIR = "Satte legen seg ned under visitten?"
IDEA = "Stolen får navn og nummer"


def test_from_a_number_to_a_flag_on_the_goal_page(walker):
    page = walker.page
    page.goto("/sign-in")
    walker.look()
    walker.sign_in()
    page.get_by_role("link", name=WARD).first.click()
    page.wait_for_selector("section.chartcard")
    walker.look()
    before = page.locator("section.chartcard .wide svg desc").text_content()

    page.get_by_role("link", name=re.compile(r"^Registrer uke")).click()
    walker.look()
    page.locator("table.rec thead a").last.click()  # the newest week that is over: the running one is not judged
    page.wait_for_selector("table.rec")
    numerator = page.get_by_label(re.compile(rf"^{re.escape(CHAIR)}, teller"))
    denominator = page.get_by_label(re.compile(rf"^{re.escape(CHAIR)}, nevner"))
    numerator.fill("27")
    denominator.fill("25")
    page.get_by_role("button", name="Lagre").click()
    assert page.title().startswith("Feil:")
    assert numerator.input_value() == "27", "what was typed is kept"
    walker.look()
    numerator.fill("23")
    page.get_by_role("button", name="Lagre").click()
    page.wait_for_selector("main:not(:has(.summary))")
    assert page.locator("#status").inner_text().strip()
    page.goto("/teams/kirurgisk-sengepost-3")
    after = page.locator("section.chartcard .wide svg desc").text_content()
    assert after != before, "the chart has not moved"
    assert "92" in page.locator("section.chartcard .tiles").inner_text()

    page.get_by_role("link", name="Nytt tiltak").click()
    walker.look()
    page.get_by_role("button", name="Lagre").click()
    assert page.title().startswith("Feil:")
    walker.look()
    page.get_by_label("Tittel", exact=False).fill(IDEA)
    page.locator("label").filter(has_text=CHAIR).click()
    page.locator("label").filter(has_text="Innført").click()
    page.get_by_label("Startdato").fill(f"{today():%d.%m.%Y}")
    page.get_by_role("button", name="Lagre").click()
    walker.look()

    page.goto("/teams/kirurgisk-sengepost-3")
    listed = page.locator(".notes li").filter(has_text=IDEA)
    number = listed.locator(".fl").inner_text().strip()
    assert number in page.locator(".wide .rc-flagtext").all_text_contents()

    page.get_by_role("link", name="Halvere fall med skade").click()
    walker.look()
    bars = page.locator(".gantt li").filter(has_text=IDEA)
    assert bars.locator(".fl").inner_text().strip() == number
    assert number in page.locator(".lanes .wide .rc-flagtext").all_text_contents()
