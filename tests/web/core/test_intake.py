"""What is no text, too much or too deep is refused before any page sees it, and never a 500."""

import json
from io import BytesIO
from urllib.parse import unquote

import pytest

from tests.conftest import build
from tests.house import test_access as census
from tests.house.test_access import GET, POST
from tracker.web.core.query import MOST_ID, read_day, read_whole

ids = census.ids
NUL, HALF = "%00", "%ED%A0%80"
FORM = "application/x-www-form-urlencoded"


def streamed(body):
    """Send a body in pieces, without saying how long it is."""
    return {"input_stream": BytesIO(body), "environ_overrides": {"wsgi.input_terminated": True, "CONTENT_LENGTH": ""}}


@pytest.mark.parametrize("sign", [NUL, HALF])
def test_signs_that_are_no_text_are_refused_in_every_address(as_, ids, sign):
    visitor, paths = as_("nora"), [path.format(**ids) for _statuses, path in GET.values()]
    taken = [
        (path, changed)
        for path in paths
        for changed in (
            {"PATH_INFO": path + unquote(sign, "latin-1")},
            {"QUERY_STRING": f"lang={sign}"},
            {"QUERY_STRING": f"{sign}=nb"},
        )
        if visitor.raw("GET", path, environ_overrides=changed).status_code != 400
    ]
    assert taken == []


@pytest.mark.parametrize("sign", [NUL, HALF])
def test_signs_that_are_no_text_are_refused_in_every_form(as_, ids, sign):
    visitor = as_("nora")
    body = f"csrf_token={visitor.token()}&name=Nils{sign}"
    paths = [path.format(**ids) for _statuses, path in POST.values()]
    taken = [p for p in paths if visitor.raw("POST", p, data=body, content_type=FORM).status_code != 400]
    assert taken == []


def test_nul_is_refused_in_a_file_name_and_in_a_part(as_):
    visitor, path = as_("nora"), "/teams/kirurgisk-3/import"
    assert visitor.raw("POST", path, data={"file": (BytesIO(b"a;b"), "a\0.csv")}).status_code == 400
    assert visitor.raw("POST", path, data={"text": "a\0", "file": (BytesIO(b"a"), "a.csv")}).status_code == 400


@pytest.mark.parametrize("value", ["a\0b", "a\ud800b"])
def test_signs_that_are_no_text_are_refused_in_json(as_, ids, value):
    body = json.dumps({"counts": [{"id": value, "notes": [{value: 1}]}]})
    answer = as_(None).raw("POST", f"/tell/{ids['code']}/counts", data=body, content_type="application/json")
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "headers", [{"HTTP_X_NOTE": "a\0b"}, {"HTTP_COOKIE": "language=\0"}, {"HTTP_COOKIE": 'language="\\000"'}]
)
def test_nul_is_refused_in_headers_and_cookies(app, headers):
    client = app.test_client(use_cookies=False)
    assert client.get("/privacy", environ_overrides=headers).status_code == 400


def test_json_that_is_nested_deeper_than_python_reads_is_no_batch(as_, ids):
    for body in ("[" * 100_000, '{"a":' * 20_000, "[" * 100_000 + "]" * 100_000, '{"counts": [%s]}' % ("9" * 5000)):
        answer = as_(None).raw("POST", f"/tell/{ids['code']}/counts", data=body, content_type="application/json")
        assert answer.status_code == 400


def test_a_batch_that_is_too_long_is_refused_also_where_it_does_not_say_how_long(as_, ids):
    path, body = f"/tell/{ids['code']}/counts", b'{"counts": "%s"}' % (b"9" * 300_000)
    assert as_(None).raw("POST", path, data=body).status_code == 413
    assert as_(None).raw("POST", path, **streamed(body)).status_code == 413


def test_a_form_obeys_its_limit_however_it_is_encoded(tmp_path):
    client = build("sqlite://", tmp_path, max_form_bytes=1000).test_client()
    long = "name=" + "a" * 2000
    assert client.post("/language", data=long, content_type=FORM).status_code == 413
    assert client.post("/language", content_type=FORM, **streamed(long.encode())).status_code == 413


@pytest.mark.parametrize("fields", [5_000, 100_000])
def test_a_form_of_too_many_fields_is_refused(as_, fields):
    visitor = as_(None)
    assert visitor.raw("POST", "/language", data="a=1&" * 25_000, content_type=FORM).status_code == 413
    part = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'
    answer = visitor.raw(
        "POST", "/language", data=part * fields + b"--x--\r\n", content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code == 413


@pytest.mark.parametrize(
    "broken", ["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\xe5"]
)
def test_a_broken_multipart_form_is_no_form(as_, broken):
    answer = as_(None).raw("POST", "/language", data=b"--x\r\n\r\n", headers={"Content-Type": broken})
    assert answer.status_code in {400, 413}


@pytest.mark.parametrize("host", ["a" * 300, "a." * 150, "a..b", "[::1", "a b", "é.no", "x:99999999", "/x", ""])
@pytest.mark.parametrize("path", ["/privacy", "/", "/nowhere", "/static/css/base.css"])
def test_a_host_name_that_cannot_be_one_is_no_500(as_, tmp_path, host, path):
    host = host.encode().decode("latin-1")
    assert as_("nora").raw("GET", path, environ_overrides={"HTTP_HOST": host}).status_code < 500
    known = build("sqlite://", tmp_path, hosts=("a.example.no",)).test_client()
    with known.get(path, environ_overrides={"HTTP_HOST": host}) as answer:
        assert answer.status_code == 400


@pytest.mark.parametrize(
    "path", ["//[x", "//x.example/", "/" + "å" * 3000, "/%", "/%2e%2e/%2e%2e/etc/passwd", "/\r\nX: y"]
)
def test_odd_paths_are_not_found(as_, path):
    for who in ("nora", None):
        assert as_(who).raw("GET", "/", environ_overrides={"PATH_INFO": path}).status_code in {200, 302, 308, 404}


@pytest.mark.parametrize(
    "target",
    ["//[x", "/a\r\nX-Evil: 1", "/\\evil.example", "/\t/evil.example", "//evil.example", "https://[", "/" + "å" * 9000],
)
def test_where_to_go_next_is_inside_or_the_start_page(as_, target):
    visitor = as_("nora")
    answer = visitor.raw("POST", "/language", data={"csrf_token": visitor.token(), "language": "en", "next": target})
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/")
    assert "evil.example" not in answer.headers["Location"]
    assert "X-Evil" not in answer.headers
    assert visitor.raw("GET", "/sign-in", query_string={"next": target}).status_code in {200, 302}


@pytest.mark.parametrize("text", ["²", "٣", "-1", "", " 1", "1 ", "+1", "1_0", "0", "9" * 20, str(MOST_ID + 1), "1\n"])
def test_what_is_no_id_is_none(text):
    assert read_whole(text) is None


def test_ids_are_read_within_bounds():
    assert read_whole("1") == 1
    assert read_whole(str(MOST_ID)) == MOST_ID
    assert read_whole("0", least=0) == 0


@pytest.mark.parametrize("text", ["20261122", "2026-W46-3", "2026-13-01", "1989-12-31", "2101-01-01", "٢٠٢٦-01-01", ""])
def test_what_is_no_day_is_none(text):
    assert read_day(text) is None
