"""The host chooses by boxes that keep count, looks over the reminder, sends it in the demo, and stops it."""


def test_from_the_table_to_the_receipt(walker):
    page = walker.page
    page.goto("/demo")
    page.get_by_role("button", name="Ingrid Moe").click()
    group = page.locator("[data-group]").first
    group.wait_for(state="visible")
    bar = page.locator(".pick-bar")
    silent = page.locator("[data-pick]:checked").count()
    assert f"{silent} team er valgt" in bar.inner_text()
    assert group.evaluate("box => box.indeterminate")
    group.check()
    follow_up = page.locator("[data-pick='1']").count()
    assert f"{follow_up} team er valgt" in bar.inner_text()
    page.get_by_role("button", name="Velg ingen").click()
    assert "0 team er valgt" in bar.inner_text()
    assert not group.is_checked()
    page.locator("[data-pick]").nth(2).check()
    assert "1 team er valgt" in bar.inner_text()
    walker.look()
    page.get_by_role("button", name="Skriv til de valgte").click()
    page.wait_for_url("**/reminders/new?**")
    walker.look()
    page.get_by_role("button", name="Send påminnelse til 1 team").click()
    page.get_by_role("heading", name="Påminnelsen er på vei til 1 team").wait_for()
    walker.look()
    page.get_by_role("button", name="Stopp sendingen").click()
    page.get_by_role("heading", name="Påminnelsen er stoppet").wait_for()
    assert "1 er stoppet." in page.locator("main").inner_text()
