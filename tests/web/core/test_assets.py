"""Files beside pages: an address for each content, kept for a year, and only what a page needs."""

import re
from pathlib import Path

import pytest

from tests.people import MADE
from tracker.access.team_code import draw_code, show_code
from tracker.models.base import db
from tracker.models.tally import CodePurpose, TeamCode
from tracker.web.core.assets import Assets, UnknownAssetError, asset

STATIC = Path(__file__).parents[3] / "static"
TEAM = "/teams/kirurgisk-3"


@pytest.fixture
def folder(tmp_path):
    """A release of our own: a sheet that imports another, two scripts, a picture."""
    for name, text in {
        "css/page.css": '/* All. */\n@import "tokens.css";\n@import "components/a.css";\na {}\n',
        "css/tokens.css": ":root {}\n",
        "css/components/a.css": '@import "../tokens.css";\nb {}\n',
        "js/main.js": 'import "./other.js";\n',
        "js/other.js": "\n",
        "icons/one.svg": "<svg/>",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def linked(page):
    """The style sheets and scripts of a page, without their hashes."""
    addresses = [link["href"] for link in page.select("link[rel=stylesheet]")]
    addresses += [script["src"] for script in page.select("script[src]")]
    return [re.sub(r"^/assets/[0-9a-f]{16}/", "", address) for address in addresses]


def scripts(visitor):
    return [each["src"] for each in visitor.get(TEAM).select("script[src]")]


def test_it_is_kept_for_a_year_and_carries_nobodys_cookie(as_):
    visitor = as_("nora")
    for address in [*(each["href"] for each in visitor.get(TEAM).select("head link[href]")), *scripts(visitor)]:
        answer = visitor.get(address)
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_no_row_is_read_for_it(as_, queries):
    visitor = as_("nora")
    [address] = scripts(visitor)
    with queries() as seen:
        visitor.get(address)
    assert seen == []


def test_another_releases_address_has_nothing_and_is_not_kept(as_, app):
    with app.test_request_context():
        address = asset("js/main.js")
    digest = address.split("/")[2]
    for old in (address.replace(digest, "0" * 16), f"{address}x", "/static/js/main.js", "/assets/js/main.js"):
        assert as_(None).get(old, 404).headers["Cache-Control"] == "no-store"


def test_a_name_that_leads_out_of_the_folder_has_nothing(as_, app):
    with app.test_request_context():
        address = asset("js/main.js")
    as_(None).get(address.replace("main.js", "../../config.py"), 404)


def test_a_sheet_holds_what_it_imports_once(folder):
    text = Assets(folder).named("css/page.css").content.decode()
    assert text == "/* All. */\n:root {}\nb {}\na {}\n"


def test_what_changes_gets_another_address_and_the_rest_keep_theirs(folder):
    before = Assets(folder)
    (folder / "css/components/a.css").write_text("i {}\n")
    (folder / "js/other.js").write_text("export const two = 2;\n")
    after = Assets(folder)
    names = ("css/page.css", "css/components/a.css", "js/main.js", "js/other.js", "css/tokens.css", "icons/one.svg")
    moved = [name for name in names if before.named(name).digest != after.named(name).digest]
    assert moved == ["css/page.css", "css/components/a.css", "js/main.js", "js/other.js"]


def test_an_unknown_name_is_an_error(app):
    with app.test_request_context(), pytest.raises(UnknownAssetError, match=r"css/none\.css"):
        asset("css/none.css")


@pytest.mark.parametrize("script", sorted(STATIC.rglob("*.js")), ids=lambda path: path.relative_to(STATIC).as_posix())
def test_a_script_imports_its_neighbours_by_relative_names(script):
    for name in re.findall(r'(?:from|import) "([^"]+)"', script.read_text()):
        assert name.startswith((".", "./"))
        assert (script.parent / name).resolve().is_relative_to(STATIC / "js")
        assert (script.parent / name).exists()


@pytest.mark.parametrize(
    ("who", "path", "sheets"),
    [
        (None, "/sign-in", ["css/page.css"]),
        ("nora", TEAM, ["css/page.css", "css/teams.css"]),
        ("nora", f"{TEAM}/record", ["css/page.css", "css/measurements.css"]),
        ("nora", f"{TEAM}/goals", ["css/page.css", "css/improvement.css"]),
        ("nora", f"{TEAM}/audit", ["css/page.css", "css/audit.css"]),
    ],
)
def test_a_page_loads_what_all_need_and_its_subjects_own(as_, who, path, sheets):
    assert linked(as_(who).get(path)) == [*sheets, "js/main.js"]


def test_a_page_that_is_not_there_loads_the_sheet_of_errors_and_not_of_the_subject_asked_for(as_):
    assert linked(as_("nora").get(f"{TEAM}/measures/99999", 404)) == ["css/page.css", "css/errors.css", "js/main.js"]


def test_the_page_by_the_bed_loads_its_own_alone(as_, cast):
    code = draw_code()
    db.session.add(
        TeamCode(
            team_id=cast.team.id,
            purpose=CodePurpose.TELL,
            code=code,
            created_at=MADE,
            created_by_id=cast.people["nora"].id,
        )
    )
    db.session.commit()
    assert linked(as_(None).get(f"/tell/{show_code(code)}")) == ["css/tell.css", "js/tell/page.js"]


def test_the_worker_names_the_script_of_this_release_and_is_asked_for_each_time(as_, app):
    worker = as_(None).get("/tell/sw.js")
    with app.test_request_context():
        assert worker.text == f'import "{asset("js/tell/worker.js")}";\n'
    assert worker.headers["Cache-Control"] == "no-cache"
    assert worker.headers["Content-Type"].startswith("text/javascript")
