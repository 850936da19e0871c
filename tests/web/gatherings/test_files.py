from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from sqlalchemy import select

from tests.attached import DOCX, PDF, PNG
from tests.gathered import facts, plan
from tests.people import today
from tests.web.gatherings.test_host import days_off, one
from tracker.models.accounts import Leadership
from tracker.models.base import db
from tracker.models.gatherings import GatheringFile
from tracker.models.teams import Membership
from tracker.services.gatherings.attached import files
from tracker.web.gatherings.attach_form import AttachForm, name_of


@pytest.fixture
def row(host):
    made = plan(host, facts(*days_off(12)))
    db.session.commit()
    return made


@pytest.fixture
def path(row):
    return f"{one(row)}/files"


@pytest.fixture
def ingrid(as_):
    return as_("ingrid")


def send(visitor, path, data=PDF, name="praktisk.pdf", status=302, **more):
    """Send the form with a file, as bytes: the test client would leave files of its own open."""
    fields = visitor.get(f"{path}/new").fields() | more
    parts = [f'--x\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{text}\r\n' for key, text in fields.items()]
    parts.append(f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n')
    body = "".join(parts).encode() + data + b"\r\n--x--\r\n"
    return visitor._expect("POST", f"{path}/new", status, data=body, content_type="multipart/form-data; boundary=x")


def stored():
    db.session.rollback()
    return db.session.scalars(select(GatheringFile)).all()


@pytest.fixture
def made(host, row):
    file = files.add_file(host, row, name="Blåbær: på / «Værnes»", data=PDF, submission="one")
    db.session.commit()
    return file


def test_a_file_is_attached_and_stands_with_its_size_and_who_added_it(ingrid, as_, row, path):
    page = ingrid.follow(send(ingrid, path, PDF + b"0" * 2_400_000, "filer/Praktisk om Værnes.pdf"))
    assert "«Praktisk om Værnes» er lagt ved." in page.words
    assert "PDF, 2,4 MB. Lagt til av Ingrid Moe" in page.words
    assert "Praktisk om Værnes" in ingrid.get(one(row)).words
    nora = as_("nora")
    (way,) = [link for link in nora.get(f"/teams/kirurgisk-3/gatherings/{row.id}").links() if "/files/" in link]
    assert nora.get(way).body.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"MZ\x90 an exe", "referat.pdf", "Vi tar bare imot PDF"),
        (b"", "tom.pdf", "Filen er tom."),
        (PDF + b"0" * 10_000_000, "stor.pdf", "Filen er for stor. Vi tar imot inntil 10 MB."),
        (PDF, "Hun i 13097248022.pdf", "fødselsnummer"),
        (PDF, "å" * 130 + ".pdf", "Skriv et navn på filen."),
        (PDF, "ring 98 76 54 32.pdf", "telefonnummer"),
    ],
)
def test_what_is_not_taken_is_said_beside_the_field_and_nothing_is_stored(ingrid, path, data, name, said):
    page = send(ingrid, path, data, name, status=422)
    assert said in page.one("#file-error").get_text()
    assert stored() == []


def test_no_file_at_all_is_said(ingrid, path):
    page = ingrid.submit(f"{path}/new", {"file": "x", "title": "Et navn"}, status=422)
    assert "Velg en fil." in page.one("#file-error").get_text()
    assert page.one("[name=title]")["value"] == "Et navn"


def test_a_name_that_cannot_stand_is_kept_and_the_file_is_asked_for_again(ingrid, path):
    page = send(ingrid, path, title="Hun i 13097248022", status=422)
    assert page.one("[name=title]")["value"] == "Hun i 13097248022"
    assert "Velg filen på nytt" in page.errors()
    assert stored() == []


def test_more_than_the_server_takes_is_answered_by_a_page(ingrid, path):
    page = send(ingrid, path, PDF + b"0" * 11_000_000, status=413)
    assert page.h1 == "Dette ble for stort"


def test_a_file_that_lies_about_its_kind_is_fetched_as_what_it_is(ingrid, path):
    ingrid.follow(send(ingrid, path, PNG, "rapport.pdf.html"))
    page = ingrid.get(f"{path}/{stored()[0].id}")
    assert page.headers["Content-Type"] == "image/png"
    assert page.headers["Content-Disposition"] == "attachment; filename=rapport.pdf.png"


def test_a_file_is_kept_never_shown_and_its_name_is_safe(ingrid, path, made):
    headers = ingrid.get(f"{path}/{made.id}").headers
    assert (
        "filename*=UTF-8''Bl%C3%A5b%C3%A6r-%20p%C3%A5%20-%20%C2%ABV%C3%A6rnes%C2%BB.pdf"
        in headers["Content-Disposition"]
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "private, no-store"


def test_a_name_with_a_line_break_or_a_folder_breaks_no_header(ingrid, host, row, path):
    ingrid.follow(send(ingrid, path, title="a\nX-Evil: 1"))
    headers = ingrid.get(f"{path}/{stored()[0].id}").headers
    assert headers["Content-Disposition"] == 'attachment; filename="aX-Evil- 1.pdf"'
    assert "X-Evil" not in headers
    assert name_of("C:\\filer\\Praktisk.pdf") == "Praktisk"
    assert name_of("../../etc/passwd\r\nX: 1.pdf") == "passwd X: 1"
    assert name_of(".pdf") == ".pdf"


def test_a_form_that_is_read_twice_gives_the_file_twice(app):
    sent = {"file": (BytesIO(PDF), "a.pdf")}
    with app.test_request_context(method="POST", data=sent):
        form = AttachForm()
        assert form.content() == form.content() == ("a", PDF)


def test_nobody_fetches_a_file_without_signing_in_or_from_another_network_or_when_held(cast, as_, path, made):
    address = f"{path}/{made.id}"
    assert as_(None).get(address, status=302).location == "/sign-in"
    as_("per").get(address, status=404)
    as_("odd").get(address, status=404)
    cast.people["ali"].held_since = datetime.now(UTC) - timedelta(hours=1)
    db.session.commit()
    assert as_("ali").get(address, status=302).location == "/account/confirm"
    db.session.query(Membership).filter_by(user_id=cast.people["nora"].id).update({"left_on": today()})
    db.session.commit()
    as_("nora").get(address, status=404)


def test_a_member_has_no_button_of_the_hosts(as_, row, path, made):
    page = as_("nora").get(f"/teams/kirurgisk-3/gatherings/{row.id}")
    assert not [link for link in page.links() if link.endswith(("/files/new", "/remove"))]


def test_taking_away_asks_first(ingrid, path, made):
    page = ingrid.get(f"{path}/{made.id}/remove")
    assert page.h1 == "Ta bort filen?"
    assert len(stored()) == 1
    page = ingrid.follow(ingrid.submit(f"{path}/{made.id}/remove", {}))
    assert "er tatt bort" in page.words
    assert stored() == []
    ingrid.get(f"{path}/{made.id}", status=404)


def test_a_file_of_another_gathering_is_not_found_here(host, ingrid, path, made):
    other = plan(host, facts(*days_off(30), title="En annen"))
    db.session.commit()
    ingrid.get(f"{one(other)}/files/{made.id}", status=404)
    ingrid.get(f"{one(other)}/files/{made.id}/remove", status=404)


def test_a_held_gatherings_page_shows_its_files(host, ingrid):
    held = plan(host, facts(*days_off(-7), title="Den som var"))
    files.add_file(host, held, name="Lysbilder", data=DOCX, submission="two")
    db.session.commit()
    assert "Lysbilder" in ingrid.get(f"{one(held)}/minutes").words


def test_a_leader_in_the_organisation_sees_that_a_file_is_there_and_has_no_link(cast, as_, row, path, made):
    db.session.add(Leadership(user_id=cast.people["odd"].id, organisation_id=cast.team.organisations[0].id))
    db.session.commit()
    odd = as_("odd")
    page = odd.get(f"/teams/kirurgisk-3/gatherings/{row.id}")
    assert made.name in page.words
    assert not [link for link in page.links() if "/files/" in link]
    odd.get(f"{path}/{made.id}", status=403)
