"""A mail server that listens."""

import email
from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller


class Postbox:
    """Takes every message, or first answers as `answers` says, one entry a message."""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.taken: list[email.message.Message] = []

    async def handle_RCPT(self, _server, _session, envelope, address, _options) -> str:
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server, _session, envelope) -> str:
        self.taken.append(email.message_from_bytes(envelope.content))
        return "250 taken"


class LoopbackController(Controller):
    def _trigger_server(self) -> None:  # the port was 0: ask which one it became
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def serve() -> Iterator[tuple[Postbox, int]]:
    """A postbox and the port at which it takes mail."""
    box = Postbox()
    server = LoopbackController(box, hostname="127.0.0.1", port=0)
    server.start()
    yield box, server.port
    server.stop()
