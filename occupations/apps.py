from django.apps import AppConfig


class OccupationsConfig(AppConfig):
    name = "occupations"
    default_auto_field = "django.db.models.BigAutoField"
