"""A limit is told as one would type it: in per cent where shares are, with the reader's decimal mark, and it is taken.

Whoever types the very number that an error sentence tells is not refused again.
"""

import re

import pytest

from tests.catalogues import CATALOGUES, gather, read
from tests.house.test_forms import every
from tests.web.charted import TEAM, monday, record
from tracker.models.base import db
from tracker.models.measures import MeasureKind
from tracker.text.locale import Locale
from tracker.text.parse import parse_number
from tracker.web.core.language import locale
from tracker.web.forms.base import Form
from tracker.web.forms.typed_fields import NumberField

GOALS = "/teams/kirurgisk-3/goals"
STORED = re.compile(r"(?<!\d)[01][.,]0(?!\d)")
"""How a share's ends look as they are stored."""


def limited():
    """Every field of every form that holds a number within bounds, by what it is called."""
    for form in sorted(every(Form), key=lambda form: form.__qualname__):
        for name, field in sorted(vars(form).items()):
            if getattr(field, "field_class", None) is NumberField:
                for end in ("least", "most"):
                    bound = field.kwargs.get(end, 0 if end == "least" else None)
                    if bound is not None:
                        yield pytest.param(field.kwargs, end, bound, id=f"{form.__name__}.{name} {end}")


def said(app, options, typed, language):
    """What a field of these bounds says of a number, in a language; nothing where it is taken."""
    made = type("Made", (Form,), {"number": NumberField("Tall", **options)})
    with app.test_request_context(f"/?lang={language}", method="POST", data={"number": typed}):
        form = made(meta={"csrf": False})
        assert locale().code == language
        form.validate()
        return " ".join(map(str, form.number.errors))


@pytest.mark.parametrize("language", ["nb", "en"])
@pytest.mark.parametrize(("options", "end", "bound"), list(limited()))
def test_each_bound_is_told_as_it_is_typed_and_may_be_typed(app, options, end, bound, language):
    options = {name: value for name, value in options.items() if name in {"least", "most", "whole"}}
    beyond = bound - 1 if end == "least" else bound + 1
    sentence = said(app, options, f"{beyond:f}".rstrip("0").rstrip("."), language)
    assert sentence, "what lies beyond is refused"
    (told,) = re.findall(r"\d[\d\u00a0.,]*\d|\d", sentence)
    assert parse_number(told) == bound
    assert told == Locale.of(language).exact(bound)
    assert said(app, options, told, language) == ""


@pytest.mark.parametrize(("language", "told"), [("nb", "mellom 0 og 100 %"), ("en", "between 0 and 100%")])
@pytest.mark.parametrize("field", ["target", "high"])
def test_a_plans_share_is_told_in_per_cent(as_, cast, field, language, told):
    nora, path = as_("nora"), f"{TEAM}/{cast.chair.id}/edit?lang={language}"
    typed = {"target": "", "low": "40", "high": "", "deadline": ""} | ({"low": ""} if field == "target" else {})
    page = nora.post(path, nora.get(path).fields() | typed | {field: "100,5"}, status=422)
    assert told in plain(page.one(f"#{field}-error").get_text())
    nora.post(path, nora.get(path).fields() | typed | {field: "100"})


@pytest.mark.parametrize(("language", "told"), [("nb", "mellom 0 og 100 %"), ("en", "between 0 and 100%")])
@pytest.mark.parametrize("field", ["baseline", "target"])
def test_a_goals_share_is_told_in_per_cent(as_, cast, field, language, told):
    cast.chair.kind = MeasureKind.OUTCOME
    db.session.commit()
    nora, path = as_("nora"), f"{GOALS}/new?lang={language}"
    goal = {
        "title": "Flere sitter", "category": "falls", "outcome": str(cast.chair.id), "baseline": "40", "target": "80",
        "deadline": "31.12.2099",
    }  # fmt: skip
    page = nora.post(path, nora.get(path).fields() | goal | {field: "120"}, status=422)
    assert told in plain(page.one(f"#{field}-error").get_text())


@pytest.mark.parametrize(("numerator", "denominator"), [(29, 100), (57, 100), (5, 8), (2, 3), (1, 3)])
@pytest.mark.parametrize(("language", "number"), [("nb", r"er ([\d,]+) %"), ("en", r"is ([\d.]+)%")])
def test_the_lowest_an_axis_may_begin_at_is_taken_when_it_is_typed(as_, cast, numerator, denominator, language, number):
    for week in range(10, 30):
        record(cast.chair, cast.people["nora"], monday(week), numerator, denominator)
    db.session.commit()
    nora, path = as_("nora"), f"{TEAM}/{cast.chair.id}/chart?lang={language}"
    typed = {"chart_kind": "run", "rule_set": "anhoej_split"}
    page = nora.post(path, nora.get(path).fields() | typed | {"axis_from": "99"}, status=422)
    (told,) = re.findall(number, plain(page.one("#axis_from-error").get_text()))
    assert told in plain(page.one("#axis_from-hint").get_text())
    assert nora.post(path, nora.get(path).fields() | typed | {"axis_from": told}).status == 302
    assert cast.chair.axis_from == pytest.approx(float(told.replace(",", ".")) / 100)


def test_no_text_tells_a_share_as_it_is_stored():
    texts = [message.id for message in gather() if message.id]
    translated = [m.string for path in CATALOGUES for m in read(path) if m.id]
    for text in texts + translated:
        for form in [text] if isinstance(text, str) else text:
            assert not STORED.search(form), form


def test_a_hundred_as_a_limit_of_shares_has_its_sign():
    """ "Over 100" and "fra 0 til 100" are about shares; thousands are not."""
    limit = re.compile(r"(?:over|under|til|og|to|and|above|below) 100(?![\d\u00a0]| 000| ?%)")
    translated = [m.string for path in CATALOGUES for m in read(path) if m.id]
    for text in [message.id for message in gather() if message.id] + translated:
        for form in [text] if isinstance(text, str) else text:
            assert not limit.search(form), form


def plain(text):
    return " ".join(text.replace("\u00a0", " ").split())


def test_a_length_is_told_with_its_thousands_apart(as_, cast):
    nora, path = as_("nora"), f"{GOALS}/new"
    page = nora.post(path, nora.get(path).fields() | {"why": "å" * 12_000}, status=422)
    assert "Du har skrevet 12 000 tegn, og det er plass til 400." in plain(page.one("#why-error").get_text())


def test_what_is_checked_here_is_all_there_is():
    assert len(list(limited())) >= 15
