"""Which organisations a group knows: those that any of its rows names, of whichever app."""

import pytest

from members.access import names_like
from members.actions.organisations import is_named_only_by, keep, named_in_group
from members.models import Organisation
from members.references import references_to
from portal.calendar import today
from tests.factories import (
    EngagementFactory,
    EpaoQuoteFactory,
    GroupFactory,
    InterestFactory,
    InvitationFactory,
    ListedEmployerFactory,
    MembershipFactory,
    OfficialFactory,
    OrganisationFactory,
    TravelClaimFactory,
)

pytestmark = pytest.mark.django_db
# what names an organisation, with how its factory is given the group
NAMING = [
    (InterestFactory, "declaration__group"),
    (TravelClaimFactory, "group"),
    (EngagementFactory, "group"),
    (InvitationFactory, "group"),
    (ListedEmployerFactory, "group"),
    (MembershipFactory, "group"),
    (EpaoQuoteFactory, "evidence__group"),
]
each_naming = pytest.mark.parametrize(("factory", "path"), NAMING, ids=[f._meta.model.__name__ for f, _ in NAMING])


def test_all_that_names_an_organisation_is_tried_here():
    assert {factory._meta.model for factory, _ in NAMING} == {row.model for row in references_to(Organisation)}


@each_naming
def test_a_group_knows_what_any_of_its_rows_names(factory, path):
    group, organisation = GroupFactory(), OrganisationFactory()
    factory(organisation=organisation, **{path: group})

    assert organisation in named_in_group(group)
    assert not named_in_group(GroupFactory()).exists()


@each_naming
def test_what_anything_else_names_is_not_named_only_by_an_interest(factory, path):
    interest = InterestFactory(organisation=OrganisationFactory())
    assert is_named_only_by(interest.organisation, interest)

    factory(organisation=interest.organisation, **{path: interest.declaration.group})
    assert not is_named_only_by(interest.organisation, interest)


def test_who_gave_a_quote_gets_no_second_row_when_its_person_is_invited():
    quote = EpaoQuoteFactory(organisation__name="Example Assessors Ltd")
    group = quote.evidence.group

    assert names_like(group, "example ass", on=today()) == ["Example Assessors Ltd"]
    kept = keep(group=group, name="EXAMPLE ASSESSORS LIMITED", details={}, by=OfficialFactory(), why="Test")
    assert kept == quote.organisation
