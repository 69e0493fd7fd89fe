"""Writes the kept rows: two of everything that the factories make. Run by `make kept-rows`, and not with the tests."""

import json

import pytest

from tests import factories, kept
from tests.test_factories import ALL


@pytest.mark.django_db
def test_rows_are_written() -> None:
    for make in ALL:
        make.create_batch(2)
    factories.EnquiryFactory(accepted=True)
    factories.MembershipSubmissionFactory(decided=True)
    factories.eligible_member(adviser=True)
    factories.eligible_chair()
    for model in kept.our_models():
        if hasattr(model, "history") and (row := model._base_manager.first()):
            row.save()
    content = kept.dump()
    assert len(content["rows"]) > 120
    kept.FILE.write_text(json.dumps(content, indent=0, ensure_ascii=False, sort_keys=True) + "\n")
