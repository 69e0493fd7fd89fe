from django.apps import AppConfig


class MembersConfig(AppConfig):
    name = "members"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from members.actions.addresses import follow_addresses
        from members.roles import declare_roles
        from portal import history

        history.after_write(follow_addresses)
        declare_roles()
