"""Settings: one frozen value, read once from the environment.

Nothing secret has a default, and no default would be wrong in production. Tests build `Config` directly; no other
module may read the environment (Ruff TID251 holds that).
"""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent


class ConfigError(ValueError):
    """A setting is missing or does not make sense; the message names the variable."""


TLS_PORTS = {"starttls": 587, "implicit": 465, "none": 25}
"""How mail is hidden on its way to the server, and the usual port of each."""
_LONGEST_SITE = 77 - len("</u/>") - 22
"""What leaves room for the token in the one line of a mail that says how to stop it (services/mail/choices.py)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailConfig:
    """The mail server, and who mail comes from."""

    host: str
    sender: str
    """The address mail comes from: a mailbox that somebody reads."""
    tls: str = "starttls"
    port: int = 0
    """0 stands for the usual one."""
    user: str = ""
    password: str = field(default="", repr=False)
    name: str = ""
    reply_to: str = ""
    ca_file: Path | None = None
    timeout: float = 20

    def __post_init__(self) -> None:
        """Refuse what could not work, and a password that would travel in the clear."""
        if self.tls not in TLS_PORTS:
            message = f"TRACKER_MAIL_TLS must be one of {', '.join(TLS_PORTS)}, not {self.tls!r}"
            raise ConfigError(message)
        if self.tls == "none" and not _is_this_machine(self.host):
            raise ConfigError("TRACKER_MAIL_TLS may be none only for a server on this machine")
        if self.user and self.tls == "none":
            raise ConfigError("TRACKER_MAIL_USER needs TLS: a password is not sent in the clear")
        if bool(self.user) != bool(self.password):
            raise ConfigError("TRACKER_MAIL_USER and TRACKER_MAIL_PASSWORD_FILE belong together")
        for name, address in (("SENDER", self.sender), ("REPLY_TO", self.reply_to)):
            if (address or name == "SENDER") and not _is_address(address):
                message = f"TRACKER_MAIL_{name} must be an address like oyehoyde@helse.example.no"
                raise ConfigError(message)
        if any(sign in self.name for sign in "\r\n"):
            raise ConfigError("TRACKER_MAIL_NAME is one line")
        if not self.port:
            object.__setattr__(self, "port", TLS_PORTS[self.tls])


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All that differs between one installation and another."""

    secret_key: str
    database_url: str
    instance_path: Path = ROOT / "instance"
    brand: str = "Øyehøyde"
    demo: bool = False
    secure_cookies: bool = True
    trusted_proxies: int = 0
    hosts: tuple[str, ...] = ()
    """The names the application answers to; empty, any: never in production."""
    base_url: str = ""
    """What links begin with that are mailed or printed; without it, the name in the request."""
    session_days: int = 14
    sign_in_attempts: int = 10
    """Failures on one account; an address has more, because a hospital has one for all its people."""
    sign_in_attempts_per_address: int = 200
    sign_in_window_minutes: int = 15
    max_body_bytes: int = 10 * 1024 * 1024
    """A file to import, with room for the form around it."""
    max_form_bytes: int = 2 * 1024 * 1024
    """All that is typed in one form; it is held in memory."""
    mail: MailConfig | None = None
    """None: no mail is sent, and the pages that would send some say so."""
    withdrawn_list: Path | None = None
    """Where the ids of withdrawn answers are kept, apart from the database; None: in the instance."""
    backup_days: int = 30
    """For how long backups are kept: receipts of deleted answers, and the page on privacy, say so."""
    debug: bool = False

    def __post_init__(self) -> None:
        """Refuse what must not run."""
        if len(self.secret_key) < 32:  # a shorter key can be guessed from one signed cookie
            message = "TRACKER_SECRET_KEY must have at least 32 characters"
            raise ConfigError(message)
        if self.is_production and not self.hosts:  # else links are made of any name that somebody asks by
            message = "TRACKER_HOSTS must name the hosts it answers to, as in TRACKER_HOSTS=oyehoyde.example.no"
            raise ConfigError(message)
        if self.base_url:
            self._check_base_url()
        if self.mail is not None and not 0 < len(self.base_url) <= _LONGEST_SITE:
            message = f"mail needs TRACKER_BASE_URL, of {_LONGEST_SITE} characters at most: its links begin with it"
            raise ConfigError(message)

    @property
    def withdrawn_path(self) -> Path:
        """The file with the ids of withdrawn answers."""
        return self.withdrawn_list or self.instance_path / "withdrawn-answers.txt"

    @property
    def is_production(self) -> bool:
        """True unless this is the demo, or cookies travel over plain http, or the debugger is on."""
        return self.secure_cookies and not self.demo and not self.debug

    def _check_base_url(self) -> None:
        try:
            parts = urlsplit(self.base_url)
            host, _port = parts.hostname, parts.port
        except ValueError:
            host = None
        plain = host is not None and self.base_url == f"{parts.scheme}://{parts.netloc}" and "@" not in parts.netloc
        if not plain or parts.scheme not in ({"https"} if self.is_production else {"https", "http"}):
            message = "TRACKER_BASE_URL must be like https://oyehoyde.example.no, with no path; in production https"
            raise ConfigError(message)
        if self.hosts and host not in self.hosts:
            message = "TRACKER_BASE_URL must be on one of TRACKER_HOSTS"
            raise ConfigError(message)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Config:
        """Read the settings; `NAME_FILE` may point to a file that holds a secret.

        Raises:
            ConfigError: a required variable is missing, or one holds what cannot be read.
        """
        env = os.environ if environ is None else environ
        instance = Path(env.get("TRACKER_INSTANCE", str(ROOT / "instance")))
        return cls(
            secret_key=_secret(env, "TRACKER_SECRET_KEY"),
            database_url=_database(env, instance),
            instance_path=instance,
            brand=env.get("TRACKER_BRAND", "Øyehøyde"),
            demo=_flag(env, "TRACKER_DEMO"),
            secure_cookies=not _flag(env, "TRACKER_INSECURE_COOKIES"),
            trusted_proxies=_whole(env, "TRACKER_TRUSTED_PROXIES", 0),
            base_url=env.get("TRACKER_BASE_URL", "").strip().rstrip("/"),
            hosts=tuple(host.strip() for host in env.get("TRACKER_HOSTS", "").split(",") if host.strip()),
            sign_in_attempts_per_address=_whole(env, "TRACKER_SIGN_IN_ATTEMPTS_PER_ADDRESS", 200),
            mail=_mail(env),
            backup_days=_whole(env, "TRACKER_BACKUP_DAYS", 30),
            withdrawn_list=Path(env["TRACKER_WITHDRAWN_LIST"]) if env.get("TRACKER_WITHDRAWN_LIST") else None,
        )


def _mail(env: Mapping[str, str]) -> MailConfig | None:
    """Read the settings of mail; without a server there is none."""
    host = env.get("TRACKER_MAIL_SERVER", "").strip()
    if not host:
        return None
    has_password = any(env.get(name) for name in ("TRACKER_MAIL_PASSWORD", "TRACKER_MAIL_PASSWORD_FILE"))
    ca_file = env.get("TRACKER_MAIL_CA_FILE", "")
    return MailConfig(
        host=host,
        sender=env.get("TRACKER_MAIL_SENDER", "").strip(),
        tls=env.get("TRACKER_MAIL_TLS", "starttls").strip().lower(),
        port=_whole(env, "TRACKER_MAIL_PORT", 0),
        user=env.get("TRACKER_MAIL_USER", ""),
        password=_secret(env, "TRACKER_MAIL_PASSWORD") if has_password else "",
        name=env.get("TRACKER_MAIL_NAME", "").strip(),
        reply_to=env.get("TRACKER_MAIL_REPLY_TO", "").strip(),
        ca_file=Path(ca_file) if ca_file else None,
        timeout=_whole(env, "TRACKER_MAIL_TIMEOUT", 20) or 20,
    )


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_address(text: str) -> bool:
    name, sign, domain = text.rpartition("@")
    plain = text.isascii() and text.isprintable() and not set(text) & set(' <>,;:"')
    return bool(name and sign and "." in domain) and plain


def _secret(env: Mapping[str, str], name: str) -> str:
    if path := env.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    if name not in env:
        message = f"{name} (or {name}_FILE) is not set"
        raise ConfigError(message)
    return env[name]


def _database(env: Mapping[str, str], instance: Path) -> str:
    url = env.get("TRACKER_DATABASE_URL")
    if not url:
        return f"sqlite:///{instance / 'tracker.sqlite3'}"
    for short in ("postgres://", "postgresql://"):
        if url.startswith(short):
            return "postgresql+psycopg://" + url.removeprefix(short)
    return url


def _flag(env: Mapping[str, str], name: str) -> bool:
    value = env.get(name, "").strip().lower()
    if value in {"", "0", "no", "false"}:
        return False
    if value in {"1", "yes", "true"}:
        return True
    message = f"{name} must be 1 or 0, not {value!r}"
    raise ConfigError(message)


def _whole(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(name, "")
    if not value:
        return default
    if not (value.isascii() and value.isdigit()):
        message = f"{name} must be a whole number, not {value!r}"
        raise ConfigError(message)
    return int(value)
