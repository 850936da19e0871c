"""The form with which a file is attached to a gathering."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _
from werkzeug.datastructures import FileStorage
from wtforms import FileField
from wtforms.validators import StopValidation

from tracker.services.gatherings.attached.files import MOST_BYTES, AttachFault
from tracker.text.visible import without_invisible
from tracker.web.forms.base import Form
from tracker.web.forms.choice_fields import SubmissionField
from tracker.web.forms.field_types import Sentences
from tracker.web.forms.fields import FreeTextField, screen

_LONGEST_NAME = 120
_LONGEST_ENDING = 5
"""Of what is taken for the ending of a file's name: "docx"."""


class AttachForm(Form):
    """A file that is to hang on a gathering, and what it is to be called."""

    sentences: ClassVar[Sentences] = {
        AttachFault.EMPTY: _("Filen er tom. Velg en annen."),
        AttachFault.TOO_LARGE: _(
            "Filen er for stor. Vi tar imot inntil %(most)s MB. Legg den der dere har den, og lag en lenke."
        ),
        AttachFault.STRANGE: _(
            "Vi tar bare imot PDF, PowerPoint, Word, Excel, PNG og JPG, uten makroer og uten passord."
        ),
        AttachFault.TOO_MANY: _("Samlingen har %(most)s filer, og det er det meste. Ta bort en først."),
    }
    file = FileField(_("Fil"))
    title = FreeTextField(_("Navn"), most=_LONGEST_NAME)
    submission = SubmissionField()

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check that there is a file, and screen the name it brings where no other is typed."""
        right = super().validate(extra_validators)
        try:
            self._check_file()
        except StopValidation as error:
            self.refuse(self.file, error)
            return False
        if not right and self._sent() is not None:  # a browser forgets which one it was
            self.refuse(self.file, _("Velg filen på nytt når du har rettet resten."))
        return right

    def content(self) -> tuple[str, bytes]:
        """Return what the file is to be called, and what it holds; only for a form that was accepted."""
        sent = self._sent()
        if sent is None:
            return self.title.data or "", b""
        sent.stream.seek(0)  # the page may be asked twice, where another host saved at the same moment
        return self.title.data or name_of(sent.filename or ""), sent.stream.read(MOST_BYTES + 1)

    def _sent(self) -> FileStorage | None:
        found = self.file.data
        return found if isinstance(found, FileStorage) and found.filename else None

    def _check_file(self) -> None:
        sent = self._sent()
        if sent is None:
            raise StopValidation(str(_("Velg en fil.")))
        if self.title.data or self.title.errors:
            return
        name = name_of(sent.filename or "")
        if not name or len(name) > _LONGEST_NAME:
            raise StopValidation(str(_("Skriv et navn på filen.")))
        screen(name, self)


def name_of(filename: str) -> str:
    """Return what a file is called: without the folders some browsers send along, and without its ending."""
    name = without_invisible(" ".join(filename.replace("\\", "/").rpartition("/")[2].split()))
    stem, dot, ending = name.rpartition(".")
    return stem.strip() if dot and stem and len(ending) <= _LONGEST_ENDING else name
