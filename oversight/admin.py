"""Support views of what is stored of assessments. It is derived: it keeps no history of its own."""

from django.contrib import admin

from oversight.models import Assessment, Finding
from portal.admin import OnlyLooking


@admin.register(Assessment)
class AssessmentAdmin(OnlyLooking):
    list_display = ("group", "policy", "next_gate", "rules_met", "rules_counted", "risk_level", "assessed_at")
    list_select_related = ("group",)
    list_filter = ("policy", "next_gate", "risk_level")


@admin.register(Finding)
class FindingAdmin(OnlyLooking):
    list_display = ("group", "rule", "subject", "status", "since")
    list_select_related = ("group", "subject")
    list_filter = ("rule", "status")
