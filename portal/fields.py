"""Columns wider than what people may type: a file from elsewhere tells what happened, also at length.

`max_length`, `max_digits` and `decimal_places` limit forms and `full_clean`; the database keeps whatever it is given.
"""

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper


class WideCharField(models.CharField):
    """One line of text; a unique one holds up to about 2,700 bytes, which is PostgreSQL's limit for an index."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "varchar"


class WideDecimalField(models.DecimalField):
    """A number with all the digits that it came with."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "numeric"
