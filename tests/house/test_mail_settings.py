"""Settings of mail: what could not work, or would send a password in the clear, stops the start."""

import pytest

from config import Config, ConfigError
from tracker.app import mail_sender, mail_server
from tracker.services.mail.choices import STOP_PATH, TOKEN_LETTERS
from tracker.services.mail.sender import Tls

SITE = "https://oyehoyde.example.no"
BARE = {"TRACKER_SECRET_KEY": "x" * 32, "TRACKER_HOSTS": "oyehoyde.example.no", "TRACKER_BASE_URL": SITE}
MAIL = BARE | {"TRACKER_MAIL_SERVER": "relay.example.no", "TRACKER_MAIL_SENDER": "post@example.no"}


def test_without_a_server_mail_is_off():
    config = Config.from_environment(BARE)
    assert (config.mail, mail_sender(config), mail_server(config)) == (None, None, None)


def test_all_is_read_and_the_password_shown_nowhere(tmp_path):
    (tmp_path / "password").write_text("hemmelig\n")
    config = Config.from_environment(
        MAIL
        | {
            "TRACKER_MAIL_USER": "oss",
            "TRACKER_MAIL_PASSWORD_FILE": str(tmp_path / "password"),
            "TRACKER_MAIL_CA_FILE": str(tmp_path / "ca.pem"),
            "TRACKER_MAIL_REPLY_TO": "hjelp@example.no",
            "TRACKER_MAIL_NAME": "Øyehøyde, Midt",
        }
    )
    server, sender = mail_server(config), mail_sender(config)
    assert (server.host, server.port, server.tls, server.user) == ("relay.example.no", 587, Tls.STARTTLS, "oss")
    assert (server.password, server.ca_file) == ("hemmelig", tmp_path / "ca.pem")
    assert (sender.name, sender.address, sender.reply_to, sender.site) == (
        "Øyehøyde, Midt", "post@example.no", "hjelp@example.no", SITE,
    )  # fmt: skip
    assert "hemmelig" not in repr(config) + repr(server) + repr(sender)
    assert "x" * 32 not in repr(sender)


@pytest.mark.parametrize(("tls", "port"), [("starttls", 587), ("implicit", 465), ("IMPLICIT", 465)])
def test_the_port_is_the_usual_one_of_its_kind(tls, port):
    assert Config.from_environment(MAIL | {"TRACKER_MAIL_TLS": tls}).mail.port == port


@pytest.mark.parametrize("host", ["127.0.0.1", "::1", "localhost"])
def test_a_server_on_this_machine_may_do_without_tls(host):
    config = Config.from_environment(MAIL | {"TRACKER_MAIL_TLS": "none", "TRACKER_MAIL_SERVER": host})
    assert config.mail.tls == "none"


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        ({"TRACKER_MAIL_TLS": "none"}, "TRACKER_MAIL_TLS"),
        ({"TRACKER_MAIL_TLS": "ssl"}, "TRACKER_MAIL_TLS"),
        ({"TRACKER_MAIL_PORT": "x"}, "TRACKER_MAIL_PORT"),
        ({"TRACKER_MAIL_SENDER": ""}, "TRACKER_MAIL_SENDER"),
        ({"TRACKER_MAIL_SENDER": "Øyehøyde <post@example.no>"}, "TRACKER_MAIL_SENDER"),
        ({"TRACKER_MAIL_SENDER": "øye@example.no"}, "TRACKER_MAIL_SENDER"),
        ({"TRACKER_MAIL_REPLY_TO": "a@b.no\r\nBcc: c@d.no"}, "TRACKER_MAIL_REPLY_TO"),
        ({"TRACKER_MAIL_NAME": "a\nb"}, "TRACKER_MAIL_NAME"),
        ({"TRACKER_MAIL_USER": "oss"}, "TRACKER_MAIL_USER"),
        ({"TRACKER_MAIL_PASSWORD": "hemmelig"}, "TRACKER_MAIL_USER"),
        (
            {
                "TRACKER_MAIL_SERVER": "127.0.0.1", "TRACKER_MAIL_TLS": "none", "TRACKER_MAIL_USER": "oss",
                "TRACKER_MAIL_PASSWORD": "hemmelig",
            },
            "TRACKER_MAIL_USER",
        ),
        ({"TRACKER_BASE_URL": ""}, "TRACKER_BASE_URL"),
        ({"TRACKER_BASE_URL": "https://" + "x" * 43, "TRACKER_HOSTS": "x" * 43}, "TRACKER_BASE_URL"),
    ],
)  # fmt: skip
def test_what_could_not_work_is_told_by_its_name(wrong, named):
    with pytest.raises(ConfigError, match=named) as told:
        Config.from_environment(MAIL | wrong)
    assert "hemmelig" not in str(told.value)


def test_the_longest_site_leaves_room_for_the_token_on_one_line():
    longest = "https://" + "x" * 42
    assert Config.from_environment(MAIL | {"TRACKER_BASE_URL": longest, "TRACKER_HOSTS": "x" * 42}).mail
    assert len(f"<{longest}{STOP_PATH}{'x' * TOKEN_LETTERS}>") == 77
