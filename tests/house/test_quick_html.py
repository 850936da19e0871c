"""The quick reading of HTML sees what html5lib sees: pages are inspected by it."""

import pytest
from html5lib import HTMLParser, serialize

from tests.quick_html import QuickParser


@pytest.mark.parametrize(
    "body",
    [
        '<p class="a b" hidden>Ro &amp; fred</p><img src="/a?b=1&amp;c=2" alt="">',
        "<p class='a' id=b>Ro</p>",
        '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg><br/>',
        '<p id="a" id="b">Ro</p>',
        '<p id="a"class="b">Ro</p>',
        '<p title="a<b">Ro</p title="c">',
        "<div><p>Ro</div></p></section>",
        '<p title="åpen>Ro</p>',
        "<P CLASS='a'>Ro</P><p\n  id='a'\n>Ro",
        '<textarea>\n<p id="a"></textarea><script type="application/json">{"a": "<p id=\\"b\\">"}</script>',
        f'<p title="{"lang " * 4000}">Ro</p><p id="a" id="b">',
        "<table><tr><td>Ro</table><a b=\0>&nei;</a>",
    ],
    ids=range(12),
)
def test_faults_and_tree_are_those_of_html5lib(body):
    page = f"<!doctype html><html lang=nb><head><title>Ro</title></head><body>{body}"
    quick, slow = QuickParser(), HTMLParser()
    assert serialize(quick.parse(page)) == serialize(slow.parse(page))
    assert quick.errors == slow.errors
