from dataclasses import replace

import pytest
from sqlalchemy import Enum, Integer

from tracker.services.audit.registry import KINDS, register
from tracker.services.improvement.audit_words import DRIVER, GOAL
from tracker.services.measures.audit_words import DEFINITION, MEASURE


def test_a_key_is_registered_once():
    with pytest.raises(ValueError, match="goal"):
        register(replace(GOAL, label="Noe annet"))
    assert KINDS["goal"] is GOAL


def test_a_version_is_shown_where_it_has_a_word():
    assert MEASURE.hides("version")
    assert not DEFINITION.hides("version")
    assert MEASURE.hides("catalogue_id")
    assert not MEASURE.hides("name")


def test_the_type_of_a_field_is_its_columns_or_its_own():
    assert isinstance(GOAL.type_of("claim"), Enum)
    assert isinstance(DRIVER.type_of("interventions"), Integer)
    assert GOAL.type_of("unheard_of") is None
