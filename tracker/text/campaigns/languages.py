"""What a unit meets, by the tag of its language."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracker.text.campaigns.bokmal_unit import NB
from tracker.text.campaigns.danish_unit import DA
from tracker.text.campaigns.english_unit import EN
from tracker.text.campaigns.nynorsk_unit import NN
from tracker.text.campaigns.unit_texts import UnitTexts

UNIT_TEXTS: Mapping[str, UnitTexts] = MappingProxyType({"nb": NB, "nn": NN, "en": EN, "da": DA})
