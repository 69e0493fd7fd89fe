"""One of several processes that assess a group, each by several threads at the same moment.

Run as `python -m tests.oversight.at_once GROUP DAY THREADS`: says "ready", and begins when a line comes in.
"""

import sys
from collections.abc import Sequence
from datetime import date
from threading import Barrier, Thread

import django


def main(arguments: Sequence[str]) -> None:
    django.setup()
    from django.db import connections

    from oversight.actions import sweep

    group, on, number = int(arguments[0]), date.fromisoformat(arguments[1]), int(arguments[2])
    barrier = Barrier(number + 1)

    def assess() -> None:
        barrier.wait()
        sweep([group], on=on)
        connections.close_all()

    threads = [Thread(target=assess) for _ in range(number)]
    for thread in threads:
        thread.start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    barrier.wait()
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main(sys.argv[1:])
