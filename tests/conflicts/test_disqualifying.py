"""Interests that keep somebody from being chair: the database and the rule say the same of every kind."""

from datetime import timedelta
from itertools import product

import pytest

from chairs.actions.confirmation_check import checked_interests
from conflicts.models import Interest
from portal.calendar import today
from tests.factories import DeclarationFactory, GroupFactory, InterestFactory, OrganisationFactory, PersonFactory

pytestmark = pytest.mark.django_db


def test_the_database_chooses_those_that_the_rule_does():
    group, person = GroupFactory(), PersonFactory()
    declaration = DeclarationFactory(group=group, person=person)
    kinds = product(("employer", "epao"), ([], ["training"]), (False, True), (None, False, True))
    organisations = [
        OrganisationFactory(kind=kind, delivers=delivers, may_profit=profits, employs_in_occupation=employs)
        for kind, delivers, profits, employs in kinds
    ]
    for nature, by_employment in product(("financial", "directorship", "other"), (False, True)):
        for organisation in (None, *organisations):
            InterestFactory(
                declaration=declaration, nature=nature, by_employment=by_employment, organisation=organisation
            )

    chosen = set(Interest.objects.disqualifying(today()))

    against = {entry.interest for entry in checked_interests(group, [person], today())[person.pk] if entry.is_against}
    assert chosen == against and 0 < len(chosen) < Interest.objects.count()


def test_one_that_ended_disqualifies_nobody():
    organisation = OrganisationFactory(kind="epao")
    interest = InterestFactory(nature="directorship", organisation=organisation, ended_on=today())
    assert not Interest.objects.disqualifying(today()).exists()
    assert list(Interest.objects.disqualifying(today() - timedelta(days=1))) == [interest]
