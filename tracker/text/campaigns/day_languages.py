"""The public page of a year's day in each of its four languages."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracker.text.campaigns.bokmal_day import BOKMAL_DAY
from tracker.text.campaigns.danish_day import DANISH_DAY
from tracker.text.campaigns.english_day import ENGLISH_DAY
from tracker.text.campaigns.nynorsk_day import NYNORSK_DAY
from tracker.text.campaigns.public_texts import DayTexts

DAY_TEXTS: Mapping[str, DayTexts] = MappingProxyType(
    {"nb": BOKMAL_DAY, "nn": NYNORSK_DAY, "en": ENGLISH_DAY, "da": DANISH_DAY}
)
"""By the code of the language."""
