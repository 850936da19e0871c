"""What a host writes in tests, and how it leaves us."""

from datetime import date, timedelta

from sqlalchemy import select

from tests.conftest import NOW
from tests.services.mail.letters import SENDER
from tracker.access.network import enter_network
from tracker.access.permissions import Permission
from tracker.analysis import Period, PeriodKind
from tracker.models.base import db
from tracker.models.reminders import ReminderKind, ReminderTeam
from tracker.services.reminders.sending import Addressee, Post, send
from tracker.services.reminders.wording import Wording

WORDING = Wording(
    "{team}: tallene for uke 45 mangler", "Hei {navn},\n\nsiste tall er fra {uke}.\n\nIngrid Moe, Helse Midt-Norge"
)
WEEK_43 = Period.containing(PeriodKind.WEEK, date(2026, 10, 21))


def address_of(team):
    return f"https://oyehoyde.example.no/teams/{team.slug}/record"


def write(access, *teams, kind=ReminderKind.NUMBERS, wording=WORDING, submission="first", sender=SENDER):
    to = [Addressee(team, WEEK_43) for team in teams]
    return send(access, wording, to, kind=kind, submission=submission, post=Post(sender, address_of))


def told(row):
    """Whom it went to, and what became of it, by name."""
    query = select(ReminderTeam).where(ReminderTeam.reminder_id == row.id).order_by(ReminderTeam.to_name)
    return db.session.scalars(query).all()


def later(access, **ago):
    """The same person in the same network, so much later."""
    return enter_network(access.user, access.network.slug, Permission.READ_NETWORK, now=NOW + timedelta(**ago))
