"""The script behind "Utforsk": plotly.js from the installed wheel, compressed once, kept by browsers for a year."""

from __future__ import annotations

import gzip
import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import NamedTemporaryFile

from flask import abort, current_app, request, send_file
from flask.typing import ResponseReturnValue

from tracker.web.components.plotly import plotly_version
from tracker.web.core.routes import ANYONE
from tracker.web.measures.routes import routes

_BUNDLES = ("plotly-basic.min.js", "plotly.min.js")
"""The smallest bundle that the wheel brings is the one to serve."""


@routes.page("/assets/plotly-<release>.js", access=ANYONE)
def plotly_script(release: str) -> ResponseReturnValue:
    """Send plotly.js. It is nobody's data, so anyone may have it."""
    if release != plotly_version():
        abort(404)
    packed = request.accept_encodings["gzip"] > 0
    path = _packed(Path(current_app.instance_path)) if packed else _bundle()
    response = send_file(path, mimetype="text/javascript", etag=f"{release}{'-gz' if packed else ''}")
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    response.vary.add("Accept-Encoding")
    # "private": the answer may carry the reader's own session cookie.
    response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


@cache
def _bundle() -> Path:
    """Find the script without importing plotly, which takes half a second."""
    spec = find_spec("plotly")
    if spec is None or spec.origin is None:
        raise RuntimeError("plotly is not installed")
    folder = Path(spec.origin).parent / "package_data"
    return next(folder / name for name in _BUNDLES if (folder / name).exists())


def _packed(folder: Path) -> Path:
    """Return the compressed script; the first who asks makes it, under another name until it is whole."""
    path = folder / f"plotly-{plotly_version()}.js.gz"
    if not path.exists():
        with NamedTemporaryFile(dir=folder, delete=False) as file:
            file.write(gzip.compress(_bundle().read_bytes(), compresslevel=9, mtime=0))
        os.replace(file.name, path)  # noqa: PTH105 - atomic also where the other file is there already
    return path
