from django.apps import AppConfig


class ChairsConfig(AppConfig):
    name = "chairs"
    default_auto_field = "django.db.models.BigAutoField"
