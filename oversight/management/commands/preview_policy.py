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
        results = changes(None, on, policy=policy, against=against)
        while step := list(islice(results, STEP)):
            counts = added(counts, counts_of(step))
            for content in _as_rows([change for change in step if change and change.has_change]):
                self.stdout.write(lead + json.dumps(content), ending="")
                lead = ",\n"
        self.stdout.write(("" if lead == ",\n" else lead) + f'], "counts": {json.dumps(counts)}}}')


def _as_rows(step: Sequence[Change]) -> Iterator[dict[str, Any]]:
    references = dict(Group.objects.filter(pk__in=[change.group_id for change in step]).values_list("pk", "reference"))
    people = {each.subject for change in step for each in (*change.unmet, *change.met) if each.subject is not None}
    addresses = dict(Person.objects.filter(pk__in=people).values_list("pk", "email"))
    for change in step:
        yield {
            "group": references[change.group_id],
            "gates": {code: {"before": True, "after": False} for code in change.blocked}
            | {code: {"before": False, "after": True} for code in change.ready},
            "findings": [_finding(each, addresses) for each in (*change.unmet, *change.met)],
            "risks": [{"risk": move.risk, "before": move.before, "after": move.after} for move in change.risks],
            "risk_level": {"before": change.risk_before, "after": change.risk_after},
        }


def _finding(difference: Difference, addresses: dict[int, str | None]) -> dict[str, Any]:
    subject = (
        None if difference.subject is None else addresses.get(difference.subject) or f"person-{difference.subject}"
    )
    return {
        "rule": difference.rule,
        "subject": subject,
        "before": difference.before and difference.before.status,
        "after": difference.after and difference.after.status,
        "detail": difference.after and messages.detail(difference.rule, difference.after.status, difference.after.args),
    }
