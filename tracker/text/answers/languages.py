"""The four languages of the patient's pages, by their tags."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from tracker.text.answers.bokmal_page import NB
from tracker.text.answers.danish_page import DA
from tracker.text.answers.english_page import EN
from tracker.text.answers.nynorsk_page import NN
from tracker.text.answers.patient_texts import PatientTexts

PATIENT_TEXTS: Mapping[str, PatientTexts] = MappingProxyType({"nb": NB, "nn": NN, "en": EN, "da": DA})
