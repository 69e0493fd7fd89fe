"""Pages of officials over all groups."""

from oversight.views.dashboard import dashboard, dashboard_csv, navigation

__all__ = ["dashboard", "dashboard_csv", "navigation"]
