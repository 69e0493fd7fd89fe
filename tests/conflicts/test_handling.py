"""Who says how an interest is handled, and who never does, by every path."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from accounts.enums import OfficialRole
from conflicts.actions import handling as actions
from conflicts.enums import Measure, Subject
from conflicts.models import Handling, Interest
from conflicts.rules import barred, handlers, waiting_for
from guidance.assessment import assess
from guidance.vocabulary import Status
from members.models import ChairAppointment
from portal.calendar import today
from portal.exceptions import Conflict, StaleForm
from portal.models import OutgoingMail
from tests.accounts.helpers import sign_in_official
from tests.conflicts.helpers import REASON, Cast, cast, handlings, seen, typed_handling
from tests.duties.helpers import home_page
from tests.factories import EnquiryFactory, HandlingFactory
from tests.members.helpers import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Cast:
    return cast()


@pytest.fixture
def chairs() -> Cast:
    return cast(with_cochair=True)


def sign_in(client, user):
    if user.is_official:
        sign_in_official(client, user)
    else:
        client.force_login(user)


def handle_url(interest):
    return reverse("conflicts:handle", args=[interest.declaration.group_id, interest.pk])


def handle(interest, by, **changed):
    answers = {"measure": Measure.NO_VOTE, "subjects": [], "reason": REASON, "seen": seen(interest)}
    return actions.handle(interest=interest, by=by, now=timezone.now(), **answers | changed)


# --- what is recorded ------------------------------------------------------------------------------------------------
def test_chair_records_a_handling_and_it_counts_at_once(client, people):
    interest = people.interest("member")
    client.force_login(people.user("chair"))
    page = text_of(client.get(handle_url(interest)))

    typed = typed_handling(interest, scope="some", subjects=[Subject.EPA_PLAN, Subject.FUNDING])
    response = client.post(handle_url(interest), typed, follow=True)

    assert interest.description in page and "Steps down" in page
    assert REASON in text_of(response)
    assert "Does not vote on what it touches : the end-point assessment plan, the funding evidence" in text_of(response)
    assert set(barred(people.group, Subject.FUNDING, today())) == {people.member.person.pk}
    assert barred(people.group, Subject.PROPOSAL, today()) == {}
    told = Handling.objects.get()
    assert (told.recorded_by, told.recorded_on) == (people.user("chair"), today())
    assert told.history.get().history_user == people.user("chair")


def test_finding_closes_with_the_handling(people):
    interest = people.interest("member")

    def managed():
        return next(f.status for f in assess(people.group.pk, today()).findings if f.rule == "group.conflicts_managed")

    assert managed() == Status.NOT_MET
    handle(interest, people.user("chair"), measure=Measure.NONE)
    assert managed() == Status.MET


def test_revision_is_a_new_row_and_the_earlier_one_stays(client, people):
    interest = people.interest("member")
    first = handle(interest, people.user("chair"))
    handle(interest, people.user("chair"), measure=Measure.NONE, reason="She has sold the shares.")

    assert [h.measure for h in handlings(interest)] == [Measure.NO_VOTE, Measure.NONE]
    assert first.history.count() == 1
    client.force_login(people.user("member"))
    page = text_of(client.get(reverse("conflicts:interest", args=[people.group.pk, interest.pk])))
    assert "Earlier handlings" in page and REASON in page and "She has sold the shares." in page


def test_same_handling_sent_twice_is_recorded_once(people):
    interest = people.interest("member")
    as_shown = seen(interest)

    for _ in range(2):
        handle(interest, people.user("chair"), seen=as_shown)

    assert len(handlings(interest)) == 1


@pytest.mark.parametrize(
    "changed, words",
    [
        ({"reason": " "}, "Give the reason"),
        ({"measure": ""}, "Select what the group does about the interest"),
        ({"measure": "forgiven"}, "There is a problem"),
        ({"scope": ""}, "Select what it concerns"),
        ({"scope": "some"}, "Select at least one subject"),
        ({"scope": "some", "subjects": ["lunch"]}, "There is a problem"),
        ({"reason": "x" * 4001}, "4000 characters or fewer"),
    ],
)
def test_incomplete_handling_is_not_recorded_and_what_was_typed_is_kept(client, people, changed, words):
    interest = people.interest("member")
    client.force_login(people.user("chair"))

    response = client.post(handle_url(interest), typed_handling(interest, **changed))

    assert response.status_code == 422
    assert words in text_of(response).replace("4,000", "4000")
    assert "checked" in response.content.decode() or changed == {"measure": ""}
    assert handlings(interest) == []


@pytest.mark.parametrize("measure", [Measure.NONE, Measure.STEP_DOWN])
def test_subjects_are_dropped_where_the_measure_knows_none(client, people, measure):
    interest = people.interest("member")
    client.force_login(people.user("chair"))

    client.post(handle_url(interest), typed_handling(interest, measure=measure, scope="some", subjects=["proposal"]))

    assert [h.subjects for h in handlings(interest)] == [[]]


def test_ended_interest_is_not_handled_any_more(client, people):
    interest = people.interest("member", ended_on=today())
    client.force_login(people.user("chair"))

    response = client.post(handle_url(interest), typed_handling(interest))

    assert response.status_code == 409
    assert handlings(interest) == []


# --- who handles -----------------------------------------------------------------------------------------------------
ALONE = [  # the group has one chair
    ("member", "chair", True),
    ("adviser", "chair", True),
    ("chair", "manager", True),
    ("chair", "chair", False),
    ("chair", "member", False),
    ("member", "manager", False),
    ("member", "member", False),
    ("member", "cochair", False),  # an employer member here
    ("adviser", "adviser", False),
]
TOGETHER = [  # the group has two
    ("member", "chair", True),
    ("member", "cochair", True),
    ("chair", "cochair", True),
    ("cochair", "chair", True),
    ("chair", "chair", False),
    ("cochair", "cochair", False),
    ("chair", "manager", False),
    ("cochair", "manager", False),
]


@pytest.mark.parametrize(
    "with_cochair, owner, handler, may",
    [(False, *case) for case in ALONE] + [(True, *case) for case in TOGETHER],
)
def test_who_handles_whose_interest_by_page_by_forged_request_and_by_action(client, with_cochair, owner, handler, may):
    people = cast(with_cochair=with_cochair)
    interest, user = people.interest(owner), people.user(handler)
    sign_in(client, user)
    before = OutgoingMail.objects.count()

    shown = client.get(handle_url(interest)).status_code
    sent = client.post(handle_url(interest), typed_handling(interest)).status_code

    assert (shown, sent) == ((200, 302) if may else (403, 403))
    assert len(handlings(interest)) == may
    assert waiting_for(user, people.group, today()) == 0
    if not may:
        with pytest.raises(PermissionDenied):
            handle(interest, user)
        assert handlings(interest) == []
        assert OutgoingMail.objects.count() == before


def test_refusal_says_who_handles_it(client, chairs):
    own = chairs.interest("chair")
    client.force_login(chairs.user("chair"))
    assert "You cannot handle your own interest." in text_of(client.get(handle_url(own)))

    sign_in(client, chairs.manager)
    assert "The other co-chair handles this interest." in text_of(client.get(handle_url(own)))


@pytest.mark.parametrize("role", [OfficialRole.ROUTE_MANAGER, OfficialRole.ADMINISTRATOR, ""])
def test_allocation_alone_does_not_make_a_product_manager(people, role):
    interest = people.interest("chair")
    people.manager.official_role = role
    people.manager.save()

    with pytest.raises(PermissionDenied):
        handle(interest, people.manager)


def test_who_was_chair_when_the_page_was_opened_is_asked_again(client, chairs):
    """The chair opens the page, another ends that chair's appointment, and the chair sends the form."""
    interest = chairs.interest("member")
    typed = typed_handling(interest)
    ChairAppointment.objects.filter(person=chairs.chair.person).update(ended_on=today())
    client.force_login(chairs.user("chair"))

    assert client.post(handle_url(interest), typed).status_code == 403
    with pytest.raises(PermissionDenied):
        handle(interest, chairs.user("chair"))
    assert handlings(interest) == []


def test_interest_declared_before_becoming_chair_is_out_of_ones_own_hands(people):
    interest = people.interest("member")
    ChairAppointment.objects.filter(group=people.group).update(person=people.member.person)

    with pytest.raises(PermissionDenied):
        handle(interest, people.user("member"))
    with pytest.raises(PermissionDenied):
        handle(interest, people.user("chair"))  # who is none any more
    assert handle(interest, people.manager).recorded_by == people.manager


def test_chair_of_another_group_finds_nothing(client, people):
    interest = people.interest("member")
    client.force_login(cast().user("chair"))

    assert client.get(handle_url(interest)).status_code == 404
    assert client.post(handle_url(interest), typed_handling(interest)).status_code == 404


def test_interest_under_another_groups_address_is_not_found(client, people):
    elsewhere = cast().interest("member")
    client.force_login(people.user("chair"))

    address = reverse("conflicts:handle", args=[people.group.pk, elsewhere.pk])
    assert client.post(address, typed_handling(elsewhere)).status_code == 404
    assert handlings(elsewhere) == []


# --- meanwhile -------------------------------------------------------------------------------------------------------
def test_change_since_the_page_was_opened_is_shown_and_nothing_is_saved(client, people):
    interest = people.interest("member")
    typed = typed_handling(interest)
    interest.description = "Owns half of the college now."
    interest.save()
    client.force_login(people.user("chair"))

    response = client.post(handle_url(interest), typed)

    assert response.status_code == 409
    assert "Owns half of the college now." in text_of(response) and REASON in text_of(response)
    assert handlings(interest) == []


def test_handling_by_the_other_chair_meanwhile_is_shown(chairs):
    interest = chairs.interest("member")
    as_shown = seen(interest)
    handle(interest, chairs.user("chair"), measure=Measure.STEP_DOWN)

    with pytest.raises(StaleForm) as refused:
        handle(interest, chairs.user("cochair"), seen=as_shown)

    assert ("What does the group do about it?", "Steps down") in refused.value.theirs
    assert len(handlings(interest)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_chairs_at_the_same_moment_record_one_handling():
    people = cast(with_cochair=True)
    interest = people.interest("member")
    as_shown, start = seen(interest), Barrier(2)

    def attempt(name):
        try:
            start.wait(timeout=10)
            handle(interest, people.user(name), seen=as_shown, measure=Measure.NONE, reason=name)
            return "recorded"
        except StaleForm:
            return "stale"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(attempt, ["chair", "cochair"]))

    assert outcomes == ["recorded", "stale"]
    assert len(handlings(interest)) == 1


# --- who hears -------------------------------------------------------------------------------------------------------
def told(kind):
    return list(OutgoingMail.objects.filter(kind=f"conflicts.{kind}").values_list("to", flat=True))


@pytest.mark.parametrize("measure", Measure)
def test_person_hears_of_what_bars_and_of_nothing_else(people, measure):
    interest = people.interest("member")

    handle(interest, people.user("chair"), measure=measure)

    assert told("interest_handled") == ([] if measure == Measure.NONE else [people.member.person.email])


def test_person_hears_when_nothing_bars_any_more_and_mail_holds_no_reason(people):
    interest = people.interest("member")
    HandlingFactory(interest=interest, measure=Measure.LEAVE_FOR_ITEM, recorded_on=today() - timedelta(days=1))

    handle(interest, people.user("chair"), measure=Measure.NONE)

    mail = OutgoingMail.objects.get(kind="conflicts.interest_handled")
    assert "keeps you from nothing any more" in mail.text
    assert REASON not in mail.text and interest.description not in mail.text


def test_person_sees_the_handling_on_the_own_page(client, people):
    interest = people.interest("member")
    client.force_login(people.user("member"))
    mine = reverse("overview:mine", args=[people.group.pk])
    assert "Not handled yet" in text_of(client.get(mine))

    handle(interest, people.user("chair"))

    assert REASON in text_of(client.get(mine)) and "Bars you" in text_of(client.get(mine))


# --- who is asked ----------------------------------------------------------------------------------------------------
def test_chair_is_asked_on_home_and_group_page_and_not_for_the_own_interest(client, people):
    people.interest("member"), people.interest("adviser"), people.interest("chair")
    client.force_login(people.user("chair"))

    assert "2 declared interests wait for you" in text_of(client.get(people.group.get_absolute_url()))
    assert text_of(home_page(client)).count("Say how an interest is handled") == 2


def test_manager_is_asked_for_the_interest_of_a_chair_alone(client, people):
    people.interest("member"), people.interest("chair")
    sign_in(client, people.manager)

    assert "1 declared interest waits for you" in text_of(client.get(people.group.get_absolute_url()))


def test_member_is_asked_nothing(client, people):
    people.interest("adviser")
    client.force_login(people.user("member"))

    assert "wait for you" not in text_of(client.get(people.group.get_absolute_url()))
    assert "wait for you" not in text_of(client.get(reverse("home")))


# --- who sees the register -------------------------------------------------------------------------------------------
def test_chair_shares_the_register_and_takes_it_back(client, people):
    people.interest("member", description="Owns the college.")
    register = reverse("conflicts:register", args=[people.group.pk])
    share = reverse("conflicts:share", args=[people.group.pk])

    def adviser_sees():
        client.force_login(people.user("adviser"))
        return "Owns the college." in text_of(client.get(register))

    assert not adviser_sees()
    for is_shared in (True, False):
        client.force_login(people.user("chair"))
        client.post(share, {"is_shared": str(is_shared)})
        assert adviser_sees() is is_shared
    assert people.group.register.history.count() == 2


def test_nobody_but_the_chair_shares_the_register(people):
    for name in ("member", "adviser", "manager"):
        with pytest.raises(PermissionDenied):
            actions.share(group=people.group, is_shared=True, by=people.user(name), now=timezone.now())


def test_conflict_is_no_permission(people):
    """An ended interest is refused as out of order, also to who may handle."""
    interest = people.interest("member", ended_on=today())

    with pytest.raises(Conflict):
        handle(interest, people.user("chair"))


# --- before there is a chair -----------------------------------------------------------------------------------------
@pytest.fixture
def before_a_chair() -> Cast:
    """The group has no chair yet; who raised the enquiry leads it and is a member."""
    people = cast()
    ChairAppointment.objects.all().delete()
    EnquiryFactory(accepted=True, group=people.group, user=people.user("member"))
    return people


@pytest.mark.parametrize("declarer", ["member", "adviser", "chair"])
def test_before_there_is_a_chair_the_product_manager_handles_everybodys(client, before_a_chair, declarer):
    interest = before_a_chair.interest(declarer)
    sign_in(client, before_a_chair.manager)
    assert client.get(handle_url(interest)).status_code == 200
    assert client.post(handle_url(interest), typed_handling(interest)).status_code == 302
    assert [one.recorded_by for one in handlings(interest)] == [before_a_chair.manager]


def test_before_there_is_a_chair_the_enquirer_who_leads_handles_nothing(client, before_a_chair):
    sign_in(client, before_a_chair.user("member"))
    for declarer in ("member", "adviser"):
        interest = before_a_chair.interest(declarer)
        assert client.get(handle_url(interest)).status_code == 403
        with pytest.raises(PermissionDenied, match="own interest" if declarer == "member" else "Until the group has a"):
            handle(interest, before_a_chair.user("member"))
    page = client.get(reverse("conflicts:register", args=[before_a_chair.group.pk])).content.decode()
    assert f"Waits for {before_a_chair.manager.name}" in page


def test_product_manager_is_told_and_asked_before_there_is_a_chair(client, before_a_chair):
    interest = before_a_chair.interest("adviser")
    assert waiting_for(before_a_chair.manager, before_a_chair.group, today()) == 1
    sign_in(client, before_a_chair.manager)
    page = client.get(before_a_chair.group.get_absolute_url()).content.decode()
    assert "1 declared interest waits for you" in page
    assert Interest.objects.for_manager(today()).get() == interest


def test_who_handles_before_there_is_a_chair_and_no_product_manager_is_said(client, before_a_chair):
    before_a_chair.interest("adviser")
    before_a_chair.group.officials.all().delete()
    client.force_login(before_a_chair.user("member"))
    page = client.get(reverse("conflicts:register", args=[before_a_chair.group.pk])).content.decode()
    assert "Waits for a product manager, as soon as there is one" in page


@pytest.mark.parametrize("with_cochair", [False, True])
@pytest.mark.parametrize("others", [(), ("cochair",), ("member",)])
@pytest.mark.parametrize("has_chair", [True, False])
def test_list_of_the_product_manager_agrees_with_who_handles(with_cochair, others, has_chair):
    """The statement behind the list, and the rule, say the same of every interest."""
    people = cast(with_cochair=with_cochair)
    interests = [people.interest(name) for name in ("chair", *others)]
    if not has_chair:
        ChairAppointment.objects.all().delete()
    listed = set(Interest.objects.for_manager(today()))
    who = handlers(people.group, today())
    assert listed == {one for one in interests if not who.refusal(one.declaration.person, people.manager)}


def test_handled_interest_leaves_the_list(before_a_chair):
    interest = before_a_chair.interest("adviser")
    handle(interest, before_a_chair.manager)
    assert not Interest.objects.for_manager(today()).exists()
