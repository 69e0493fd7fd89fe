import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import InvalidToken

from accounts.actions import enrol_totp
from accounts.adapters import MFAAdapter
from tests.accounts.helpers import SECRET, make_official, make_user


def test_secret_comes_back_and_looks_different_each_time():
    adapter = MFAAdapter()
    first, second = adapter.encrypt(SECRET), adapter.encrypt(SECRET)
    assert first != second
    assert SECRET not in first
    assert adapter.decrypt(first) == adapter.decrypt(second) == SECRET


def test_secret_survives_a_new_key_while_the_old_one_is_named(settings):
    stored = MFAAdapter().encrypt(SECRET)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "y" * 50
    assert MFAAdapter().decrypt(stored) == SECRET
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        MFAAdapter().decrypt(stored)


@pytest.mark.django_db
def test_officials_keep_their_only_factor_and_others_may_part_with_it():
    person = make_user()
    factor = enrol_totp(user=person, secret=SECRET)
    assert MFAAdapter().can_delete_authenticator(factor)

    official = make_official()
    only = Authenticator.objects.get(user=official)
    codes = Authenticator.objects.create(user=official, type=Authenticator.Type.RECOVERY_CODES, data={})
    assert not MFAAdapter().can_delete_authenticator(only)
    assert MFAAdapter().can_delete_authenticator(codes)
    Authenticator.objects.create(user=official, type=Authenticator.Type.WEBAUTHN, data={})
    assert MFAAdapter().can_delete_authenticator(only)
