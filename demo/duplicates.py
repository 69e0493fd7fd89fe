"""Organisations and people of the sample that may be the same: most wait, a pair is merged, and one is not."""

from demo.dated import dated
from demo.draft import Draft
from duplicates.actions import pairs
from duplicates.models import LikelyDouble, PersonDouble
from groups.models import GroupOfficial
from members.models import Organisation
from proposals.models import EpaoQuote

PROPOSED, JUDGED = 6, 4  # days ago


def judge_some(drafts: list[Draft]) -> None:
    """As the nightly look would have found them; judged is who can be."""
    draft = drafts[0]
    with dated(draft.ago(PROPOSED, hour=3), LikelyDouble, PersonDouble) as at:
        pairs.find(now=at)
    by = GroupOfficial.objects.get(group_id=draft.group.pk).user
    waiting = LikelyDouble.objects.undecided().select_related("first", "second").order_by("-score", "pk")
    mergeable = [pair for pair in waiting if not pairs.hindrances(pair, draft.span.last)]
    same, different = mergeable[:2]
    at = draft.ago(JUDGED)
    with dated(at, LikelyDouble, Organisation, EpaoQuote):
        pairs.merge(pair=same, keep=same.first, by=by, now=at)
        pairs.part(pair=different, by=by, now=at)
