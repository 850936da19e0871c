"""The form macros: what a reader, a screen reader and the server are given."""

from pathlib import Path

from bs4 import BeautifulSoup
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Form, RadioField, SelectChoice, StringField
from wtforms.validators import InputRequired, Optional

TEMPLATES = Path(__file__).parents[3] / "templates"
PAGE = """
{% from "components/forms.html" import form_wrapper, field, radios %}
{% call form_wrapper(form, "/there") %}
{{ field(form.title, hint="Kort", autocomplete="off") }}{{ field(form.note) }}{{ radios(form.level) }}
{% endcall %}
"""


class Sample(Form):
    """One field of each sort that the page shows."""

    title = StringField("Tittel", [InputRequired("Skriv en tittel.")])
    note = StringField("Notat", [Optional()])
    level = RadioField(
        "Nivå", [InputRequired("Velg et nivå.")], choices=[SelectChoice("i", "Individ"), SelectChoice("s", "System")]
    )
    confirm = BooleanField("Lagre likevel")


def drawn(form):
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, extensions=["jinja2.ext.i18n"]
    )
    environment.install_null_translations(newstyle=True)
    environment.globals["csrf_token"] = lambda: "token"
    return BeautifulSoup(environment.from_string(PAGE).render(form=form), "html5lib")


def refused(**typed):
    form = Sample(MultiDict(typed))
    form.validate()
    return drawn(form)


def test_a_form_posts_to_its_action_with_a_token_and_without_browser_checks():
    form = drawn(Sample()).select_one("form")
    assert (form["method"], form["action"], form.has_attr("novalidate")) == ("post", "/there", True)
    assert form.select_one("[name=csrf_token]")["value"] == "token"


def test_a_form_without_errors_has_no_summary():
    assert drawn(Sample()).select_one(".summary") is None


def test_only_an_optional_field_says_so():
    page = drawn(Sample())
    assert "valgfritt" in page.select_one("label[for=note]").text
    assert "valgfritt" not in page.select_one("label[for=title]").text


def test_the_summary_leads_to_each_field_in_error():
    page = refused(note="x")
    targets = [link["href"].removeprefix("#") for link in page.select(".summary a")]
    assert targets == ["title", "level"]
    assert all(page.find(id=target) is not None for target in targets)


def test_hint_and_error_are_tied_to_the_field():
    title = refused().select_one("#title")
    assert title["aria-describedby"].split() == ["title-hint", "title-error"]
    assert title["aria-invalid"] == "true"


def test_what_was_typed_is_shown_again_and_escaped():
    page = refused(note='<b>"hei"')
    assert page.select_one("#note")["value"] == '<b>"hei"'


def test_a_confirmation_is_asked_for_only_when_something_needs_it():
    assert drawn(Sample()).select_one("[name=confirm]") is None
    assert refused(confirm="y").select_one("[name=confirm]").has_attr("checked")


def test_no_id_is_used_twice():
    ids = [tag["id"] for tag in refused(confirm="y").select("[id]")]
    assert len(ids) == len(set(ids))
