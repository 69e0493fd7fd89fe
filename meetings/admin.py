"""Support views of meetings and motions, for looking."""

from django.contrib import admin

from meetings.models import Attendance, ItemAbsence, Meeting, Motion, Reply, Vote
from portal.admin import ReadOnlyAdmin


@admin.register(Meeting)
class MeetingAdmin(ReadOnlyAdmin):
    list_display = ("group", "planned_on", "held_on", "declarations_checked", "competition_statement")
    list_select_related = ("group",)
    list_filter = ("declarations_checked", "competition_statement")


@admin.register(Attendance)
class AttendanceAdmin(ReadOnlyAdmin):
    list_display = ("meeting", "person", "presence", "mode", "check_answer")
    list_select_related = ("meeting", "person")
    list_filter = ("presence", "check_answer")


@admin.register(Motion)
class MotionAdmin(ReadOnlyAdmin):
    list_display = ("group", "subject", "opened_at", "closes_on", "closed_at", "result")
    list_select_related = ("group",)
    list_filter = ("subject", "result")


@admin.register(Vote)
class VoteAdmin(ReadOnlyAdmin):
    list_display = ("motion", "person", "choice", "cast_at", "is_own")
    list_select_related = ("motion", "person")


@admin.register(ItemAbsence)
class ItemAbsenceAdmin(ReadOnlyAdmin):
    list_display = ("motion", "person", "recorded_at", "returned_at")
    list_select_related = ("motion", "person")


@admin.register(Reply)
class ReplyAdmin(ReadOnlyAdmin):
    list_display = ("meeting", "person", "user", "comes", "replied_at")
    list_select_related = ("meeting", "person", "user")
    list_filter = ("comes",)
