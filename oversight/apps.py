from django.apps import AppConfig


class OversightConfig(AppConfig):
    name = "oversight"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from oversight.actions.of_officials import follow_officials
        from portal import history

        history.after_write(follow_officials)
