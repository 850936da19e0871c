"""Answering on a shared device: the clock, the voice, the code in the fragment, and what back and forward show."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, expect
from sqlalchemy import select

from tracker.access.team_code import show_code
from tracker.models.base import db
from tracker.models.tally import CodePurpose, TeamCode
from tracker.models.teams import Team

SAID = "At noen banker på før de går inn"
VOICES = """() => {
    const spoken = (globalThis.spoken = []);
    globalThis.voices = [];
    speechSynthesis.getVoices = () => globalThis.voices;
    speechSynthesis.cancel = () => {};
    speechSynthesis.speak = (said) => spoken.push(said.text);
    Object.defineProperty(SpeechSynthesisUtterance.prototype, "voice", { set() {}, get() {} });
}"""
"""A device whose voices come when the test says so, and that writes down what it was asked to say."""


@pytest.fixture
def device(browser, site):
    """A tablet that anybody may touch; what it asks the server for is written down."""
    context = browser.new_context(base_url=site[0], locale="nb-NO", viewport={"width": 1180, "height": 820})
    page = context.new_page()
    page.asked = []
    page.on("request", lambda request: page.asked.append(request.url))
    yield page
    context.close()


@pytest.fixture
def address(served):
    """The page that a ward's square leads to."""
    with served[2].app_context():
        wanted = select(TeamCode.code).join(Team, Team.id == TeamCode.team_id)
        wanted = wanted.where(TeamCode.purpose == CodePurpose.ANSWER, TeamCode.revoked_at.is_(None))
        code = db.session.scalars(wanted.where(Team.slug == "kirurgisk-sengepost-3")).one()
        db.session.remove()
    return f"/viktig/{show_code(code)}"


def send(page, address):
    page.goto(address)
    page.locator("#svar").fill(SAID)
    page.locator("form.ask-form .btn-primary").click()
    return re.sub(r"\D", "", page.locator(".ticket-code .vh").inner_text())


def test_a_tablet_warns_waits_when_asked_and_is_empty_for_the_next(device, address):
    stand = f"{address}?form=nettbrett"
    device.clock.install()
    device.goto(stand)
    device.locator("#svar").fill(SAID)
    warning, more = device.locator("[data-soon]"), device.locator("[data-more]")
    # The clock goes on by itself too: a slow machine has twenty seconds to spare before each thing that is not yet.
    device.clock.fast_forward(65_000)
    assert not warning.is_visible()
    device.clock.fast_forward(26_000)
    assert warning.is_visible()
    assert more.evaluate("button => button === document.activeElement")
    more.click()
    assert not warning.is_visible()
    device.clock.fast_forward(65_000)
    assert not warning.is_visible()
    device.clock.fast_forward(26_000)
    assert warning.is_visible()
    device.clock.fast_forward(8_000)
    assert device.locator("#svar").input_value() == SAID
    with device.expect_navigation():
        device.clock.fast_forward(23_000)
    assert (device.locator("#svar").input_value(), stand in device.url) == ("", True)

    code = send(device, stand)
    device.clock.fast_forward(31_000)
    assert warning.is_visible()
    with device.expect_navigation():
        device.clock.fast_forward(31_000)
    assert stand in device.url
    assert code not in re.sub(r"\s", "", device.content())


def test_a_page_is_read_aloud_only_where_the_device_has_a_voice_for_it(device, address):
    device.add_init_script(f"({VOICES})()")
    device.goto(address)
    button = device.locator(".ask-listen")
    arrive = """lang => {
        globalThis.voices = [{ lang, localService: true }];
        speechSynthesis.dispatchEvent(new Event("voiceschanged"));
    }"""
    assert not button.is_visible()
    device.evaluate(arrive, "fi-FI")
    assert not button.is_visible()
    device.evaluate(arrive, "nb-NO")
    button.wait_for()
    button.click()
    assert device.evaluate("globalThis.spoken") == [device.locator("h1").inner_text()]
    assert button.inner_text() == button.get_attribute("data-stop")


def test_the_code_in_the_fragment_fills_the_field_and_is_never_sent_or_kept(device, address):
    code = send(device, f"{address}?form=nettbrett")
    device.goto("about:blank")
    device.goto(f"/angre#{code}")
    field = device.locator("#kode")
    expect(field).not_to_have_value("")
    assert (re.sub(r"\D", "", field.input_value()), device.evaluate("location.hash")) == (code, "")
    assert code not in device.url
    device.locator("form.ask-form .btn-primary").click()
    assert SAID in device.locator(".v-b-big").inner_text()
    assert code not in device.url
    device.go_back()
    assert code not in device.url
    sent = [url.split("#")[0] for url in device.asked]
    assert [url for url in sent if code in url] == []


def test_back_and_forward_show_neither_the_words_nor_the_code(device, address):
    code = send(device, address)

    def shown():
        typed = [field.input_value() for field in device.locator("textarea").all()]
        return re.sub(r"\s", "", " ".join([device.locator("body").inner_text(), *typed]))

    device.go_back()
    device.locator("#svar").wait_for()
    assert code not in shown()
    assert re.sub(r"\s", "", SAID) not in shown()
    with suppress(Error):  # Chromium asks before it sends a form again, and shows nothing until then
        device.go_forward()
    assert code not in shown()
