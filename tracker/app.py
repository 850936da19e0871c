"""The application: every part is named once, here."""

from __future__ import annotations

import gc
from datetime import timedelta

from flask import Flask
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from config import ROOT, Config
from tracker import web
from tracker.models.base import db
from tracker.services.accounts.throttling import Brake
from tracker.services.answers.keys import AnswerKeys
from tracker.services.answers.withdrawn_list import WithdrawnList
from tracker.services.mail.sender import MailServer, Sender, Tls
from tracker.services.tally import codes
from tracker.web.core.application import Application
from tracker.web.core.settings import Settings

migrate = Migrate()


def create_app(config: Config | None = None) -> Flask:
    """Build the application; without a config, from the environment.

    Raises:
        ConfigError: the environment does not say what it must.
        RuntimeError: a route has no access rule.
    """
    serves = config is None
    config = config or Config.from_environment()
    config.instance_path.mkdir(parents=True, exist_ok=True)
    app = Application(
        "tracker",
        root_path=str(ROOT),
        instance_path=str(config.instance_path.resolve()),
        template_folder="templates",
        static_folder=None,  # files beside pages have their content's hash in their addresses
    )
    app.config.update(
        SECRET_KEY=config.secret_key,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},  # what people typed is in no error and no log
        TRUSTED_HOSTS=list(config.hosts) or None,  # links and QR codes are made of the host that was asked for
        SESSION_COOKIE_SECURE=config.secure_cookies,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=config.session_days),
        MAX_CONTENT_LENGTH=config.max_body_bytes,
        MAX_FORM_MEMORY_SIZE=config.max_form_bytes,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a form left open over a shift can still be sent
    )
    db.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    secret = config.secret_key.encode()
    settings = Settings(
        brand=config.brand,
        demo=config.demo,
        schema_head=(ROOT / "migrations" / ".current-alembic-head").read_text(encoding="utf-8").strip(),
        base_url=config.base_url,
        trusts_proxy=config.trusted_proxies > 0,
        session_days=config.session_days,
        backup_days=config.backup_days,
        brake=Brake(config.sign_in_attempts, timedelta(minutes=config.sign_in_window_minutes), secret),
        code_brake=Brake(codes.ATTEMPTS, codes.WINDOW, secret),
        attempts_per_address=config.sign_in_attempts_per_address,
        mail=mail_sender(config),
        secret=secret,
        answer_keys=AnswerKeys(secret),
        withdrawn=WithdrawnList(config.withdrawn_path),
    )
    web.install(app, settings, static=ROOT / "static")
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    if serves:
        settle()
    return app


def settle() -> None:
    """Let the collector of circles look less often: not through what the start made, nor at every 700th new thing.

    A network's page makes tens of thousands of rows and no circles; looking through them was a tenth of its time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def mail_sender(config: Config) -> Sender | None:
    """Return who mail comes from, or None where no mail server is named."""
    mail = config.mail
    if mail is None:
        return None
    return Sender(
        name=mail.name or config.brand,
        address=mail.sender,
        site=config.base_url,
        secret=config.secret_key.encode(),
        reply_to=mail.reply_to,
    )


def mail_server(config: Config) -> MailServer | None:
    """Return the server that takes our mail, or None where none is named."""
    mail = config.mail
    if mail is None:
        return None
    return MailServer(
        host=mail.host,
        port=mail.port,
        tls=Tls(mail.tls),
        user=mail.user,
        password=mail.password,
        ca_file=mail.ca_file,
        timeout=mail.timeout,
    )
