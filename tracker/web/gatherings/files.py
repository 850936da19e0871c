"""Files on a gathering: attached and taken away by the host, fetched by those who meet there."""

from __future__ import annotations

from io import BytesIO

from flask import flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from tracker.access.permissions import Permission
from tracker.models.gatherings import FileKind
from tracker.services.gatherings.attached import files as files_service
from tracker.services.gatherings.attached.files import MOST_BYTES, MOST_FILES, MOST_MEGABYTES
from tracker.services.gatherings.gatherings import gathering as find_gathering
from tracker.views.gatherings.files import file_rows
from tracker.views.gatherings.head import head_of
from tracker.web.components.confirm import Confirmation, ask
from tracker.web.core.guard import network_access
from tracker.web.core.language import locale
from tracker.web.gatherings.attach_form import AttachForm
from tracker.web.gatherings.crumbs import above
from tracker.web.gatherings.routes import routes

_FILES = "/networks/<network>/gatherings/<int:gathering_id>/files"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.PPTX: f"{_OFFICE}presentationml.presentation",
    FileKind.DOCX: f"{_OFFICE}wordprocessingml.document",
    FileKind.XLSX: f"{_OFFICE}spreadsheetml.sheet",
    FileKind.PNG: "image/png",
    FileKind.JPG: "image/jpeg",
}
_SIGNS = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))
"""Signs that no name of a file may have on one system or another."""


@routes.page(f"{_FILES}/new", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def attach_file(gathering_id: int) -> ResponseReturnValue:
    """Attach a file."""
    access = network_access()
    row = find_gathering(access, gathering_id)
    form = AttachForm()
    if form.accepted():
        with form.refusing():
            name, data = form.content()
            made = files_service.add_file(access, row, name=name, data=data, submission=form.submission.data or "")
            flash(_("«%(name)s» er lagt ved.", name=made.name), "done")
            return redirect(_address(row.id))
    page = render_template(
        "gatherings/attach_file.html",
        network=access.network,
        top=head_of(access, row, locale()),
        form=form,
        has=len(file_rows(row, locale())),
        most_files=MOST_FILES,
        most_bytes=MOST_BYTES,
        most=MOST_MEGABYTES,
    )
    return page, form.status


@routes.page(f"{_FILES}/<int:file_id>", access=Permission.MEET)
def gathering_file(gathering_id: int, file_id: int) -> ResponseReturnValue:
    """Give a file to be kept: never to be shown in the page, whatever it holds."""
    access = network_access()
    row = find_gathering(access, gathering_id)
    file = files_service.file_of(access, row, file_id)
    plain = "".join(sign for sign in file.name.translate(_SIGNS) if sign.isprintable())
    name = f"{plain.strip('. ') or 'fil'}.{file.kind.value}"
    held = BytesIO(files_service.content_of(access, row, file))
    answer = send_file(held, _TYPES[file.kind], as_attachment=True, download_name=name, conditional=False, etag=False)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@routes.page(f"{_FILES}/<int:file_id>/remove", access=Permission.MANAGE_NETWORK, methods=("GET", "POST"))
def remove_file(gathering_id: int, file_id: int) -> ResponseReturnValue:
    """Ask, then take a file away."""
    access = network_access()
    row = find_gathering(access, gathering_id)
    file = files_service.file_of(access, row, file_id)
    if request.method == "POST":
        files_service.remove_file(access, row, file)
        flash(_("«%(name)s» er tatt bort.", name=file.name), "done")
        return redirect(_address(row.id))
    back = _address(row.id)
    question = Confirmation(
        heading=_("Ta bort filen?"),
        about=file.name,
        consequences=(
            _("Filen slettes her, og kan ikke hentes fram igjen. De som alt har lastet den ned, har den fortsatt."),
        ),
        does=_("Ta bort filen"),
        action=url_for("gatherings.remove_file", network=access.network.slug, gathering_id=row.id, file_id=file.id),
        keep=_("Behold den"),
        back=back,
        above=(*above(access, head_of(access, row, locale())), (_("Filer og lenker"), back)),
    )
    return ask(access.network, question)


def _address(row_id: int) -> str:
    return url_for("gatherings.gathering_links", network=network_access().network.slug, gathering_id=row_id)
