"""What a file is, told by what it holds: its name may say anything."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile

from tracker.models.gatherings import FileKind

_BEGINNINGS = {
    b"%PDF-": FileKind.PDF,
    b"\x89PNG\r\n\x1a\n": FileKind.PNG,
    b"\xff\xd8\xff": FileKind.JPG,
}
_PARTS = {
    "ppt/presentation.xml": FileKind.PPTX,
    "word/document.xml": FileKind.DOCX,
    "xl/workbook.xml": FileKind.XLSX,
}
"""The part by which a document of Office is known."""
_CONTENTS = "[Content_Types].xml"
_ZIP = b"PK\x03\x04"
_MOST_TOLD = 1_000_000
"""Bytes that are unpacked of the list of a document's parts: a real one has some thousands."""


_PACKED = (ZIP_STORED, ZIP_DEFLATED)
"""The ways Office packs; a package that is packed otherwise was not made by it."""
_LOCKED = 0x1
"""The flag of a part that needs a password."""
_BROKEN = (BadZipFile, KeyError, NotImplementedError, ValueError, EOFError, zlib.error)
"""What a package that is broken or cut, lacks its list of parts or is of a version to come may end in."""


def kind_of(data: bytes) -> FileKind | None:
    """Return what a file is; None where it is nothing that we take, such as a document with macros or a password."""
    for beginning, kind in _BEGINNINGS.items():
        if data.startswith(beginning):
            return kind
    return _office_kind(data) if data.startswith(_ZIP) else None


def _office_kind(data: bytes) -> FileKind | None:
    """Return which document of Office a package is. Nothing of it is unpacked but the list of its parts."""
    try:
        with ZipFile(BytesIO(data)) as package:
            names = package.namelist()
            found = {kind for part, kind in _PARTS.items() if part in names}
            told = package.getinfo(_CONTENTS)
            if told.compress_type not in _PACKED or told.flag_bits & _LOCKED:
                return None
            with package.open(told) as parts:
                contents = parts.read(_MOST_TOLD)
    except _BROKEN:
        return None
    has_macros = b"macroenabled" in contents.lower() or any("vbaproject" in name.lower() for name in names)
    return found.pop() if len(found) == 1 and not has_macros else None
