"""Workbooks for tests, written by hand: a library would write none that is wrong."""

import io
import zipfile
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DAY, PERCENT, MONTH, TENTHS = 1, 2, 3, 4
"""Styles of a cell."""


def cell(value, style=0):
    """Write a cell as Excel does: a number, a text, an error, or nothing."""
    if value is None:
        return "<c/>"
    if isinstance(value, str) and value.startswith("#"):
        return f'<c t="e"><v>{value}</v></c>'
    if isinstance(value, str):
        return f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c s="{style}"><v>{value}</v></c>'


def rows(*lines, merged=()):
    """Write a sheet's rows; a cell is a value, a (value, style), or XML."""
    written = ["<sheetData>"]
    for number, line in enumerate(lines, start=1):
        cells = [each if isinstance(each, bytes) else _cell(each) for each in line]
        written.append(f'<row r="{number}">{"".join(c.decode() if isinstance(c, bytes) else c for c in cells)}</row>')
    written.append("</sheetData>")
    if merged:
        cells = "".join(f'<mergeCell ref="{ref}"/>' for ref in merged)
        written.append(f"<mergeCells>{cells}</mergeCells>")
    return "".join(written)


def workbook(*sheets, shared=None, hidden=(), compression=zipfile.ZIP_DEFLATED):
    """Pack sheets, (name, XML) each, into the bytes of an .xlsx file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as package:
        package.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"/>')
        package.writestr("_rels/.rels", _linked([("officeDocument", "xl/workbook.xml")]))
        package.writestr("xl/workbook.xml", _book([name for name, _ in sheets], hidden))
        package.writestr("xl/_rels/workbook.xml.rels", _links(len(sheets)))
        package.writestr("xl/styles.xml", _styles())
        if shared is not None:
            package.writestr("xl/sharedStrings.xml", f'<sst xmlns="{_MAIN}"><si><t>{shared}</t></si></sst>')
        for number, (_, xml) in enumerate(sheets, start=1):
            package.writestr(f"xl/worksheets/sheet{number}.xml", f'<worksheet xmlns="{_MAIN}">{xml}</worksheet>')
    return out.getvalue()


def _cell(each):
    return cell(*each) if isinstance(each, tuple) else cell(each)


def _book(names, hidden):
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}" state="{_state(name in hidden)}"/>'
        for number, name in enumerate(names, start=1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>'


def _state(is_hidden):
    return "hidden" if is_hidden else "visible"


def _links(count):
    links = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, count + 1)]
    links += [("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]
    return _linked(links)


def _linked(links):
    each = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{each}</Relationships>'


def _styles():
    own = '<numFmts count="1"><numFmt numFmtId="165" formatCode="0.0%"/></numFmts>'
    formats = "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 9, 17, 165))
    return f'<styleSheet xmlns="{_MAIN}">{own}<cellXfs count="5">{formats}</cellXfs></styleSheet>'
