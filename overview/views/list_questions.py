"""What a published list of employers asks of those who lead a group, on their first page."""

from collections.abc import Sequence

from django.db.models import Count
from django.urls import reverse

from lists.models import ListQuestion


def list_questions(group_ids: Sequence[int]) -> dict[int, list[dict[str, str]]]:
    """By group, how many questions about its listed employers are open, as a step to take; one statement."""
    open_ones = ListQuestion.objects.open().filter(listed__group__in=group_ids)
    counted = open_ones.order_by().values_list("listed__group").annotate(Count("pk"))
    return {group: [_step(group, number)] for group, number in counted}


def _step(group: int, number: int) -> dict[str, str]:
    about = "1 question about an employer" if number == 1 else f"{number} questions about employers"
    text = f"Answer {about} that a published list names: is it an employer, or another body?"
    return {"text": text, "href": reverse("lists:list_questions", args=[group])}
