"""What each role in a team may do, in the words shown to who invites and to who is invited."""

from __future__ import annotations

from types import MappingProxyType

from flask_babel import lazy_gettext as _

from tracker.models.accounts import Role

MAY = MappingProxyType(
    {
        Role.LEADER.value: _("Gjør alt: inviterer, bestemmer hva som måles, leser endringsloggen."),
        Role.MEMBER.value: _("Registrerer tall, tiltak og tester."),
        Role.USER_REPRESENTATIVE.value: _("Ser alt teamet ser, og kommenterer. Endrer aldri tall."),
        Role.RELATIVE_REPRESENTATIVE.value: _("Ser alt teamet ser, og kommenterer. Endrer aldri tall."),
    }
)
"""By the role's value: the text under its choice."""
