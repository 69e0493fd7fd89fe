"""Which process takes which test, where several share the work."""

import pytest
from xdist.scheduler import LoadScopeScheduling

# Files and folders whose tests share what takes long to make: one process takes them whole. They begin first, so that
# at the end no process waits for another's. None may empty the database: what follows needs the facts that ship.
TOGETHER = (
    *("tests/test_permission_matrix.py", "tests/demo/test_runner.py", "tests/demo/sample/", "tests/walk/"),
    "tests/installation/test_running.py",
)


class FilesThatShare(LoadScopeScheduling):
    """Together what shares, and else test by test, in the order of the collection."""

    def __init__(self, config: pytest.Config, log: object) -> None:
        config.option.loadscopereorder = False
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return next(filter(nodeid.startswith, TOGETHER), nodeid)


def first(item: pytest.Item) -> bool:
    """The key by which a list of tests is sorted so that those come first."""
    return not item.nodeid.startswith(TOGETHER)
