"""A unit that takes part in a day, with its contact and its list; and what it did with the answers."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, false, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.answers.answer import AnswerLanguage
from tracker.models.base import Base, FreeText, Versioned, short_text
from tracker.models.campaigns.campaign import Campaign
from tracker.models.organisations import OrganisationKind
from tracker.models.teams import ServiceKind, Team


class CampaignScope(StrEnum):
    """Who of a unit takes part."""

    WHOLE = "whole"
    PART = "part"


class CampaignOutcome(StrEnum):
    """What a unit did with the answers, by its own word."""

    DONE = "done"
    TRYING = "trying"
    NOT_STARTED = "not_started"


class CampaignUnit(Versioned):
    """A unit that signed up. It takes part from when its contact has confirmed."""

    __tablename__ = "campaign_unit"
    __table_args__ = (
        Index("uq_campaign_unit_name", "campaign_id", "organisation_key", "name_key", unique=True,
              sqlite_where=text("confirmed_at IS NOT NULL AND withdrawn_at IS NULL"),
              postgresql_where=text("confirmed_at IS NOT NULL AND withdrawn_at IS NULL")),
        CheckConstraint("buttons_ordered >= 0 AND buttons_given >= 0 AND posters_hung >= 0 AND cards_printed >= 0",
                        name="materials"),
    )  # fmt: skip

    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id", ondelete="CASCADE"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id", ondelete="SET NULL"), index=True)
    """The team of this name, or the one that was made for it: its code is what people answer by."""
    team_agreed_at: Mapped[datetime | None] = mapped_column()
    """When the team said that this is it; of a team made for it, when that was made. Without it the unit's page shows
    nothing of the team: neither its code nor its sheets."""
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id", ondelete="SET NULL"), index=True)
    """Which of the organisations here it is of, where it is one."""
    organisation: Mapped[str] = short_text()
    """What it is called on the day's page."""
    organisation_kind: Mapped[OrganisationKind] = mapped_column()
    organisation_key: Mapped[str] = mapped_column(String(400))
    """The name folded: what kommuner and hospitals are counted by."""
    name: Mapped[str] = short_text()
    name_key: Mapped[str] = mapped_column(String(400))
    service: Mapped[ServiceKind] = mapped_column()
    scope: Mapped[CampaignScope] = mapped_column(default=CampaignScope.WHOLE)
    contact: Mapped[str] = mapped_column(String(254))
    """The address its mails go to; shown to the host and to nobody else."""
    language: Mapped[AnswerLanguage] = mapped_column(default=AnswerLanguage.NB)
    """What its contact read the page in."""
    code: Mapped[str] = mapped_column(String(20), unique=True)
    """What opens its page, without the dashes; `access.team_code` knows how it is made and read."""
    signed_up_at: Mapped[datetime] = mapped_column()
    confirmed_at: Mapped[datetime | None] = mapped_column()
    """When the button behind the mailed link was pressed: opening the link confirms nothing."""
    seen_at: Mapped[datetime | None] = mapped_column()
    """When somebody last did something on its page; to look is not written down, since scanners of mail look too."""
    withdrawn_at: Mapped[datetime | None] = mapped_column()

    last_count_id: Mapped[UUID | None] = mapped_column()
    """The last press on its page, which can be undone there; None once it was."""
    last_counted_at: Mapped[datetime | None] = mapped_column()

    has_buttons: Mapped[bool] = mapped_column(default=False, server_default=false())
    has_posters: Mapped[bool] = mapped_column(default=False, server_default=false())
    has_cards: Mapped[bool] = mapped_column(default=False, server_default=false())
    has_meeting: Mapped[bool] = mapped_column(default=False, server_default=false())
    has_representative: Mapped[bool] = mapped_column(default=False, server_default=false())
    has_time: Mapped[bool] = mapped_column(default=False, server_default=false())
    buttons_ordered: Mapped[int | None] = mapped_column()
    buttons_given: Mapped[int | None] = mapped_column()
    posters_hung: Mapped[int | None] = mapped_column()
    cards_printed: Mapped[int | None] = mapped_column()

    campaign: Mapped[Campaign] = relationship()
    team: Mapped[Team | None] = relationship()

    @property
    def full_name(self) -> str:
        """What it is called where it stands alone."""
        return f"{self.organisation}, {self.name}"

    @property
    def ready(self) -> tuple[bool, ...]:
        """The six things on its list, each ready or not."""
        return (
            self.has_buttons,
            self.has_posters,
            self.has_cards,
            self.has_meeting,
            self.has_representative,
            self.has_time,
        )


class CampaignLetterKind(StrEnum):
    """What units are written to by themselves, each once."""

    DAY_BEFORE = "day_before"
    """It is tomorrow, and this is open on the list."""
    ASKS = "asks"
    """What did the answers become?"""
    ASKS_AGAIN = "asks_again"
    """The same to those who have not said, two weeks later."""


class CampaignLetter(Base):
    """That a unit was written to. The row is there when the mail is: a run that is made again writes no more."""

    __tablename__ = "campaign_letter"

    unit_id: Mapped[int] = mapped_column(ForeignKey("campaign_unit.id", ondelete="CASCADE"), primary_key=True)
    kind: Mapped[CampaignLetterKind] = mapped_column(primary_key=True)
    put_at: Mapped[datetime] = mapped_column()


class CampaignFollowUp(Base):
    """What a unit said it did with the answers. It may say so again: the last one counts, earlier ones stay."""

    __tablename__ = "campaign_follow_up"

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("campaign_unit.id", ondelete="CASCADE"), index=True)
    outcome: Mapped[CampaignOutcome] = mapped_column()
    text: Mapped[str] = mapped_column(FreeText(500), default="")
    at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)
