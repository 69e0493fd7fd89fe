"""Forms and filters of the pages over all groups."""

from oversight.forms.dashboard import DashboardFilter

__all__ = ["DashboardFilter"]
