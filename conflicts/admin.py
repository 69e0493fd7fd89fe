"""Support views of declarations, for looking."""

from django.contrib import admin

from conflicts.models import Declaration, Interest
from portal.admin import ReadOnlyAdmin


@admin.register(Declaration)
class DeclarationAdmin(ReadOnlyAdmin):
    list_display = ("person", "group", "declared_on")
    list_select_related = ("person", "group")


@admin.register(Interest)
class InterestAdmin(ReadOnlyAdmin):
    list_display = ("declaration", "nature", "organisation", "ended_on")
    list_select_related = ("declaration", "organisation")
    list_filter = ("nature",)
