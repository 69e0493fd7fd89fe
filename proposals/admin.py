"""Support views of submissions and funding evidence, for looking."""

from django.contrib import admin

from portal.admin import ReadOnlyAdmin
from proposals.models import EpaoQuote, FundingEvidence, Submission


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
