"""Gatherings of a learning network: when its teams meet, what is on the programme, who comes, and what was agreed."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.models.accounts import User
from tracker.models.base import Base, FreeText, TeamRow, Versioned, short_text
from tracker.models.teams import Team


class GatheringKind(StrEnum):
    """How the teams meet. Each kind is counted on its own: samling 3 of 4, phone meeting 6 of 8."""

    SAMLING = "samling"
    PHONE = "phone"
    WEBINAR = "webinar"
    VISIT = "visit"


class GatheringStatus(StrEnum):
    """Where a gathering stands. Computed: held when its days are over, cancelled when somebody said so."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class ItemKind(StrEnum):
    """What a stretch of the programme is: how it looks, and what is checked about it."""

    TALK = "talk"
    TEAMS = "teams"
    VOICE = "voice"
    BREAK = "break"


class AttendanceState(StrEnum):
    """Whether a team came."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"


class ActionState(StrEnum):
    """How far something that was agreed has come."""

    AGREED = "agreed"
    BEGUN = "begun"
    DONE = "done"


class ScreenStage(StrEnum):
    """What the big screen shows: which gathering it is, a team's measures, or the tables for help."""

    TITLE = "title"
    TEAM = "team"
    END = "end"


class Gathering(Versioned):
    """One gathering of a network: a samling, a phone meeting, a webinar or a guidance visit."""

    __tablename__ = "gathering"
    __table_args__ = (Index(None, "network_id", "starts_at"), CheckConstraint("ends_at > starts_at", name="period"))

    network_id: Mapped[int] = mapped_column(ForeignKey("network.id", ondelete="CASCADE"))
    kind: Mapped[GatheringKind] = mapped_column()
    title: Mapped[str] = short_text(120)
    place: Mapped[str] = mapped_column(FreeText(200), default="")
    travel: Mapped[str] = mapped_column(FreeText(400), default="")
    """How to come and stay: the same on every day."""
    sign_up_by: Mapped[date | None] = mapped_column()
    seats: Mapped[int] = mapped_column(default=4)
    """How many may come from each team; a representative always has a seat."""
    starts_at: Mapped[datetime] = mapped_column()
    """When the first day begins, as its days say: kept here to order by."""
    ends_at: Mapped[datetime] = mapped_column()
    uid: Mapped[str] = mapped_column(String(36), unique=True)
    """The root of what calendars know it by. Made once: neither title, day nor place changes it."""
    sequence: Mapped[int] = mapped_column(default=0)
    """Counted up when its time, place or title changes, or it is cancelled."""
    changed_at: Mapped[datetime] = mapped_column()
    """When calendars last had something to learn of it."""
    cancelled_at: Mapped[datetime | None] = mapped_column()
    drawn_at: Mapped[datetime | None] = mapped_column()
    """When the order of the teams was drawn by lot."""
    created_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)

    days: Mapped[list[GatheringDay]] = relationship(order_by="GatheringDay.position", cascade="all, delete-orphan")


class GatheringDay(Base):
    """One day of a gathering, with its own hours. A day that is taken away keeps its row: calendars must be told."""

    __tablename__ = "gathering_day"
    __table_args__ = (
        UniqueConstraint("gathering_id", "position"),
        CheckConstraint("ends_at > starts_at", name="hours"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"))
    position: Mapped[int] = mapped_column()
    starts_at: Mapped[datetime] = mapped_column()
    ends_at: Mapped[datetime] = mapped_column()
    dropped_at: Mapped[datetime | None] = mapped_column()

    items: Mapped[list[ProgrammeItem]] = relationship(order_by="ProgrammeItem.position", cascade="all, delete-orphan")


class ProgrammeItem(Versioned):
    """A stretch of a day's programme, in minutes. When it begins is computed from what stands before it."""

    __tablename__ = "programme_item"
    __table_args__ = (CheckConstraint("minutes >= 1", name="minutes"),)

    day_id: Mapped[int] = mapped_column(ForeignKey("gathering_day.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column()
    minutes: Mapped[int] = mapped_column()
    title: Mapped[str] = short_text(120)
    who: Mapped[str] = mapped_column(FreeText(200), default="")
    kind: Mapped[ItemKind] = mapped_column(default=ItemKind.TALK)
    minutes_each: Mapped[int | None] = mapped_column()
    """Of a stretch where the teams show what they bring: how long each has."""
    created_at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)


class HelpTable(Base):
    """A table at a gathering, round which the host gathers teams that want help with alike."""

    __tablename__ = "help_table"

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = short_text(80)
    position: Mapped[int] = mapped_column()


class TableAnswer(Base):
    """That a team has managed what others at a table want help with, and says yes to being named for it.

    It is a yes to what the table was called then: renamed, the table names nobody until they have said yes anew.
    """

    __tablename__ = "table_answer"
    __table_args__ = (UniqueConstraint("help_table_id", "team_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    help_table_id: Mapped[int] = mapped_column(ForeignKey("help_table.id", ondelete="CASCADE"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    title: Mapped[str] = short_text(80)
    said_at: Mapped[datetime] = mapped_column()


class Preparation(TeamRow, Versioned):
    """What a team says before a gathering: what it learned, what it wants help with, that its report is sent."""

    __tablename__ = "preparation"
    __table_args__ = (UniqueConstraint("gathering_id", "team_id"),)

    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"))
    learned: Mapped[str] = mapped_column(FreeText(1000), default="")
    help: Mapped[str] = mapped_column(FreeText(400), default="")
    help_table_id: Mapped[int | None] = mapped_column(ForeignKey("help_table.id", ondelete="SET NULL"))
    has_chosen: Mapped[bool] = mapped_column(default=False)
    """Whether the team chose its measures; until then those with a signal are proposed."""
    report_sent_at: Mapped[datetime | None] = mapped_column()
    report_sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    created_at: Mapped[datetime] = mapped_column()

    report_sent_by: Mapped[User | None] = relationship()


class ChosenMeasure(Base):
    """That a team brings a measure to a gathering: it stands in its report and on its slides, in this order."""

    __tablename__ = "chosen_measure"
    __table_args__ = (UniqueConstraint("gathering_id", "measure_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    measure_id: Mapped[int] = mapped_column(ForeignKey("measure.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column()


class SignUp(Base):
    """That a person comes to a gathering, for a team. Nothing is kept of what she eats or needs."""

    __tablename__ = "sign_up"
    __table_args__ = (UniqueConstraint("gathering_id", "team_id", "user_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    signed_at: Mapped[datetime] = mapped_column()


class TeamTurn(Base):
    """Whose turn it is to show, as it was drawn by lot."""

    __tablename__ = "team_turn"
    __table_args__ = (UniqueConstraint("gathering_id", "team_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    position: Mapped[int] = mapped_column()


class Attendance(Base):
    """Whether a team came, and how many; representatives are counted, not named."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("gathering_id", "team_id"),
        CheckConstraint("people >= 0 AND representatives >= 0 AND representatives <= people", name="people"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    state: Mapped[AttendanceState] = mapped_column()
    people: Mapped[int] = mapped_column(default=0)
    representatives: Mapped[int] = mapped_column(default=0)


class Minutes(Versioned):
    """The minutes of a gathering: the host's own until she shares them with the teams."""

    __tablename__ = "gathering_minutes"

    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), unique=True)
    text: Mapped[str] = mapped_column(FreeText(4000))
    written_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    written_at: Mapped[datetime] = mapped_column()
    sent_at: Mapped[datetime | None] = mapped_column()
    created_at: Mapped[datetime] = mapped_column()

    written_by: Mapped[User] = relationship()


class Action(Versioned):
    """What was agreed at a gathering: by a team or by the host, to be done by a day. It comes back at the next one."""

    __tablename__ = "agreed_action"
    __table_args__ = (CheckConstraint("(state = 'done') = (done_at IS NOT NULL)", name="done"),)

    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id", ondelete="CASCADE"), index=True)
    """The team that does it; None where the host does."""
    text: Mapped[str] = short_text()
    person: Mapped[str] = mapped_column(FreeText(120), default="")
    due: Mapped[date | None] = mapped_column()
    state: Mapped[ActionState] = mapped_column(default=ActionState.AGREED)
    done_at: Mapped[datetime | None] = mapped_column()
    created_at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)

    gathering: Mapped[Gathering] = relationship()
    team: Mapped[Team | None] = relationship()


class Attachment(Base):
    """A link that belongs to a gathering. Files are kept where they are: only name and address stand here."""

    __tablename__ = "attachment"

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = short_text(120)
    address: Mapped[str] = mapped_column(FreeText(500))
    added_at: Mapped[datetime] = mapped_column()
    submission: Mapped[str | None] = mapped_column(String(36), unique=True)


class ScreenState(Base):
    """What the big screen shows of a gathering, and how its clock goes: the screen and the host's phone share it."""

    __tablename__ = "screen_state"
    __table_args__ = (CheckConstraint("added_minutes >= 0", name="added_minutes"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), unique=True)
    stage: Mapped[ScreenStage] = mapped_column(default=ScreenStage.TITLE)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id", ondelete="SET NULL"))
    started_at: Mapped[datetime | None] = mapped_column()
    """When the clock began, moved on by every pause that is over; None where no clock goes."""
    paused_at: Mapped[datetime | None] = mapped_column()
    added_minutes: Mapped[int] = mapped_column(default=0)
    steps: Mapped[int] = mapped_column(default=0)
    """Counted up by each deed: a screen that has seen this one has nothing to fetch."""


class ScreenCode(Base):
    """The code of the day by which a machine in the room opens the big screen, and nothing else."""

    __tablename__ = "screen_code"

    id: Mapped[int] = mapped_column(primary_key=True)
    gathering_id: Mapped[int] = mapped_column(ForeignKey("gathering.id", ondelete="CASCADE"), unique=True)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    """The host as whom it opens: it stops with her part in the network."""
    made_at: Mapped[datetime] = mapped_column()
    until: Mapped[datetime] = mapped_column()
    """The end of the day it was made."""

    made_by: Mapped[User] = relationship(lazy="joined", innerjoin=True)


class FeedToken(Base):
    """The secret in the address of a person's calendar feed. Only its hash is kept; a new one ends the old."""

    __tablename__ = "feed_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), unique=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column()

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)
