"""What a host, a leader and a team read of each other, in every dress: all together, what is lifted, how far one is."""

import pytest

from tests.journeys.signing_in import as_person


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
    as_person(page, name)
    page.goto(path)
    page.get_by_text(said).first.wait_for()
    walker.look()
