from django.apps import AppConfig
from django.core.checks import register


class GroupsConfig(AppConfig):
    name = "groups"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from groups import roles
        from groups.actions.marking import mark_after_commit
        from portal import history

        history.after_write(mark_after_commit)
        roles.declare_roles()
        register(roles.check_sources)
