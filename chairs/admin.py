from django.contrib import admin

from chairs.models import Briefing, Collaboration, Mentoring, OverArchingChair, Participation
from portal.admin import ReadOnlyAdmin


@admin.register(Briefing)
class BriefingAdmin(ReadOnlyAdmin):
    list_display = ("appointment", "held_on", "given_by")
    list_select_related = ("appointment", "given_by")


@admin.register(Mentoring)
class MentoringAdmin(ReadOnlyAdmin):
    list_display = ("appointment", "mentor", "started_on", "ended_on")
    list_select_related = ("appointment", "mentor")


@admin.register(Collaboration)
class CollaborationAdmin(ReadOnlyAdmin):
    list_display = ("name", "begun_on")


@admin.register(Participation)
class ParticipationAdmin(ReadOnlyAdmin):
    list_display = ("collaboration", "group", "joined_on", "ended_on")
    list_select_related = ("collaboration", "group")


@admin.register(OverArchingChair)
class OverArchingChairAdmin(ReadOnlyAdmin):
    list_display = ("collaboration", "person", "started_on", "ended_on")
    list_select_related = ("collaboration", "person")
