"""Which process takes which test, where several share the work."""

import pytest
from xdist.scheduler import LoadScopeScheduling

# Files whose tests share what takes long to make: one process takes them whole. They begin first, so that at the end
# no process waits for another's. None may empty the database: what follows in its process needs the facts that ship.
TOGETHER = (
    "tests/test_permission_matrix.py",
    "tests/demo/test_runner.py",
    "tests/demo/test_sample.py",
    "tests/demo/test_sample_days.py",
)


class FilesThatShare(LoadScopeScheduling):
    """Whole files where it pays, and else test by test, in the order of the collection."""

    def __init__(self, config: pytest.Config, log: object) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in TOGETHER else nodeid


def first(item: pytest.Item) -> bool:
    """The key by which a list of tests is sorted so that those files come first."""
    return item.nodeid.partition("::")[0] not in TOGETHER
