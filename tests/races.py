"""Several acts at the same moment, each in a thread with a connection of its own."""

import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from unittest.mock import patch

from django.db import connections

from portal import history
from portal.exceptions import Conflict, NotReady

DONE, REFUSED = "done", "refused"
A_MOMENT = 0.3  # seconds
Act = Callable[[], Any]


def in_two_connections(*jobs: Act) -> list[Any]:
    """Run the jobs at once; what they return or raise, in order."""
    barrier, answers = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(place: int, job: Act) -> None:
        barrier.wait()
        try:
            answers[place] = job()
        except Exception as error:  # the test looks at it
            answers[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(jobs)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return answers


def abreast(*acts: Act) -> list[str]:
    """What became of each act, "done" or "refused", where only a lock can keep them apart.

    Before its first row of history each waits for the others to be about to write theirs, too: without a lock all
    have read by then what none has written. With one they wait in vain, for a moment.
    """
    meet, write, here = threading.Barrier(len(acts)), history.save, threading.local()

    def save(*args: Any, **kwargs: Any) -> Any:
        if not hasattr(here, "has_met"):
            here.has_met = True
            with suppress(threading.BrokenBarrierError):
                meet.wait(A_MOMENT)
        return write(*args, **kwargs)

    with patch.object(history, "save", save):
        return [_outcome(answer) for answer in in_two_connections(*acts)]


def _outcome(answer: Any) -> str:
    """A gate that the other act has closed refuses as well; any other error is the test's to show."""
    if isinstance(answer, (Conflict, NotReady)):
        return REFUSED
    if isinstance(answer, Exception):
        raise answer
    return DONE
