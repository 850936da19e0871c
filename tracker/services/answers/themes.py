"""A team's themes: the ten it begins with, its own, and those that became one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from enum import StrEnum

from sqlalchemy import Select, delete, distinct, func, select, update

from tracker.access.people import NotFoundError
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess
from tracker.models.answers import Answer, AnswerState, AnswerTheme, AnswerThemeLink, ThemeKey
from tracker.models.audit import Deed
from tracker.models.base import db, insert_new
from tracker.services.answers.audit_words import ANSWER_THEME
from tracker.services.audit.log import note, snapshot
from tracker.services.locking import lock_team
from tracker.services.refusal import Refused, refuse_first
from tracker.services.versions import count_version
from tracker.text.slugs import slug_of

SLUGS = {
    ThemeKey.HEARD: "bli-hort",
    ThemeKey.INFORMATION: "informasjon",
    ThemeKey.SLEEP: "sovn",
    ThemeKey.SAFETY: "trygghet",
    ThemeKey.FAMILY: "familie",
    ThemeKey.HOME: "hjem",
    ThemeKey.PAIN: "smerte",
    ThemeKey.FOOD: "mat",
    ThemeKey.EVERYDAY: "hverdag",
    ThemeKey.OTHER: "annet",
}
"""What each of the ten is called in addresses, in every language."""


class ThemeFault(StrEnum):
    """Why a theme cannot be made or joined like this."""

    TAKEN = "taken"
    ITSELF = "itself"
    MERGED = "merged"


def themes_of(access: TeamAccess) -> Sequence[AnswerTheme]:
    """List the team's themes in their order, without those that became another.

    A team that has none yet has none in the list: `begin_themes` is called by the first deed that needs them.
    """
    access.require(Permission.READ_ANSWERS)
    query = select(AnswerTheme).where(AnswerTheme.team_id == access.team.id, AnswerTheme.merged_into_id.is_(None))
    return db.session.scalars(query.order_by(AnswerTheme.position, AnswerTheme.id)).all()


def begin_themes(access: TeamAccess) -> None:
    """Give a team the ten themes, where it has them not. Called again it changes nothing."""
    rows = [
        {
            "team_id": access.team.id,
            "key": key,
            "name": "",
            "slug": SLUGS[key],
            "position": place,
            "created_at": access.now,
        }
        for place, key in enumerate(ThemeKey)
    ]
    db.session.execute(insert_new(AnswerTheme).values(rows))


def add_theme(access: TeamAccess, *, name: str, submission: str) -> AnswerTheme:
    """Add a theme of the team's own.

    Raises:
        Refused: the team has one by that name.
    """
    access.require(Permission.REVIEW)
    lock_team(access)
    begin_themes(access)
    mine = AnswerTheme.team_id == access.team.id
    if (
        existing := db.session.scalar(select(AnswerTheme).where(mine, AnswerTheme.submission == submission))
    ) is not None:
        return existing
    slug = slug_of(name, otherwise="")
    if not slug or db.session.scalar(select(AnswerTheme.id).where(mine, AnswerTheme.slug == slug)) is not None:
        raise Refused(ThemeFault.TAKEN, "name")
    last = db.session.scalar(select(func.max(AnswerTheme.position)).where(mine)) or 0
    row = AnswerTheme(
        team_id=access.team.id,
        name=name,
        slug=slug,
        position=last + 1,
        created_by_id=access.user.id,
        created_at=access.now,
        submission=submission,
    )
    db.session.add(row)
    db.session.flush()
    note(access, Deed.CREATED, ANSWER_THEME, row.id, label=name, after=snapshot(row, "name"))
    return row


def rename_theme(access: TeamAccess, theme: AnswerTheme, *, name: str) -> None:
    """Give a theme another name, or one of the ten its usual one back by an empty name. Its address stays.

    Raises:
        Refused: another theme is called that, or a theme of the team's own would have no name.
    """
    access.require(Permission.REVIEW)
    mine = (AnswerTheme.team_id == access.team.id, AnswerTheme.id != theme.id, AnswerTheme.merged_into_id.is_(None))
    slug = slug_of(name, otherwise="")
    taken = slug and db.session.scalar(select(AnswerTheme.id).where(*mine, AnswerTheme.slug == slug))
    if taken or (not slug and theme.key is None):
        raise Refused(ThemeFault.TAKEN, "name")
    if name == theme.name:
        return
    before = snapshot(theme, "name")
    theme.name = name
    count_version(access, theme)
    label = name or before["name"] or theme.slug
    note(access, Deed.CHANGED, ANSWER_THEME, theme.id, label=label, before=before, after=snapshot(theme, "name"))


def theme_of(access: TeamAccess, slug: str) -> AnswerTheme:
    """Load a theme by its name in addresses; a merged one leads to what it became.

    Raises:
        NotFoundError: the team has none by that name.
    """
    access.require(Permission.READ_ANSWERS)
    query = select(AnswerTheme).where(AnswerTheme.team_id == access.team.id, AnswerTheme.slug == slug)
    found = db.session.scalar(query)
    if found is not None and found.merged_into_id is not None:
        found = db.session.get(AnswerTheme, found.merged_into_id)
    if found is None:
        raise NotFoundError(slug)
    return found


def merge_themes(access: TeamAccess, theme: AnswerTheme, *, into: AnswerTheme) -> None:
    """Let a theme become another: its answers count once there, and it is kept which they were put under.

    Raises:
        Refused: one of them is another already, or both are the same.
    """
    access.require(Permission.REVIEW)
    lock_team(access)
    refuse_first(
        {
            (ThemeFault.ITSELF, "into"): theme.id == into.id,
            (ThemeFault.MERGED, "into"): into.merged_into_id is not None or theme.merged_into_id is not None,
        }
    )
    links = AnswerThemeLink
    both = select(links.answer_id).where(links.theme_id == into.id)
    doubled = (links.theme_id == theme.id, links.answer_id.in_(both))
    db.session.execute(delete(links).where(*doubled), execution_options={"synchronize_session": False})
    moved = update(links).where(links.theme_id == theme.id)
    moved = moved.values(theme_id=into.id, was_theme_id=func.coalesce(links.was_theme_id, theme.id))
    db.session.execute(moved, execution_options={"synchronize_session": False})
    db.session.execute(
        update(AnswerTheme).where(AnswerTheme.merged_into_id == theme.id).values(merged_into_id=into.id),
        execution_options={"synchronize_session": False},
    )
    before = snapshot(theme, "merged_into_id")
    theme.merged_into_id, theme.merged_at, theme.merged_by_id = into.id, access.now, access.user.id
    count_version(access, theme)
    after = snapshot(theme, "merged_into_id")
    note(access, Deed.CHANGED, ANSWER_THEME, theme.id, label=theme.name or theme.slug, before=before, after=after)


def set_themes(access: TeamAccess, answer: Answer, theme_ids: Collection[int]) -> None:
    """Let an answer have these of the team's themes, and no others."""
    access.require(Permission.REVIEW)
    own = select(AnswerTheme.id).where(AnswerTheme.team_id == access.team.id, AnswerTheme.merged_into_id.is_(None))
    wanted = set(db.session.scalars(own.where(AnswerTheme.id.in_(theme_ids))))
    mine = AnswerThemeLink.answer_id == answer.id
    has = set(db.session.scalars(select(AnswerThemeLink.theme_id).where(mine)))
    db.session.execute(delete(AnswerThemeLink).where(mine, AnswerThemeLink.theme_id.in_(has - wanted)))
    db.session.add_all(
        AnswerThemeLink(
            answer_id=answer.id, theme_id=theme_id, team_id=access.team.id, by_id=access.user.id, at=access.now
        )
        for theme_id in sorted(wanted - has)
    )
    db.session.flush()


def teams_by_theme(teams: Select[int], year: int, *, least: int) -> Mapping[ThemeKey, int]:
    """Count in how many of these teams each of the ten themes came up in a year, in one query; only from `least` on.

    Teams are counted, never people, and approved answers alone. «Annet» says nothing and is not there.
    """
    many = func.count(distinct(Answer.team_id))
    query = (
        select(AnswerTheme.key, many)
        .join(AnswerThemeLink, AnswerThemeLink.theme_id == AnswerTheme.id)
        .join(Answer, Answer.id == AnswerThemeLink.answer_id)
        .where(
            Answer.team_id.in_(teams),
            Answer.state == AnswerState.APPROVED,
            Answer.week.between(date(year, 1, 1), date(year, 12, 31)),
            AnswerTheme.key.is_not(None),
            AnswerTheme.key != ThemeKey.OTHER,
        )
        .group_by(AnswerTheme.key)
        .having(many >= least)
    )
    return {key: number for key, number in db.session.execute(query) if key is not None}
