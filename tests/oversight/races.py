"""Several jobs at the same moment."""

import threading

from django.db import connections


def in_two_connections(*jobs):
    """Run the jobs at once, each in a thread with a connection of its own; what they return or raise, in order."""
    barrier, answers = threading.Barrier(len(jobs)), [None] * len(jobs)

    def run(place, job):
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
