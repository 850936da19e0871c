"""The host chooses teams in the table: the silent are ticked, and the form asks for a page without any script."""

from tests.people import MADE
from tests.web.networked import BETTER, EVEN, PAGE, row_of, rows
from tracker.models.accounts import User
from tracker.models.base import db
from tracker.models.measures import Measure
from tracker.text.id_list import read_ids


def ticked(page):
    return [box["data-name"] for box in page.select(".m-pick [name=team][checked]")]


def test_silent_teams_are_ticked_and_named(as_, put):
    put("Berg", BETTER)
    put("Taus", EVEN, weeks_ago=4)
    page = as_("ingrid").get(PAGE)
    assert ticked(page) == ["Taus"]
    assert len(page.select(".m-pick [name=team]")) == len(rows(page)) == 3
    assert page.one(".pick-bar b").get_text() == "1 team er valgt"
    assert page.one(".pick-bar [data-names]").get_text() == "Taus"
    assert page.one("main .btn-primary").get_text().strip() == "Påminnelse til 1 team"


def test_the_first_button_reminds_all_that_are_silent_on_every_page(as_, put):
    for number in range(52):
        put(f"Taus {number:02}", EVEN, weeks_ago=4)
    ingrid = as_("ingrid")
    page = ingrid.get(PAGE)
    assert len(ticked(page)) == 50
    review = ingrid.get(page.one("main .btn-primary")["href"])
    assert len(review.select(".rec")) == 52


def test_the_form_asks_for_the_review_of_those_that_are_ticked(as_, put):
    put("Taus", EVEN, weeks_ago=4)
    ingrid = as_("ingrid")
    page = ingrid.get(PAGE)
    form = page.one("form.m-pick")
    assert form["method"] == "get"
    asked = "&".join(f"{name}={value}" for name, value in page.fields("form.m-pick").items())
    review = ingrid.get(f"{form['action']}?{asked}")
    assert review.one(".rec b, .rec label").get_text() == "Taus"


def test_a_box_over_a_group_is_no_part_of_the_form(as_, put):
    put("Berg", BETTER)
    boxes = as_("ingrid").get(PAGE).select(".m-grp input")
    assert len(boxes) == 2
    assert all(not box.has_attr("name") and box.parent.has_attr("hidden") for box in boxes)


def test_the_leader_stands_with_her_address_for_the_host_alone(as_, put):
    put("Berg", BETTER)
    page = as_("ingrid").get(PAGE)
    assert row_of(page, "Kirurgisk sengepost 3").select_one(".m-lead a")["href"] == "mailto:nora@example.no"
    assert row_of(page, "Berg").select_one(".m-lead a").get_text() == "Inviter lederen"
    advisor = as_("kari").get(PAGE)
    assert not advisor.select(".m-lead, .m-x, .pick-bar, form.m-pick")
    assert "nora@example.no" not in advisor.text


def test_a_team_that_never_recorded_has_a_state_of_its_own(as_, put):
    put("Berg", BETTER)
    put("Tom", [])
    page = as_("ingrid").get(PAGE)
    assert row_of(page, "Tom").select_one(".m-stat .state").get_text() == "Ikke startet"
    assert "Tom" not in ticked(page)


def test_where_nobody_is_silent_the_first_button_invites(as_, put):
    put("Berg", BETTER)
    page = as_("ingrid").get(PAGE)
    assert page.one("main .btn-primary").get_text().strip() == "Inviter team"
    assert page.one(".pick-bar b").get_text() == "0 team er valgt"


def test_leaders_cost_one_query_however_many(as_, put, cast, queries):
    put("Berg", BETTER)
    ingrid = as_("ingrid")
    ingrid.get(PAGE)
    with queries() as few:
        ingrid.get(PAGE)
    for number in range(10):
        put(f"Team {number}", BETTER)
        db.session.add(User(name=f"Leder {number}", email=f"leder{number}@example.no", created_at=MADE))
    db.session.commit()
    with queries() as many:
        ingrid.get(PAGE)
    assert len(many) == len(few)


def test_without_any_measure_one_can_still_write(as_, cast):
    db.session.query(Measure).update({"archived_at": MADE})
    db.session.commit()
    ingrid = as_("ingrid")
    page = ingrid.get(PAGE)
    assert "measure" not in page.fields("form.m-pick")
    assert ingrid.get("/networks/brukermedvirkning/reminders/new?kind=message").select(".rec")


def silent_on_two_pages(put):
    for number in range(52):
        put(f"Taus {number:02}", EVEN, weeks_ago=4)
    put("Berg", BETTER)


def asked_of(page):
    form = page.one("form.m-pick")
    said = [(name, value) for name, values in page.fields("form.m-pick").items() for value in _each(values)]
    return f"{form['action']}?" + "&".join(f"{name}={value}" for name, value in said)


def _each(values):
    return values if isinstance(values, list) else [values]


def test_the_silent_on_other_pages_are_one_box(as_, put):
    silent_on_two_pages(put)
    ingrid = as_("ingrid")
    page = ingrid.get(PAGE)
    assert page.one(".pick-bar b").get_text() == "52 team er valgt"
    assert page.one(".pick-more").get_text() == "Også 2 på andre sider"
    review = ingrid.get(asked_of(page))
    assert len(review.select(".rec")) == 52
    second = ingrid.get(f"{PAGE}?page=2")
    assert second.one(".pick-more").get_text() == "Også 50 på andre sider"
    assert len(ingrid.get(asked_of(second)).select(".rec")) == 52


def test_what_is_ticked_by_hand_goes_along_to_the_next_page(as_, put):
    silent_on_two_pages(put)
    ingrid = as_("ingrid")
    boxes = ingrid.get(PAGE).select(".m-pick [name=team]")
    first, last = boxes[0], ingrid.get(f"{PAGE}?page=2").select(".m-pick [name=team]")[-1]
    address = f"{PAGE}?page=2&picked={first['value']}.{last['value']}"
    page = ingrid.get(address)
    assert ticked(page) == [last["data-name"]]
    assert page.one(".pick-bar b").get_text() == "2 team er valgt"
    assert page.one(".pick-more input")["value"] == first["value"]
    back = ingrid.get(page.one(".pager [rel=prev]")["href"])
    assert ticked(back) == [first["data-name"]]
    every = page.one(".pick-bar [data-all]")
    assert every.get_text() == "Velg alle 52 som er tause"
    assert ingrid.get(every["href"]).one(".pick-bar b").get_text() == "52 team er valgt"


def test_nobody_may_be_ticked_on_any_page(as_, put):
    silent_on_two_pages(put)
    page = as_("ingrid").get(f"{PAGE}?picked=")
    assert ticked(page) == []
    assert page.one(".pick-more").has_attr("hidden")


def test_a_box_over_a_group_knows_those_on_other_pages(as_, put):
    silent_on_two_pages(put)
    ingrid = as_("ingrid")
    box = ingrid.get(PAGE).one("[data-group]")
    there = {each["value"] for each in ingrid.get(f"{PAGE}?page=2").select("[name=team][data-pick='1']")}
    assert there
    assert set(map(str, read_ids(box["data-rest"]))) == there


def test_only_those_in_the_table_are_ticked(as_, put):
    put("Taus", EVEN, weeks_ago=4)
    put("Berg", BETTER)
    page = as_("ingrid").get(f"{PAGE}?need=better")
    assert page.one(".pick-bar b").get_text() == "0 team er valgt"
    assert not page.select(".pick-more")
