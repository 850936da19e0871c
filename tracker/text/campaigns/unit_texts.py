"""What a unit meets: the sign-up, the mail with its link, and its own page. `{…}` is filled in."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitTexts:
    """Every text of the sign-up, of its mails and of the unit's page, in one language."""

    # signing up
    join: str
    join_lead: str
    organisation: str
    organisation_hint: str
    unit: str
    kind: str
    choose: str
    scope: str
    whole: str
    part: str
    contact: str
    contact_hint: str
    join_send: str
    join_foot: str
    sent: str
    sent_to: str
    sent_again: str
    sent_demo: str
    open_page: str
    opens: str
    over: str
    to_the_day: str

    # what is wrong
    e_join: str
    e_organisation: str
    e_unit: str
    e_kind: str
    e_scope: str
    e_contact: str
    e_address: str
    e_typo: str
    e_long: str
    e_id: str
    e_phone: str
    e_taken: str
    e_many: str
    e_old: str
    e_no_mail: str

    # the mails
    mail_subject: str
    mail_text: str
    mail_press: str
    mail_not_you: str
    mail_why: str
    handed_subject: str
    handed_text: str
    handed_keep: str
    handed_why: str
    lead_subject: str
    lead_text: str
    lead_count: str
    lead_link: str

    # confirming
    confirm: str
    confirm_lead: str
    confirm_press: str
    confirm_taken: str
    gone: str
    gone_text: str

    # counting
    counted: str
    counted_before: str
    asked: str
    answered: str
    one_asked: str
    one_answered: str
    last: str
    many_asked: str
    many_answered: str
    undo: str
    by_itself: str
    many: str
    number_asked: str
    number_answered: str
    add: str
    counter_opens: str
    counter_closed: str
    e_count: str
    e_number: str
    e_no_number: str
    e_flood: str

    # answering by QR
    let_answer: str
    qr_label: str
    print: str
    waits: str
    no_code: str

    # printing
    sheets: str
    print_one: str
    sheets_languages: str
    sheets_show: str
    poster: str
    poster_is: str
    tent: str
    tent_is: str
    bubbles: str
    bubbles_is: str
    back: str

    # the list
    list_title: str
    list_ready: str
    buttons: str
    ordered: str
    given: str
    posters: str
    hung: str
    cards: str
    printed: str
    meeting: str
    meeting_hint: str
    representative: str
    time: str
    time_hint: str
    list_save: str
    list_saved: str
    e_list: str

    # some months after
    later: str
    later_text: str
    became: str
    became_lead: str
    outcome: str
    done: str
    trying: str
    not_started: str
    own_words: str
    own_words_hint: str
    became_send: str
    became_sent: str
    e_became: str
    e_outcome: str
    e_words_long: str
    e_words_empty: str
    e_outdated: str
    e_words_phone: str
    e_confirm: str

    # who reads
    nobody: str
    nobody_text: str
    nobody_press: str
    nobody_sent: str
