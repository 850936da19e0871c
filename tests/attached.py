"""Files as tests attach them: the least that makes each kind, and some that lie."""

from io import BytesIO
from zipfile import ZipFile

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
JPG = b"\xff\xd8\xff\xe0\x00\x10JFIF"


def package(*names, contents="<Types/>"):
    """A document of Office with these parts."""
    held = BytesIO()
    with ZipFile(held, "w") as made:
        made.writestr("[Content_Types].xml", contents)
        for name in names:
            made.writestr(name, "<x/>")
    return held.getvalue()


DOCX = package("word/document.xml")
PPTX = package("ppt/presentation.xml", "ppt/embeddings/Microsoft_Excel_Sheet.xlsx")
XLSX = package("xl/workbook.xml")
