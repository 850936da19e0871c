"""«Utforsk»: Plotly comes when it is asked for, from our own house, and draws the same reading under the policy."""

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
    walker.look()
