"""One list and a bell: what needs her goes away when it is done, news when she says she has read it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from tests.people import MADE
from tracker.analysis import Period, PeriodKind
from tracker.models.accounts import Role, User
from tracker.models.answers import WithdrawnAnswer
from tracker.models.audit import AuditLine, Deed
from tracker.models.base import db
from tracker.models.mail import Mail, MailFault, MailKind, MailState
from tracker.models.measurements import Annotation, AnnotationKind, Measurement
from tracker.models.notifications import NotificationChoice, NotificationKind, NotificationRead
from tracker.models.teams import Membership, ServiceKind, Team
from tracker.services.mail.choices import wants

NEEDS, NEWS, READ = "#needs", "#news", "#read"


def now():
    return datetime.now(UTC)


def due():
    return Period.containing(PeriodKind.WEEK, now().date()).previous


def number(measure, period, by):
    return Measurement(
        team_id=measure.team_id, measure_id=measure.id, period_start=period.start, numerator=5, denominator=9,
        recorded_by_id=by.id, recorded_at=MADE,
    )  # fmt: skip


@pytest.fixture
def began(cast):
    """The team has recorded the week before the last one, and not the last one."""
    db.session.add(number(cast.chair, due().previous, cast.people["nora"]))
    db.session.commit()


def comment(cast, by, **more):
    row = Annotation(
        **{
            "team_id": cast.team.id, "measure_id": cast.chair.id, "kind": AnnotationKind.COMMENT, "flag": 9,
            "on_date": date(2026, 3, 9), "title": "Holder skiftet?", "written_by_id": cast.people[by].id,
            "written_at": now(), **more,
        }
    )  # fmt: skip
    db.session.add(row)
    db.session.commit()
    return row


def lines(page, heading):
    """The lines under a heading, as (title, about)."""
    card = page.one(f"section[aria-labelledby={heading[1:]}]") if page.select(heading) else None
    return [] if card is None else [line.select_one(".n-t").get_text() for line in card.select(".nt")]


def bell(page):
    dot = page.select(".bell .dot")
    return int(dot[0].get_text()) if dot else 0


def test_a_missing_week_stands_until_it_is_recorded(as_, cast, began):
    page = as_("nora").get("/notifications")
    week = due().start.isocalendar().week
    assert lines(page, NEEDS) == [f"Uke {week} mangler tall"]
    assert "1 indikator venter på tall" in page.words
    assert bell(page) == 1
    assert page.one(".bell-p .nt a")["href"] == page.one("#needs ~ .nts a")["href"]
    db.session.add(number(cast.chair, due(), cast.people["ali"]))
    db.session.commit()
    page = as_("nora").get("/notifications")
    assert (lines(page, NEEDS), bell(page)) == ([], 0)


@pytest.mark.parametrize("who", ["siv", "kari", "ingrid", "per", "odd"])
def test_who_does_not_record_for_the_team_is_not_asked_for_its_week(as_, began, who):
    page = as_(who).get("/notifications")
    assert (lines(page, NEEDS), bell(page)) == ([], 0)


def test_a_comment_is_news_to_the_team_until_it_is_marked_as_read(as_, cast):
    comment(cast, "kari")
    visitor = as_("ali")
    page = visitor.get("/notifications")
    assert lines(page, NEWS) == ["Kari Dahl har kommentert «Satte legen seg ned under visitten?»"]
    assert "Holder skiftet?" not in page.words
    assert bell(page) == 0
    visitor.get(page.one("#news ~ .nts .n-t a")["href"])
    assert lines(visitor.get("/notifications"), NEWS)  # that it was opened is not kept
    assert db.session.scalars(select(NotificationRead)).all() == []
    visitor.submit("/notifications", form="main form[action$=read]")
    page = visitor.get("/notifications")
    assert (lines(page, NEWS), len(lines(page, READ))) == ([], 1)
    assert not page.select("main form[action$=read]")
    assert lines(as_("nora").get("/notifications"), NEWS)  # each reads for herself


def test_news_that_came_after_the_page_was_shown_is_not_marked(as_, cast):
    comment(cast, "kari")
    visitor = as_("ali")
    fields = visitor.get("/notifications").fields("main form[action$=read]")
    comment(cast, "ingrid", flag=10)
    visitor.post("/notifications/read", fields)
    assert lines(visitor.get("/notifications"), NEWS) == [
        "Ingrid Moe har kommentert «Satte legen seg ned under visitten?»"
    ]
    visitor.post("/notifications/read", fields)  # sent twice
    assert len(db.session.scalars(select(NotificationRead)).all()) == 1


def test_ones_own_comment_old_ones_and_those_of_other_teams_are_no_news(as_, cast):
    comment(cast, "ali")
    comment(cast, "kari", written_at=now() - timedelta(days=70))
    comment(cast, "kari", team_id=cast.other_team.id, measure_id=cast.stranger_measure.id)
    assert lines(as_("ali").get("/notifications"), NEWS) == []
    assert len(lines(as_("per").get("/notifications"), NEWS)) == 1


def test_another_role_is_news(as_, cast):
    mine = db.session.scalars(select(Membership).where(Membership.user_id == cast.people["ali"].id)).one()
    db.session.add(
        AuditLine(
            team_id=cast.team.id, at=now(), user_id=cast.people["nora"].id, user_name="Nora Lund", deed=Deed.CHANGED,
            subject="membership", subject_id=mine.id, before={"role": "member"}, after={"role": "leader"},
        )
    )  # fmt: skip
    db.session.commit()
    assert lines(as_("ali").get("/notifications"), NEWS) == ["Du er nå teamleder i Kirurgisk sengepost 3"]
    assert lines(as_("nora").get("/notifications"), NEWS) == []


def test_a_colleague_whose_account_is_held_waits_for_those_who_record(as_, cast):
    db.session.get(User, cast.people["siv"].id).held_since = now()
    db.session.commit()
    page = as_("ali").get("/notifications")
    assert lines(page, NEEDS) == ["Er det Siv Aas som bruker kontoen?"]
    as_("ali").get(page.one("#needs ~ .nts a")["href"])


def test_a_held_account_is_told_nothing_of_her_teams(as_, cast, began):
    comment(cast, "kari")
    db.session.get(User, cast.people["ali"].id).held_since = now()
    db.session.commit()
    page = as_("ali").get("/notifications")
    assert (lines(page, NEEDS), lines(page, NEWS), bell(page)) == ([], [], 0)


def test_a_leader_is_told_to_have_what_was_withdrawn_taken_down_until_it_is(as_, cast):
    for number in range(2):
        db.session.add(
            WithdrawnAnswer(
                public_id=f"{number:016x}", team_id=cast.team.id, withdrawn_on=now().date(), was_shown=not number
            )
        )
    db.session.commit()
    nora = as_("nora")
    assert lines(nora.get("/notifications"), NEEDS) == ["Et svar er trukket"]
    assert lines(as_("ali").get("/notifications"), NEEDS) == []
    wall = nora.get("/teams/kirurgisk-3/answers")
    assert "slett filer dere har lastet ned" in wall.words
    nora.post("/teams/kirurgisk-3/answers/taken-down")
    assert lines(nora.get("/notifications"), NEEDS) == []


def test_the_office_is_told_of_mail_that_needs_somebody(as_, cast):
    siv = cast.people["siv"]
    db.session.add(
        Mail(
            kind=MailKind.REMINDER, user_id=siv.id, to_name=siv.name, to_address=siv.email, subject="Uke 48",
            message_id="<a@example.no>", created_at=MADE, not_before=MADE, next_try_at=MADE, give_up_at=MADE,
            state=MailState.UNCERTAIN, tries=1, fault=MailFault.CUT_OFF,
        )
    )  # fmt: skip
    db.session.commit()
    page = as_("odd").get("/notifications")
    assert lines(page, NEEDS) == ["1 e-post trenger at noen bestemmer"]
    assert lines(as_("nora").get("/notifications"), NEEDS) == []


def test_what_is_not_wanted_here_is_neither_in_the_list_nor_in_the_bell(as_, cast, began):
    visitor = as_("nora")
    fields = visitor.get("/notifications/choices").fields()
    assert fields["here"] == [
        "period_missing",
        "account_held",
        "comment",
        "role_changed",
        "signal",
        "thread_waits",
        "thread_answered",
        "phase_proposed",
        "phase_decided",
        "promise_due",
        "barrier_answered",
        "follow_up_due",
        "answer_withdrawn",
        "unit_asks",
    ]
    assert fields["by_mail"] == [
        "period_missing",
        "account_held",
        "thread_waits",
        "phase_proposed",
        "promise_due",
        "follow_up_due",
        "answer_withdrawn",
        "unit_asks",
    ]
    assert "answer_withdrawn" not in as_("ali").get("/notifications/choices").fields()["here"]
    assert "digest" in fields["mail"]
    visitor.post("/notifications/choices", fields | {"here": ["comment"], "mail": ["reminder"]})
    page = visitor.get("/notifications")
    assert (lines(page, NEEDS), bell(page)) == ([], 0)
    rows = {row.kind: (row.here, row.by_mail) for row in db.session.scalars(select(NotificationChoice))}
    assert rows[NotificationKind.PERIOD_MISSING] == (False, True)
    assert NotificationKind.COMMENT not in rows  # as usual: nothing is written
    nora = cast.people["nora"].id
    assert (wants(nora, MailKind.DIGEST), wants(nora, MailKind.REMINDER)) == (False, True)
    assert visitor.get("/notifications/choices").fields()["here"] == "comment"
    visitor.submit("/notifications/choices", {"here": ["comment", "period_missing"]})
    assert lines(visitor.get("/notifications"), NEEDS)


def test_three_stand_behind_the_bell_and_the_number_says_all(as_, cast, queries):
    nora = cast.people["nora"]
    visitor = as_("nora")

    def more(first, last):
        for place in range(first, last):
            team = Team(name=f"Post {place}", slug=f"post-{place}", service=ServiceKind.HOSPITAL_WARD, created_at=MADE)
            db.session.add(team)
            db.session.flush()
            row = {key: getattr(cast.chair, key) for key in ("name", "kind", "value_kind", "direction", "unit")}
            measure = type(cast.chair)(team_id=team.id, slug=f"m-{place}", created_at=MADE, **row)
            joined = Membership(team_id=team.id, user_id=nora.id, role=Role.MEMBER, joined_on=date(2026, 1, 5))
            db.session.add_all([measure, joined])
            db.session.flush()
            db.session.add(number(measure, due().previous, nora))
        db.session.commit()

    more(0, 2)
    comment(cast, "kari")
    with queries() as few:
        visitor.get("/notifications")
    more(2, 9)
    with queries() as many:
        page = visitor.get("/notifications")
    assert len(many) == len(few)
    assert bell(page) == 9
    assert len(page.select(".bell-p .nt")) == 3
    assert page.one(".bell-f span").get_text() == "og 1 til orientering"
    assert page.one(".bell .vh").get_text() == "Varsler, 9 trenger deg"


def test_with_nothing_to_tell_the_page_says_so(as_):
    page = as_("per").get("/notifications")
    assert page.one(".head .sub").get_text() == "Ingenting trenger deg nå"
    assert not page.select("main form[action$=read]")
    assert page.one(".bell-p .nt-none")
