from django.apps import AppConfig

from demo.state import shift_clock


class DemoConfig(AppConfig):
    name = "demo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        shift_clock()
