"""A sender as a process of its own, to be killed: `python -m tests.services.mail.sending URL PORT`.

Of the application only the outbox is loaded, so that it starts quickly; tests/cli has the command itself.
"""

import signal
import sys
from datetime import UTC, datetime
from functools import partial

from flask import Flask

from tests.services.mail.letters import SENDER, server_at
from tracker.models.base import db
from tracker.services.mail.worker import Worker


def main(url: str, port: str) -> None:
    app = Flask("sender")
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    db.init_app(app)
    with app.app_context():
        worker = Worker(server_at(int(port), timeout=60), SENDER, clock=partial(datetime.now, UTC))
        signal.signal(signal.SIGTERM, lambda *_said: worker.ended.set())
        worker.send_on(0.1)


if __name__ == "__main__":
    main(*sys.argv[1:])
