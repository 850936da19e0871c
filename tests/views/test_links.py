"""Every address a view can ask for is that of a page, in a request and outside one."""

import inspect
import re
from datetime import date

import pytest

from tracker.analysis import Period, PeriodKind
from tracker.services.measurements.flags import FlagSubject, TeamFlag
from tracker.views.links import Links
from tracker.web.core.links import links, links_from

WEEK = Period.numbered(PeriodKind.WEEK, 2026, 45)


def test_every_page_that_is_named_exists(app):
    named = set(re.findall(r'"(\w+\.\w+)"', inspect.getsource(Links)))
    assert len(named) > 10
    assert named <= set(app.view_functions)


def test_in_a_request_they_begin_with_a_slash(app):
    with app.test_request_context():
        assert links().record("kirurgisk-3", period=WEEK) == "/teams/kirurgisk-3/record?week=2026-W45"
        assert links().record("kirurgisk-3") == "/teams/kirurgisk-3/record"


@pytest.mark.parametrize("base", ["https://tavla.example", "https://tavla.example/", "https://sykehus.example/tavla"])
def test_outside_a_request_they_begin_with_the_base(app, base):
    assert links_from(app, base).intervention("kirurgisk-3", 7) == (
        f"{base.rstrip('/')}/teams/kirurgisk-3/interventions/7"
    )


@pytest.mark.parametrize(
    ("subject", "end"),
    [(FlagSubject.INTERVENTION, "/interventions/7"), (FlagSubject.TEST, "/tests/7"), (FlagSubject.ANNOTATION, "")],
)
def test_a_flag_leads_to_what_it_stands_for(app, subject, end):
    flag = TeamFlag(1, subject, 7, date(2026, 11, 2), "Ny stol")
    address = links_from(app, "https://tavla.example").flag("kirurgisk-3", flag)
    assert address.endswith(end)
    assert bool(address) == bool(end)
