"""Serving on this machine, to try it."""

from __future__ import annotations

import subprocess
import sys

import click

from config import Config


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=5000, show_default=True)
def serve(host: str, port: int) -> None:
    """Serve on this machine, until Ctrl+C. README says how it is done in production."""
    Config.from_environment()  # a missing setting is told here, in one line, and not by each worker
    click.echo(f"Serving on http://{host}:{port} - stop with Ctrl+C")
    if sys.platform == "win32":
        server = ["waitress", f"--listen={host}:{port}", "--threads=8", "--call", "tracker.app:create_app"]
    else:
        server = ["gunicorn", f"--bind={host}:{port}", "--threads=8", "--no-control-socket"]
        server.append("tracker.app:create_app()")
    sys.exit(subprocess.call([sys.executable, "-m", *server]))  # noqa: S603 - our own words
