"""Every page of a team on the narrowest phone: only tables scroll sideways, never the page."""

import re

START = "/teams/kirurgisk-sengepost-3"
OTHERS = ("/teams/publiserte-tall-referanse", "/help/run-diagram", "/account", "/teams")


def test_no_page_is_wider_than_the_window(walker):
    page = walker.page
    walker.sign_in()
    page.set_viewport_size({"width": 320, "height": 700})
    waiting, seen, wide = [START, *OTHERS], {START, *OTHERS}, []
    while waiting:
        path = waiting.pop()
        page.goto(path)
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > 320:
            wide.append(f"{path}: {width} px")
        if path in {START, OTHERS[0]} or path.endswith(("/goals", "/interventions", "/tests")):
            for link in page.eval_on_selector_all("main a[href]", "all => all.map(a => a.getAttribute('href'))"):
                inside = link.startswith("/teams/") and not re.search(r"\.(csv|ics|pdf|png|pptx|svg|xlsx)$|#", link)
                if inside and link not in seen:
                    seen.add(link)
                    waiting.append(link)
    assert wide == []
    assert len(seen) > 25
