"""The wall of charts by keyboard and by hand: arrows between charts, into one and on to the next, and back again."""

from tests.journeys.signing_in import as_person

COVERED = """() => {
  const boxes = [...document.querySelectorAll(".w-card, .w-sh")].map((one) => one.getBoundingClientRect());
  const over = (box, before) => box.top < before.bottom - 1 && box.left < before.right - 1;
  return boxes.slice(1).filter((box, at) => over(box, boxes[at])).length;
}"""
"""How many things on the wall lie over what stands before them."""


def at_the_wall(page, name, path):
    as_person(page, name)
    page.goto(path)


def test_an_advisor_goes_over_the_wall_with_arrows_and_from_chart_to_chart(walker):
    page = walker.page
    at_the_wall(page, "Kari Dahl", "/")
    assert page.url.endswith("/organisations/fjordheim-sykehus/news")
    page.get_by_role("link", name="Diagrammene", exact=True).click()
    page.wait_for_selector(".w-card a[tabindex='-1']")
    walker.look()
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.evaluate(COVERED) == 0
    page.set_viewport_size({"width": 1280, "height": 900})
    links = page.locator(".w-card h3 a")
    links.first.focus()
    for key, expected in (("ArrowRight", 1), ("ArrowRight", 2), ("ArrowRight", 3), ("ArrowLeft", 2), ("ArrowUp", 2)):
        page.keyboard.press(key)
        assert links.nth(expected).evaluate("link => link === document.activeElement"), key
    page.keyboard.press("ArrowDown")
    below = page.evaluate("document.activeElement.closest('li').getBoundingClientRect().top")
    assert below > links.nth(2).bounding_box()["y"] + 50
    page.get_by_role("link", name="Bedring").click()
    page.locator(".w-card h3 a").first.click()
    page.get_by_text("Diagram 1 av").wait_for()
    walker.look()
    page.locator("nav.next").get_by_role("link", name="Neste").click()
    page.get_by_text("Diagram 2 av").wait_for()
    page.get_by_role("link", name="Tilbake til veggen").click()
    page.wait_for_url("**/charts?verdict=better#m*")
    page.get_by_role("link", name="Teamene").click()
    walker.look()


def test_a_hosts_wall_is_read_and_printed_five_a_row(walker):
    page = walker.page
    at_the_wall(page, "Ingrid Moe", "/networks/brukermedvirkning/charts")
    assert page.locator(".w-card").count() == 15
    walker.look()
    page.emulate_media(media="print", color_scheme="dark")
    tops = page.locator(".w-card").evaluate_all(
        "cards => cards.slice(0, 6).map(card => card.getBoundingClientRect().top)"
    )
    assert len(set(tops[:5])) == 1
    assert tops[5] > tops[0]
