"""Lists of employers brought in, and the questions about them answered. Every name is invented."""

import pytest
from django.urls import reverse
from django.utils import timezone

from groups.models import Group
from guidance.vocabulary import Delivers, OrganisationKind
from lists.actions.listed import Said, answer
from lists.actions.lists import import_lists
from lists.models import ListedEmployer, ListQuestion
from lists.rules.lists import NotALists
from members.actions.organisations import named_in_group
from members.actions.registers import RegisterFile, import_registers
from members.enums import Doubt, DoubtAnswer, RegisterKind
from members.models import Membership, Organisation
from occupations.enums import OccupationStatus
from occupations.models import Occupation
from portal.calendar import today
from portal.exceptions import Conflict, StaleForm
from tests.accounts.helpers import make_user
from tests.factories import (
    ChairAppointmentFactory,
    GroupFactory,
    ListedEmployerFactory,
    ListQuestionFactory,
    OccupationFactory,
    OrganisationFactory,
    eligible_member,
)
from tests.lists.employer_lists import file_of, standard

pytestmark = pytest.mark.django_db
REGISTERS = [
    RegisterFile(RegisterKind.PROVIDER, "providers.csv", b"ukprn,name\n90000001,Lantern Works Limited\n"),
    RegisterFile(RegisterKind.EPAO, "epaos.csv", b"epao_id,name\nEPA9001,Birch and Oak\n"),
]


def bring_in(*standards):
    return import_lists(content=file_of(*standards), source="lists.json", now=timezone.now())


# --- brought in ------------------------------------------------------------------------------------------------------
def test_a_standard_gets_a_group_with_its_list_and_no_member() -> None:
    imported = bring_in(standard("Lantern Works Ltd", "Birch & Oak"), standard(number=9002, employers_involved=None))
    group = Group.objects.get()
    assert (group.name, group.occupation.reference, group.first_contact_on) == ("Lantern maker", "ST9001", today())
    assert (group.occupation.level, str(group.occupation.route)) == (3, "Creative and design")
    assert group.occupation.status == OccupationStatus.APPROVED
    assert [str(row) for row in group.listed_employers.all()] == ["Birch & Oak", "Lantern Works Ltd"]
    assert not Membership.objects.exists()
    assert imported.created == {
        "occupations": 1,
        "groups": 1,
        "organisations": 2,
        "listed_employers": 2,
        "questions": 0,
    }
    assert group.history.get().history_change_reason == "Imported from lists.json"


def test_a_second_run_changes_nothing() -> None:
    import_registers(REGISTERS, now=timezone.now())
    lists = [
        standard("Lantern Works Ltd", "Birch & Oak", "Lantern College"),
        standard("Lantern Works Ltd", number=9002),
    ]
    first = bring_in(*lists)
    again = bring_in(*lists)
    assert first.questions == again.questions == {Doubt.PROVIDER: 2, Doubt.EPAO: 1, Doubt.EMPLOYER: 1}
    assert set(again.created.values()) == {0}
    assert (Group.history.count(), ListedEmployer.history.count(), ListQuestion.history.count()) == (2, 4, 4)


def test_a_group_that_is_there_already_gets_the_list_and_keeps_what_it_knows() -> None:
    group = GroupFactory(occupation=OccupationFactory(reference="ST9001", title="Maker of lanterns"))
    member = eligible_member(group=group, organisation=OrganisationFactory(name="LANTERN WORKS LIMITED"))
    imported = bring_in(standard("Lantern Works Ltd", "Birch & Oak"))
    assert Group.objects.get() == group
    assert Occupation.objects.get().title == "Maker of lanterns"
    assert ListedEmployer.objects.get(name="Lantern Works Ltd").organisation == member.organisation
    assert imported.created["organisations"] == 1
    assert {row.name for row in named_in_group(group)} == {"LANTERN WORKS LIMITED", "Birch & Oak"}


def test_the_same_name_in_two_groups_stays_two_organisations() -> None:
    bring_in(standard("Lantern Works Ltd"), standard("Lantern Works Ltd", number=9002))
    assert Organisation.objects.filter(name="Lantern Works Ltd").count() == 2


def test_a_group_without_support_is_left_alone() -> None:
    GroupFactory(occupation=OccupationFactory(reference="ST9001"), support_withdrawn_on=today())
    assert bring_in(standard("Lantern Works Ltd")).created["groups"] == 1


def test_a_wrong_file_saves_nothing() -> None:
    with pytest.raises(NotALists):
        bring_in(standard("Lantern Works Ltd"), standard("Birch & Oak", 7, number=9002))
    assert not Group.objects.exists()
    assert not Organisation.objects.exists()


def test_registers_brought_in_later_are_asked_about_in_the_next_run() -> None:
    bring_in(standard("Lantern Works Ltd"))
    import_registers(REGISTERS, now=timezone.now())
    assert bring_in(standard("Lantern Works Ltd")).created["questions"] == 1
    question = ListQuestion.objects.get()
    assert question.reason == "The list providers.csv has Lantern Works Limited (90000001)"
    assert question.listed.organisation.delivers == []  # a question, not a fact


def test_nothing_is_asked_that_a_person_has_said() -> None:
    import_registers(REGISTERS, now=timezone.now())
    group = GroupFactory(occupation=OccupationFactory(reference="ST9001"))
    said = OrganisationFactory(name="Lantern Works Ltd", delivers=[Delivers.TRAINING])
    eligible_member(group=group, organisation=said)
    eligible_member(
        group=group,
        organisation=OrganisationFactory(name="Lantern College", kind=OrganisationKind.HIGHER_EDUCATION),
    )
    assert bring_in(standard("Lantern Works Ltd", "Lantern College")).created["questions"] == 0


# --- answered --------------------------------------------------------------------------------------------------------
def say(question, what, *, kind="", seen="", by=None):
    group = question.listed.group
    said = [Said(question.pk, what, seen, kind)]
    answer(group=group, said=said, by=by or make_user("sayer@example.org"), now=timezone.now())
    question.refresh_from_db()
    return Organisation.objects.get(pk=question.listed.organisation_id)


def test_an_answer_makes_an_organisation_what_it_is_and_can_be_taken_back() -> None:
    question, user = ListQuestionFactory(), make_user("chair@example.org")
    assert (
        say(question, DoubtAnswer.NO, kind=OrganisationKind.SECTOR_BODY, by=user).kind == OrganisationKind.SECTOR_BODY
    )
    assert (question.answered_by, question.history.first().history_user) == (user, user)
    assert say(question, DoubtAnswer.YES, seen=DoubtAnswer.NO, by=user).kind == OrganisationKind.EMPLOYER


def test_a_name_of_nobody_is_struck_off_and_can_come_back() -> None:
    question = ListQuestionFactory()
    say(question, DoubtAnswer.NO_BODY)
    assert ListedEmployer.objects.get().struck_on == today()
    say(question, DoubtAnswer.YES, seen=DoubtAnswer.NO_BODY, by=question.answered_by)
    assert ListedEmployer.objects.get().struck_on is None


@pytest.mark.parametrize(("doubt", "delivered"), [(Doubt.PROVIDER, Delivers.TRAINING), (Doubt.EPAO, Delivers.EPA)])
def test_only_a_person_says_that_an_employer_delivers(doubt: Doubt, delivered: Delivers) -> None:
    question, user = ListQuestionFactory(doubt=doubt), make_user("chair@example.org")
    assert say(question, DoubtAnswer.YES, by=user).delivers == [delivered]
    assert say(question, DoubtAnswer.NO, seen=DoubtAnswer.YES, by=user).delivers == []
    assert question.listed.organisation.kind == OrganisationKind.EMPLOYER


def test_no_takes_nothing_away_that_another_way_has_said() -> None:
    question = ListQuestionFactory(
        doubt=Doubt.EPAO, listed=ListedEmployerFactory(organisation=OrganisationFactory(delivers=[Delivers.EPA]))
    )
    assert say(question, DoubtAnswer.NO).delivers == [Delivers.EPA]


def test_who_answers_second_sees_what_the_first_said_and_changes_nothing() -> None:
    question = ListQuestionFactory()
    say(question, DoubtAnswer.YES)
    with pytest.raises(StaleForm) as stale:
        say(question, DoubtAnswer.NO, kind=OrganisationKind.OTHER, by=question.answered_by)
    assert stale.value.theirs == [(question.listed.name, "Yes")]
    assert stale.value.mine == [(question.listed.name, "No")]
    assert Organisation.objects.get().kind == OrganisationKind.EMPLOYER


def test_nothing_is_answered_once_support_is_withdrawn() -> None:
    question = ListQuestionFactory(listed__group=GroupFactory(support_withdrawn_on=today()))
    with pytest.raises(Conflict):
        say(question, DoubtAnswer.YES)


# --- the pages -------------------------------------------------------------------------------------------------------
@pytest.fixture
def led(client):
    """A group with its chair signed in."""
    group, user = GroupFactory(), make_user("chair@example.org")
    member = eligible_member(group=group, person__user=user)
    ChairAppointmentFactory(group=group, person=member.person, confirmed=True)
    client.force_login(user)
    return group


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_names_employers_and_what_is_asked_in_a_fixed_number_of_statements(
    client, led, number, django_assert_num_queries
) -> None:
    for question in ListQuestionFactory.create_batch(number, listed__group=led):
        ListQuestionFactory(listed=question.listed, doubt=Doubt.EPAO, answered=True)
    with django_assert_num_queries(9):  # session, user, group, counts; pages, rows, questions; two of registers
        page = " ".join(client.get(reverse("lists:listed", args=[led.pk])).content.decode().split())
    assert page.count("Invite somebody") == number
    assert f"names {number} employer" in page
    assert page.count("To answer") == page.count("Change<") == number


def test_the_list_can_be_narrowed_and_downloaded(client, led) -> None:
    question = ListQuestionFactory(listed__group=led, listed__name="=Lantern", listed__text="=Lantern (chair)")
    ListedEmployerFactory(group=led, name="Birch", struck_on=today())
    url = reverse("lists:listed", args=[led.pk])
    found = {show: client.get(url, {"show": show}).content.decode() for show in ("asked", "nobody", "struck", "odd")}
    assert ["Birch" in page for page in found.values()] == [False, False, True, True]
    assert "Birch" in client.get(url, {"show": "struck"}).content.decode()
    text = b"".join(client.get(reverse("lists:listed_csv", args=[led.pk]))).decode("utf-8-sig")
    lines = text.splitlines()
    assert lines[2].startswith("Birch,") and "Struck off" in lines[2]
    assert lines[1].startswith("'=Lantern,'=Lantern (chair),Employer,No,1,,lists.json")
    assert question.listed.organisation.kind == "employer"


def test_a_group_without_a_list_says_so(client, led) -> None:
    page = client.get(reverse("lists:listed", args=[led.pk])).content.decode()
    assert "No published list names employers of this group." in page
    assert "Every question" in client.get(reverse("lists:list_questions", args=[led.pk])).content.decode()


def test_the_chair_answers_some_questions_and_leaves_others(client, led) -> None:
    first, second = ListQuestionFactory.create_batch(2, listed__group=led)
    url = reverse("lists:list_questions", args=[led.pk])
    assert client.get(url).content.decode().count("an employer?") == 2
    sent = {"question": [first.pk, second.pk], f"q{first.pk}-answer": "no", f"q{first.pk}-kind": "sector_body"}
    response = client.post(url, sent, follow=True)
    assert "Your answer is kept." in response.content.decode()
    first.refresh_from_db(), second.refresh_from_db()
    assert (first.answer, second.answer) == ("no", "")
    assert first.listed.organisation.kind == OrganisationKind.SECTOR_BODY


def test_an_incomplete_answer_is_shown_again_and_nothing_is_saved(client, led) -> None:
    first, second = ListQuestionFactory.create_batch(2, listed__group=led)
    url = reverse("lists:list_questions", args=[led.pk])
    sent = {
        "question": [first.pk, second.pk, "x", "9" * 30],
        f"q{first.pk}-answer": "yes",
        f"q{second.pk}-answer": "no",
    }
    response = client.post(url, sent)
    assert response.status_code == 422
    assert f"Choose what kind of body {second.listed.name} is" in response.content.decode()
    assert not ListQuestion.objects.exclude(answer="").exists()
    nothing = client.post(url, {"question": [first.pk]})
    assert (nothing.status_code, "no question was answered" in nothing.content.decode()) == (422, True)


def test_an_answer_is_changed_and_told_in_the_timeline(client, led) -> None:
    question = ListQuestionFactory(listed__group=led, answered=True)
    url = reverse("lists:list_question", args=[led.pk, question.pk])
    assert "answered on" in client.get(url).content.decode()
    assert client.post(url, {f"q{question.pk}-seen": "yes"}).status_code == 422
    sent = {f"q{question.pk}-answer": "no_body", f"q{question.pk}-seen": "yes"}
    assert client.post(url, sent).status_code == 302
    page = client.get(led.get_absolute_url()).content.decode()
    assert f"Answered about a listed employer: {question.listed.name}" in page


def test_an_invitation_starts_from_the_listed_employer(client, led) -> None:
    row = ListedEmployerFactory(group=led, name="Lantern Works")
    link = f"{reverse('members:invite', args=[led.pk, 'employer'])}?organisation={row.organisation_id}"
    assert f'href="{link}"' in client.get(reverse("lists:listed", args=[led.pk])).content.decode()
    assert row.organisation.name in client.get(link).content.decode()


def test_an_invitation_starts_from_no_organisation_of_another_group(client, led) -> None:
    other = ListedEmployerFactory().organisation
    url = reverse("members:invite", args=[led.pk, "employer"])
    for key in (other.pk, "x", "9" * 30):
        assert other.name not in client.get(url, {"organisation": key}).content.decode()


def test_the_members_page_leads_to_the_list(client, led) -> None:
    url = reverse("lists:listed", args=[led.pk])
    assert url not in client.get(reverse("overview:members", args=[led.pk])).content.decode()
    ListedEmployerFactory(group=led)
    assert url in client.get(reverse("overview:members", args=[led.pk])).content.decode()
