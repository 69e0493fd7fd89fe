"""Support view of accounts, for looking: what changes goes through the administrator's pages, which say who and why."""

from django.contrib import admin

from accounts.models import Absence, OfficialInvitation, User
from portal.admin import ReadOnlyAdmin


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    list_display = ("email", "name", "official_role", "is_active", "last_login")
    list_filter = ("official_role", "is_active")
    search_fields = ("email", "name")
    ordering = ("email",)
    fields = ("email", "name", "last_login", "created_at", "official_role", "is_active", "is_staff", "is_superuser")


@admin.register(OfficialInvitation)
class OfficialInvitationAdmin(ReadOnlyAdmin):
    list_display = ("user", "invited_by", "sent_at", "accepted_at")
    list_select_related = ("user", "invited_by")
    exclude = ("nonce",)


@admin.register(Absence)
class AbsenceAdmin(ReadOnlyAdmin):
    list_display = ("user", "first_day", "last_day", "cover", "recorded_on", "struck_at")
    list_select_related = ("user", "cover")
