"""Until when something takes longer, and why."""

from duties.forms.longer import LongerForm

__all__ = ["LongerForm"]
