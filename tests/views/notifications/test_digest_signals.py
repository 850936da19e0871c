"""New signals in the weekly mail: what the chart says and a link, once, from the same source as the bell."""

from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from tests.people import MADE
from tests.services.mail.letters import SENDER
from tracker.access.people import Actor
from tracker.models.base import db
from tracker.models.mail import Mail
from tracker.models.measurements import Measurement
from tracker.models.notifications import MeasureSignal, NotificationChoice, NotificationKind, NotificationRead
from tracker.text.locale import Locale
from tracker.views.notifications.digest import put_digest
from tracker.views.notifications.inbox import inbox
from tracker.views.signals.watching import sentences_of, watch_signals
from tracker.web.core.links import links_from

MONDAY = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)
FIRST = date(2026, 7, 20)
"""The Monday 19 weeks before the one of the mail."""
A_WEEK = timedelta(days=7)
SHARES = (40, 55, 45, 60, 42, 58, 47, 53, 44, 57, *[90] * 9)
NB = Locale.of("nb")


@pytest.fixture
def nora(cast):
    """Nora as a real person who has asked for signals by mail."""
    user = cast.people["nora"]
    user.persona = None
    db.session.add(
        NotificationChoice(user_id=user.id, kind=NotificationKind.SIGNAL, here=True, by_mail=True, chosen_at=MADE)
    )
    db.session.commit()
    return user


@pytest.fixture
def come(cast):
    """A signal that came this week: looked at before its weeks were there, and after."""
    watch_signals([cast.team.id], now=MONDAY - A_WEEK)
    for place, share in enumerate(SHARES):
        db.session.add(
            Measurement(
                team_id=cast.team.id, measure_id=cast.chair.id, period_start=FIRST + place * A_WEEK, numerator=share,
                denominator=100, recorded_by_id=cast.people["nora"].id, recorded_at=MADE,
            )
        )  # fmt: skip
    db.session.commit()
    watch_signals([cast.team.id], now=MONDAY)
    db.session.commit()
    return db.session.scalars(select(MeasureSignal)).one()


@pytest.fixture
def run(app):
    def put(user, now=MONDAY):
        done = put_digest(user.id, sender=SENDER, links=links_from(app, SENDER.site), now=now)
        db.session.commit()
        return done

    return put


def the_mail():
    row = db.session.scalars(select(Mail).order_by(Mail.id.desc())).first()
    return message_from_bytes(row.raw, policy=policy.default)


def bodies(mail):
    return [" ".join(mail.get_body((kind,)).get_content().split()) for kind in ("plain", "html")]


def test_it_says_what_the_chart_says_with_a_link_and_no_picture(app, cast, nora, come, run):
    assert run(nora)
    mail = the_mail()
    sentence = sentences_of([cast.chair], NB, today=MONDAY.date())[cast.chair.id]
    text, html = bodies(mail)
    assert mail["Subject"] == "Nytt siden sist"
    assert "Bedring: Satte legen seg ned under visitten?" in text
    assert " ".join(sentence.split()) in text
    for said in (text, html):
        assert links_from(app, SENDER.site).measure("kirurgisk-3", cast.chair) in said
    assert html.count("border-radius:8px") == 1
    for picture in ("<img", "<svg", "cid:"):
        assert picture not in html


def test_beside_what_needs_her_it_has_a_heading_of_its_own(cast, nora, come, run):
    last = select(Measurement).order_by(Measurement.period_start.desc())
    db.session.delete(db.session.scalars(last).first())
    db.session.commit()
    watch_signals([cast.team.id], now=MONDAY)
    db.session.commit()
    assert run(nora)
    text, html = bodies(the_mail())
    assert "Uke 48 mangler tall" in text
    assert "Nytt i tallene Bedring:" in text
    assert html.count("border-radius:8px") == 1


def test_the_mail_and_the_bell_tell_the_same(app, nora, come):
    lines = inbox(Actor(nora, MONDAY), NB, links_from(app, SENDER.site)).news
    assert [(line.told.title, line.told.row_id) for line in lines] == [
        ("Bedring: Satte legen seg ned under visitten?", come.id)
    ]


def test_it_is_told_once_also_where_the_next_mail_is_seconds_early(nora, come, run):
    assert run(nora)
    assert not run(nora)
    assert run(nora, MONDAY + A_WEEK - timedelta(seconds=30))
    text, _html = bodies(the_mail())
    assert "Uke 49 mangler tall" in text
    assert "Bedring" not in text


def test_read_here_gone_or_not_asked_for_it_is_not_mailed(nora, come, run):
    come.gone_at = MONDAY
    assert not run(nora)
    come.gone_at = None
    read = NotificationRead(user_id=nora.id, kind=NotificationKind.SIGNAL, row_id=come.id, at=MONDAY)
    db.session.add(read)
    assert not run(nora)
    db.session.delete(read)
    choice = db.session.get(NotificationChoice, (nora.id, NotificationKind.SIGNAL))
    db.session.delete(choice)  # news is mailed to who has asked for it
    assert not run(nora)


def test_others_teams_are_not_in_it_nor_what_is_closed_to_her(cast, nora, come, run):
    cast.people["per"].persona = None
    db.session.add(
        NotificationChoice(
            user_id=cast.people["per"].id, kind=NotificationKind.SIGNAL, here=True, by_mail=True, chosen_at=MADE
        )
    )
    nora.held_since = MONDAY
    db.session.commit()
    assert not run(cast.people["per"])
    assert not run(nora)


def test_it_is_written_in_her_language(cast, nora, come, run):
    nora.language = type(nora.language).EN
    assert run(nora)
    text, _html = bodies(the_mail())
    assert "Improvement: " in text
