"""Messages about what the assessment found."""

from datetime import date
from typing import NamedTuple

from groups.enums import EnquiryState
from groups.models import Enquiry, Group, answerable
from guidance import messages
from guidance.policies import policy_for
from members.models import ChairAppointment
from oversight.models import RiskFlag
from portal import mail
from portal.links import absolute

FLAG_OPENED = "oversight.flag_opened"


class Reader(NamedTuple):
    """Whom a message goes to; the regulator's own read other words of what to do."""

    address: str
    name: str
    is_official: bool


def readers(group: Group, on: date) -> list[Reader]:
    """The chairs on that day (until the first begins, whoever sent the enquiry) and the product manager, once each."""
    chairs = ChairAppointment.objects.filter(group=group)
    leading = mail.addresses(chairs.leading(on), "person")
    if not chairs.begun(on).exists():
        leading = mail.addresses(Enquiry.objects.filter(group=group, state=EnquiryState.ACCEPTED), "user")
    managing = answerable(group, on)
    return [
        *(Reader(address, name, is_official=True) for address, name in managing.items()),
        *(Reader(address, name, is_official=False) for address, name in leading.items() if address not in managing),
    ]


def flag_opened(flag: RiskFlag, group: Group, reader: Reader) -> None:
    """A reason for withdrawing support has come up or grown worse: what, what to do, by when, why it matters.

    Said once a person, group, risk, level and day, however often the flag opens on that day.
    """
    mail.write(
        FLAG_OPENED,
        to=reader.address,
        subject=f"{group.reference}: {messages.risk_summary(flag.risk, flag.level, flag.args)}",
        key=f"flag-{group.pk}-{flag.risk}-{flag.level}-{flag.assessed_on:%Y-%m-%d}-{reader.address}",
        reader=reader,
        flag=flag,
        group=group,
        told=messages.risk_sentence(flag.risk, flag.level, flag.due_on, flag.args, on=flag.assessed_on),
        step=messages.risk_step(flag.risk, flag.args, is_official=reader.is_official),
        source=policy_for(flag.assessed_on).reason(flag.risk),
        link=absolute(f"{group.get_absolute_url()}#risks"),
    )
