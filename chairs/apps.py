from django.apps import AppConfig


class ChairsConfig(AppConfig):
    name = "chairs"
