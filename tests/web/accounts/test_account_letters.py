"""The office's press of a button puts the letter to the account's holder into the outbox, with what it did."""

import pytest
from sqlalchemy import select

from tests.people import PASSWORD
from tracker.models.base import db
from tracker.models.mail import Mail, MailKind
