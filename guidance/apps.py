from django.apps import AppConfig
from django.core import checks


class GuidanceConfig(AppConfig):
    name = "guidance"

    def ready(self) -> None:
        from guidance.checks import check_guidance  # the rules use enums of Django's, which need the apps

        checks.register(check_guidance)
