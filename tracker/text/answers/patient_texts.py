"""What the patient's pages say: one value with every text, so that a language with a gap does not even start.

They are kept apart from the house's catalogues, which have bokmål and English: a text here is there in all four
languages or in none. Words are short and sentences few; a test holds that each language is easy to read (LIX under 30).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientTexts:
    """Every text of the answer page, of its thank-you and of withdrawal, in one language."""

    name: str
    question: str
    hint: str
    label: str
    who: str
    pat: str
    kin: str
    share: str
    share_hint: str
    send: str
    no_login: str
    code_note: str
    help_default: str
    privacy: str
    listen: str
    listen_stop: str
    listen_none: str
    languages: str
    skip: str
    thanks: str
    thanks_text: str
    code_title: str
    code_text: str
    code_once: str
    code_where: str
    code_qr: str
    code_before: str
    again: str
    told: str
    told_last: str
    next: str
    steps: tuple[str, ...]
    w_title: str
    w_lead: str
    w_label: str
    w_hint: str
    w_find: str
    w_lost_title: str
    w_lost: str
    w_is: str
    w_what: str
    w_delete: str
    w_keep: str
    w_done: str
    w_done_text: str
    w_backup: str
    """For how long a copy that we keep for safety still has it."""
    w_wrong: str
    w_slip: str
    w_wait: str
    hidden_word: str
    e_prefix: str
    e_title: str
    e_id: str
    e_id_drop: str
    e_self: str
    e_send: str
    e_maybe: str
    e_maybe_keep: str
    e_phone: str
    e_phone_drop: str
    e_phone_keep: str
    e_empty: str
    e_long: str
    e_old: str
    e_many: str
    dropped: str
    expired: str
    expired_text: str
    closed: str
    closed_text: str
    not_sent: str
    clears: str
    clear_now: str
    clear_soon: str
    more_time: str
    ready: str
    patient: str
    relative: str
