"""The weekly mail: what needs her with one button, then news; text and HTML say the same; nothing to say, no mail."""

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from tests.people import MADE
from tests.services.mail.letters import SENDER
from tracker.models.base import db
from tracker.models.mail import Mail, MailKind
from tracker.models.measurements import Annotation, AnnotationKind, Measurement
from tracker.models.notifications import NotificationChoice, NotificationKind, NotificationRead, WeeklyDigest
from tracker.services.mail.choices import choose
from tracker.services.threads.threads import NewMessage, ThreadPlace, begin_thread
from tracker.views.notifications.digest import put_digest
from tracker.web.core.links import links_from

MONDAY = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)
"""07.00 in Norway, in week 49."""


@pytest.fixture
def nora(cast):
    """Nora as a real person, whose team has recorded week 47 and not week 48."""
    cast.people["nora"].persona = None
    db.session.add(
        Measurement(
            team_id=cast.team.id, measure_id=cast.chair.id, period_start=date(2026, 11, 16), numerator=5, denominator=9,
            recorded_by_id=cast.people["nora"].id, recorded_at=MADE,
        )
    )  # fmt: skip
    db.session.commit()
    return cast.people["nora"]


@pytest.fixture
def run(app):
    def put(user, now=MONDAY):
        return put_digest(user.id, sender=SENDER, links=links_from(app, SENDER.site), now=now)

    return put


def the_mail():
    row = db.session.scalars(select(Mail)).one()
    return message_from_bytes(row.raw, policy=policy.default)


def comment(cast, at, measure):
    row = Annotation(
        team_id=cast.team.id, measure_id=measure.id, kind=AnnotationKind.COMMENT, flag=9, on_date=date(2026, 11, 24),
        title="Holder skiftet?", written_by_id=cast.people["kari"].id, written_at=at,
    )  # fmt: skip
    db.session.add(row)
    db.session.commit()
    return row


def wants_comments(nora):
    db.session.add(
        NotificationChoice(
            user_id=nora.id, kind=NotificationKind.COMMENT, here=True, by_mail=True, chosen_at=MADE,
        )
    )  # fmt: skip
    db.session.commit()


def test_what_needs_her_is_told_with_one_button_and_the_subject_counts(nora, run):
    assert run(nora)
    mail = the_mail()
    text, html = (mail.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert mail["Subject"] == "Én ting trenger deg"
    for said in (text, html):
        assert "Uke 48 mangler tall" in said
        assert "mandag 30. november, uke 49" in said
        assert f"{SENDER.site}/teams/kirurgisk-3/record?week=2026-W48" in said
        assert f"{SENDER.site}/notifications/choices" in said
    assert html.count("border-radius:8px") == 1
    assert "<img" not in html
    assert mail["List-Unsubscribe"].startswith(f"<{SENDER.site}/u/")


def test_a_week_has_one_mail_and_the_next_week_another(nora, run):
    assert [run(nora), run(nora), run(nora, MONDAY + timedelta(hours=5))] == [True, False, False]
    db.session.commit()
    assert run(nora, MONDAY + timedelta(days=7))
    assert len(db.session.scalars(select(WeeklyDigest)).all()) == 2


def test_news_of_the_week_comes_where_it_is_wanted_and_says_no_words_of_a_comment(cast, nora, run):
    comment(cast, MONDAY - timedelta(days=2), cast.chair)
    comment(cast, MONDAY - timedelta(days=9), cast.minutes)
    read = comment(cast, MONDAY - timedelta(days=1), cast.falls)
    db.session.add(NotificationRead(user_id=nora.id, kind=NotificationKind.COMMENT, row_id=read.id, at=MONDAY))
    wants_comments(nora)
    assert run(nora)
    text = the_mail().get_body(("plain",)).get_content()
    assert text.count("har kommentert") == 1
    assert "Kari Dahl har kommentert «Satte legen seg ned under visitten?»" in text.replace("\n", " ")
    assert "Holder skiftet" not in text


@pytest.mark.parametrize("is_wanted", [True, False])
def test_a_question_of_a_chart_is_mailed_without_its_words_unless_one_has_said_no(cast, inside, nora, run, is_wanted):
    db.session.query(Measurement).delete()
    said = NewMessage(text="Hva skjedde her?", submission="a", asks=True)
    begin_thread(inside("kari"), cast.chair, ThreadPlace(), said)
    if not is_wanted:
        no = {"kind": NotificationKind.THREAD_WAITS, "here": True, "by_mail": False, "chosen_at": MADE}
        db.session.add(NotificationChoice(user_id=nora.id, **no))
    db.session.commit()
    assert run(nora) is is_wanted
    if is_wanted:
        text = the_mail().get_body(("plain",)).get_content()
        assert "Kari Dahl spør om" in text
        assert "Hva skjedde" not in text


def test_news_alone_has_a_subject_of_its_own(cast, nora, run):
    comment(cast, MONDAY - timedelta(days=2), cast.chair)
    wants_comments(nora)
    db.session.query(Measurement).delete()
    assert run(nora)
    assert the_mail()["Subject"] == "Nytt siden sist"


def test_with_nothing_to_say_there_is_no_mail_and_no_week(cast, nora, run):
    comment(cast, MONDAY - timedelta(days=2), cast.chair)  # comments are not mailed unless one asks for it
    db.session.query(Measurement).delete()
    assert not run(nora)
    assert not run(cast.people["per"])
    assert db.session.scalars(select(WeeklyDigest)).all() == []


def test_invented_people_and_who_has_stopped_it_get_none(cast, nora, run):
    assert not run(cast.people["ali"])  # of the demo
    choose(nora.id, MailKind.DIGEST, wanted=False, now=MONDAY)
    assert not run(nora)
    assert db.session.scalars(select(Mail)).all() == []


def test_it_is_written_in_her_language(nora, run):
    nora.language = type(nora.language).EN
    assert run(nora)
    assert the_mail()["Subject"] == "One thing needs you"
