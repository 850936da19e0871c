"""The office's press of a button puts a letter to the account's holder into the outbox, and so does the link's use."""

from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from tracker.models.base import db
from tracker.models.mail import Mail, MailKind


@pytest.fixture
def path(cast, mail_on):
    cast.people["nora"].persona = None
    db.session.commit()
    return f"/office/users/{cast.people['nora'].id}"


def kinds():
    return db.session.execute(select(Mail.to_name, Mail.kind).order_by(Mail.id)).all()


def test_made_and_used_a_link_is_told_each_time(as_, path):
    odd = as_("odd")
    page = odd.follow(odd.submit(path, form=f"form[action$='{path}/link']"))
    assert kinds() == [("Nora Lund", MailKind.ACCOUNT)]
    link = urlsplit(page.one("#once-link")["value"]).path
    them = as_(None)
    them.submit(link, {"password": "et helt annet passord"})
    assert kinds() == [("Nora Lund", MailKind.ACCOUNT)] * 2
    them.get(link, 404)
    them.post(link, {"password": "enda et annet passord"}, status=404)
    assert len(kinds()) == 2


def test_who_may_make_none_sends_none(as_, path):
    for name, status in (("nora", 404), ("ingrid", 404)):
        as_(name).post(f"{path}/link", status=status)
    assert kinds() == []
