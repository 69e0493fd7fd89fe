import pytest

from portal.lists import paginate, sorting


@pytest.mark.parametrize(
    ("typed", "number"),
    [("2", 2), ("", 1), ("x", 1), ("0", 1), ("-1", 1), ("99", 4), ("9" * 5000, 4), ("\u00b2", 1), ("1.5", 1), ("'", 1)],
)
def test_whatever_page_is_asked_for_some_page_comes(rf, typed, number):
    assert paginate(rf.get("/", {"page": typed}), range(100)).number == number


def test_an_empty_list_has_one_empty_page(rf):
    page = paginate(rf.get("/"), [])
    assert (page.number, list(page)) == (1, [])


@pytest.mark.parametrize(
    ("asked", "order"),
    [
        ({}, ("-group__days", "pk")),
        ({"sort": "name"}, ("name", "pk")),
        ({"sort": "-name"}, ("-name", "pk")),
        ({"sort": "password"}, ("-group__days", "pk")),
        ({"sort": "--name"}, ("-group__days", "pk")),
        ({"sort": ""}, ("-group__days", "pk")),
    ],
)
def test_only_allowed_keys_sort(rf, asked, order):
    assert sorting(rf.get("/", asked), {"name": "name", "days": "group__days"}, "-days") == order
