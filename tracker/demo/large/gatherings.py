"""The samlinger of the large network: one that was held, and one that comes and is well on its way to be prepared."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from tracker.access.network import NetworkAccess
from tracker.access.people import Actor
from tracker.demo.calendar import LAST, Calendar
from tracker.demo.large.teams import LargeTeam, MadeMember
from tracker.demo.measures import submission
from tracker.models.audit import Deed
from tracker.models.base import Json, db
from tracker.models.gatherings import AttendanceState, Gathering, GatheringKind, ItemKind, Preparation, SignUp
from tracker.models.versions import SavedVersion
from tracker.services.audit.log import note
from tracker.services.gatherings import actions, afterwards, gatherings, programme, tables
from tracker.services.gatherings.afterwards import Came
from tracker.services.gatherings.audit_words import PREPARATION
from tracker.services.gatherings.gatherings import GatheringFacts, Hours
from tracker.services.gatherings.programme import ItemFacts

_DAY = (time(10), time(16))
_PROGRAMME = (
    ItemFacts(minutes=30, title="Velkommen", who="Ingrid Moe, Helse Midt-Norge"),
    ItemFacts(minutes=45, title="Én pasient forteller (oppdiktet)", who="En brukerrepresentant", kind=ItemKind.VOICE),
    ItemFacts(minutes=60, title="Teamene viser plakater i tjue rom", who="Alle team"),
    ItemFacts(minutes=60, title="Lunsj", kind=ItemKind.BREAK),
    ItemFacts(minutes=75, title="Hjelp hverandre: bord etter det teamene ber om", who="Alle team"),
    ItemFacts(minutes=45, title="Hver sin test til i morgen", who="Alle team"),
)
_TABLES = (
    "Få flere med",
    "Måle lite og ofte",
    "Holde på nivået",
    "Snakke om det som er viktig",
    "Finne en representant",
)
_WISHES = (
    ("Hvordan får vi med dem som går kveld og natt?", 1),
    ("Hvor mange må vi spørre hver uke?", 2),
    ("Vi har nådd målet. Hvor lenge skal vi telle?", 3),
    ("Hva sier vi når svaret er noe vi ikke kan gjøre noe med?", 4),
    ("Representanten vår har sluttet. Hvordan spør vi en ny?", 5),
    ("Lederen vår skifter jobb. Hvem skal eie dette?", 1),
    ("Kan to avdelinger telle sammen?", 2),
    ("Vi trenger noen å ringe når det butter.", None),
)
_LEARNED = (
    "Spør først, forklar etterpå.",
    "Det går når én har det som sin oppgave.",
    "Små tester sparer tid.",
    "Pårørende har ofte svaret.",
)
_AGREED = ("Teste med én pasient før neste samling", "Vise diagrammet på et personalmøte", "Spørre en ny representant")


@dataclass(frozen=True, slots=True)
class _Here:
    """The host's access in a week of the story, and the teams."""

    calendar: Calendar
    hosting: Callable[[int], NetworkAccess]
    made: Sequence[LargeTeam]


def hold_gatherings(
    calendar: Calendar, hosting: Callable[[int], NetworkAccess], made: Sequence[LargeTeam]
) -> tuple[Gathering, Gathering]:
    """Hold one samling, and prepare the next one; return both."""
    here = _Here(calendar, hosting, made)
    return _held(here), _next(here)


def _plan(here: _Here, title: str, day: date, *, planned: int, sign_up_by: date | None = None) -> Gathering:
    facts = GatheringFacts(
        kind=GatheringKind.SAMLING, title=title, days=[Hours(day, *_DAY)], place="Messehallen (oppdiktet)",
        sign_up_by=sign_up_by, seats=2,
    )  # fmt: skip
    host = here.hosting(planned)
    row = gatherings.plan_gathering(host, facts, submission=submission(host.network.slug, title))
    [day_row] = gatherings.days_of(row)
    for item in _PROGRAMME:
        key = submission(host.network.slug, title, item.title)
        programme.add_item(host, row, day_row.id, item, teams=len(here.made), submission=key)
    return row


def _held(here: _Here) -> Gathering:
    """Hold it ten weeks ago: who came, the minutes, and what a few teams agreed to."""
    week = LAST - 10
    row = _plan(here, "Vi begynner å se noe", here.calendar.day(week, 3), planned=week - 12)
    _prepare(row, here.made, here.hosting(week).now)
    after = here.hosting(week + 1)
    afterwards.write_attendance(after, row, {each.team.id: _came(each) for each in here.made})
    minutes = "Plakatene var det beste. De som hadde gått tomme, fikk med seg en ny test hjem. Alt her er oppdiktet."
    afterwards.write_minutes(after, row, minutes)
    afterwards.share_minutes(after, row)
    owners = [each for each in here.made if each.people][: len(_AGREED) * 4]
    for place, each in enumerate(owners):
        facts = actions.ActionFacts(
            text=_AGREED[place % len(_AGREED)], team_id=each.team.id, person=each.leader.name,
            due=here.calendar.day(week + 4),
        )  # fmt: skip
        actions.agree(after, row, facts, submission=submission(row.title, each.team.slug))
    return row


def _came(each: LargeTeam) -> Came:
    if not each.people:
        return Came(AttendanceState.ABSENT)
    if each.number % 11 == 5:
        return Came(AttendanceState.EXCUSED)
    return Came(AttendanceState.PRESENT, 1 + each.number % 3, each.number % 2)


def _next(here: _Here) -> Gathering:
    """Prepare the one that comes in three weeks."""
    day = here.calendar.day(LAST + 4, 3)
    row = _plan(here, "Det som holder", day, planned=LAST - 8, sign_up_by=day - timedelta(days=7))
    now = here.hosting(LAST + 1)
    _prepare(row, here.made, now.now)
    programme.draw_order(now, row, [each.team.id for each in here.made])
    seats = {each.team.id: _WISHES[each.number % len(_WISHES)][1] for each in here.made}
    tables.set_tables(now, row, dict(enumerate(_TABLES, start=1)), seats)
    return row


def _prepare(row: Gathering, made: Sequence[LargeTeam], now: datetime) -> None:
    """Let most teams answer, sign up and send their report: one deed after another, written at once."""
    deeds = {each.number: _deeds(each, now) for each in made if each.people}
    own = {
        number: _preparation(row, each, deeds[number], now)
        for number, each in ((each.number, each) for each in made)
        if deeds.get(number)
    }
    db.session.add_all(own.values())
    db.session.flush()
    for each in made:
        for place, (before, after) in enumerate(deeds.get(each.number, ())):
            _keep(row, each, own[each.number], before, after, version=place + 2, now=now)
    coming = ((each, who) for each in made if "people" in _said(deeds.get(each.number, ())) for who in _coming(each))
    db.session.add_all(
        SignUp(gathering_id=row.id, team_id=each.team.id, user_id=who.user.id, signed_at=now) for each, who in coming
    )
    db.session.flush()


def _deeds(each: LargeTeam, now: datetime) -> list[tuple[Json, Json]]:
    """List what a team has done, as its trail tells it: most have done all, some a part, a few nothing."""
    found: list[tuple[Json, Json]] = []
    if each.number % 6 != 3:
        wish = "" if each.number % 5 == 4 else _WISHES[each.number % len(_WISHES)][0]
        said = {"learned": _LEARNED[each.number % len(_LEARNED)], "help": wish}
        said = {name: text for name, text in said.items() if text}
        found.append((dict.fromkeys(said, ""), said))
    if each.number % 7 != 2:
        found.append(({"people": ""}, {"people": ", ".join(sorted(who.user.name for who in _coming(each)))}))
    if each.number % 4 != 1:
        found.append(({}, {"report_sent_at": now.isoformat()}))
    return found


def _said(deeds: Sequence[tuple[Json, Json]]) -> Json:
    return {name: value for _before, after in deeds for name, value in after.items()}


def _coming(each: LargeTeam) -> Sequence[MadeMember]:
    return each.people[: 1 + each.number % 3]


def _preparation(row: Gathering, each: LargeTeam, deeds: Sequence[tuple[Json, Json]], now: datetime) -> Preparation:
    said: Mapping[str, str] = _said(deeds)
    is_sent = "report_sent_at" in said
    return Preparation(
        team_id=each.team.id,
        gathering_id=row.id,
        learned=said.get("learned", ""),
        help=said.get("help", ""),
        report_sent_at=now if is_sent else None,
        report_sent_by_id=each.leader.id if is_sent else None,
        version=1 + len(deeds),
        created_at=now,
    )


def _keep(
    row: Gathering, each: LargeTeam, own: Preparation, before: Json, after: Json, *, version: int, now: datetime
) -> None:
    by = Actor(each.leader, now)
    db.session.add(
        SavedVersion(
            table_name=Preparation.__tablename__, row_id=own.id, version=version, user_id=by.user.id,
            user_name=by.user.name, at=now,
        )
    )  # fmt: skip
    note(by, Deed.CHANGED, PREPARATION, own.id, team_id=each.team.id, label=row.title, before=before, after=after)
