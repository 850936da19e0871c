"""What the demo's teams counted at the bedside: codes on the wall, and the latest weeks' numbers as yes and no.

Every count is invented, as the numbers it adds up to are. A week is spread over its days and hours alike each time:
whoever loads the demo at the same moment finds the same dots, sums and split. Only the codes are drawn anew.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from uuid import UUID

from tracker.access.people import OSLO
from tracker.access.team import TeamAccess
from tracker.access.team_code import enter_by_code
from tracker.analysis import Period, PeriodKind
from tracker.demo.calendar import LAST, Calendar
from tracker.demo.measures import submission
from tracker.demo.numbers import Row, rows_of
from tracker.models.measures import Measure
from tracker.models.tally import CodePurpose
from tracker.services.tally.codes import make_code
from tracker.services.tally.counts import Count, take_in

SINCE = 38
"""The week of the story in which the counting began: what is counted is not imported from then on."""


@dataclass(frozen=True, slots=True)
class Round:
    """When there is something to count: on which weekdays (1 is Monday), and in which hours, the busiest ones twice.

    The further into the list, the more often the answer is no.
    """

    weekdays: Sequence[int]
    hours: Sequence[int]


ROUNDS: Mapping[str, Round] = {
    "chair_seated": Round((1, 2, 3, 4, 5), (9, 8, 9, 10, 10, 11, 13)),
    "matters_asked": Round((1, 2, 3, 4, 5, 6, 7), (10, 11, 12, 13, 14, 18, 20)),
}
"""What is counted, by the key of its measure: the doctors' round on weekdays, and arrivals every day."""


def is_counted(row: Row) -> bool:
    """Return whether a number was counted at the bedside, in a team that does."""
    return row["indikator"] in ROUNDS and int(row["siden"]) <= LAST - SINCE


def tell(leader: TeamAccess, calendar: Calendar, measures: Mapping[str, Measure]) -> None:
    """Let the leader make both codes, and her team count its weeks since, the one that runs now as far as it has come.

    The running week goes as the last one did.
    """
    code = make_code(leader, CodePurpose.TELL).code
    make_code(leader, CodePurpose.BOARD)
    rows = [row for row in rows_of("measurements.csv") if row["team"] == leader.team.name and is_counted(row)]
    weeks = {calendar.back(PeriodKind.WEEK, siden): siden for siden in range(LAST - SINCE, -1, -1)}
    last = max(weeks)
    for week in (*weeks, last.next):
        then = enter_by_code(code, CodePurpose.TELL, now=min(_after(week), calendar.now))
        of_week = [row for row in rows if int(row["siden"]) == weeks.get(week, 0)]
        counts = [count for row in of_week for count in _spread(leader.team.slug, row, week, measures, then.now)]
        take_in(then, counts)


def _after(week: Period) -> datetime:
    return datetime.combine(week.next.start, time(), OSLO)


def _spread(
    team: str, row: Row, week: Period, measures: Mapping[str, Measure], now: datetime
) -> Iterator[Count]:  # fmt: skip
    """Spread a week's number over its rounds; what has not come yet is left out."""
    key, yes, total = row["indikator"], int(row["teller"]), int(row["nevner"])
    chance = Random(f"{team}/{key}/{row['siden']}")  # noqa: S311 - the same each time is what is wanted
    weekdays, hours = ROUNDS[key].weekdays, ROUNDS[key].hours
    drawn = [(chance.randrange(len(weekdays)), chance.randrange(len(hours)), chance.random()) for _ in range(total)]
    easy = sorted(range(total), key=lambda at: drawn[at][1] + 3 * len(hours) * drawn[at][2])[:yes]
    for at, (weekday, hour, _) in enumerate(drawn):
        day = week.start + timedelta(days=weekdays[weekday] - 1)
        age = now - datetime.combine(day, time(hours[hour], 30), OSLO)
        if age >= timedelta(0):
            count_id = UUID(submission(team, key, week.start, at))
            yield Count(count_id, measures[key].id, answer=at in easy, age=age)
