"""What comparing a name with the public registers says: that it is there, that it is not, or nothing yet. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from members.enums import RegisterKind

REGISTERS = {
    RegisterKind.PROVIDER: "register of training providers",
    RegisterKind.EPAO: "register of assessment organisations",
}


@dataclass(frozen=True, slots=True)
class Compared:
    """One name and one register; `taken_on` is the day of its newest list, None where none was brought in."""

    register: RegisterKind
    is_listed: bool
    taken_on: date | None

    @property
    def ending(self) -> str:
        """The end of a sentence about the name."""
        called = REGISTERS[self.register]
        if self.is_listed:
            return f"is on the {called}"
        if self.taken_on is None:
            return f"has not been compared with the {called}: no list of it has been imported"
        return f"is not on the {called} (list of {self.taken_on:%-d %B %Y})"


def compared(registers: Collection[str], taken: Mapping[str, date]) -> list[Compared]:
    """For each register, whether the name is among `registers` (values of RegisterKind) on which it was looked up.

    `taken`: the day of the newest list of each register that was imported.
    """
    return [Compared(kind, kind in registers, taken.get(kind)) for kind in REGISTERS]
