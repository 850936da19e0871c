"""What is written in several lines is kept and shown in several lines, on every page that shows it.

The fields are found by their kind, so a new one is held to this from its first day.
"""

import pytest
from bs4 import NavigableString
from sqlalchemy import select

from tests.house import test_access as census
from tests.house.test_access import GET, OK, PEOPLE
from tests.house.test_forms import every
from tracker.models.base import Base, FreeText, db
from tracker.models.measures import MeasureDefinition
from tracker.web.forms.base import Form
from tracker.web.forms.fields import FreeTextArea

ids = census.ids
KEPT = {"lines", "b-long"}
"""Classes whose rule keeps line breaks."""
LISTED = {"network.agreement", "reminder.text", "answer.text", "telling.text"}
"""Each line stands as an item of a list, or as a paragraph of its own; or it names a choice or a link."""
SKIPPED = {"measures.plotly_script", "operations.assets"}


def areas():
    """The names of all fields of several lines."""
    return {name for form in every(Form) for name, field in vars(form).items() if _is_area(field)}


def _is_area(field):
    return getattr(field, "field_class", None) is FreeTextArea


def columns():
    """The columns that such fields are stored in, with their mapped class."""
    for mapper in Base.registry.mappers:
        for column in mapper.columns:
            if isinstance(column.type, FreeText) and column.key in areas() and column.type.impl.length >= 400:
                yield mapper.class_, column.key


def called(model, key):
    return f"{model.__tablename__}.{key}"


def write_in_lines():
    """Fill each such column of every row in two lines, and give what the columns are called."""
    written = set()
    for model, key in columns():
        for row in db.session.scalars(select(model)):
            setattr(row, key, f"Først {called(model, key)}\r\nså videre")
            written.add(called(model, key))
    db.session.commit()
    return written


def texts(page):
    """Each text of a page that tells of a column, with the element it stands in."""
    for node in page.soup.find_all(string=True):
        if isinstance(node, NavigableString) and "Først " in node:
            yield node, node.parent


def test_line_breaks_are_kept_on_every_page(as_, ids):
    written = write_in_lines()
    assert {"goal.why", "intervention.text", "pdsa_cycle.plan", "pdsa_cycle.prediction", "annotation.text"} <= written
    assert "measure_definition.exclusions" in written
    seen, folded = set(), set()
    for endpoint, (statuses, path) in sorted(GET.items()):
        who = next((who for who in PEOPLE if statuses[who] == OK), None)
        page = as_(who).look(path.format(**ids))
        if endpoint in SKIPPED or not page.html or page.status != 200:
            continue
        for text, element in texts(page):
            seen |= {name for name in written if name in text}
            if element.name in {"textarea", "title", "desc", "option", "script"}:
                continue
            kept = {name for each in (element, *element.parents) for name in each.get("class", ())} & KEPT
            is_listed = element.name in {"span", "p", "bdi", "label"} and any(name in text for name in LISTED)
            if not is_listed and ("\n" not in text.strip() or not kept):
                folded.add((endpoint, text.strip()))
    assert folded == set()
    assert seen == written


@pytest.mark.parametrize("sent", ["Én\r\n\r\nTo", "Én\n\nTo", "Én\r\rTo"])
def test_line_breaks_survive_saving_and_are_one_sign_each(as_, ids, sent):
    ali, path = as_("ali"), f"/teams/kirurgisk-3/interventions/{ids['intervention']}/edit"
    ali.submit(path, {"text": sent, "measures": str(ids["measure"])})
    assert ali.get(path).fields()["text"] == "Én\n\nTo"
    shown = ali.get(path.removesuffix("/edit"))
    assert "Én\n\nTo" in [each.get_text() for each in shown.select(".lines")]


def test_a_text_sent_again_as_it_stands_is_no_change(as_, ids, cast):
    """One that was stored with a browser's own breaks, and one that a browser sends with them."""
    nora, path = as_("nora"), f"/teams/kirurgisk-3/measures/{cast.chair.id}/edit"
    wording = db.session.scalars(select(MeasureDefinition).where(MeasureDefinition.measure_id == cast.chair.id)).one()
    wording.exclusions = "Isolat\nNatt"
    db.session.commit()
    nora.submit(path, {"exclusions": "Isolat\r\nNatt"})
    found = db.session.scalars(select(MeasureDefinition).where(MeasureDefinition.measure_id == cast.chair.id)).all()
    assert [row.version for row in found] == [1]
