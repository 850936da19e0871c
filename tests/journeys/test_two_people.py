"""Two windows with the same form: the second save is asked, by keyboard and in every dress."""

import re


def test_both_versions_are_shown_and_one_is_chosen_by_keyboard(walker):
    walker.sign_in()
    mine = walker.page
    mine.wait_for_url("**/")
    mine.goto("/teams/kirurgisk-sengepost-3/interventions")
    href = mine.locator("main a[href*='/interventions/']").evaluate_all(
        "links => links.map(a => a.getAttribute('href'))"
    )
    path = next(each for each in href if re.search(r"/interventions/\d+$", each))
    mine.goto(f"{path}/edit")
    other = mine.context.new_page()
    other.goto(f"{path}/edit")
    other.get_by_label("Beskrivelse").fill("Vogna står ved vaktrommet.")
    other.get_by_role("button", name="Lagre").click()
    mine.get_by_label("Beskrivelse").fill("Ingen må lete.")
    mine.get_by_role("button", name="Lagre").click()
    mine.get_by_role("heading", name="To har endret dette tiltaket").wait_for()
    assert mine.evaluate("document.activeElement.className") == "two-lead"
    walker.look()
    mine.get_by_role("button", name="Lagre valgene").click()
    mine.get_by_role("link", name="Beskrivelse: Velg én av de to").wait_for()
    walker.look()
    group = mine.get_by_role("group", name="Beskrivelse")
    group.get_by_role("radio", name="Ditt").focus()
    mine.keyboard.press("ArrowRight")
    assert group.get_by_role("radio", name="Du i et annet vindu").is_checked()
    mine.get_by_role("button", name="Lagre valgene").press("Enter")
    mine.get_by_text("Vogna står ved vaktrommet.").wait_for()
