"""Organisations: health trusts, hospitals and municipalities, in Norway and Denmark."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from tracker.models.base import Versioned, short_text


class OrganisationKind(StrEnum):
    """What an organisation is."""

    HEALTH_TRUST = "health_trust"
    HOSPITAL = "hospital"
    MUNICIPALITY = "municipality"
    OTHER = "other"


class Country(StrEnum):
    """Where an organisation is: teams on both sides of the water learn together."""

    NO = "NO"
    DK = "DK"


class Organisation(Versioned):
    """A health trust, hospital or municipality."""

    __tablename__ = "organisation"

    name: Mapped[str] = short_text()
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[OrganisationKind] = mapped_column()
    country: Mapped[Country] = mapped_column(default=Country.NO)
    orgnr: Mapped[str | None] = mapped_column(String(9), unique=True)
    """Norwegian organisation number: nine digits, the last a mod-11 check."""
    municipality_number: Mapped[str | None] = mapped_column(String(4))
    municipality_number_from: Mapped[date | None] = mapped_column()
    """Municipality numbers change when borders do: the day from which this one holds."""
    resh_id: Mapped[int | None] = mapped_column()
    created_at: Mapped[datetime] = mapped_column()
