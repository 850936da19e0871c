"""«Utforsk»: Plotly comes when it is asked for, from our own house, and draws the same reading in the chart's place."""

import struct

START = "/teams/kirurgisk-sengepost-3"


def test_plotly_is_fetched_on_demand_and_draws(walker):
    page = walker.page
    walker.sign_in()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(START)
    page.locator("section.chartcard h2 a").click()
    page.wait_for_url("**/measures/**")
    assert not [url for url in asked if "plotly" in url], "nothing is fetched before it is asked for"
    page.get_by_role("button", name="Utforsk").click()
    page.wait_for_selector(".explore .main-svg", timeout=20_000)
    assert [url for url in asked if "plotly" in url]
    assert all(url.startswith(("http://127.0.0.1", "data:", "blob:")) for url in asked), "nobody else is asked"
    assert page.locator(".explore .scatterlayer .trace").count() > 0
    assert not page.locator(".ex-f .wide").is_visible(), "it stands in the chart's own place"
    walker.look()


def test_a_stretch_is_chosen_let_go_and_closed_in_the_pages_words(walker):
    page = walker.page
    walker.sign_in()
    page.goto(START)
    page.get_by_role("button", name="Utforsk").click()
    page.wait_for_selector(".explore .main-svg", timeout=20_000)

    def days():
        return page.evaluate("""() => {
            const [from, to] = document.querySelector(".js-plotly-plot").layout.xaxis.range;
            return Math.round((new Date(to) - new Date(from)) / 86400000);
        }""")

    whole = days()
    page.get_by_role("link", name="Siste 12 uker").click()
    assert days() == 84
    page.emulate_media(color_scheme="dark")
    page.wait_for_timeout(500)
    assert days() == 84, "another dress keeps the stretch"
    plot = page.locator(".explore .nsewdrag").first.bounding_box()
    page.mouse.move(plot["x"] + 60, plot["y"] + 90)
    page.mouse.down()
    page.mouse.move(plot["x"] + 260, plot["y"] + 90, steps=5)
    page.mouse.up()
    page.wait_for_timeout(300)
    assert days() < 84, "dragging looks closer"
    words = page.locator(".ex").inner_text().lower()
    assert "double" not in words
    assert "zoom" not in words
    assert page.locator(".plotly-notifier").count() == 0
    page.get_by_role("link", name="Nullstill").click()
    assert days() == whole
    page.get_by_role("link", name="Lukk").click()
    assert page.locator(".ex-f .wide").is_visible()
    assert page.evaluate("document.activeElement.textContent.trim()") == "Utforsk"


def test_the_picture_is_copied_with_its_sentence(walker):
    page = walker.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    walker.sign_in()
    page.goto(START)
    page.get_by_role("button", name="Kopier bildet").click()
    page.get_by_text("Bildet er kopiert").wait_for(timeout=15_000)
    sentence = page.locator(".verdict").first.inner_text().replace("\u00a0", " ")
    assert sentence in page.evaluate("navigator.clipboard.readText()").replace("\u00a0", " ")
    head = page.evaluate("""async () => {
        const [item] = await navigator.clipboard.read();
        const bytes = await (await item.getType("image/png")).arrayBuffer();
        return [...new Uint8Array(bytes)].slice(16, 24);
    }""")
    assert struct.unpack(">II", bytes(head)) == (1200, 675)


def test_without_scripts_the_stretches_are_links_and_copying_is_not_offered(browser, site, walker):
    walker.sign_in()
    context = browser.new_context(
        base_url=site[0], java_script_enabled=False, storage_state=walker.page.context.storage_state()
    )
    page = context.new_page()
    page.goto(START)
    assert not page.get_by_role("button", name="Kopier bildet").is_visible()
    page.get_by_role("link", name="Utforsk").click()
    page.get_by_role("link", name="Siste 12 uker").click()
    assert page.locator(".ex-c svg.rc").first.is_visible()
    assert not page.locator(".ex-f .wide").is_visible()
    page.get_by_role("link", name="Lukk").click()
    assert not page.locator(".ex").is_visible()
    context.close()
