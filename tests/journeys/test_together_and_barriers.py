"""What a host, a leader and a team read of each other, in every dress: all together, what is lifted, how far one is."""

import pytest


@pytest.mark.parametrize(
    ("name", "path", "said"),
    [
        ("Ingrid Moe", "/networks/brukermedvirkning/together", "Team som bidro"),
        ("Ingrid Moe", "/networks/brukermedvirkning/report", "Alt om nettverket"),
        ("Einar Holt", "/organisations/fjordheim-sykehus/barriers", "Send svaret til teamet"),
        ("Nora Lund", "/teams/kirurgisk-sengepost-3/progress", "Dette er på plass"),
    ],
)
def test_the_page_holds_up_in_every_dress(walker, name, path, said):
    page = walker.page
    page.goto("/demo")
    page.get_by_role("button", name=name).click()
    page.wait_for_url(lambda url: "/demo" not in url)
    page.goto(path)
    page.get_by_text(said).first.wait_for()
    walker.look()
