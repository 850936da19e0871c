"""What was linked to before the pages of measures got their present address."""

import pytest

pytestmark = pytest.mark.usefixtures("chair")


@pytest.mark.parametrize("rest", ["{id}-satte-legen-seg", "{id}.csv", "{id}/edit", "new"])
def test_it_leads_to_the_present_address(as_, cast, rest):
    rest = rest.format(id=cast.chair.id)
    answer = as_("nora").client.get(f"/teams/kirurgisk-3/indicators/{rest}?lang=en")
    assert answer.status_code == 301
    assert answer.location == f"/teams/kirurgisk-3/measures/{rest}?lang=en"


def test_a_form_that_was_open_is_sent_on_whole(as_):
    nora = as_("nora")
    answer = nora.client.post("/teams/kirurgisk-3/indicators/1/edit", data={"csrf_token": nora.token()})
    assert (answer.status_code, answer.location) == (308, "/teams/kirurgisk-3/measures/1/edit")


def test_a_stranger_is_told_nothing(as_):
    assert as_("per").client.get("/teams/kirurgisk-3/indicators/1.csv").status_code == 404
