"""Forms and filters of the pages over all groups."""

from oversight.forms.dashboard import DashboardFilter
from oversight.forms.preview import PreviewFilter, PreviewForm

__all__ = ["DashboardFilter", "PreviewFilter", "PreviewForm"]
