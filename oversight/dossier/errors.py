"""What is wrong with a dossier, on one line."""

from __future__ import annotations


class DossierError(ValueError):
    """The dossier cannot be used: the JSON path of what is wrong, and what was expected there."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(" ".join(f"{path}: {problem}".split()))
        self.path = path
