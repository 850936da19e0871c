"""The network's table by keyboard: one stop a row, arrows inside it, and a cell that leads to its point."""


def test_arrows_go_along_a_row_and_a_cell_opens_the_chart_at_its_week(walker):
    page = walker.page
    page.goto("/demo")
    page.get_by_role("button", name="Ingrid Moe").click()
    page.wait_for_selector(".matrix td a[tabindex='-1']")
    stops = page.locator(".matrix tbody tr:has(td a)").evaluate_all(
        "rows => rows.map(row => row.querySelectorAll('td.m-c a:not([tabindex=\"-1\"])').length)"
    )
    assert set(stops) == {1}
    row = page.locator(".matrix tbody tr", has_text="Barneposten")
    links = row.locator("td.m-c a")
    links.last.focus()
    for key, expected in (("ArrowLeft", 10), ("ArrowLeft", 9), ("Home", 0), ("ArrowLeft", 0), ("End", 11)):
        page.keyboard.press(key)
        assert links.nth(expected).evaluate("link => link === document.activeElement"), key
    assert links.nth(11).get_attribute("tabindex") == "0"
    walker.look()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    page.wait_for_url("**/measures/**")
    ring = page.locator(":target > .rc-hit")
    assert ring.evaluate("hit => getComputedStyle(hit).strokeWidth") == "2px"
    walker.look()
