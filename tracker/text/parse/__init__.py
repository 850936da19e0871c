"""What people type: numbers with a comma or a point, days, and periods the way they are said on the ward."""

from tracker.text.parse.clock import parse_clock
from tracker.text.parse.days import parse_day
from tracker.text.parse.faults import TypedError, TypedFault
from tracker.text.parse.numbers import is_percent, parse_number, parse_value
from tracker.text.parse.periods import parse_period, said_period, show_period
from tracker.text.parse.thousands import DigitMark, decided_marks, thousands_sign

__all__ = [
    "DigitMark",
    "TypedError",
    "TypedFault",
    "decided_marks",
    "is_percent",
    "parse_clock",
    "parse_day",
    "parse_number",
    "parse_period",
    "parse_value",
    "said_period",
    "show_period",
    "thousands_sign",
]
