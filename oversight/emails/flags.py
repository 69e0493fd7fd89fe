"""Messages about what the assessment found."""

from collections.abc import Iterable, Sequence
from datetime import date

from groups.models import Group
from guidance import messages
from guidance.policies import policy_for
from oversight.emails.readers import Reader, leaders
from oversight.models import RiskFlag
from portal import mail
from portal.links import absolute

FLAG_OPENED = "oversight.flag_opened"


def flags_opened(flags: Sequence[RiskFlag], groups: Iterable[Group], on: date) -> None:
    """To whoever leads a group: a reason for withdrawing support has come up or grown worse, what to do, by when, why
    it matters. The official who looks after the group has a duty instead.

    Said once a person, group, risk, level and day, however often the flag opens on that day. Five statements, however
    many flags.
    """
    by_key = {group.pk: group for group in groups}
    hearers = leaders(by_key, on)
    said = [
        _flag_opened(flag, by_key[flag.group_id], reader)
        for flag in flags
        if flag.group_id in by_key
        for reader in hearers[flag.group_id]
    ]
    mail.write_many(FLAG_OPENED, said)


def _flag_opened(flag: RiskFlag, group: Group, reader: Reader) -> mail.Draft:
    return mail.Draft(
        to=reader.address,
        subject=f"{group.reference}: {messages.risk_summary(flag.risk, flag.level, flag.args)}",
        key=f"flag-{group.pk}-{flag.risk}-{flag.level}-{flag.assessed_on:%Y-%m-%d}-{reader.address}",
        context={
            "reader": reader,
            "flag": flag,
            "group": group,
            "told": messages.risk_sentence(flag.risk, flag.level, flag.due_on, flag.args, on=flag.assessed_on),
            "step": messages.risk_step(flag.risk, flag.args),
            "source": policy_for(flag.assessed_on).reason(flag.risk),
            "link": absolute(f"{group.get_absolute_url()}#risks"),
        },
    )
