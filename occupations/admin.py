"""Support views, for looking: the map is written by the import and by actions, so that its history stays whole."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from occupations.models import Cluster, Occupation, Pathway, Route, RouteOfficial, StandardVersion
from portal.admin import ReadOnlyAdmin


class VersionInline(admin.TabularInline):
    model = StandardVersion
    fields = ("version", "title", "status", "level", "approved_on", "retired_on", "funding_band")
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Route)
class RouteAdmin(ReadOnlyAdmin):
    list_display = ("name", "sequence")


@admin.register(Pathway)
class PathwayAdmin(ReadOnlyAdmin):
    list_display = ("name", "route")
    list_select_related = ("route",)
    list_filter = ("route",)


@admin.register(Cluster)
class ClusterAdmin(ReadOnlyAdmin):
    list_display = ("name", "pathway")
    list_select_related = ("pathway",)


@admin.register(Occupation)
class OccupationAdmin(ReadOnlyAdmin):
    list_display = ("title", "reference", "level", "status", "route")
    list_filter = ("status", "level", "route")
    list_select_related = ("route",)
    search_fields = ("title", "reference")
    inlines = (VersionInline,)


@admin.register(RouteOfficial)
class RouteOfficialAdmin(ReadOnlyAdmin):
    list_display = ("user", "route", "started_on", "ended_on")
    list_filter = ("route",)
    list_select_related = ("route", "user")
