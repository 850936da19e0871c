"""How counts spread over weekdays and hours, on the page of their measure."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from tracker.access.people import OSLO
from tracker.access.team_code import CodeAccess
from tracker.models.base import db
from tracker.models.tally import CodePurpose, TeamCode
from tracker.services.tally.counts import Count, take_in


@pytest.fixture
def tally(cast):
    def make(yes, no=0, *, ago=timedelta(0)):
        code = TeamCode(team_id=cast.team.id, purpose=CodePurpose.TELL, code="x" * 12)
        counts = [Count(uuid4(), cast.chair.id, number < yes) for number in range(yes + no)]
        take_in(CodeAccess(cast.team, code, datetime.now(UTC) - ago), counts)
        db.session.commit()

    return make


def page(visitor, cast):
    return visitor.get(f"/teams/kirurgisk-3/measures/{cast.chair.id}-{cast.chair.slug}")


@pytest.mark.parametrize("who", ["nora", "siv", "kari"])
def test_enough_counts_are_spread_for_all_who_read(as_, cast, tally, who):
    tally(25, 10)
    tally(2, 1, ago=timedelta(days=1))
    shown = page(as_(who), cast)
    tables = shown.select(".spreads table")
    assert [table.caption.get_text() for table in tables] == ["Ukedager", "Timer på døgnet"]
    rows = [[cell.get_text(strip=True) for cell in row.select("th, td")] for row in tables[0].select("tbody tr")]
    assert len(rows) == 7
    today = datetime.now(OSLO).weekday()
    assert rows[today][1:3] == ["25 av 35", "71\u00a0%"]
    assert rows[(today - 1) % 7][1:3] == ["2 av 3", "for få"], "a share of three would be one person's"
    assert "38 tellinger ved senga" in shown.words
    assert len(tables[0].select("svg")) == 1


def test_few_counts_are_not_spread(as_, cast, tally):
    tally(29)
    assert page(as_("nora"), cast).select(".spreads") == []
