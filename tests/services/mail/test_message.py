"""A mail as bytes: what stands in its headers survives the way, and nothing typed can become a header."""

import re
from email import message_from_bytes
from email.headerregistry import Address
from email.policy import default

import pytest

from tests.conftest import NOW
from tests.services.mail.letters import NB, SECRET, SENDER, letter
from tracker.models.mail import CHOSEN_KINDS, MailKind
from tracker.services.mail.choices import stop_address
from tracker.services.mail.message import message_bytes, new_message_id
from tracker.services.mail.rendering import as_text
from tracker.services.mail.sender import Sender

NAMES = [
    "Åse Ødegård",
    "Ødegård, Åse",
    "Øystein Ærø-Ålesund, avdelingsleder ved Kirurgisk sengepost 3, Sørøya universitetssykehus i Fjordheim",
    'Per "Pelle" Vik',
    "Lê Thị Hồng",
    "Anna (vikar) <ikke@dette.no>",
    "👩🏽‍⚕️ Kari",
]


def written(to=("Nora Lund", "nora@example.no"), *, kind=MailKind.REMINDER, sender=SENDER, via=None, **more):
    return message_bytes(
        more.get("letter", letter()),
        kind=kind,
        to=to,
        message_id=new_message_id(sender),
        sender=sender,
        stop_address=stop_address(sender, 7, kind),
        via=via,
        locale=NB,
        now=NOW,
    )


def read(raw):
    return message_from_bytes(raw, policy=default)


def header(raw, name):
    """The lines of a header as they stand in the bytes, without its name."""
    found = re.search(rb"^" + name.encode() + rb":[ ]?((?:.*\r\n)(?:[ \t].*\r\n)*)", raw, re.MULTILINE)
    return found[1].decode("ascii") if found else None


@pytest.mark.parametrize("name", NAMES)
def test_a_name_comes_through_the_bytes_and_stays_one_address(name):
    (found,) = read(written((name, "a.b@xn--fjordheim.example.no")))["To"].addresses
    assert (found.display_name, found.addr_spec) == (name, "a.b@xn--fjordheim.example.no")


@pytest.mark.parametrize("name", NAMES)
def test_it_comes_from_our_address_via_the_person_who_writes_and_answers_go_to_her(name):
    mail = read(written(via=(name, "ingrid@example.no")))
    (ours,), (hers,) = mail["From"].addresses, mail["Reply-To"].addresses
    assert (ours.display_name, ours.addr_spec) == (f"{name} via Øyehøyde", SENDER.address)
    assert (hers.display_name, hers.addr_spec) == (name, "ingrid@example.no")


@pytest.mark.parametrize("name", ["=?utf-8?q?a=0d=0aBcc:_alle=40example.no?=", "x" * 120, "å" * 120, "", '"', "\\"])
def test_whatever_a_name_holds_there_is_one_address_and_it_is_right(name):
    raw = written((name, "nora@example.no"), via=(name, "ingrid@example.no"), letter=letter(subject=name or "Hei"))
    (to,), (hers,), (ours,) = (read(raw)[each].addresses for each in ("To", "Reply-To", "From"))
    assert [to.addr_spec, hers.addr_spec, ours.addr_spec] == ["nora@example.no", "ingrid@example.no", SENDER.address]
    assert read(raw)["Bcc"] is None


def test_without_a_writer_answers_go_where_the_installation_says():
    sender = Sender(name="Ø", address=SENDER.address, site=SENDER.site, secret=SECRET, reply_to="hjelp@example.no")
    assert read(written(sender=sender))["Reply-To"] == "hjelp@example.no"
    assert read(written())["Reply-To"] is None
    assert read(written())["From"].addresses[0].display_name == "Øyehøyde"


@pytest.mark.parametrize("kind", CHOSEN_KINDS)
def test_how_to_stop_it_stands_on_one_line_in_the_raw_bytes(kind):
    raw = written(kind=kind)
    line = header(raw, "List-Unsubscribe")
    assert re.fullmatch(r"<https://oyehoyde\.example\.no/u/[A-Za-z0-9_-]{22}>\r\n", line)
    assert header(raw, "List-Unsubscribe-Post") == "List-Unsubscribe=One-Click\r\n"


def test_the_longest_site_that_is_let_in_still_fits_on_the_line():
    site = "https://" + "x" * (50 - 8)
    sender = Sender(name="Ø", address=SENDER.address, site=site, secret=SECRET)
    line = header(written(sender=sender), "List-Unsubscribe")
    assert len(line.strip()) == 77
    assert line.strip().startswith(f"<{site}/u/")
    assert "=?" not in line


def test_a_mail_with_a_new_password_says_neither_how_to_stop_it_nor_that_a_machine_wrote_it():
    mail = read(written(kind=MailKind.PASSWORD))
    assert not {"List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted", "Precedence"} & set(mail.keys())


def test_all_others_ask_for_no_answer_from_a_machine():
    mail = read(written())
    assert (mail["Auto-Submitted"], mail["X-Auto-Response-Suppress"]) == ("auto-generated", "All")
    assert mail["Precedence"] is None


@pytest.mark.parametrize(
    "bad", ["Hei\r\nBcc: alle@example.no", "Hei\nBcc: alle@example.no", "Hei\x00\x0b\x0c\u2028Bcc: x"]
)
def test_nothing_that_is_typed_becomes_a_header(bad):
    raw = written((bad, "nora@example.no"), letter=letter(subject=bad), via=(bad, "ingrid@example.no"))
    mail = read(raw)
    assert mail["Bcc"] is None
    assert not re.search(rb"^Bcc", raw.partition(b"\r\n\r\n")[0], re.MULTILINE)
    assert mail["Subject"] in {"Hei Bcc: alle@example.no", "Hei Bcc: x"}


@pytest.mark.parametrize("address", ["øyvind@example.no", "nora", "@example.no", "a b@example.no", "a\r\nb@example.no"])
def test_an_address_that_no_mail_can_name_is_an_error(address):
    with pytest.raises(ValueError, match="address"):
        written(("Øyvind", address))


def test_a_domain_with_other_letters_is_written_as_name_servers_know_it():
    assert read(written(("Nora", "nora@sjøhus.no")))["To"].addresses[0].domain == "xn--sjhus-wua.no"


def test_a_long_subject_comes_through():
    subject = (
        "Påminnelse om å registrere uke 48 for Kirurgisk sengepost 3 ved Sørøya universitetssykehus: åtte ting gjenstår"
    )
    assert read(written(letter=letter(subject=subject)))["Subject"] == subject


def test_every_line_ends_as_smtp_wants_and_none_is_too_long():
    raw = written(letter=letter(text="æøå " * 900 + "\n.\nslutt"))
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert b"\r" not in raw.replace(b"\r\n", b"")
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert raw.isascii()


def test_the_text_says_all_that_the_html_says():
    mail = read(written())
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    for said in ("Én ting trenger deg", "Kirurgisk sengepost 3", "6 indikatorer", "Registrer uke 48", "Du får denne"):
        assert said in text
        assert said in html
    assert text.replace("\r\n", "\n") == as_text(letter())
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]


def test_the_html_has_no_pictures_no_scripts_and_takes_words_for_words():
    html = read(written(letter=letter(text="<b>Hei</b> & <img src=x>"))).get_body(("html",)).get_content()
    assert "&lt;b&gt;Hei&lt;/b&gt; &amp; &lt;img" in html
    assert not re.search(r"<(img|script|link|style|iframe)|url\(|@import", html)
    assert 'width="600"' in html
    assert 'lang="nb"' in html


def test_no_two_mails_share_an_id_and_an_id_tells_nothing():
    ids = {new_message_id(SENDER) for _ in range(100)}
    assert len(ids) == 100
    assert all(re.fullmatch(r"<[0-9a-f]{32}@oyehoyde\.example\.no>", each) for each in ids)
    assert Address(addr_spec=min(ids).strip("<>")).domain == "oyehoyde.example.no"
