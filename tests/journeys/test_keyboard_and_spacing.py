"""Every stop of the tab key is seen, and nothing is cut off when a reader spaces text out (WCAG 1.4.12, 2.4.7)."""

import pytest

TEAM = "/teams/kirurgisk-sengepost-3"
PAGES = (TEAM, f"{TEAM}/goals/1-halvere-fall-med-skade", f"{TEAM}/interventions/new", f"{TEAM}/settings")
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-block-end: 2em !important; }"""
CUT = """() => [...document.querySelectorAll("main *, header *, nav *")].filter((one) => {
  const style = getComputedStyle(one);
  const hides = ["hidden", "clip"].includes(style.overflowY) && !one.closest(".vh, svg");
  return hides && one.scrollHeight > one.clientHeight + 1 && one.clientHeight > 1;
}).map((one) => `${one.tagName}.${one.className}`)"""
STOP = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const drawn = [one, one.parentElement, one.nextElementSibling].filter(Boolean).map((part) => getComputedStyle(part));
  const seen = drawn.some((style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  return [one.outerHTML.slice(0, 90), seen, one.getBoundingClientRect().height > 0];
}"""


@pytest.mark.parametrize("path", PAGES)
def test_each_stop_is_seen_and_spaced_text_is_whole(walker, path):
    page = walker.page
    walker.sign_in()
    page.goto(path)
    stops = []
    for _ in range(40):
        page.keyboard.press("Tab")
        if (stop := page.evaluate(STOP)) is None:
            break
        stops.append(stop)
    assert len(stops) > 10
    assert [told for told, seen, _high in stops if not seen] == []
    page.evaluate(  # a style element would be stopped by the page's own policy
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }",
        SPACED,
    )
    assert page.evaluate(CUT) == []
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
