"""One group with the facts expected of it. People and organisations go by their ids in the dossier."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from guidance.facts import Facts
from guidance.vocabulary import ConsentCode, StatementCode
from members.models import Organisation
from tests.oversight.dossier import load
from tests.oversight.sample_group import EVERY, ON

TODAY, LONG_AGO, LATER = ON.isoformat(), "2025-12-01", "2026-12-31"
Told = dict[str, Any]
STATED, AGREED = EVERY["statements"], EVERY["consents"]
INTEREST = {"nature": "other", "description": "A friend"}


def ledgers(day: str | None, withdrawn: str | None = None) -> Told:
    def entries(codes: list[str]) -> list[Told]:
        return [{"code": code, "given_on": day, "withdrawn_on": withdrawn} for code in codes] if day else []

    return {"statements": entries(StatementCode.values), "consents": entries(ConsentCode.values)}


@dataclass
class World:
    """One group, and what is expected to be known of it on the day."""

    told: Told
    expected: dict[str, Any]
    on: date = ON
    group: int = 0
    names: dict[int, str] = field(default_factory=dict)  # of people
    employers: dict[int, str] = field(default_factory=dict)

    def load(self) -> None:
        loaded = load(self.told)
        self.group, self.names = loaded.group.pk, loaded.subjects
        told = self.told.get("organisations", [])
        keys = Organisation.objects.order_by("-pk").values_list("pk", flat=True)[: len(told)]
        self.employers = {key: row["id"] for key, row in zip(keys, told[::-1], strict=True)}

    def differences(self, found: Facts | None) -> dict[str, tuple[Any, Any]]:
        """Each fact that is not as expected: what was found, what was expected."""
        told = self._in_words(found) if found else {}
        return {
            name: (told.get(name), value) for name, value in self.expected.items() if told.get(name, "nothing") != value
        }

    def _in_words(self, found: Facts) -> dict[str, Any]:
        told = found._asdict()
        for column in ("people", "chairs", "interest_people", "unhandled"):
            told[column] = [self.names.get(key, "a stranger") for key in told[column]]
        told["organisations"] = [self.employers.get(key, "another") for key in told["organisations"]]
        told["justified_rules"] = sorted(told["justified_rules"])
        return told


def flags(values: dict[str, int], names: str) -> int:
    return sum(values[name] for name in names.split())
