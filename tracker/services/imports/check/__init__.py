"""From cells to entries: what each row says, or what is wrong with it. Nothing is stored here."""

from tracker.services.imports.check.lines import Checked, EventLine, MeasurementLine
from tracker.services.imports.check.rows import CheckOptions, check_table, layout_in

__all__ = ["CheckOptions", "Checked", "EventLine", "MeasurementLine", "check_table", "layout_in"]
