from django.db import models


class OfficialRole(models.TextChoices):
    """What a person who works for the regulator does here."""

    PRODUCT_MANAGER = "product_manager", "Product manager"
    ROUTE_MANAGER = "route_manager", "Route manager"
    ASSURANCE_MANAGER = "assurance_manager", "Assessment and assurance manager"
    ADMINISTRATOR = "administrator", "Administrator"
