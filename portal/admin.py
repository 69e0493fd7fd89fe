"""Support's view of outgoing mail: what became of a message, without its text, which may hold a code or a link."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from portal import mail
from portal.models import OutgoingMail, OutgoingMailQuerySet


class OnlyLooking(admin.ModelAdmin):
    """Administrators may look; rows are written by actions or derived."""

    actions: Sequence[str] | None = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.is_administrator

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ReadOnlyAdmin(OnlyLooking, SimpleHistoryAdmin):
    """Rows with their history."""


@admin.register(OutgoingMail)
class OutgoingMailAdmin(OnlyLooking):
    list_display = ("created_at", "to", "kind", "state", "attempts", "next_try_at", "sent_at", "last_error")
    list_filter = ("state", "kind")
    search_fields = ("to", "message_id")
    fields = readonly_fields = (
        *("to", "kind", "state", "attempts", "created_at", "queued_at", "claimed_at", "next_try_at", "sent_at"),
        *("last_error", "message_id"),
    )
    actions = ("queue_again",)

    @admin.action(description="Queue again what was given up")
    def queue_again(self, request: HttpRequest, queryset: OutgoingMailQuerySet) -> None:
        self.message_user(request, f"Queued again: {mail.queue_again(queryset)}")
