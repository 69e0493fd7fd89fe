"""Where uploads lie."""

from pathlib import PurePath
from uuid import uuid4

from django.db import models


def document_path(row: models.Model, name: str) -> str:
    """Under a name that nobody chose, so that none can lead elsewhere."""
    return f"documents/{uuid4().hex}{PurePath(name).suffix}"
