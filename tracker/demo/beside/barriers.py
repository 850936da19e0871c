"""The demo's barriers: an invented story of what stood in the way of some teams, and what a leader answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from tracker.access.organisation import OrganisationAccess, enter_organisation
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess, enter_team
from tracker.demo.beside.meanwhile import Course
from tracker.demo.calendar import Calendar
from tracker.demo.measures import submission
from tracker.models.accounts import User
from tracker.models.barriers import AnswerKind, Barrier, BarrierKind
from tracker.models.base import db
from tracker.models.organisations import Organisation
from tracker.models.teams import Team
from tracker.services.barriers import answering, lifting, log
from tracker.services.barriers.answering import AnswerFacts
from tracker.services.barriers.lifting import NamedLeader
from tracker.services.barriers.log import BarrierFacts
from tracker.services.leadership import leaders_of


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoBarrier:
    """What stands in a team's way: since which week of the story, and since when it is lifted or gone, if it is."""

    team: str
    title: str
    kind: BarrierKind
    effect: str
    week: int
    tried: str = ""
    lifted: int | None = None
    answer: tuple[AnswerKind, str, str, int] | None = None
    """What is answered, in which words, who does it, and days from the lift to what is promised."""
    gone: tuple[int, str] | None = None


STORY = (
    DemoBarrier(
        team="Kirurgisk sengepost 3",
        title="Visittvogna er låst inne om kvelden",
        kind=BarrierKind.SPACE,
        effect="Kveldslegene har ikke nøkkel til visittrommet. Da følger ikke stolen med, og legen står.",
        week=40,
        lifted=44,
    ),
    DemoBarrier(
        team="Kirurgisk sengepost 3",
        title="Ingen tid til å ringe pårørende første døgn",
        kind=BarrierKind.STAFFING,
        effect="Sekretæren som ringte, sluttet i august. Sykepleierne rekker det ikke på vakt.",
        week=36,
        lifted=43,
        answer=(
            AnswerKind.SOLVES,
            "Postverten får en time hver dag til dette. Vi ser på tallene sammen etterpå.",
            "Postverten",
            24,
        ),
    ),
    DemoBarrier(
        team="Kirurgisk sengepost 3",
        title="Nye leger hver sjette uke kjenner ikke visittstolen",
        kind=BarrierKind.TRAINING,
        effect="",
        tried="Vi har laget et ark til omvisningen. Ser om det holder ved neste bytte.",
        week=38,
    ),
    DemoBarrier(
        team="Kirurgisk sengepost 3",
        title="To rom er for trange til en stol",
        kind=BarrierKind.SPACE,
        effect="",
        week=45,
    ),
    DemoBarrier(
        team="Kirurgisk sengepost 3",
        title="Ingen eide tavla på gangen",
        kind=BarrierKind.COOPERATION,
        effect="Tallene ble hengende i tre uker.",
        week=20,
        gone=(24, "Nattevakten bytter arket hver mandag."),
    ),
    DemoBarrier(
        team="Slagenheten",
        title="Ingen kan koble QR-koden til nettet på posten",
        kind=BarrierKind.IT,
        effect="Pasientene får ikke åpnet spørsmålene på egen telefon.",
        week=42,
        lifted=45,
    ),
    DemoBarrier(
        team="Medisinsk sengepost 2",
        title="Teamet mangler lege på møtene",
        kind=BarrierKind.LEADERSHIP,
        effect="Tiltak som legene må være med på, blir ikke bestemt.",
        week=41,
        lifted=45,
    ),
    DemoBarrier(
        team="Medisinsk sengepost 2",
        title="Samtalerommet er lager",
        kind=BarrierKind.SPACE,
        effect="Samtalene blir tatt på firemannsrom.",
        week=30,
        lifted=36,
        answer=(AnswerKind.NOT_NOW, "Ombyggingen er skjøvet til neste budsjett. Vi ser på den igjen da.", "", 120),
    ),
    DemoBarrier(
        team="Barneposten",
        title="Tolk må bestilles to dager før",
        kind=BarrierKind.TIME,
        effect="Foreldre som ikke kan norsk, får ikke være med på visitten.",
        week=44,
        tried="Vi prøver tolk på skjerm to ettermiddager i uka.",
    ),
)


def courses(calendar: Calendar, team: str) -> list[Course]:
    """Let a team write down, lift and be rid of barriers, and the leader answer some, each at its own time."""
    return [_course(calendar, each) for each in STORY if each.team == team]


def _course(calendar: Calendar, each: DemoBarrier) -> Course:
    yield calendar.at(each.week)
    access = _inside(each.team, calendar.at(each.week))
    measures = access.measures()
    facts = BarrierFacts(
        title=each.title,
        kind=each.kind,
        effect=each.effect,
        tried=each.tried,
        measure_id=measures[0].id if measures and each.lifted is not None else None,
    )
    row = log.write_down(access, facts, submission=submission(access.team.slug, each.title))
    if each.lifted is not None:
        yield from _lift(calendar, each, row, each.lifted)
    if each.gone is not None:
        week, how = each.gone
        yield calendar.at(week)
        log.say_gone(_inside(each.team, calendar.at(week)), row, on=calendar.day(week, 3), how=how)


def _lift(calendar: Calendar, each: DemoBarrier, row: Barrier, week: int) -> Course:
    yield calendar.at(week)
    access = _inside(each.team, calendar.at(week))
    leaders = lifting.leaders_for(access)
    if not leaders:
        return
    due = access.today + lifting.ANSWER_WITHIN
    lift = lifting.lift(access, row, leaders[0], due=due, submission=submission(access.team.slug, each.title, "lift"))
    if each.answer is None:
        return
    kind, text, who, days = each.answer
    yield calendar.at(week, 5)
    leader = _leading(leaders[0], calendar.at(week, 5))
    answering.give_answer(
        leader,
        answering.lifted_to(leader, lift.id),
        AnswerFacts(kind=kind, due=leader.today + timedelta(days=days), text=text, who=who),
        seen=lift.version,
        submission=submission(access.team.slug, each.title, "answer"),
    )


def _inside(name: str, moment: datetime) -> TeamAccess:
    """Return the access of whoever leads a team of the story."""
    team = db.session.scalars(select(Team).where(Team.name == name)).one()
    return enter_team(leaders_of([team.id])[team.id][0], team.slug, Permission.IMPROVE, now=moment)


def _leading(leader: NamedLeader, moment: datetime) -> OrganisationAccess:
    user = db.session.get_one(User, leader.user_id)
    home = db.session.get_one(Organisation, leader.organisation_id)
    return enter_organisation(user, home.slug, Permission.ANSWER_LIFTED, now=moment)
