"""Support views of groups and enquiries, for looking."""

from django.contrib import admin

from groups.models import (
    Concern,
    EmployerPopulation,
    Enquiry,
    Group,
    Justification,
    MembershipSubmission,
    Milestone,
    Query,
    WorkPlan,
)
from portal.admin import ReadOnlyAdmin


@admin.register(Group)
class GroupAdmin(ReadOnlyAdmin):
    list_display = ("reference", "name", "occupation", "first_contact_on", "membership_approved_on")
    list_select_related = ("occupation",)
    search_fields = ("reference", "name")


@admin.register(Enquiry)
class EnquiryAdmin(ReadOnlyAdmin):
    list_display = ("reference", "title", "state", "received_at", "group")
    list_select_related = ("occupation", "group")
    list_filter = ("state",)
    search_fields = ("reference", "email", "name")
    exclude = ("nonce",)


@admin.register(MembershipSubmission)
class MembershipSubmissionAdmin(ReadOnlyAdmin):
    list_display = ("group", "submitted_at", "outcome", "decided_at")
    list_select_related = ("group",)
    list_filter = ("outcome",)


@admin.register(Justification)
class JustificationAdmin(ReadOnlyAdmin):
    list_display = ("group", "rule", "asked_at", "accepted_on", "declined_on")
    list_select_related = ("group",)
    list_filter = ("rule",)


@admin.register(EmployerPopulation)
class EmployerPopulationAdmin(ReadOnlyAdmin):
    list_display = ("group", "source", "recorded_on")
    list_select_related = ("group",)


@admin.register(WorkPlan)
class WorkPlanAdmin(ReadOnlyAdmin):
    list_display = ("group", "standard_due_on", "proposed_at", "agreed_on")
    list_select_related = ("group",)


@admin.register(Milestone)
class MilestoneAdmin(ReadOnlyAdmin):
    list_display = ("title", "work_plan", "due_on", "reached_on")
    list_select_related = ("work_plan",)


@admin.register(Concern)
class ConcernAdmin(ReadOnlyAdmin):
    list_display = ("group", "kind", "opened_on", "closed_on")
    list_select_related = ("group",)
    list_filter = ("kind",)


@admin.register(Query)
class QueryAdmin(ReadOnlyAdmin):
    list_display = ("subject", "group", "asked_at", "due_on", "answered_at", "closed_at")
    list_select_related = ("group",)
