"""Masking replaces what differs each time, and leaves what a person sees or where a link leads."""

import pytest

from portal.links import new_nonce, sign
from tests.pages.masking import FIRST_KEY, masked


@pytest.mark.parametrize(
    "line",
    [
        '<input name="csrfmiddlewaretoken" type="hidden" value="{}">',
        '<input name="form_token" type="hidden" value="{}">',
        '<script nonce="{}">',
        '<link href="/assets/portal.{}.css" rel="stylesheet">',
    ],
)
def test_what_is_made_anew_for_each_page_is_masked(line):
    first, second = (masked(line.format(made)) for made in ("a1b2c3d4e5f6", "0123456789ab"))
    assert first == second != line.format("a1b2c3d4e5f6")


def test_signed_link_is_masked_and_its_page_is_not():
    links = [f'<a href="/invitations/{sign("join", 7, new_nonce())}/">Join</a>' for _ in range(2)]
    assert [masked(link) for link in links] == ['<a href="/invitations/(signed)/">Join</a>'] * 2


def test_signed_part_of_a_query_is_masked():
    token = sign("join", 7, new_nonce()).replace(":", "%3A")
    assert masked(f"/accounts/login/?next=/invitations/{token}/") == "/accounts/login/?next=/invitations/(signed)/"


def test_keys_are_masked_and_told_apart():
    first, second = FIRST_KEY + 4, FIRST_KEY + 9
    links = "/members/{0}/ /members/{1}/ /members/{0}/end/"
    shown = masked(links.format(first, second))
    assert shown == "/members/(key 1)/ /members/(key 2)/ /members/(key 1)/end/"
    assert shown == masked(links.format(second, first))
    assert shown != masked(links.format(first, first))


@pytest.mark.parametrize(
    "line",
    [
        "<p>70 members, 7,000 employers, £70000.00, 10 March 2026 at 12:00pm</p>",
        '<a href="/groups/90001/members/">Members</a>',
        '<input name="stamp" type="hidden" value="0123456789abcdef">',
        "tel:07000000001",
        '<script src="/assets/portal.js" type="module">',
    ],
)
def test_everything_else_stays(line):
    assert masked(line) == line
