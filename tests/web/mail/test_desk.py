"""The office's page of mail: numbers, what needs a person, and two buttons; never what a mail says."""

import pytest
from sqlalchemy import select

from tests.services.mail.letters import letter, put
from tracker.models.base import db
from tracker.models.mail import Mail, MailFault, MailKind, MailState


@pytest.fixture
def stuck(cast, mail_on):
    row = put(cast.people["per"], letter=letter(text="Dette står i meldingen."))
    row.state, row.fault = MailState.UNCERTAIN, MailFault.CUT_OFF
    db.session.commit()
    return row


def state_of(row):
    db.session.rollback()
    return db.session.scalar(select(Mail.state).where(Mail.id == row.id))


def test_it_says_who_what_and_why_and_never_what_the_mail_says(stuck, as_):
    page = as_("odd").get("/office/mail")
    row = page.one(".mail-list > li").get_text(" ")
    for said in ("Per Vik", "per@example.no", "Påminnelse", "Uvisst", "Forbindelsen ble brutt underveis."):
        assert said in row
    assert "Dette står" not in page.text
    assert [number.get_text() for number in page.select(".mail-counts dd")] == ["0", "0", "0", "1"]


def test_nothing_to_decide_says_so(mail_on, as_):
    page = as_("odd").get("/office/mail")
    assert page.one(".empty").get_text().strip().startswith("Ingen e-post trenger deg.")
    assert not page.select(".notice")


def test_where_mail_is_off_it_says_so(as_):
    assert "ingen e-postserver er satt opp" in as_("odd").get("/office/mail").words


def test_sent_again_it_waits(stuck, as_):
    odd = as_("odd")
    page = odd.post(f"/office/mail/{stuck.id}/again")
    assert "E-posten til Per Vik sendes på nytt." in odd.follow(page).words
    assert state_of(stuck) is MailState.WAITING


def test_left_it_is_put_aside_and_can_be_found_again(stuck, as_):
    odd = as_("odd")
    page = odd.follow(odd.post(f"/office/mail/{stuck.id}/leave"))
    assert page.select(".empty")
    assert state_of(stuck) is MailState.UNCERTAIN
    (link,) = [a for a in page.select("main a") if "lagt til side" in a.get_text()]
    shown = odd.get(link["href"])
    assert len(shown.select(".mail-list button")) == 1
    assert "La det være" not in shown.words


@pytest.mark.parametrize("deed", ["again", "leave"])
def test_who_presses_too_late_is_told(stuck, as_, deed):
    stuck.state = MailState.SENT
    db.session.commit()
    page = as_("odd").post(f"/office/mail/{stuck.id}/{deed}", status=422)
    assert "E-posten er gått videre" in page.one(".summary").get_text()


@pytest.mark.parametrize("deed", ["again", "leave"])
def test_one_that_is_not_there_is_not_found(mail_on, as_, deed):
    as_("odd").post(f"/office/mail/987654/{deed}", status=404)


def test_a_mail_with_a_new_password_has_no_button_to_send_it_again(stuck, as_):
    stuck.kind = MailKind.PASSWORD
    db.session.commit()
    assert "Send på nytt" not in as_("odd").get("/office/mail").words


def test_it_says_why_nothing_goes(stuck, as_):
    stuck.state, stuck.fault = MailState.WAITING, MailFault.SIGN_IN
    db.session.commit()
    notice = as_("odd").get("/office/mail").one("main .notice-warning").get_text(" ")
    assert "Ingenting går nå. E-postserveren godtok ikke innloggingen vår." in " ".join(notice.split())
