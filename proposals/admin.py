"""Support views of submissions and funding evidence, for looking."""

from django.contrib import admin

from portal.admin import ReadOnlyAdmin
from proposals.models import (
    Decision,
    EpaoQuote,
    FundingDocument,
    FundingEvidence,
    HandIn,
    ReviewComment,
    Submission,
    Version,
)


@admin.register(Submission)
class SubmissionAdmin(ReadOnlyAdmin):
    list_display = ("group", "kind", "agreed_by_employers_on", "submitted_on", "decided_on", "outcome")
    list_select_related = ("group",)
    list_filter = ("kind", "outcome")


@admin.register(FundingEvidence)
class FundingEvidenceAdmin(ReadOnlyAdmin):
    list_display = (
        "group",
        "delivery_methods_on",
        "consumable_costs_on",
        "qualification_fees_on",
        "epao_in_principle_on",
    )
    list_select_related = ("group",)


@admin.register(EpaoQuote)
class EpaoQuoteAdmin(ReadOnlyAdmin):
    list_display = ("evidence", "organisation", "received_on", "amount")
    list_select_related = ("evidence", "organisation")


@admin.register(FundingDocument)
class FundingDocumentAdmin(ReadOnlyAdmin):
    list_display = ("evidence", "part", "document_name", "added_at", "added_by", "removed_at")
    list_select_related = ("evidence", "added_by")
    list_filter = ("part",)


@admin.register(Version)
class VersionAdmin(ReadOnlyAdmin):
    list_display = ("submission", "number", "frozen_at", "frozen_by", "short_fingerprint")
    list_select_related = ("submission", "frozen_by")


@admin.register(ReviewComment)
class ReviewCommentAdmin(ReadOnlyAdmin):
    list_display = ("submission", "section", "written_at", "written_by", "resolved_at")
    list_select_related = ("submission", "written_by")


@admin.register(Decision)
class DecisionAdmin(ReadOnlyAdmin):
    list_display = ("submission", "step", "outcome", "made_at", "made_by")
    list_select_related = ("submission", "made_by")
    list_filter = ("step", "outcome")


@admin.register(HandIn)
class HandInAdmin(ReadOnlyAdmin):
    list_display = ("submission", "handed_in_at", "handed_in_by", "answered_at", "taken_back_at")
    list_select_related = ("submission", "handed_in_by")
