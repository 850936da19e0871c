"""The script behind "Utforsk": from the installed wheel, compressed once, kept by browsers."""

import gzip
from importlib.metadata import version
from pathlib import Path

ADDRESS = f"/assets/plotly-{version('plotly')}.js"


def test_it_is_sent_compressed_and_kept_for_a_year(as_, app):
    nobody = as_(None)
    answer = nobody.get(ADDRESS, headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Type"].startswith("text/javascript")
    assert "immutable" in answer.headers["Cache-Control"]
    assert "Accept-Encoding" in answer.headers["Vary"]
    plain = nobody.get(ADDRESS, headers={"Accept-Encoding": "identity"})
    assert gzip.decompress(answer.body) == plain.body
    assert "Content-Encoding" not in plain.headers
    assert len(list(Path(app.instance_path).glob("plotly-*.js.gz"))) == 1


def test_a_browser_that_has_it_gets_nothing_new(as_):
    nobody = as_(None)
    tag = nobody.get(ADDRESS, headers={"Accept-Encoding": "gzip"}).headers["ETag"]
    nobody.get(ADDRESS, 304, headers={"Accept-Encoding": "gzip", "If-None-Match": tag})


def test_another_version_is_another_address(as_):
    as_(None).get("/assets/plotly-0.0.1.js", 404)


def test_the_page_asks_for_it_by_version(as_, chair, page):
    [button] = as_("siv").get(page).select("[data-behaviour=explore]")
    assert button["data-src"] == ADDRESS
    assert "vis=all#" in button["href"], "without scripts it is a link"
