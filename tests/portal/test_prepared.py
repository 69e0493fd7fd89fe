from threading import Thread

import pytest
from django.db import connection
from django.db.models import CharField

from accounts.models import User
from portal.prepared import PreparedQuery, parameter
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_statement_is_made_once_and_asked_with_other_values_each_time():
    ann, bob = UserFactory(), UserFactory()
    built = []

    def build():
        built.append(1)
        return User.objects.filter(email=parameter("email", CharField()), name=parameter("name", CharField()))

    of_address = PreparedQuery(build)

    assert [of_address.rows(email=user.email, name=user.name) for user in (ann, bob, ann)] == [[ann], [bob], [ann]]
    assert of_address.rows(email=ann.email, name=bob.name) == []
    assert len(built) == 1


def test_each_thread_has_its_own():
    """A connection belongs to the thread that opened it."""
    compilers = []
    statement = PreparedQuery(lambda: User.objects.filter(email=parameter("email", CharField())))

    def ask() -> None:
        compilers.append(statement._queryset().query.get_compiler().connection)

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    ask()
    assert compilers[0] is not compilers[1]
    assert compilers[1].alias == connection.alias


def test_statement_without_its_value_is_not_sent():
    with pytest.raises(KeyError):
        PreparedQuery(lambda: User.objects.filter(email=parameter("email", CharField()))).rows()
