"""Support pages for administrators. What changes goes through the actions, so that history says who and why."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from accounts import actions
from accounts.forms import NewUserForm, UserForm
from accounts.models import User


class ForAdministrators(SimpleHistoryAdmin):
    """Open to administrators; nothing is deleted here."""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and request.user.is_administrator

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_module_permission(request)

    has_change_permission = has_add_permission = has_view_permission

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(ForAdministrators):
    list_display = ("email", "name", "official_role", "is_active", "last_login")
    list_filter = ("official_role", "is_active")
    search_fields = ("email", "name")
    ordering = ("email",)
    actions = None

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, form=UserForm if obj else NewUserForm, **kwargs)
        form.by = request.user
        return form

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return [(None, {"fields": ["email", "name", "official_role", "reason"]})]
        about = ["email", "name", "last_login", "created_at"]
        return [(None, {"fields": [*about, "official_role", "is_active", "reset_second_factor", "reason"]})]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return ["email", "name", "last_login", "created_at"] if obj else []

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        given, by = form.cleaned_data, request.user
        if not change:
            user, _ = actions.ensure_user(email=given["email"], name=given["name"])
            obj.pk = user.pk
        if "official_role" in form.changed_data:
            actions.set_official_role(user=obj, role=given["official_role"], by=by, reason=given["reason"])
        if change and "is_active" in form.changed_data:
            actions.set_active(user=obj, is_active=given["is_active"], by=by, reason=given["reason"])
        if given.get("reset_second_factor"):
            actions.reset_second_factor(user=obj, by=by, reason=given["reason"])
