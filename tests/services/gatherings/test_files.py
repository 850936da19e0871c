from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pytest
from sqlalchemy import func, select

from tests.attached import DOCX, JPG, PDF, PNG, PPTX, XLSX, package
from tests.gathered import facts, on, plan
from tracker.access.network import enter_network
from tracker.access.people import ForbiddenError, NotFoundError
from tracker.access.permissions import Permission
from tracker.models.accounts import User
from tracker.models.audit import AuditLine
from tracker.models.base import db
from tracker.models.gatherings import FileKind, GatheringFile, GatheringFileContent
from tracker.models.networks import Network
from tracker.services.gatherings import gatherings
from tracker.services.gatherings.attached import files
from tracker.services.gatherings.attached.file_kinds import kind_of
from tracker.services.gatherings.attached.files import MOST_BYTES, MOST_FILES, AttachFault
from tracker.services.refusal import Refused
from tracker.services.versions import Outdated


@pytest.fixture
def host(hosting):
    return hosting("ingrid")


@pytest.fixture
def row(host):
    return plan(host, facts())


def add(host, row, name="Praktisk", data=PDF, submission=None):
    return files.add_file(host, row, name=name, data=data, submission=submission or name)


def bomb():
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", b"0" * 40_000_000)
        made.writestr("word/document.xml", b"0" * 40_000_000)
    return held.getvalue()


def encrypted():
    return DOCX.replace(b"PK\x03\x04\x14\x00\x00\x00", b"PK\x03\x04\x14\x00\x01\x00").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00"
    )


@pytest.mark.parametrize("packing", [ZIP_BZIP2, ZIP_LZMA])
@pytest.mark.parametrize("broken_at", range(60, 130, 5))
def test_what_office_never_packs_is_not_taken_whole_or_broken(packing, broken_at):
    held = BytesIO()
    with ZipFile(held, "w", packing) as made:
        made.writestr("[Content_Types].xml", "<Types/>" * 20)
        made.writestr("word/document.xml", "<w/>")
    data = held.getvalue()
    assert kind_of(data) is None
    assert kind_of(data[:broken_at] + b"\xff\xff\xff" + data[broken_at + 3 :]) is None


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PDF, FileKind.PDF), (PNG, FileKind.PNG), (JPG, FileKind.JPG), (DOCX, FileKind.DOCX), (PPTX, FileKind.PPTX),
        (XLSX, FileKind.XLSX), (b"MZ\x90\x00 an exe", None), (b"<html><script>alert(1)</script>", None),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", None), (b"\n%PDF-1.7", None), (package("a.txt"), None),
        (package("word/document.xml", "xl/workbook.xml"), None), (b"PK\x03\x04 no zip at all", None),
        (package("word/document.xml", "word/vbaProject.bin"), None), (encrypted(), None),
        (package("xl/workbook.xml", contents='<Types ContentType="x.sheet.macroEnabled.main+xml"/>'), None),
    ],
)  # fmt: skip
def test_a_file_is_known_by_what_it_holds(data, kind):
    assert kind_of(data) is kind


def test_a_bomb_is_never_unpacked():
    assert kind_of(bomb()) is FileKind.DOCX  # known by its parts' names; nobody here opens them


def test_a_file_is_added_listed_and_fetched(host, row, queries):
    made = add(host, row)
    add(host, row, "Lysbilder", PPTX)
    db.session.flush()
    with queries() as seen:
        listed = files.files_of(row)
        assert [(each.name, each.kind, each.size, each.added_by.name) for each in listed] == [
            ("Praktisk", FileKind.PDF, len(PDF), "Ingrid Moe"),
            ("Lysbilder", FileKind.PPTX, len(PPTX), "Ingrid Moe"),
        ]
    assert len(seen) == 1
    assert "gathering_file_content" not in seen[0]
    assert files.content_of(host, row, made) == PDF
    line = db.session.scalars(select(AuditLine).order_by(AuditLine.id.desc()).offset(1)).first()
    assert line.after == {"file": {"name": "Praktisk", "kind": "pdf", "size": len(PDF)}}


def test_the_same_submission_makes_one_file(host, row):
    assert add(host, row, submission="once") is add(host, row, submission="once")


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", AttachFault.EMPTY),
        (b"MZ an exe", AttachFault.STRANGE),
        (PDF + b"0" * (MOST_BYTES - len(PDF) + 1), AttachFault.TOO_LARGE),
    ],
)
def test_what_we_do_not_take_is_refused(host, row, data, fault):
    with pytest.raises(Refused) as refused:
        add(host, row, data=data)
    assert (refused.value.fault, refused.value.field) == (fault, "file")
    assert files.files_of(row) == []


def test_the_largest_file_is_taken(host, row):
    assert add(host, row, data=PDF + b"0" * (MOST_BYTES - len(PDF))).size == MOST_BYTES


def test_one_file_too_many_is_refused_until_one_is_taken_away(host, row):
    made = [add(host, row, f"Nr {number}") for number in range(MOST_FILES)]
    with pytest.raises(Refused) as refused:
        add(host, row, "En til")
    assert refused.value.fault is AttachFault.TOO_MANY
    files.remove_file(host, row, made[0])
    add(host, row, "En til")


def test_what_is_taken_away_is_gone_with_what_it_held(host, row):
    files.remove_file(host, row, add(host, row))
    assert db.session.scalars(select(GatheringFileContent.file_id)).all() == []
    line = db.session.scalars(select(AuditLine).order_by(AuditLine.id.desc())).first()
    assert line.before["file"]["name"] == "Praktisk"


def test_only_the_host_adds_and_removes_and_a_file_belongs_to_its_gathering(host, hosting, row):
    made, other, advisor = add(host, row), plan(host, on(11, 20)), hosting("kari")
    assert files.content_of(advisor, row, files.file_of(advisor, row, made.id)) == PDF
    with pytest.raises(ForbiddenError):
        add(advisor, row)
    with pytest.raises(ForbiddenError):
        files.remove_file(advisor, row, made)
    for deed in (files.file_of, lambda access, row, _id: files.content_of(access, row, made)):
        with pytest.raises(NotFoundError):
            deed(host, other, made.id)
    with pytest.raises(NotFoundError):
        files.remove_file(host, other, made)


def test_another_networks_host_finds_no_file(cast, host, row):
    made = add(host, row)
    network = Network(
        name="Et annet", slug="et-annet", host="Andre", starts_on=cast.network.starts_on, created_at=host.now
    )
    db.session.add(network)
    db.session.flush()
    stranger = type(host)(host.user, host.now, host.roles, host.permissions, network)
    for deed in (
        lambda: files.file_of(stranger, row, made.id),
        lambda: files.content_of(stranger, row, made),
        lambda: add(stranger, row, "Mitt"),
        lambda: files.remove_file(stranger, row, made),
    ):
        with pytest.raises(NotFoundError):
            deed()


def test_of_many_who_add_the_last_file_at_once_one_does(shared):
    user = db.session.scalars(select(User).where(User.email == "ingrid@example.no")).one()
    now = datetime(2026, 11, 27, 9, 0, tzinfo=UTC)
    host = enter_network(user, "brukermedvirkning", Permission.MANAGE_NETWORK, now=now)
    row = plan(host, facts())
    for number in range(MOST_FILES - 1):
        add(host, row, f"Nr {number}")
    db.session.commit()
    row_id = row.id
    db.session.remove()

    def one(number):
        with shared.app_context():
            try:
                user = db.session.scalars(select(User).where(User.email == "ingrid@example.no")).one()
                host = enter_network(user, "brukermedvirkning", Permission.MANAGE_NETWORK, now=now)
                add(host, gatherings.gathering(host, row_id), f"Siste {number}")
                db.session.commit()
            except (Refused, Outdated):
                db.session.rollback()
            finally:
                db.session.remove()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(one, range(4)))
    assert db.session.scalar(select(func.count()).select_from(GatheringFile)) == MOST_FILES
