from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "proposals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from meetings.actions.outcomes import Receiver, register
        from proposals.actions.agreeing import mark_agreed, weigh

        register("proposals", Receiver(closed=mark_agreed, answered=weigh))
