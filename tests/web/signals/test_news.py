"""What is new to an advisor: a signal stands once when it comes and once when it goes, and what teams wrote to her."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from tests.conftest import NOW
from tests.web.charted import MOMENT, TEAM
from tracker.analysis import Effect
from tracker.models.base import db
from tracker.models.notifications import MeasureSignal, SignalKind, SignalRead
from tracker.models.threads import Thread

pytestmark = pytest.mark.usefixtures("wednesday_morning")

NEWS = "/organisations/fjordheim/news"


@pytest.fixture
def signal(cast):
    """Put a signal into the table: `signal(cast.chair, Effect.WORSE, hours=3)`."""

    def put(measure, effect, *, hours=1, gone=None, at=0):
        row = MeasureSignal(
            team_id=measure.team_id, measure_id=measure.id, phase_from=MOMENT.date(), rule=SignalKind.LONG_RUN,
            first_on=MOMENT.date() - timedelta(weeks=9 + at), effect=effect,
            appeared_at=MOMENT - timedelta(hours=hours),
            gone_at=None if gone is None else MOMENT - timedelta(hours=gone),
        )  # fmt: skip
        db.session.add(row)
        db.session.commit()
        return row.id

    return put


def groups(page):
    """The headings of the groups, each with the teams' measures under it."""
    return {
        section.select_one("h2").get_text(" ").split("  ")[0].strip(): len(section.select("li.in"))
        for section in page.select(".in-groups > section.card:not(.empty)")
        if section.select("li.in")
    }


def names(page):
    return [item["id"] for item in page.select("li.in")]


def test_one_to_neither_side_is_looked_at_when_it_comes_and_not_when_it_goes(as_, cast, chair, signal):
    came = signal(cast.falls, Effect.NEUTRAL, hours=30)
    went = signal(cast.minutes, Effect.NEUTRAL, hours=40, gone=1)
    worse = signal(chair, Effect.WORSE, hours=2)
    page = as_("kari").get(NEWS)
    assert names(page) == [f"came-{worse}", f"came-{came}", f"went-{went}"]
    looked = page.select(".in-groups > section.card")[0]
    assert [item["id"] for item in looked.select("li.in")] == [f"came-{worse}", f"came-{came}"]
    first, following = page.select(".in h3 a, .in .in-t a")[:2]
    assert following["href"] != first["href"]


def test_what_is_new_stands_by_what_it_asks(as_, cast, chair, signal):
    worse = signal(cast.falls, Effect.WORSE, hours=30)
    better = signal(chair, Effect.BETTER)
    held = signal(cast.minutes, Effect.BETTER)
    page = as_("kari").get(NEWS)
    assert names(page) == [f"came-{worse}", f"came-{better}", f"came-{held}"]
    assert [heading.get_text().split()[0] for heading in page.select(".in-groups h2")] == ["Trenger", "Fase", "Bedring"]
    assert "Forverring" in page.words
    assert "3 nye i 3 diagrammer" in page.words
    assert "vurder ny median" not in page.one(f"#came-{held}").get_text()
    assert [link for link in page.links() if "/phases/propose?starts=" in link]


def test_it_says_which_team_and_when_with_the_sentence_and_a_chart_and_what_can_be_done(as_, chair, signal):
    row_id = signal(chair, Effect.BETTER, hours=30)
    line = as_("kari").get(NEWS).one(f"#came-{row_id}")
    said = line.get_text(" ", strip=True)
    assert "Kirurgisk sengepost 3" in said
    assert chair.name in said
    assert line.select_one(".in-k .n-m").get_text().split() == ["i", "går", "kl.", "03.30"]
    assert line.select_one(".in-t").get_text().startswith("De ")
    assert line.select_one(".in-c svg.sl")["aria-label"]
    done = [each.get_text().split()[0] for each in line.select(".in-a a, .in-a button")]
    assert done == ["Kommenter", "Foreslå", "Lest"]


def test_a_signal_stands_once_when_it_comes_and_once_when_it_goes(as_, cast, signal):
    row_id = signal(cast.falls, Effect.WORSE)
    kari = as_("kari")
    kari.post(f"{NEWS}/read", {"items": f"came-{row_id}"})
    page = kari.get(NEWS)
    assert names(page) == []
    assert "Du har lest alt." in page.words
    row = db.session.get(MeasureSignal, row_id)
    row.gone_at = MOMENT
    db.session.commit()
    page = kari.get(NEWS)
    assert names(page) == [f"went-{row_id}"]
    assert "vises ikke lenger" in page.words
    kari.post(f"{NEWS}/read", {"items": f"went-{row_id}"})
    row = db.session.get(MeasureSignal, row_id)
    row.gone_at = None
    db.session.commit()
    assert names(kari.get(NEWS)) == []


def test_what_came_and_went_before_anyone_looked_is_one_line(as_, cast, signal):
    row_id = signal(cast.falls, Effect.WORSE, hours=40, gone=2)
    assert names(as_("kari").get(NEWS)) == [f"went-{row_id}"]


def test_reading_is_each_persons_own_and_said_once(as_, cast, signal):
    row_id = signal(cast.falls, Effect.WORSE)
    kari = as_("kari")
    for _twice in range(2):
        kari.post(f"{NEWS}/read", {"items": f"came-{row_id}"})
    rows = db.session.scalars(select(SignalRead)).all()
    assert [(row.user_id, row.row_id) for row in rows] == [(cast.people["kari"].id, row_id)]
    kari.post(f"{NEWS}/read", {"items": "came-999 tull said-1"})
    assert len(db.session.scalars(select(SignalRead)).all()) == 1


def test_another_organisations_signal_is_not_here(as_, cast, signal):
    signal(cast.stranger_measure, Effect.WORSE)
    page = as_("kari").get(NEWS)
    assert names(page) == []
    assert "Ingenting er nytt ennå." in page.words
    as_("kari").get("/organisations/storfjell/news", 404)
    as_("nora").get(NEWS, 404)


def test_one_reads_from_chart_to_chart(as_, cast, chair, signal):
    first, second = signal(cast.falls, Effect.WORSE), signal(chair, Effect.BETTER)
    kari = as_("kari")
    page = kari.get(NEWS)
    start = page.one(".head a.btn-primary")["href"]
    assert f"ny=came-{first}" in start
    shown = kari.get(start)
    assert "1 av 2 nye" in shown.words
    onward = kari.submit(start, form=".next form").headers["Location"]
    assert f"ny=came-{second}" in onward
    shown = kari.get(onward)
    assert "1 av 1 nye" in shown.words
    assert kari.submit(onward, form=".next form").location == NEWS
    assert "Du har lest alt" in kari.get(NEWS).words
    assert ".next" not in kari.get(start).words
    assert not kari.get(start).select(".next")


def test_what_a_team_wrote_to_her_is_new_until_she_has_read_it(as_, chair, page):
    kari, nora = as_("kari"), as_("nora")
    kari.submit(f"{TEAM}/{chair.id}/threads/new", {"starts": "44", "said": "Hvem teller i helgene?"})
    assert "Hvem teller i helgene?" in kari.get(NEWS).one("#waiting").parent.parent.get_text()
    thread = db.session.scalars(select(Thread)).one()
    at = f"/teams/kirurgisk-3/threads/{thread.id}"
    nora.submit(at, {"text": "Vi vet ikke ennå.", "answers": ""})
    nora.submit(at, {"text": "Nattevakta teller."})
    shown = kari.get(NEWS)
    (name,) = names(shown)
    assert "Har svart" in shown.words
    assert "Nattevakta teller." in shown.words
    kari.post(f"{NEWS}/read", {"items": name})
    assert names(kari.get(NEWS)) == []  # the earlier message was read with it


def test_over_a_page_it_is_turned_and_costs_as_few_queries(as_, cast, signal, queries):
    signal(cast.falls, Effect.WORSE)
    kari = as_("kari")
    kari.get(NEWS)
    with queries() as few:
        kari.get(NEWS)
    row = {
        "team_id": cast.team.id, "measure_id": cast.falls.id, "rule": SignalKind.LONG_RUN, "effect": Effect.WORSE,
        "appeared_at": NOW, "gone_at": None, "first_on": MOMENT.date(),
    }  # fmt: skip
    many = [row | {"phase_from": MOMENT.date() - timedelta(days=day)} for day in range(1, 2000)]
    db.session.execute(insert(MeasureSignal), many)
    db.session.commit()
    with queries() as seen:
        page = kari.get(NEWS)
    assert len(seen) == len(few)
    assert len(names(page)) == 25
    assert "Side 1 av 80" in page.words
    assert len(names(kari.get(f"{NEWS}?page=80"))) == 25


def test_the_start_page_leads_there(as_):
    assert NEWS in as_("kari").get("/start").links()
    assert NEWS not in as_("nora").get("/start").links()


def put_kind(signal, kind, measure, effect, **more):
    row = db.session.get(MeasureSignal, signal(measure, effect, **more))
    row.rule = kind
    db.session.commit()
    return row.id


def test_a_silent_team_and_a_lost_goal_are_looked_at_first(as_, cast, signal):
    silent = put_kind(signal, SignalKind.SILENT, cast.minutes, Effect.WORSE, hours=2)
    lost = put_kind(signal, SignalKind.GOAL_HELD, cast.falls, Effect.BETTER, hours=99, gone=1)
    page = as_("kari").get(NEWS)
    assert page.one(".in-groups h2").get_text().split()[0] == "Trenger"
    assert names(page) == [f"went-{lost}", f"came-{silent}"]
    assert [tag.get_text() for tag in page.select(".in .tag")] == ["Målet er tapt", "Registrerer ikke"]
    assert "Målet var nådd og holdt, og er det ikke lenger." in page.words


def test_one_who_records_again_and_a_goal_that_is_held_are_good_news(as_, cast, signal):
    put_kind(signal, SignalKind.SILENT, cast.minutes, Effect.WORSE, hours=90, gone=2)
    put_kind(signal, SignalKind.GOAL_HELD, cast.falls, Effect.BETTER, hours=3)
    page = as_("kari").get(NEWS)
    assert [heading.get_text().split()[0] for heading in page.select(".in-groups h2")] == ["Bedring"]
    assert [tag.get_text() for tag in page.select(".in .tag")] == ["Registrerer igjen", "Mål nådd og holdt"]
    assert "Teamet registrerer igjen, etter stillhet fra" in page.words


def test_ten_thousand_signals_cost_as_few_queries_in_the_inbox_and_on_the_wall(as_, cast, signal, queries):
    kari, wall = as_("kari"), "/organisations/fjordheim/charts"
    signal(cast.falls, Effect.WORSE)
    counted = {}
    for path in (NEWS, wall):
        kari.get(path)
        with queries() as few:
            kari.get(path)
        counted[path] = len(few)
    row = {
        "team_id": cast.team.id,
        "measure_id": cast.falls.id,
        "effect": Effect.WORSE,
        "appeared_at": NOW,
        "gone_at": None,
        "first_on": MOMENT.date(),
    }
    kinds = [SignalKind.SILENT, SignalKind.LONG_RUN, SignalKind.TREND, SignalKind.SHIFT]
    many = [
        row | {"phase_from": MOMENT.date() - timedelta(days=day), "rule": kind}
        for day in range(1, 2501)
        for kind in kinds
    ]
    db.session.execute(insert(MeasureSignal), many)
    db.session.commit()
    for path in (NEWS, wall):
        with queries() as seen:
            page = kari.get(path)
        assert len(seen) == counted[path]
        assert page.one(".tab-count").get_text() == "99+"
