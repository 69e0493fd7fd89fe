"""Until when something takes longer, and why; how somebody hears of what is due; links to calendars."""

from duties.forms.feeds import FeedForm
from duties.forms.longer import LongerForm
from duties.forms.preferences import PreferencesForm

__all__ = ["FeedForm", "LongerForm", "PreferencesForm"]
