"""Support views of meetings, for looking."""

from django.contrib import admin

from meetings.models import Meeting
from portal.admin import ReadOnlyAdmin


@admin.register(Meeting)
class MeetingAdmin(ReadOnlyAdmin):
    list_display = ("group", "held_on", "declarations_checked", "competition_statement")
    list_select_related = ("group",)
    list_filter = ("declarations_checked", "competition_statement")
