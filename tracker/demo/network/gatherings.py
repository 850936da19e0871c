"""The network's gatherings: those that were held, with minutes and what was agreed, and those to come. All invented."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from sqlalchemy import select

from tracker.access.network import NetworkAccess
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess, enter_team
from tracker.demo.calendar import LAST, Calendar
from tracker.demo.measures import submission
from tracker.demo.network.gathering_texts import (
    FIRST_DAY,
    HELD,
    LEARNED,
    MANAGED,
    PHONE_PROGRAMME,
    SECOND_DAY,
    TABLES,
    UNREADY,
    WISHES,
    HeldStory,
    Item,
    Thought,
)
from tracker.demo.teams import MAIN
from tracker.models.accounts import Role, User
from tracker.models.base import db
from tracker.models.gatherings import SCALES, ActionState, AttendanceState, Gathering, GatheringKind
from tracker.models.teams import Membership, Team
from tracker.services.gatherings import (
    actions,
    afterwards,
    evaluation,
    gatherings,
    managed,
    preparation,
    programme,
    tables,
)
from tracker.services.gatherings.afterwards import Came
from tracker.services.gatherings.attached import links
from tracker.services.gatherings.gatherings import GatheringFacts, Hours
from tracker.services.gatherings.programme import ItemFacts

_DAY = (time(10), time(16, 30))
_CALL = (time(12), time(13))


@dataclass(frozen=True, slots=True)
class _Table:
    """Where the host sits: her access at a moment, and the teams by name."""

    calendar: Calendar
    hosting: Callable[[int], NetworkAccess]
    teams: dict[str, Team]


def tell(calendar: Calendar, hosting: Callable[[int], NetworkAccess]) -> None:
    """Tell of every gathering in the order they were planned; `hosting` gives the host's access in a week."""
    host = hosting(LAST)
    here = _Table(calendar, hosting, {team.name: team for team in host.teams() if not team.is_reference})
    for story in HELD:
        _held(here, story)
    _webinar(here)
    _next(here)
    _later(here)


def _plan(
    here: _Table,
    kind: GatheringKind,
    title: str,
    days: Sequence[Hours],
    *,
    planned: int,
    place: str = "",
    travel: str = "",
    sign_up_by: date | None = None,
) -> tuple[NetworkAccess, Gathering]:
    host = here.hosting(planned)
    facts = GatheringFacts(kind=kind, title=title, days=days, place=place, travel=travel, sign_up_by=sign_up_by)
    return host, gatherings.plan_gathering(host, facts, submission=submission("gathering", title))


def _held(here: _Table, story: HeldStory) -> None:
    """Plan a gathering some weeks before, hold it, and write down what came of it the week after."""
    first = here.calendar.day(story.week, story.weekday)
    hours = _CALL if story.kind is GatheringKind.PHONE else _DAY
    days = [Hours(first + timedelta(days=place), *hours) for place in range(story.days)]
    host, row = _plan(here, story.kind, story.title, days, planned=story.week - 4, place=story.place)
    if story.cancelled:
        gatherings.cancel_gathering(here.hosting(story.week - 1), row)
        return
    _fill(host, row, 0, PHONE_PROGRAMME if story.kind is GatheringKind.PHONE else FIRST_DAY, len(here.teams))
    after = here.hosting(story.week + 1)
    came: dict[int, Came | None] = {
        team.id: Came(AttendanceState.PRESENT, 1 + team.id % 3, team.id % 2) for team in here.teams.values()
    }
    for name, state in story.away.items():
        came[here.teams[name].id] = Came(state)
    afterwards.write_attendance(after, row, came)
    afterwards.write_minutes(after, row, story.minutes)
    if story.shared:
        afterwards.share_minutes(after, row)
    if story.thought is not None:
        _evaluate(here, row, story.thought)
    for place, agreed in enumerate(story.agreed):
        owner = here.teams[agreed.team].id if agreed.team else None
        facts = actions.ActionFacts(
            text=agreed.text, team_id=owner, person=agreed.person, due=first + timedelta(days=agreed.days)
        )
        # The ward's own story is told to its end by now, and its trail goes forward in time.
        host = here.hosting(LAST + 1) if agreed.team == MAIN.name else after
        made = actions.agree(host, row, facts, submission=submission("action", f"{story.title} {place}"))
        if agreed.state is not ActionState.AGREED:
            actions.set_state(host, made, agreed.state)


def _evaluate(here: _Table, row: Gathering, thought: Thought) -> None:
    """Let the host ask on the last day, and those who came answer the morning after."""
    last = gatherings.hours_of(gatherings.days_of(row)[-1]).day
    link = evaluation.make_link(here.hosting(LAST + 1), row)
    opened = evaluation.opened(link.code, now=here.calendar.after(last))
    for place in range(thought.answers):
        form_id = UUID(submission("evaluation", f"{row.title} {place}"))
        said = {name: _score(place, yes) for name, yes in zip(SCALES, thought.yes, strict=True)}
        takeaway = thought.takeaways[place] if place < len(thought.takeaways) else ""
        evaluation.answer(opened, form_id, said, takeaway)


def _score(place: int, yes: int) -> int:
    """Return what one of them answers, where so many say yes."""
    return 5 - place % 2 if place < yes else 3 - place % 2


def _webinar(here: _Table) -> None:
    day = here.calendar.day(LAST + 2, 4)
    hours = [Hours(day, time(14), time(15))]
    _host, row = _plan(
        here, GatheringKind.WEBINAR, "Brukerrepresentanten i teamet", hours, planned=LAST - 5, place="på Teams"
    )
    for name in sorted(here.teams)[:11]:
        access = _leader(here, name)
        preparation.sign_up(access, row, None, [access.user.id])


def _next(here: _Table) -> None:
    """Prepare the samling that comes: its programme, most teams ready, and tables by what they ask for."""
    first = here.calendar.day(LAST + 3, 3)
    days = [Hours(first, *_DAY), Hours(first + timedelta(days=1), time(9), time(14))]
    host, row = _plan(
        here, GatheringKind.SAMLING, "Fra test til vane", days, planned=LAST - 8,
        place="Kurs- og konferansesenteret (oppdiktet), rom Stjørdal",
        travel="Teamene bestiller selv. Avtalekoden står i det praktiske under filer og lenker.",
        sign_up_by=_before(first, here.calendar.today),
    )  # fmt: skip
    _fill(host, row, 0, FIRST_DAY, len(here.teams))
    _fill(host, row, 1, SECOND_DAY, len(here.teams))
    links.add_link(
        host, row, name="Praktisk om samlingen (oppdiktet)", address="https://example.no/praktisk.pdf",
        submission=submission("link", "praktisk"),
    )  # fmt: skip
    for name in here.teams:
        _prepare(here, row, name)
    now = here.hosting(LAST + 1)
    programme.draw_order(now, row, [team.id for team in here.teams.values()])
    seats: dict[int, int | None] = {
        here.teams[name].id: place for place, (_title, names) in enumerate(TABLES, start=1) for name in names
    }
    tables.set_tables(now, row, {place: title for place, (title, _names) in enumerate(TABLES, start=1)}, seats)
    for name, titles in MANAGED.items():
        access = _leader(here, name)
        chosen = [table.id for table in tables.tables_of(row) if table.title in titles]
        managed.say_managed(access, row, preparation.preparation_of(access, row), chosen)


def _prepare(here: _Table, row: Gathering, name: str) -> None:
    """Let a team do before the samling what it has come to."""
    access = _leader(here, name)
    lacks = UNREADY.get(name, frozenset())
    if "answers" not in lacks:
        help_wanted = "" if "help" in lacks else WISHES.get(name, "")
        preparation.answer(access, row, None, learned=LEARNED.get(name, LEARNED[""]), help_wanted=help_wanted)
    if "people" not in lacks:
        known = preparation.preparation_of(access, row)
        preparation.sign_up(access, row, known, _coming(access))
    if "report" not in lacks:
        preparation.send_report(access, row, preparation.preparation_of(access, row))


def _later(here: _Table) -> None:
    day = here.calendar.day(LAST + 8, 5)
    _plan(here, GatheringKind.PHONE, "Hva skjedde etter samlingen?", [Hours(day, *_CALL)], planned=LAST - 3)
    day = here.calendar.day(LAST + 21, 3)
    _plan(here, GatheringKind.SAMLING, "Det som holder", [Hours(day, *_DAY)], planned=LAST - 3, place="Trondheim")


def _fill(host: NetworkAccess, row: Gathering, day: int, items: Sequence[Item], teams: int) -> None:
    for item in items:
        facts = ItemFacts(
            minutes=item.each * teams if item.each else item.minutes,
            title=item.title, who=item.who, kind=item.kind, minutes_each=item.each or None,
        )  # fmt: skip
        key = submission("item", f"{row.title} {day} {item.title}")
        programme.add_item(host, row, gatherings.days_of(row)[day].id, facts, teams=teams, submission=key)


def _leader(here: _Table, name: str) -> TeamAccess:
    """Let the team's leader in, this week."""
    team = here.teams[name]
    query = select(User).join(Membership, Membership.user_id == User.id)
    query = query.where(Membership.team_id == team.id, Membership.role == Role.LEADER, Membership.left_on.is_(None))
    user = db.session.scalars(query.order_by(Membership.id)).first()
    if user is None:
        raise LookupError(name)
    return enter_team(user, team.slug, Permission.PREPARE, now=_now(here.calendar))


def _coming(access: TeamAccess) -> list[int]:
    """Choose who comes: the leader, a representative, and one more."""
    query = select(Membership).where(Membership.team_id == access.team.id, Membership.left_on.is_(None))
    return [each.user_id for each in db.session.scalars(query.order_by(Membership.id))][:3]


def _now(calendar: Calendar) -> datetime:
    return calendar.at(LAST + 1, 1)


def _before(day: date, today: date) -> date:
    """Return a week before a day, but not before today: who looks at the demo can still sign up."""
    return max(today, day - timedelta(days=7))
