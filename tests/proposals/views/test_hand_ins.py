"""A draft is handed in for feedback: once at a time, answered or taken back, read on the document's page."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.exceptions import Conflict
from portal.models import OutgoingMail
from proposals.actions import drafting, hand_ins
from proposals.models import HandIn
from tests.accounts.helpers import sign_in_official
from tests.factories import HandInFactory, SubmissionFactory, VersionFactory
from tests.members.helpers import text_of
from tests.proposals.helpers import approved_group, chair, drafted, frozen, manager, now

pytestmark = pytest.mark.django_db


@pytest.fixture
def submission():
    return drafted(approved_group())


@pytest.fixture
def leader(submission):
    client = Client()
    client.force_login(chair(submission.group))
    return client


@pytest.fixture
def official(submission):
    client = Client()
    sign_in_official(client, manager(submission.group))
    return client


def page(name, submission, *more):
    return reverse(f"proposals:{name}", args=[submission.group_id, submission.pk, *more])


def hand_in(submission, note="Is the summary clear?"):
    return hand_ins.hand_in(submission=submission, note=note, by=chair(submission.group), now=now())


def mails(kind):
    return list(OutgoingMail.objects.filter(kind=f"proposals.{kind}").values_list("to", flat=True))


# --- actions ---------------------------------------------------------------------------------------------------------
def test_each_step_is_told_to_the_other_side_and_kept(submission):
    draft = hand_in(submission)
    assert mails("handed_in") == [manager(submission.group).email]

    hand_ins.answer(draft=draft, text="Say more.", by=manager(submission.group), now=now())

    assert mails("feedback_given") == [chair(submission.group).email]
    assert draft.history.count() == 2
    hand_ins.take_back(draft=hand_in(submission, ""), by=chair(submission.group), now=now())
    assert mails("taken_back") == [manager(submission.group).email]


def test_a_draft_waits_once_and_only_a_draft_is_handed_in(submission):
    hand_in(submission)
    with pytest.raises(Conflict, match="waits"):
        hand_in(submission)
    with pytest.raises(Conflict, match="Only a draft"):
        hand_in(frozen(approved_group()))


def test_what_is_answered_or_taken_back_stays_so(submission):
    by, draft = manager(submission.group), hand_in(submission)
    hand_ins.take_back(draft=draft, by=chair(submission.group), now=now())
    with pytest.raises(Conflict, match="taken back"):
        hand_ins.answer(draft=draft, text="Fine", by=by, now=now())
    answered = HandInFactory(submission=submission, answered=True)
    with pytest.raises(Conflict, match="given already"):
        hand_ins.take_back(draft=answered, by=by, now=now())


def test_feedback_is_given_also_once_the_draft_is_fixed(submission):
    draft = hand_in(submission)
    drafting.finalise(submission=submission, by=chair(submission.group), now=now())
    assert hand_ins.answer(draft=draft, text="Fine", by=manager(submission.group), now=now()).answer == "Fine"


# --- pages -----------------------------------------------------------------------------------------------------------
def test_chair_hands_in_and_product_manager_answers(submission, leader, official):
    assert page("hand_in", submission) in leader.get(page("detail", submission)).content.decode()
    assert "We aim to give feedback by" in text_of(leader.get(page("hand_in", submission)))
    shown = text_of(leader.post(page("hand_in", submission), {"note": "Is it clear?"}, follow=True))
    assert "The draft is handed in" in shown and "Waits for feedback Is it clear?" in shown
    assert "Take the draft back" in shown and "Hand in the draft" not in shown
    assert leader.get(page("hand_in", submission)).status_code == 409

    draft = HandIn.objects.get()
    assert "Give feedback" in text_of(official.get(page("detail", submission)))
    answer = page("hand_in_answer", submission, draft.pk)
    assert "Is it clear?" in text_of(official.get(answer))
    assert "Enter your feedback" in text_of(official.post(answer, {"text": ""}))
    shown = text_of(official.post(answer, {"text": "Say what people do."}, follow=True))
    assert f"{manager(submission.group)} gave feedback on" in shown and "Say what people do." in shown
    assert official.get(answer).status_code == 409
    assert "Say what people do." in text_of(leader.get(page("detail", submission)))


def test_chair_takes_it_back(submission, leader):
    draft = hand_in(submission)
    shown = text_of(leader.post(page("hand_in_take_back", submission, draft.pk), follow=True))
    assert f"Taken back by {chair(submission.group)}" in shown and "Hand in the draft for feedback" in shown


def test_another_documents_draft_is_unseen(submission, official):
    other = HandInFactory()
    assert official.get(page("hand_in_answer", submission, other.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_page_takes_as_many_statements_however_often_it_was_handed_in(
    submission, leader, count, django_assert_max_num_queries
):
    other = SubmissionFactory(group=submission.group, kind="standard")
    VersionFactory(submission=other)
    HandInFactory.create_batch(count, submission=other, answered=True, answer="Say more.")
    with django_assert_max_num_queries(18):
        assert text_of(leader.get(page("detail", other))).count("Say more.") == count
