"""All teams together: sums, who contributed, who stands where, the funnel, and what another team does not see."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import event

from tests.people import MADE, today
from tests.web.networked import EVEN, due
from tracker.access.permissions import Permission
from tracker.access.team import TeamAccess, enter_team
from tracker.access.team_code import CodeAccess
from tracker.analysis import Direction, Period, PeriodKind
from tracker.models.accounts import Profession, Role
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.imports import ImportRun
from tracker.models.measurements import Measurement
from tracker.models.networks import NetworkTeam
from tracker.models.organisations import Organisation, OrganisationKind
from tracker.models.tally import CodePurpose, TeamCode
from tracker.models.teams import Membership, Team
from tracker.services.measurements.entries import EMPTY
from tracker.services.measurements.record import exclude, record
from tracker.services.measures.measures import archive, change_measure, restore
from tracker.services.measures.plan import Reworded, plan_of
from tracker.services.networks.networks import NetworkFacts, change_network
from tracker.services.tally.counts import Count, take_in

PAGE = "/networks/brukermedvirkning/together"


def table(page) -> list[list[str]]:
    return [
        [" ".join(cell.get_text().split()) for cell in tr.select("th, td")] for tr in page.select(".chartcard tbody tr")
    ]


def teams(page) -> list[list[str]]:
    found = page.select("section[aria-labelledby=funnel-t] tbody tr")
    return [[" ".join(cell.get_text().split()) for cell in tr.select("th, td")] for tr in found]


def tiles(page) -> list[str]:
    return [" ".join(tile.get_text(" ").split()) for tile in page.select(".tile")]


def sentence(page) -> str:
    return page.select(".verdict")[-1].get_text()


def test_numerators_and_denominators_are_summed(as_, count):
    count("Berg", [(1, 2)] * 12)
    count("Dal", [(10, 40)] * 12)
    count("Vik", [None, *[(4, 8)] * 11])
    page = as_("ingrid").get(PAGE)
    assert [row[1:] for row in table(page)[:2]] == [["15", "50", "30 %", "3 av 4"]] * 2
    assert len(table(page)) == 11
    assert tiles(page)[0].startswith("Siste måling 30 % 15 av 50 pasienter")
    assert tiles(page)[2].startswith("Team som bidro 3 av 4 1 team har ikke")
    under = page.select(".chartcard .wide svg")
    assert [each["aria-label"] for each in under[1:]] == ["Team som bidro til hvert punkt: fra 3 til 3 av 4."]


def test_only_weeks_of_three_teams_or_more_have_a_sum(as_, count):
    count("Berg", [(5, 10)] * 12)
    count("Dal", [(5, 10)] * 12)
    count("Vik", [*[(5, 10)] * 6, None, *[(5, 10)] * 5])
    rows = table(as_("ingrid").get(PAGE))
    assert [row[3] for row in rows].count("Færre enn tre team") == 1
    assert rows[5] == [rows[5][0], "", "", "Færre enn tre team", "2 av 4"]


def test_two_teams_are_not_laid_together(as_, count):
    count("Berg", [(5, 10)] * 12)
    count("Dal", [(5, 10)] * 12)
    page = as_("ingrid").get(PAGE)
    assert "Færre enn tre team måler dette" in page.words
    assert not page.select("svg.rc")


def test_what_goes_the_other_way_is_left_out(as_, count):
    for name in ("Berg", "Dal", "Vik"):
        count(name, [(5, 10)] * 12)
    count("Motsatt", [(10, 10)] * 12, direction=Direction.LOWER)
    page = as_("ingrid").get(PAGE)
    assert table(page)[0][1:] == ["15", "30", "50 %", "3 av 5"]
    assert "Motsatt" not in page.words


def test_the_curve_is_read_as_every_chart_is(as_, count):
    for name in ("Berg", "Dal", "Vik"):
        count(name, [(share, 10) for share in [*EVEN, *[8, 9] * 5]], baseline_points=12)
    page = as_("ingrid").get(PAGE)
    assert page.one(".chartcard .tag").get_text(strip=True) == "Bedring"
    assert "over medianen" in page.select(".verdict")[0].get_text()


def test_the_side_counts_teams_where_each_stands(as_, count):
    for name in ("Berg", "Dal"):
        count(name, [(share, 10) for share in [*EVEN, *[8, 9] * 5]], baseline_points=12)
    count("Vik", [(share, 10) for share in [*EVEN, *EVEN[:10]]], baseline_points=12)
    found = [" ".join(li.get_text(" ").split()) for li in as_("ingrid").get(PAGE).select(".fu-each li")]
    assert found[:2] == ["Stabil 1 team", "Bedring 2 team"]
    assert found[-1].startswith("Alle samlet")


def test_one_team_that_makes_half_of_it_is_said(as_, count):
    for name in ("Berg", "Dal"):
        count(name, [(5, 10)] * 12)
    count("Stor", [(50, 100)] * 12)
    page = as_("ingrid").get(PAGE)
    assert "Over halvparten av tallene kommer fra ett team" in page.words
    assert tiles(page)[3].startswith("Største team 83 %")


def test_the_funnel_names_who_is_outside_and_ranks_nobody(as_, count):
    for name in ("Åsen", "Berg", "Dal", "Vik", "Moen"):
        count(name, [(7, 10), (8, 10)] * 6)
    count("Lia", [(4, 10)] * 12)
    page = as_("ingrid").get(PAGE)
    assert sentence(page) == (
        "5 av 6 team ligger innenfor det tilfeldighet kan gi. Ett ligger utenfor: Lia. "
        "Det er en grunn til å spørre, ikke en dom."
    )
    assert [row[0] for row in teams(page)] == ["Berg", "Dal", "Lia", "Moen", "Vik", "Åsen"]
    assert teams(page)[2] == ["Lia", "48 av 120", "40 %"]
    assert [text.get_text() for text in page.select("#funnel-w-t ~ .fu-name")] == ["Lia"]


def test_the_funnel_is_of_the_last_twelve_weeks(as_, count):
    for name in ("Berg", "Dal", "Vik"):
        count(name, [(0, 50)] * 8 + [(5, 10)] * 12)
    assert teams(as_("ingrid").get(PAGE))[0] == ["Berg", "60 av 120", "50 %"]


def test_teams_too_unlike_have_no_funnel_and_a_reason(as_, count):
    for name, share in (("Berg", 2), ("Dal", 9), ("Vik", 5)):
        count(name, [(share, 10)] * 12)
    page = as_("ingrid").get(PAGE)
    assert sentence(page) == "Teamene er så ulike at grensene ikke sier noe. Over en tredel ligger utenfor dem."
    assert not page.select("#funnel-w-t")
    assert len(teams(page)) == 3


def test_reference_teams_are_not_in_the_sum(as_, count):
    for name in ("Berg", "Dal", "Vik"):
        count(name, [(5, 10)] * 12)
    row = count("Publisert", [(10, 10)] * 12)
    db.session.get(Team, row.team_id).is_reference = True
    db.session.commit()
    assert table(as_("ingrid").get(PAGE))[0][1:3] == ["15", "30"]


def test_what_no_library_measure_is_cannot_be_laid_together(as_, cast):
    assert as_("ingrid").get(f"{PAGE}?measure={cast.chair.id}", status=404)
    assert as_("ingrid").get(PAGE).one(".empty")


def test_an_advisor_sees_the_sum_of_the_teams_she_follows(as_, count):
    rows = [count(name, [(5, 10)] * 12) for name in ("Berg", "Dal", "Vik", "Lia")]
    away = db.session.get(Team, rows[3].team_id)
    away.organisations = [_elsewhere()]
    db.session.commit()
    page = as_("kari").get(PAGE)
    assert table(page)[0][1:3] == ["15", "30"]
    assert "Lia" not in page.words


def _elsewhere() -> Organisation:
    row = Organisation(name="Bortvik kommune", slug="bortvik", kind=OrganisationKind.MUNICIPALITY, created_at=MADE)
    db.session.add(row)
    db.session.flush()
    return row


def test_without_sharing_a_team_has_no_such_page(as_, count):
    as_("nora").get(PAGE, status=403)


def settled(weeks=40):
    """So many weeks, of which enough are whole blocks that have settled."""
    return [(20, 40)] * weeks


def test_another_team_sees_dots_without_names_and_its_own_with_a_ring(as_, count, sharing):
    count("", settled(), team=sharing.team)
    for name in ("Berg", "Dal", "Vik", "Moen"):
        count(name, settled())
    page = as_("nora").get(PAGE)
    assert [row[0] for row in teams(page)] == ["Kirurgisk sengepost 3 deres team", *["Et annet team"] * 4]
    assert len(page.select("#funnel-w-t ~ .fu-own")) == 1
    for name in ("Berg", "Dal", "Vik", "Moen"):
        assert name not in page.text


def test_another_team_sees_no_week_before_it_has_settled(as_, count, sharing):
    count("", settled(), team=sharing.team)
    for name in ("Berg", "Dal", "Vik", "Moen"):
        count(name, settled())
    last = table(as_("nora").get(PAGE))[0][0]
    week = (due() - timedelta(weeks=3)).isocalendar().week
    assert last.split()[1] in {str(week), str((due() - timedelta(weeks=4)).isocalendar().week)}


def test_small_totals_are_in_no_cell_tooltip_description_or_order(as_, count, sharing):
    count("", [(22, 44)] * 40, team=sharing.team)
    for name in ("Berg", "Dal", "Vik", "Moen", "Lia"):
        count(name, settled())
    count("Liten", [(0, 3)] * 40)
    page = as_("nora").get(PAGE)
    held = [row for row in teams(page) if row[1] == "Holdt tilbake"]
    assert len(held) == 3
    assert "0 av 36" not in page.text
    assert page.text.count("Et annet team: 240 av 480") == 2 * 3
    assert "Tall holdes tilbake når noe i dem er under 5" in page.words
    host = as_("ingrid").get(PAGE)
    assert ["Liten", "0 av 36", "0 %"] in teams(host)


@pytest.mark.parametrize(("weekly", "said"), [(30, "Største team Holdt tilbake"), (20, "Største team 17 %")])
def test_the_largest_share_is_said_where_those_withheld_are_not_more_together(as_, count, sharing, weekly, said):
    """None of the three is larger alone. Were it said all the same, it would tell how they share what is theirs."""
    count("", settled(), team=sharing.team)
    for name in ("Berg", "Dal", "Vik", "Moen"):
        count(name, settled())
    for name in ("Lia", "Nes", "Haug"):
        count(name, [(weekly / 2, weekly) if week % 3 else None for week in range(40)])
    page = as_("nora").get(PAGE)
    assert [row[1] for row in teams(page)].count("Holdt tilbake") == 3
    assert tiles(page)[3].startswith(said)


def test_a_number_that_came_late_is_not_in_what_others_see(as_, count, sharing):
    count("", settled(), team=sharing.team)
    for name in ("Berg", "Dal", "Vik", "Moen"):
        count(name, settled())
    before = table(as_("nora").get(PAGE))
    late = count("Sen", settled(), recorded_at=datetime.now(UTC))
    db.session.query(Measurement).filter_by(measure_id=late.id).update({"version": 2_000_000_000})
    db.session.commit()
    after = table(as_("nora").get(PAGE))
    assert [row[:4] for row in after] == [row[:4] for row in before]
    assert table(as_("ingrid").get(PAGE))[0][1] == "120"


def test_a_week_that_was_corrected_later_is_held_back_with_the_totals_of_its_block(as_, count, sharing):
    count("", settled(), team=sharing.team)
    rows = [count(name, settled()) for name in ("Berg", "Dal", "Vik", "Moen")]
    before = table(as_("nora").get(PAGE))
    changed = db.session.query(Measurement).filter_by(measure_id=rows[0].id).order_by(Measurement.period_start)
    for row in changed.all()[20:30]:
        row.numerator, row.recorded_at, row.version = 21, datetime.now(UTC), row.version + 1
    db.session.commit()
    page = as_("nora").get(PAGE)
    after = {row[0]: row for row in table(page)}
    held = [row[0] for row in before if after[row[0]][3] == "Holdt tilbake"]
    assert len(held) == 10
    assert all(after[row[0]] == row for row in before if row[0] not in held)
    assert sentence(page) == "Tallene er for små til at team kan vises hver for seg."
    assert teams(page) == [] or [row[0] for row in teams(page) if row[1] != "Holdt tilbake"] == [
        "Kirurgisk sengepost 3 deres team"
    ]


@pytest.mark.parametrize("deed", [Deed.REMOVED, Deed.EXCLUDED])
def test_a_week_that_was_emptied_or_left_out_later_is_held_back_for_good(as_, inside, count, sharing, deed):
    count("", settled(), team=sharing.team)
    rows = [count(name, settled()) for name in ("Berg", "Dal", "Vik", "Moen")]
    before = table(as_("nora").get(PAGE))
    gone = db.session.query(Measurement).filter_by(measure_id=rows[0].id).order_by(Measurement.period_start)[20]
    week = Period.containing(PeriodKind.WEEK, gone.period_start)
    access = _leading(sharing, rows[0])
    if deed is Deed.REMOVED:
        record(access, rows[0], period=week, entry=EMPTY, seen_version=gone.version)
    else:
        exclude(access, rows[0], period=week, reason="Feil skjema")
    db.session.commit()
    after = table(as_("nora").get(PAGE))
    [held] = [row for row in after if row[3] == "Holdt tilbake"]
    assert str(week.start.isocalendar().week) in held[0].split()
    assert [row for row in after if row != held] == [row for row in before if row[0] != held[0]]


def test_a_week_that_settled_with_a_file_that_was_undone_later_is_held_back(as_, count, sharing):
    count("", settled(), team=sharing.team)
    rows = [count(name, settled()) for name in ("Berg", "Dal", "Vik", "Moen")]
    before = table(as_("nora").get(PAGE))
    week = db.session.query(Measurement).filter_by(measure_id=rows[0].id).order_by(Measurement.period_start)[20]
    settles = datetime.combine(week.period_start + timedelta(days=7), time(), UTC) + timedelta(weeks=4)
    run = ImportRun(
        team_id=rows[0].team_id,
        stored_by_id=sharing.people["per"].id,
        stored_at=settles - timedelta(hours=20),
        until=settles + timedelta(hours=20),
        undone_at=settles + timedelta(hours=2),
    )
    db.session.add(run)
    db.session.flush()
    undone = {"team_id": rows[0].team_id, "user_name": "Per Vik", "at": run.undone_at, "subject_id": run.id}
    db.session.add(AuditLine(**undone, deed=Deed.REMOVED, subject="import", after={"measures": [rows[0].id]}))
    db.session.commit()
    after = table(as_("nora").get(PAGE))
    [held] = [row for row in after if row[3] == "Holdt tilbake"]
    assert str(week.period_start.isocalendar().week) in held[0].split()
    assert [row for row in after if row != held] == [row for row in before if row[0] != held[0]]


@pytest.mark.parametrize("is_counted_again", [False, True])
def test_a_week_whose_every_count_was_undone_later_is_held_back(as_, count, sharing, is_counted_again):
    count("", settled(), team=sharing.team)
    for name in ("Berg", "Dal", "Vik", "Moen"):
        count(name, settled())
    row = count("Telt", [(20, 40)] * 20 + [None] + [(20, 40)] * 19)
    team = db.session.get(Team, row.team_id)
    week = due() - timedelta(weeks=19)
    then = datetime.combine(week, time(9), UTC)

    def bedside(now):
        return CodeAccess(team, TeamCode(team_id=team.id, purpose=CodePurpose.TELL, code="x" * 12), now)

    counts = [Count(uuid4(), row.id, answer=place < 20, age=timedelta()) for place in range(40)]
    take_in(bedside(then), counts)
    db.session.commit()
    before = table(as_("nora").get(PAGE))
    assert {each[1] for each in before} == {"120"}
    now = datetime.now(UTC)
    take_in(bedside(now), [replace(each, age=now - then, undone=True) for each in counts])
    if is_counted_again:
        take_in(bedside(then + timedelta(weeks=10)), [Count(uuid4(), row.id, answer=True, age=timedelta(weeks=10))])
    db.session.commit()
    after = table(as_("nora").get(PAGE))
    [held] = [each for each in after if each[3] == "Holdt tilbake"]
    assert str(week.isocalendar().week) in held[0].split()
    assert [each for each in after if each != held] == [each for each in before if each[0] != held[0]]


def _leading(cast, row) -> TeamAccess:
    """Let Per lead the team of a measure, and enter it as he does."""
    by = {"role": Role.LEADER, "profession": Profession.NURSE, "joined_on": date(2020, 1, 6)}
    db.session.add(Membership(team_id=row.team_id, user_id=cast.people["per"].id, **by))
    db.session.commit()
    slug = db.session.get(Team, row.team_id).slug
    return enter_team(cast.people["per"], slug, Permission.READ, now=datetime.now(UTC))


def test_a_team_that_leaves_takes_nothing_out_of_what_was_seen(as_, count, sharing):
    count("", settled(), team=sharing.team)
    rows = [count(name, settled()) for name in ("Berg", "Dal", "Vik", "Moen")]
    before = [row[:4] for row in table(as_("nora").get(PAGE))]
    db.session.query(NetworkTeam).filter_by(team_id=rows[0].team_id).one().left_on = today()
    rows[1].archived_at = datetime.now(UTC)
    db.session.commit()
    assert [row[:4] for row in table(as_("nora").get(PAGE))] == before


def test_a_measure_that_is_taken_into_use_again_stays_out_of_what_settled_meanwhile(as_, count, sharing):
    count("", settled(), team=sharing.team)
    rows = [count(name, settled()) for name in ("Berg", "Dal", "Vik", "Moen")]
    access = _leading(sharing, rows[0])
    archive(replace(access, now=access.now - timedelta(weeks=20)), rows[0])
    db.session.commit()
    before = [row[:4] for row in table(as_("nora").get(PAGE))]
    assert {row[1] for row in before} == {"80", "100"}
    restore(access, rows[0])
    db.session.commit()
    assert [row[:4] for row in table(as_("nora").get(PAGE))] == before


def test_weeks_from_before_a_measure_was_turned_round_are_held_back(as_, count, sharing):
    """The sum with it less the sum without would be that team's own number."""
    count("", settled(), team=sharing.team)
    rows = [count(name, settled()) for name in ("Berg", "Dal", "Vik", "Moen")]
    assert {row[1] for row in table(as_("nora").get(PAGE))} == {"100"}
    access = _leading(sharing, rows[0])
    plan = replace(plan_of(rows[0]), direction=Direction.LOWER, numerator="Spurt", denominator="Alle")
    change_measure(access, rows[0], plan, reworded=Reworded("Motsatt vei", today()))
    db.session.commit()
    page = as_("nora").get(PAGE)
    assert not page.select(".chartcard tbody tr")
    assert "Tallene er for små til å vises samlet ennå." in page.words


def test_a_lower_threshold_shows_nothing_of_what_had_settled_before(as_, count, sharing, hosting):
    count("", settled(), team=sharing.team)
    for name in ("Berg", "Dal", "Vik", "Moen", "Lia"):
        count(name, settled())
    count("Liten", [(1, 2)] * 40)
    sharing.network.small_number = 20
    db.session.commit()
    before = as_("nora").get(PAGE)
    assert [row for row in teams(before) if row[1] == "Holdt tilbake"]
    known = {name: getattr(sharing.network, name) for name in NetworkFacts.__dataclass_fields__}
    access = replace(hosting("ingrid"), now=datetime.now(UTC))
    change_network(access, sharing.network, NetworkFacts(**(known | {"small_number": 5})))
    db.session.commit()
    after = as_("nora").get(PAGE)
    assert (table(after), teams(after)) == (table(before), teams(before))


@pytest.mark.parametrize("who", ["ingrid", "nora"])
def test_queries_do_not_follow_the_number_of_teams(as_, count, sharing, who):
    count("", settled(), team=sharing.team)
    for name in ("Berg", "Dal", "Vik", "Moen"):
        count(name, settled())
    person = as_(who)
    few = _queries(person)
    for number in range(8):
        count(f"Team {number}", settled())
    assert _queries(person) == few


def _queries(person) -> int:
    person.get(PAGE)
    asked = []

    def listen(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        person.get(PAGE)
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    return len(asked)
