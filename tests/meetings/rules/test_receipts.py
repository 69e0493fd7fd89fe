import pytest

from meetings.rules.receipts import kind_of
from tests.meetings.receipts import JPEG, PDF, PNG


@pytest.mark.parametrize(("data", "kind"), [(PDF, "pdf"), (PNG, "png"), (JPEG, "jpg"), (JPEG + b"\0" * 20, "jpg")])
def test_receipts_are_known_by_their_content(data, kind):
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    "data",
    [
        b"",
        PNG[:-8],  # cut off
        JPEG[:-2],
        PDF.replace(b"%%EOF", b""),
        b"\x89PNG\r\n\x1a\n<svg onload=alert(1)>",
        b"<html>" + PNG,
        b"GIF89a" + b"\0" * 40,
        b"MZ" + b"\0" * 40,
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    ],
)
def test_anything_else_is_no_receipt(data):
    assert kind_of(data) == ""
