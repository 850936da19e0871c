"""A representative runs an evaluation to the dialogue meeting; two points become interventions and come back."""

from datetime import datetime

from tests.journeys.signing_in import as_person
from tracker.access.people import OSLO

TEAM = "/teams/kirurgisk-sengepost-3"
POINTS = ("Plan for morgendagen hver kveld", "Kaffe med naboen")


def write_finding(page, theme, sentence, persons, point):
    page.get_by_role("link", name="Nytt funn").click()
    page.get_by_label("Tema", exact=True).select_option(label=theme)
    page.get_by_label("Funnet, med evaluators ord").fill(sentence)
    page.get_by_label("Hvor mange personer sa det?").fill(str(persons))
    page.get_by_role("button", name="Lagre").click()
    row = page.locator(".ue-find-row", has_text=sentence)
    row.get_by_role("link", name="Nytt punkt").click()
    page.get_by_label("Dette ble vi enige om").fill(point)
    page.get_by_label("Ansvar").select_option(label="Nora Lund")
    page.get_by_role("button", name="Lagre").click()


def begin(walker):
    page = walker.page
    as_person(page, "Aud Nilsen")
    page.get_by_role("link", name="Bruker spør bruker").click()
    walker.look()
    page.get_by_role("link", name="Begynn en evaluering").click()
    walker.look()
    page.get_by_label("Navn").fill("Bruker spør bruker, andre gang")
    page.get_by_label("Evaluator").fill("Et kompetansesenter")
    page.get_by_role("button", name="Begynn").click()
    page.get_by_role("heading", name="Dette mangler i avtalen").wait_for()
    walker.look()
    return page.url


def write_guide(walker):
    page = walker.page
    page.get_by_role("link", name="Intervjuguide", exact=False).first.click()
    page.get_by_role("button", name="Begynn guiden").click()
    page.get_by_label("Spørsmål 1", exact=True).fill("Hva må de aldri slutte med?")
    page.get_by_role("button", name="Legg til spørsmål").click()
    page.get_by_label("Spørsmål 2", exact=True).fill("Hvordan var nettene?")
    page.get_by_role("button", name="Lagre guiden").click()
    page.get_by_role("button", name="Opp spørsmål 2").click()
    assert page.get_by_label("Spørsmål 1", exact=True).input_value() == "Hvordan var nettene?"
    walker.look()
    page.get_by_role("button", name="Skriv ned Intervjuerne").click()
    page.get_by_role("button", name="Begynn en ny versjon").wait_for()
    walker.look()


def meet(walker, one, today):
    page = walker.page
    page.goto(f"{one}/edit")
    page.get_by_label("Personer som er intervjuet").fill("20")
    walker.look()
    page.get_by_role("button", name="Lagre").click()
    page.goto(f"{one}/findings")
    write_finding(page, "God informasjon", "Mange visste ikke hva som skulle skje.", 12, POINTS[0])
    write_finding(page, "Trygghet", "Flere var ensomme.", 3, POINTS[1])
    walker.look()
    assert "12 av 20 personer" in page.locator(".ue-find").inner_text()
    assert "under 5 personer" in page.locator(".ue-find").inner_text()
    page.get_by_role("link", name="Datoer").click()
    page.get_by_label("Ferdig").fill(today)
    walker.look()
    page.get_by_role("button", name="Lagre").click()


def make_interventions(walker, one):
    page = walker.page
    as_person(page, "Nora Lund")
    for point in POINTS:
        page.goto(one)
        page.get_by_role("link", name=f"Gjør til tiltak {point}").click()
        page.get_by_label("Satte legen seg ned under visitten?").focus()
        page.keyboard.press("Space")
        page.get_by_role("button", name="Lagre").first.click()
        page.get_by_role("heading", name="Bruker spør bruker, andre gang").wait_for()
    assert page.locator(".ue-points .fl-voiced").count() == len(POINTS)
    walker.look()
    page.goto(TEAM)
    page.get_by_role("link", name="Satte legen seg ned under visitten?").first.click()
    page.wait_for_url("**/measures/**")
    for point in POINTS:
        assert page.locator(".notes li", has_text=point).locator(".fl-voiced").count() == 1


def test_from_the_agreement_to_two_interventions_that_are_followed_up(walker):
    page, today = walker.page, f"{datetime.now(OSLO):%d.%m.%Y}"
    one = begin(walker)
    write_guide(walker)
    meet(walker, one, today)
    make_interventions(walker, one)

    as_person(page, "Aud Nilsen")
    page.goto(f"{one}/stages/follow_up")
    page.get_by_label("Frist").fill(today)
    page.get_by_role("button", name="Lagre").click()
    page.goto("/notifications")
    page.get_by_role("link", name="Hva ble det av punktene fra dialogmøtet?").click()
    page.get_by_role("link", name=f"Hva ble det til? {POINTS[0]}").click()
    walker.look()
    page.get_by_label("I gang").focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="Lagre").click()
    assert "I gang, sett på" in page.locator(".ue-points").inner_text()
