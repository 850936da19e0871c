"""A signal arrives: the advisor reads it, asks about a stretch, the team answers; a phase is proposed and confirmed."""

from datetime import UTC, datetime
from io import BytesIO

from pptx import Presentation
from sqlalchemy import select

from tests.journeys.signing_in import as_person
from tracker.models.base import db
from tracker.models.measures import Measure
from tracker.models.notifications import MeasureSignal
from tracker.models.teams import Team
from tracker.views.signals.watching import watch_signals

ASKED = "Er det like mange om kvelden?"


def put_signals(app):
    """The first look finds what was there already; say that it came just now."""
    now = datetime.now(UTC)
    with app.app_context():
        team = db.session.scalars(select(Team).where(Team.slug == "kirurgisk-sengepost-3")).one()
        watch_signals([team.id], now=now)
        db.session.flush()
        for row in db.session.scalars(select(MeasureSignal)):
            row.appeared_at = now
        measure = db.session.scalars(
            select(Measure).where(Measure.team_id == team.id).order_by(Measure.position)
        ).first()
        name = measure.name
        db.session.commit()
        db.session.remove()
    return name


def thread(page):
    """What this walk asks about, among what the demo's people ask of the same chart."""
    return page.locator(".thread", has_text=ASKED)


def slide_title(page):
    """The title of the chart's slide, as it is downloaded from its page now."""
    file = page.request.get(page.locator("main a[href$='.pptx']").first.get_attribute("href"))
    [slide] = Presentation(BytesIO(file.body())).slides
    return " ".join(slide.shapes.title.text_frame.text.split())


def test_from_the_signal_to_the_phase(walker, served):
    name = put_signals(served[2])
    page = walker.page
    as_person(page, "Kari Dahl")
    page.goto("/organisations/fjordheim-sykehus/news")
    walker.look()
    page.locator("li.in[id^=came]", has_text=name).get_by_role("link", name="Kirurgisk sengepost 3", exact=True).click()
    assert "nye" in page.locator(".next").inner_text()
    page.locator("#starts").fill("38")
    page.locator("#stops").fill("44")
    page.locator("#said").fill(ASKED)
    page.get_by_role("button", name="Skriv til teamet").click()
    thread(page).get_by_text("Venter på teamet").wait_for()
    walker.look()
    page.get_by_role("link", name="Foreslå fase fra uke 37").click()
    page.locator("#name").fill("Stolen følger vogna")
    page.locator("#reason").fill("Nivået er et annet etter at vogna kom")
    walker.look()
    page.get_by_role("button", name="Foreslå fasen").click()
    page.get_by_text("Fasen er foreslått. Teamlederen bestemmer.").wait_for()

    as_person(page, "Nora Lund")
    page.goto("/notifications")
    page.get_by_role("link", name="Kari Dahl spør om").first.click()
    thread(page).get_by_text("Venter på dere").wait_for()
    thread(page).get_by_role("link", name="Svar").click()
    page.locator("#text").fill("Ja, fem kvelder er telt.")
    walker.look()
    page.get_by_role("button", name="Send svaret").click()
    page.get_by_text("Svaret er sendt.").wait_for()
    page.get_by_role("link", name="Ta stilling til den").first.click()
    walker.look()
    page.get_by_role("button", name="Gjør det til en fase").click()
    page.get_by_text("Den nye fasen er lagret.").wait_for()
    assert "foreslått av Kari Dahl" in page.locator("main").inner_text()
    verdict = " ".join(page.locator(".verdict").first.inner_text().split())
    assert verdict.startswith(slide_title(page).rstrip("."))

    as_person(page, "Kari Dahl")
    page.goto("/organisations/fjordheim-sykehus/news")
    assert "Ja, fem kvelder er telt." in page.locator("main").inner_text()
