"""Wrong input in every field of every form that a page shows: said beside the field, kept, and nothing stored.

The fields are found by visiting the pages, so a new form is held to this from its first day.
"""

from enum import StrEnum

import pytest
from sqlalchemy import func, literal, select, union_all

from tests.house.test_access import (
    GET,
    OK,
    PEOPLE,
    POST,
    ids,  # noqa: F401 - a fixture
)
from tests.page import Page, take
from tracker.models.base import Base, db
from tracker.services.accounts.held import HeldFault
from tracker.services.accounts.passwords import PasswordFault
from tracker.services.campaigns.following_up import FollowUpFault
from tracker.services.campaigns.signing_up import SignUpFault
from tracker.services.gatherings.evaluation import EvaluationFault
from tracker.services.imports.file.faults import FileFault, RowFault
from tracker.services.measurements.entries import EntryFault
from tracker.services.measurements.paste.landing import CellFault
from tracker.services.measures.tally_question import QuestionFault
from tracker.services.names import NameFault
from tracker.web.forms.base import Form

WRONG = {
    "an identity number": "Hun i 13097248022",
    "ten thousand letters in a right-to-left sentence": "<b>\u202eåøæ</b> " + "å" * 9_988,
}
NO_NUMBER = "12,,5"
STRANGE = "👩🏽\u200d⚕️ \u202epasient\u202c ordsomikkehørernoenstedshjemme"
ELSEWHERE = {
    "campaigns.join": "says it beside each field, in four languages: test_join.py",
    "campaigns.unit": "has a form for each deed, in four languages: test_unit_page.py",
    "answers.answer": "has a way on beside each error, in four languages: test_answer_page.py",
    "answers.withdraw": "takes a code alone: test_withdraw.py",
    "imports.import_file": "a table is pasted whole, and looked through row by row: test_import.py",
    "measurements.paste": "cells are shown where they land, and what is no number is told: test_paste.py",
    "accounts.forgotten": "needs mail to be on: test_forgotten.py",
    "accounts.sign_in": "never says which of the two was wrong: test_sign_in.py",
    "measures.old_address": "sends on and has no form of its own: test_old_addresses.py",
    "user_evaluations.edit_guide": "its form stands on the guide's own page: test_guide_page.py",
}
PRESSED = {
    "imports.import_check", "imports.import_columns", "tally.replace_code", "tally.revoke_code", "tally.tell",
    "teams.invitation", "accounts.set_password", "accounts.password", "accounts.confirm", "teams.confirm_member",
    "teams.end_membership",
    "improvement.remove_driver", "improvement.remove_intervention", "mail.stop",
    "measurements.remove_annotation", "measurements.remove_event", "measurements.remove_phase",
    "threads.remove_message", "barriers.remove_barrier", "answers.remove_card",
    "user_evaluations.remove_user_evaluation", "user_evaluations.remove_finding", "user_evaluations.remove_point",
    "user_evaluations.remove_question",
    "answers.take_down_telling", "answers.withdraw_answer", "answers.untie_answer", "campaigns.refuse_unit",
    "gatherings.cancel_gathering", "gatherings.remove_item", "gatherings.remove_action",
    "gatherings.remove_file", "campaigns.take_out_unit", "campaigns.remove_day",
    "programmes.remove_goal", "programmes.remove_member", "programmes.remove_network_member",
}  # fmt: skip
"""Pages with a button only, with passwords, or with a form that comes later."""
OWN_SUMMARY = {"measurements.record", "measurements.record_weeks"}
"""Pages whose summary names more than the field: the measure and the period of a cell."""
CHANGES = {
    "accounts.account", "improvement.drivers", "improvement.goal_measures", "measures.chart_settings", "tally.codes",
    "answers.owner_texts", "answers.question", "campaigns.host_unit",
    "teams.settings", "gatherings.help_tables", "gatherings.attendance", "programmes.judge_goal",
    "user_evaluations.evaluation_stage", "user_evaluations.follow_up",
}  # fmt: skip
"""Pages beside those named for editing whose form changes something that is there."""
CHOSEN = {
    "barriers.pass_on",
    "answers.review",
    "answers.reject_answer",
    "answers.merge_theme",
    "representatives.rating",
    "answers.tie_answer",
    "answers.tie_theme",
    "notifications.choices",
    "teams.edit_member",
    "improvement.goal_measures",
    "measures.choose_measure",
}
"""Pages where one chooses and types nothing."""
LOOKED_UP = {"answers.find_answer"}
"""Pages whose form looks for something, and shows it there and then."""
PAGES = sorted((GET.keys() & POST.keys()) - ELSEWHERE.keys() - PRESSED)


@pytest.fixture
def forms(as_, request):
    """Every form of a page, with its fields and the visitor who may fill it in."""

    def find(endpoint):
        statuses, path = GET[endpoint]
        rows = request.getfixturevalue("ids")
        who = next((who for who in PEOPLE if statuses[who] == OK), None)
        visitor, path = as_(who), path.format(**rows)
        page = visitor.get(path)
        found = [(visitor, page, form, typed_fields(form)) for form in page.select("main form[method=post]")]
        assert any(typed for *_rest, typed in found) != (endpoint in CHOSEN), (
            f"{endpoint}: name it in PRESSED or CHOSEN?"
        )
        return found

    return find


def typed_fields(form):
    """The names of what one types into, and whether each is a number; passwords have their own tests."""
    found = form.select("textarea[name], input[name]:not([type]), input[type=text], input[type=email]")
    return {field["name"]: field.get("inputmode") in {"decimal", "numeric"} for field in found}


def send(visitor, page, form, wrong) -> Page:
    """Send a form as it stands with something else in some of its fields, and give what comes back."""
    fields: dict[str, object] = {}
    for field in form.select("input[name], select[name], textarea[name]"):
        take(field, fields)
    return visitor.post(form["action"] or page.path, fields | wrong, status=None)


ROWS = union_all(*(select(literal(t.name), func.count()).select_from(t) for t in Base.metadata.sorted_tables))


def stored():
    """Count the rows of every table, in one question: none may come, and none go."""
    db.session.rollback()
    return dict(map(tuple, db.session.execute(ROWS)))


def shown_again(page, name):
    field = page.one(f'main [name="{name}"][aria-invalid=true]')
    return field.get_text().removeprefix("\n").removeprefix("\r\n") if field.name == "textarea" else field["value"]


def is_named_on_top(page, field):
    """Tell whether the summary's line for a field begins with what the field is called."""
    line = page.one(f'.summary a[href="#{field["id"]}"]').get_text()
    called = page.one(f'label[for="{field["id"]}"]').contents[0].strip()
    return line.startswith(called) and len(line) > len(called) + 1


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("endpoint", sorted(set(PAGES) - CHOSEN))
def test_what_is_wrong_is_said_beside_each_field_and_kept_and_nothing_is_stored(forms, endpoint, wrong):
    for visitor, page, form, typed in forms(endpoint):
        if not typed:
            continue
        before = stored()
        sent = {name: NO_NUMBER if is_number else WRONG[wrong] for name, is_number in typed.items()}
        answer = send(visitor, page, form, sent)
        assert answer.status == 422, f"{form['action']}: {answer.status}"
        assert stored() == before
        for name, value in sent.items():
            assert shown_again(answer, name) == value, f"{name} is not kept"
            field = answer.one(f'main [name="{name}"][aria-invalid=true]')
            assert endpoint in OWN_SUMMARY or is_named_on_top(answer, field), f"the summary does not name {name}"
            assert answer.one(f"#{field['id']}-error").get_text().strip(), f"{name} has no words beside it"


@pytest.mark.parametrize(("lang", "said"), [("nb", "Tittel: Fyll ut dette feltet."), ("en", "Title: Fill in this")])
def test_a_required_field_that_is_empty_is_named_on_top(as_, lang, said):
    nora, path = as_("nora"), f"/teams/kirurgisk-3/goals/new?lang={lang}"
    page = nora.post(path, nora.get(path).fields() | {"title": ""}, status=422)
    assert page.one('.summary a[href="#title"]').get_text().startswith(said)


@pytest.mark.parametrize("endpoint", sorted(set(PAGES) - CHOSEN))
def test_a_telephone_number_can_be_confirmed_in_every_form_of_free_text(forms, endpoint):
    for visitor, page, form, typed in forms(endpoint):
        answer = send(visitor, page, form, {name: "Ring 98 76 54 32" for name, is_num in typed.items() if not is_num})
        assert answer.status in {302, 422}
        if "telefonnummer" in answer.text:
            assert answer.select("main .confirm [name=confirm]"), f"{form['action']} has no box to confirm"


@pytest.mark.parametrize("endpoint", sorted(name for name in PAGES if ".edit" in name or name in CHANGES))
def test_a_form_that_changes_something_carries_what_it_saw(forms, endpoint):
    assert any(form.select("[name=seen]") for _visitor, _page, form, _typed in forms(endpoint))


def test_every_fault_has_a_sentence():
    said = {str_of(fault) for form in every(Form) for fault in form.sentences} | {str_of(NameFault.TAKEN)}
    elsewhere = {FileFault, RowFault, EntryFault, QuestionFault, CellFault, EvaluationFault}  # on pages of their own
    elsewhere |= {HeldFault, PasswordFault}  # after a button without a field, and by the field itself
    elsewhere |= {SignUpFault, FollowUpFault}  # in the four languages of the pages of the day
    kinds = {kind for kind in every(StrEnum) if kind.__module__.startswith("tracker.services.")} - elsewhere
    assert {str_of(fault) for kind in kinds if kind.__name__.endswith("Fault") for fault in kind} == said


def str_of(fault):
    return f"{type(fault).__name__}.{fault.name}"


def every(kind):
    """A class's subclasses, and theirs."""
    return {each for sub in kind.__subclasses__() for each in (sub, *every(sub))}


@pytest.mark.parametrize("endpoint", sorted(set(PAGES) - CHOSEN))
def test_any_letters_are_taken_or_refused_and_never_break_a_page(forms, endpoint):
    for visitor, page, form, typed in forms(endpoint):
        answer = send(visitor, page, form, {name: STRANGE for name, is_number in typed.items() if not is_number})
        assert answer.status in {200 if endpoint in LOOKED_UP else 302, 422}, f"{form['action']}: {answer.status}"


@pytest.mark.parametrize("endpoint", PAGES)
def test_what_was_not_offered_cannot_be_chosen(forms, endpoint):
    for visitor, page, form, _typed in forms(endpoint):
        choices = {field["name"] for field in form.select("select[name], input[type=radio], [type=checkbox][value]")}
        offered = {name for name in choices if form.select(f'[name="{name}"]:not([value=y])')}
        for name in offered:
            before = stored()
            answer = send(visitor, page, form, {name: "999999"})
            assert answer.status == 422, f"{name} of {form['action']}: {answer.status}"
            assert stored() == before
