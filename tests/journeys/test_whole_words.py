"""On the narrowest phone no word is cut or broken inside, and every verdict in a table is read where it stands."""

import pytest

TEAM = "/teams/kirurgisk-sengepost-3"
PLACES = {
    "Ingrid Moe": ["/networks/brukermedvirkning"],
    "Nora Lund": [TEAM, f"{TEAM}/goals/1-halvere-fall-med-skade", f"{TEAM}/interventions", f"{TEAM}/audit",
                  f"{TEAM}/measures/1-satte-legen-seg-ned-under-visitten"],
}  # fmt: skip

BROKEN = """() => {
    const found = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
        if (!text.parentElement.checkVisibility() || text.parentElement.closest(".vh, svg")) continue;
        for (const word of text.data.matchAll(/[^\\s-]+/g)) {
            const range = document.createRange();
            range.setStart(text, word.index);
            range.setEnd(text, word.index + word[0].length);
            const rows = new Set([...range.getClientRects()].filter(box => box.width).map(box => Math.round(box.top)));
            if (rows.size > 1) found.push(word[0]);
        }
    }
    return found;
}"""

CUT = """() => [...document.querySelectorAll(".tag, .state, .kind")].filter(each => {
    if (!each.checkVisibility()) return false;
    const box = each.getBoundingClientRect();
    const around = (each.closest(".scroll, .card") ?? document.body).getBoundingClientRect();
    return each.scrollWidth > each.clientWidth + 1 || box.right > around.right + 1 || box.left < around.left - 1;
}).map(each => each.textContent.trim())"""


@pytest.mark.parametrize("name", PLACES)
def test_no_word_is_cut_or_broken(walker, name):
    page = walker.page
    page.goto("/demo")
    page.get_by_role("button", name=name).click()
    for path in PLACES[name]:
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(path)
            where = f"{path} at {width} px"
            assert page.evaluate(BROKEN) == [], where
            assert page.evaluate(CUT) == [], where
