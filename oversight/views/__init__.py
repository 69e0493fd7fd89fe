"""Pages of officials over all groups."""

from oversight.views.dashboard import dashboard, dashboard_csv, navigation
from oversight.views.preview import preview, preview_csv, preview_run

__all__ = ["dashboard", "dashboard_csv", "navigation", "preview", "preview_csv", "preview_run"]
