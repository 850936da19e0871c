"""The application refuses to start, or to store, where a net is missing."""

import pytest
from flask import Flask

from config import Config, ConfigError
from tests.conftest import build
from tracker.access.permissions import GRANTS, Permission
from tracker.models.accounts import Role
from tracker.web.core.assets import assets
from tracker.web.core.links import whole_address
from tracker.web.core.routes import ANYONE, SIGNED_IN, Routes, declared_rules, refuse_undeclared

SECRET = "x" * 32


def test_a_page_without_a_rule_is_not_even_an_import():
    with pytest.raises(TypeError, match="access"):
        Routes("somewhere", __name__).page("/open")


def test_a_route_made_past_the_place_stops_the_start():
    place = Routes("somewhere", __name__)
    place.route("/open", endpoint="hidden")(lambda: "")
    app = Flask(__name__)
    app.register_blueprint(place)
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()} - {"static"}
    with pytest.raises(RuntimeError, match=r"somewhere\.hidden"):
        refuse_undeclared(endpoints, declared_rules((place,)))


def test_two_rules_for_one_page_are_refused():
    place = Routes("somewhere", __name__)

    def view():
        return ""

    place.page("/a", access=SIGNED_IN)(view)
    with pytest.raises(ValueError, match="two access rules"):
        place.page("/b", access=ANYONE)(view)


def test_the_personas_do_not_exist_outside_the_demo(tmp_path):
    app = build("sqlite://", tmp_path, demo=False)
    assert not [rule for rule in app.url_map.iter_rules() if rule.rule.startswith("/demo")]


@pytest.mark.parametrize(("host", "status"), [("a.example.no", 200), ("a.example.no:8000", 200), ("evil.example", 400)])
@pytest.mark.parametrize("path", ["/privacy", "/assets/{css}/css/base.css"])
def test_another_host_name_is_refused_where_the_names_are_known(tmp_path, host, status, path):
    app = build("sqlite://", tmp_path, hosts=("a.example.no",))
    client = app.test_client()
    with app.app_context():
        css = assets().named("css/base.css").digest
    with client.get(path.format(css=css), headers={"Host": host}) as answer:
        assert answer.status_code == status


def test_every_role_has_grants_and_the_office_opens_no_team():
    assert set(GRANTS) == set(Role)
    assert GRANTS[Role.ADMINISTRATOR] == {Permission.OFFICE}


def test_representatives_never_edit_numbers():
    for role in (Role.USER_REPRESENTATIVE, Role.RELATIVE_REPRESENTATIVE):
        about = {Permission.READ_ABOUT, Permission.READ_PROGRAMME}
        reads = {Permission.READ, Permission.READ_BARRIERS, Permission.READ_PROGRESS, Permission.READ_ANSWERS}
        speaks = {Permission.COMMENT, Permission.PREPARE, Permission.MEET, Permission.REPRESENT}
        asks = {Permission.READ_EVALUATIONS, Permission.READ_GUIDE, Permission.EVALUATE}
        assert GRANTS[role] == about | reads | speaks | asks


def test_a_short_secret_does_not_start():
    with pytest.raises(ConfigError, match="TRACKER_SECRET_KEY"):
        Config(secret_key="short", database_url="sqlite://")


def test_a_missing_secret_is_named():
    with pytest.raises(ConfigError, match="TRACKER_SECRET_KEY"):
        Config.from_environment({})


def test_settings_are_read_from_the_environment(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text(SECRET + "\n")
    config = Config.from_environment(
        {
            "TRACKER_SECRET_KEY_FILE": str(secret),
            "TRACKER_DATABASE_URL": "postgres://tracker@localhost/tracker",
            "TRACKER_DEMO": "yes",
            "TRACKER_BRAND": "Helse Midt",
            "TRACKER_TRUSTED_PROXIES": "1",
            "TRACKER_HOSTS": "a.example.no, b.example.no",
            "TRACKER_BASE_URL": "https://a.example.no/",
            "TRACKER_SIGN_IN_ATTEMPTS_PER_ADDRESS": "50",
        }
    )
    assert config.secret_key == SECRET
    assert config.database_url == "postgresql+psycopg://tracker@localhost/tracker"
    assert (config.demo, config.brand, config.trusted_proxies) == (True, "Helse Midt", 1)
    assert config.hosts == ("a.example.no", "b.example.no")
    assert config.sign_in_attempts_per_address == 50
    assert config.base_url == "https://a.example.no"


PRODUCTION = {"TRACKER_SECRET_KEY": SECRET, "TRACKER_HOSTS": "a.example.no"}


def test_production_does_not_start_without_the_names_it_answers_to():
    assert Config.from_environment(PRODUCTION).is_production
    with pytest.raises(ConfigError, match="TRACKER_HOSTS"):
        Config.from_environment(PRODUCTION | {"TRACKER_HOSTS": " , "})


@pytest.mark.parametrize("name", ["TRACKER_DEMO", "TRACKER_INSECURE_COOKIES"])
def test_the_demo_and_a_machine_of_ones_own_answer_to_any_name(name):
    config = Config.from_environment({"TRACKER_SECRET_KEY": SECRET, name: "1"})
    assert not config.is_production
    assert config.hosts == ()


@pytest.mark.parametrize(
    "base",
    [
        "http://a.example.no", "https://b.example.no", "a.example.no", "https://a.example.no/path", "https://",
        "https://a.example.no?x=1", "https://me:pass@a.example.no", "https://[a", "https://a.example.no:x",
    ],
)  # fmt: skip
def test_what_links_begin_with_is_a_host_of_ours_over_https(base):
    with pytest.raises(ConfigError, match="TRACKER_BASE_URL"):
        Config.from_environment(PRODUCTION | {"TRACKER_BASE_URL": base})


def test_links_that_leave_the_page_begin_with_the_base_that_is_set(tmp_path):
    for base, expected in (("https://a.example.no", "https://a.example.no/privacy"), ("", "http://b/privacy")):
        app = build("sqlite://", tmp_path, base_url=base)
        with app.test_request_context("/", base_url="http://b"):
            assert whole_address("help.privacy") == expected


@pytest.mark.parametrize(("name", "value"), [("TRACKER_DEMO", "maybe"), ("TRACKER_TRUSTED_PROXIES", "many")])
def test_a_setting_that_cannot_be_read_is_named(name, value):
    with pytest.raises(ConfigError, match=name):
        Config.from_environment({"TRACKER_SECRET_KEY": SECRET, name: value})
