"""manage.py preview_policy CODE [--as-of DATE]

Prints one JSON object: what would change, group by group, were the policy CODE in force on the date (today in London
without `--as-of`), compared with the policy in force then.

    {"policy": CODE, "against": CODE, "as_of": DATE,
     "rules": {"added": [RULE...], "dropped": [RULE...], "severity": {RULE: [BEFORE, AFTER]}},
     "groups": [
      {"group": REFERENCE,
       "gates": {GATE: {"before": READY, "after": READY}},
       "findings": [{"rule": RULE, "subject": ADDRESS, "before": STATUS, "after": STATUS, "detail": WORDS}],
       "risks": [{"risk": RISK, "before": LEVEL, "after": LEVEL}],
       "risk_level": {"before": LEVEL, "after": LEVEL}}],
     "counts": {"groups": N, "failed": N, "changing": N,
      "gates": {"blocked": {GATE: N}, "ready": {GATE: N}},
      "rules": {"unmet": {RULE: N}, "met": {RULE: N}},
      "risk_levels": {BEFORE: {AFTER: N}}}}

`groups` holds, one a line and in the order of their keys, those for which anything changes, with what changes alone:
gates that become ready (true) or blocked (false), findings that are `not_met` under one of the policies only, risks of
another level. A status is null where a policy has no such rule; a subject is a person's address (or `person-` and a
key), or null for the group; `detail` is what the other policy finds, or null. `counts` are numbers of groups; `failed`
are those that could not be judged, which the log explains.
Exits 0, or 2 with one line on standard error for a code or a date that there is not, 1 where the database cannot be
used. Memory stays the same whatever the number of groups.
"""

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any

from groups.models import Group
from guidance import messages
from guidance.policies import Policy, policy_for
from members.models import Person
from oversight.management.base import GroupCommand, day_named, policy_named, wrong
from oversight.preview import Change, Difference, added, changes, counts_of, policy_difference

STEP = 500  # groups at a time


class Command(GroupCommand):
    help = "What would change, group by group, were another policy in force on a date, as JSON. Nothing is kept."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("policy", metavar="CODE", help="the other policy's code")
        parser.add_argument("--as-of", help="the day, such as 2025-06-02; today in London without it")

    def handle(self, *args: Any, **options: Any) -> None:
        on = day_named(options["as_of"])
        policy = policy_named(options["policy"], on)
        if (date.max - on).days < policy.parameters.forecast_days:
            raise wrong(f"--as-of: {on} is too far ahead")
        self._tell(policy, policy_for(on), on)

    def _tell(self, policy: Policy, against: Policy, on: date) -> None:
        head: dict[str, Any] = {"policy": policy.code, "against": against.code, "as_of": on.isoformat()}
        head["rules"] = policy_difference(against, policy)._asdict()
        counts, lead = counts_of([]), f'{json.dumps(head)[:-1]}, "groups": [\n'
        found = changes(None, on, policy=policy, against=against)
        while step := list(islice(found, STEP)):
            counts = added(counts, counts_of(step))
            for told in _told([one for one in step if one and one.is_one]):
                self.stdout.write(lead + json.dumps(told), ending="")
                lead = ",\n"
        self.stdout.write(("" if lead == ",\n" else lead) + f'], "counts": {json.dumps(counts)}}}')


def _told(step: Sequence[Change]) -> Iterator[dict[str, Any]]:
    references = dict(Group.objects.filter(pk__in=[one.group_id for one in step]).values_list("pk", "reference"))
    people = {each.subject for one in step for each in (*one.unmet, *one.met) if each.subject is not None}
    addresses = dict(Person.objects.filter(pk__in=people).values_list("pk", "email"))
    for one in step:
        yield {
            "group": references[one.group_id],
            "gates": {code: {"before": True, "after": False} for code in one.blocked}
            | {code: {"before": False, "after": True} for code in one.ready},
            "findings": [_finding(each, addresses) for each in (*one.unmet, *one.met)],
            "risks": [{"risk": move.risk, "before": move.before, "after": move.after} for move in one.risks],
            "risk_level": {"before": one.risk_before, "after": one.risk_after},
        }


def _finding(one: Difference, addresses: dict[int, str | None]) -> dict[str, Any]:
    subject = None if one.subject is None else addresses.get(one.subject) or f"person-{one.subject}"
    return {
        "rule": one.rule,
        "subject": subject,
        "before": one.before and one.before.status,
        "after": one.after and one.after.status,
        "detail": one.after and messages.detail(one.rule, one.after.status, one.after.args),
    }
