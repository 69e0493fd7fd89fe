"""Support views of mitigations and of what is stored of assessments, which is derived and keeps no history."""

from django.contrib import admin

from oversight.models import (
    Assessment,
    Finding,
    Mitigation,
    PolicyPreview,
    PreviewPart,
    RiskFlag,
    RiskNote,
    Snapshot,
    WithdrawalCase,
)
from portal.admin import OnlyLooking, ReadOnlyAdmin


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


@admin.register(RiskFlag)
class RiskFlagAdmin(OnlyLooking):
    list_display = ("group", "risk", "level", "opened_on", "closed_on", "due_on")
    list_select_related = ("group",)
    list_filter = ("risk", "level")


@admin.register(Snapshot)
class SnapshotAdmin(OnlyLooking):
    list_display = ("group", "on", "until", "stage", "next_gate", "rules_met", "rules_counted", "risk_level")
    list_select_related = ("group",)
    list_filter = ("risk_level",)
    date_hierarchy = "on"


@admin.register(Mitigation)
class MitigationAdmin(ReadOnlyAdmin):
    list_display = ("group", "risk", "until", "accepted_on", "declined_on")
    list_select_related = ("group",)
    list_filter = ("risk",)


@admin.register(PolicyPreview)
class PolicyPreviewAdmin(OnlyLooking):
    list_display = ("policy", "on", "against", "asked_at", "asked_by", "groups", "finished_at")
    list_select_related = ("asked_by",)


@admin.register(PreviewPart)
class PreviewPartAdmin(OnlyLooking):
    list_display = ("preview", "first", "end", "done", "leased_at", "finished_at")
    list_select_related = ("preview",)


@admin.register(WithdrawalCase)
class WithdrawalCaseAdmin(ReadOnlyAdmin):
    list_display = ("group", "reason", "raised_at", "discussed_on", "outcome", "decided_at")
    list_select_related = ("group",)
    list_filter = ("reason", "outcome")


@admin.register(RiskNote)
class RiskNoteAdmin(ReadOnlyAdmin):
    list_display = ("group", "risk", "noted_at", "noted_by")
    list_select_related = ("group", "noted_by")
    list_filter = ("risk",)
