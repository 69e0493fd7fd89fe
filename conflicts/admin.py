"""Support views of declarations, for looking."""

from django.contrib import admin

from conflicts.models import Declaration, Handling, Interest, Register
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


@admin.register(Handling)
class HandlingAdmin(ReadOnlyAdmin):
    list_display = ("interest", "measure", "recorded_on")
    list_select_related = ("interest",)
    list_filter = ("measure",)


@admin.register(Register)
class RegisterAdmin(ReadOnlyAdmin):
    list_display = ("group", "is_shared")
    list_select_related = ("group",)
