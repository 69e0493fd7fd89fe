import pytest
from django.db.models import CharField

from accounts.models import User
from portal.late import later, said
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_one_queryset_is_asked_with_other_values_each_time():
    ann, bob = UserFactory(), UserFactory()
    asked = User.objects.filter(email=later("email", CharField()))

    for user in (ann, bob, ann):
        with said(email=user.email):
            assert asked.get() == user


def test_statement_without_its_value_is_not_sent():
    asked = User.objects.filter(email=later("email", CharField()))
    with pytest.raises(LookupError):
        asked.first()
    with said(email="a@example.org"), pytest.raises(KeyError):
        User.objects.filter(email=later("other", CharField())).first()
