"""Until when something takes longer, and why; how somebody hears of what is due."""

from duties.forms.longer import LongerForm
from duties.forms.preferences import PreferencesForm

__all__ = ["LongerForm", "PreferencesForm"]
