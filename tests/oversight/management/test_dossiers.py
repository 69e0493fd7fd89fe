"""assess, import_group and export_group from the command line."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from groups.models import Group
from guidance.assessment import assess
from members.models import Membership, Organisation, Person
from occupations.models import Occupation
from tests.factories import GroupFactory, InvitationFactory, PersonFactory
from tests.oversight.sample import dossier

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    def write(told, name="group.json"):
        path = tmp_path / name
        path.write_text(told if isinstance(told, str) else json.dumps(told))
        return path

    return write


def run(*args, **options):
    out = StringIO()
    call_command(*args, stdout=out, **options)
    return out.getvalue()


def refused(*args, **options):
    with pytest.raises(CommandError) as caught:
        run(*args, **options)
    assert caught.value.returncode == 2
    assert "\n" not in str(caught.value)
    return str(caught.value)


# --- assess ----------------------------------------------------------------------------------------------------------
def test_assess_answers_in_the_dossiers_own_ids(file):
    answer = json.loads(run("assess", file(dossier(9)), as_of="2026-03-01"))

    assert (answer["group"], answer["policy"], answer["as_of"]) == ("TB9001", "skills-england-2025-06", "2026-03-01")
    assert answer["gates"]["membership"] == {"ready": False, "blockers": ["group.size"]}
    size = next(one for one in answer["findings"] if one["rule"] == "group.size")
    assert size["detail"] == "9 members; 10 to 20 expected"
    assert "Trailblazer group membership" in size["source"]
    subjects = [one["subject"] for one in answer["findings"] if one["rule"] == "member.two_years"]
    assert subjects == [f"p{number:02}" for number in range(1, 10)]
    assert answer["risks"][0]["risk"] == "risk.proposal_late"


def test_assess_works_beside_the_same_group_and_keeps_nothing(file):
    path = file(dossier(2))
    run("import_group", path)
    counts = [model.objects.count() for model in (Group, Person, Organisation, Membership)]

    assert json.loads(run("assess", path, as_of="2026-03-01"))["group"] == "TB9001"
    assert [model.objects.count() for model in (Group, Person, Organisation, Membership)] == counts


def test_assess_tells_several_files_one_a_line(file):
    other = dossier(1, reference="TB9002")
    lines = run("assess", file(dossier(1), "a.json"), file(other, "b.json"), as_of="2026-03-01").splitlines()
    assert [json.loads(line)["group"] for line in lines] == ["TB9001", "TB9002"]


def test_assess_ends_at_the_first_wrong_file(file):
    assert refused("assess", file(dossier(1), "a.json"), file("{", "b.json")).startswith("b.json: $: expected JSON")


def test_assess_tells_the_files_before_the_wrong_one_and_none_after(file):
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("assess", file(dossier(1), "a.json"), file("{", "b.json"), file(dossier(1), "c.json"), stdout=out)
    assert [json.loads(line)["group"] for line in out.getvalue().splitlines()] == ["TB9001"]


@pytest.mark.parametrize("day, code", [("2025-06-01", "ifate-2023-11"), ("2025-06-02", "skills-england-2025-06")])
def test_assess_under_the_policy_in_force_on_the_day(file, day, code):
    assert json.loads(run("assess", file(dossier(1)), as_of=day))["policy"] == code


def test_assess_joins_nobody_who_is_there(file):
    """The same person and employer elsewhere, of whom a rule is not met, change nothing; nor are they changed."""
    path = file(dossier(10))
    alone = run("assess", path, as_of="2026-03-01")
    other = dossier(10, reference="TB9002")
    other["declarations"] = [
        {"person": "p01", "declared_on": "2026-02-01", "interests": [{"nature": "financial", "description": "x"}]}
    ]
    run("import_group", file(other, "other.json"))
    Person.objects.filter(email="p01@example.org").update(name="Kept Name")
    assert run("assess", path, as_of="2026-03-01") == alone
    assert Person.objects.get(email="p01@example.org").name == "Kept Name"
    assert Person.objects.count() == 10


def test_assess_with_another_policy(file):
    path = file(dossier(1))
    assert json.loads(run("assess", path, as_of="2026-03-01", policy="ifate-2023-11"))["policy"] == "ifate-2023-11"
    assert "nonsense" in refused("assess", path, policy="nonsense")


def test_assess_today_in_london(file, time_machine):
    time_machine.move_to("2026-06-30T23:30:00Z")
    assert json.loads(run("assess", file(dossier(1))))["as_of"] == "2026-07-01"


@pytest.mark.parametrize(
    "day, words", [("2023-10-31", "No policy was in force on 2023-10-31"), ("yesterday", "--as-of: expected a date")]
)
def test_assess_on_a_day_that_cannot_be(file, day, words):
    assert words in refused("assess", file(dossier(1)), as_of=day)


# --- import and export -----------------------------------------------------------------------------------------------
def test_import_keeps_history_by_the_account_import(file):
    assert run("import_group", file(dossier(2))) == "Imported Example group (TB9001)\n"

    group = Group.objects.get()
    assert group.history.get().history_user.name == "import"
    membership = group.memberships.first()
    assert membership.history.get().history_user.name == "import"
    assert membership.statements.first().history.get().history_change_reason == "Imported from a dossier"


def test_imported_group_is_answered_as_its_dossier_is(file):
    path = file(dossier(3))
    told = json.loads(run("assess", path, as_of="2026-03-01"))
    run("import_group", path)
    result = assess(Group.objects.get().pk, date(2026, 3, 1))

    assert [(one.rule, one.status) for one in result.findings] == [
        (one["rule"], one["status"]) for one in told["findings"]
    ]


def test_import_refuses_a_group_that_is_there(file):
    path = file(dossier(1))
    run("import_group", path)
    assert "TB9001 is there already; --replace replaces it" in refused("import_group", path)


def test_import_replaces_and_joins_what_is_alike(file):
    run("import_group", file(dossier(3)))
    before = Group.objects.get()
    run("import_group", file(dossier(2, name="Renamed")), replace=True)

    group = Group.objects.get()
    assert (group.pk, group.name, group.memberships.count()) == (before.pk, "Renamed", 2)
    assert group.changed_at > before.changed_at
    assert (Person.objects.count(), Organisation.objects.count()) == (3, 4)  # nobody twice, nobody lost


def test_import_does_not_replace_what_was_worked_on(file):
    path = file(dossier(1))
    run("import_group", path)
    group = Group.objects.get()
    InvitationFactory(group=group, accepted_at="2026-01-01T00:00Z", membership=group.memberships.get())
    assert "cannot be replaced" in refused("import_group", path, replace=True)
    assert group.memberships.count() == 1


def test_import_joins_a_person_by_the_address(file):
    known = PersonFactory(user=None, name="Former Name", email="p01@example.org")
    run("import_group", file(dossier(1)))
    known.refresh_from_db()
    assert (known.name, known.memberships.count()) == ("Person p01", 1)


def test_import_refuses_one_address_of_two_people(file):
    told = dossier(2)
    told["people"][1]["email"] = "P01@example.org"
    assert "$.people[1].email" in refused("import_group", file(told))
    assert not Group.objects.exists()


def test_import_does_not_change_the_map(file):
    occupation = {"title": "Example technician", "level": 3, "route": "Digital", "reference": "ST9001"}
    run("import_group", file(dossier(1, occupation=occupation)))
    again = dossier(1, reference="TB9002", occupation=occupation | {"level": 4})
    assert "$.group.occupation.level: expected what the map says of ST9001" in refused("import_group", file(again))


def test_export_of_no_group():
    assert refused("export_group", "TB0000") == "There is no group TB0000"


@pytest.mark.parametrize("told, expected", [({}, (None, None)), ({"regulated": False}, (False, None))])
def test_import_says_of_a_new_occupation_what_the_dossier_says(file, told, expected):
    occupation = {"title": "Example technician", "level": 3, "route": "Digital", "reference": "ST9001"}
    run("import_group", file(dossier(1, occupation=occupation | told)))
    made = Occupation.objects.get()
    assert (made.regulated, made.professional_status) == expected


def test_import_completes_what_the_map_does_not_know_and_contradicts_nothing(file):
    occupation = {"title": "Example technician", "level": 3, "route": "Digital", "reference": "ST9001"}
    run("import_group", file(dossier(1, occupation=occupation)))
    second = dossier(1, reference="TB9002", occupation=occupation | {"regulated": True})
    run("import_group", file(second))
    made = Occupation.objects.get()
    assert (made.regulated, made.professional_status) == (True, None)
    assert made.history.first().history_change_reason == "Imported from a dossier"
    third = dossier(1, reference="TB9003", occupation=occupation | {"regulated": False})
    assert "$.group.occupation.regulated: expected what the map says" in refused("import_group", file(third))


def test_export_leaves_out_what_nobody_said_of_the_occupation():
    group = GroupFactory(occupation__regulated=None, occupation__professional_status=True)
    told = json.loads(run("export_group", group.reference))["group"]["occupation"]
    assert "regulated" not in told and told["professional_status"] is True


def test_export_of_an_occupation_without_level():
    group = GroupFactory(occupation__level=None)
    assert "$.group.occupation.level" in refused("export_group", group.reference)


def test_export_to_a_file_can_be_assessed(file, tmp_path):
    run("import_group", file(dossier(2)))
    path = tmp_path / "out.json"
    assert run("export_group", "TB9001", output=path) == ""
    answer = json.loads(run("assess", path, as_of="2026-03-01"))
    assert {one["subject"] for one in answer["findings"] if one["subject"]} == {"p01@example.org", "p02@example.org"}
