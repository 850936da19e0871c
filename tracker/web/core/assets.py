"""What a browser fetches beside pages: style sheets, scripts, pictures, each under an address that tells its content.

A browser keeps each for a year, since what changes gets another address: a page never meets the scripts of another
release. A style sheet is sent with all it imports in it. Scripts import each other by relative names, so they share one
address, which changes with any of them.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from flask import Flask, current_app, request, url_for
from flask.sessions import SecureCookieSessionInterface, SessionMixin
from jinja2 import pass_context
from jinja2.runtime import Context

ENDPOINT = "operations.asset"
PAGE = "css/page.css"
"""What every page needs. A page also gets the sheet of its subject, where there is one."""

_KEY = "tracker.assets"
_IMPORT = re.compile(r'^@import "([^"]+)";\n', re.MULTILINE)


class UnknownAssetError(LookupError):
    """A page asks for a file that is not there."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent: the hash in its address, its content and its kind."""

    digest: str
    content: bytes
    mimetype: str


class Assets:
    """Every file of a folder by its name in it, read once."""

    def __init__(self, folder: Path) -> None:
        names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
        contents = {name: _content(folder, name) for name in names}
        scripts = _digest(*(part for name in names if _is_script(name) for part in (name.encode(), contents[name])))
        self._all = {
            name: Asset(scripts if _is_script(name) else _digest(content), content, _mimetype(name))
            for name, content in contents.items()
        }

    def __contains__(self, name: str) -> bool:
        """Return whether there is such a file."""
        return name in self._all

    def texts(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return what these style sheets say, by their names in the folder of sheets."""
        return tuple(self.named(f"css/{name}").content.decode() for name in names)

    def named(self, name: str) -> Asset:
        """Return the file.

        Raises:
            UnknownAssetError: there is none of this name.
        """
        if name not in self._all:
            raise UnknownAssetError(name)
        return self._all[name]


def install(app: Flask, folder: Path) -> None:
    """Read the files, and give templates their addresses."""
    app.extensions[_KEY] = Assets(folder)
    app.jinja_env.globals.update(asset=asset, styles=styles)
    app.session_interface = _Sessions()


def assets() -> Assets:
    """Return the files of the running application."""
    kept: Assets = current_app.extensions[_KEY]
    return kept


def asset(name: str) -> str:
    """Return the address of a file, as `asset("css/page.css")`.

    Raises:
        UnknownAssetError: there is none of this name.
    """
    return url_for(ENDPOINT, digest=assets().named(name).digest, name=name)


@pass_context
def styles(context: Context) -> list[str]:
    """Return the addresses of the sheets a page needs: everybody's, and that of the folder its template stands in."""
    subject = f"css/{(context.name or '').split('/')[0]}.css"
    return [asset(name) for name in (PAGE, subject) if name == PAGE or name in assets()]


class _Sessions(SecureCookieSessionInterface):
    """Sessions as they are, but for files: what anyone may keep for others must carry nobody's cookie."""

    def should_set_cookie(self, app: Flask, session: SessionMixin) -> bool:
        return request.endpoint != ENDPOINT and super().should_set_cookie(app, session)


def _content(folder: Path, name: str) -> bytes:
    return _joined(folder / name, set()).encode() if name.endswith(".css") else (folder / name).read_bytes()


def _joined(sheet: Path, seen: set[Path]) -> str:
    """Return a sheet with what it imports in the place of the imports, each once."""
    seen.add(sheet)

    def part(found: re.Match[str]) -> str:
        other = (sheet.parent / found[1]).resolve()
        return "" if other in seen else _joined(other, seen)

    return _IMPORT.sub(part, sheet.read_text(encoding="utf-8"))


def _is_script(name: str) -> bool:
    return name.startswith("js/")


def _mimetype(name: str) -> str:
    if name.endswith(".js"):
        return "text/javascript"  # what the machine says of it differs
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def _digest(*parts: bytes) -> str:
    whole = sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()[:16]
