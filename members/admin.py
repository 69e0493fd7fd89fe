"""Support views of people and memberships, for looking."""

from django.contrib import admin

from groups.models import GroupOfficial
from members.models import (
    ChairAppointment,
    Consent,
    Engagement,
    HandOver,
    Invitation,
    MemberDecision,
    Membership,
    Organisation,
    Person,
    Preparation,
    RegisterEntry,
    RequestedMember,
    Statement,
)
from portal.admin import ReadOnlyAdmin


@admin.register(Organisation)
class OrganisationAdmin(ReadOnlyAdmin):
    list_display = ("name", "kind", "size", "sector", "region")
    list_filter = ("kind", "size", "region")
    search_fields = ("name",)


@admin.register(Person)
class PersonAdmin(ReadOnlyAdmin):
    list_display = ("name", "email")
    search_fields = ("name", "email")


@admin.register(RegisterEntry)
class RegisterEntryAdmin(ReadOnlyAdmin):
    list_display = ("name", "register", "reference", "source", "taken_on")
    list_filter = ("register",)
    search_fields = ("name", "reference")


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ("person", "group", "organisation", "kind", "started_on", "ended_on", "approval")
    list_select_related = ("person", "group", "organisation")
    list_filter = ("kind", "approval")
    search_fields = ("person__name", "group__reference")


@admin.register(Statement, Consent)
class LedgerAdmin(ReadOnlyAdmin):
    list_display = ("membership", "code", "given_on", "withdrawn_on", "wording_version")
    list_select_related = ("membership",)
    list_filter = ("code",)


@admin.register(ChairAppointment)
class ChairAppointmentAdmin(ReadOnlyAdmin):
    list_display = ("person", "group", "started_on", "ended_on", "confirmed_no_interest_on")
    list_select_related = ("person", "group")


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = ("name", "group", "kind", "sent_at", "opened_at", "accepted_at", "revoked_at")
    list_select_related = ("group",)
    list_filter = ("kind",)
    exclude = ("nonce", "answers")


@admin.register(GroupOfficial)
class GroupOfficialAdmin(ReadOnlyAdmin):
    list_display = ("user", "group", "started_on", "ended_on")
    list_select_related = ("user", "group")


@admin.register(Engagement)
class EngagementAdmin(ReadOnlyAdmin):
    list_display = ("group", "kind", "organisation", "held_on")
    list_select_related = ("group", "organisation")
    list_filter = ("kind",)


@admin.register(RequestedMember)
class RequestedMemberAdmin(ReadOnlyAdmin):
    list_display = ("group", "description", "requested_on", "met_on")
    list_select_related = ("group",)


@admin.register(HandOver)
class HandOverAdmin(ReadOnlyAdmin):
    list_display = ("group", "leaving", "successor", "takes_place_on", "confirmed_at", "called_off_at")
    list_select_related = ("group", "leaving", "successor")


@admin.register(MemberDecision)
class MemberDecisionAdmin(ReadOnlyAdmin):
    list_display = ("membership", "outcome", "decided_at", "decided_by", "mended_at")
    list_select_related = ("membership", "decided_by")
    list_filter = ("outcome",)


@admin.register(Preparation)
class PreparationAdmin(ReadOnlyAdmin):
    list_display = ("group", "started_on", "ended_on")
    list_select_related = ("group",)


# --- support of chairs, and groups that work together ---------------------------------------------------------------
