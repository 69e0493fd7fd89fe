"""The demo's mail server: takes whatever the worker delivers and keeps it in files, one a message.

python -m demo.mailserver LISTENING_DESCRIPTOR FOLDER
"""

import asyncio
import signal
import socket
import sys
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

from demo import mailbox
from demo.state import shift_clock


class Keeper:
    """Answers for the server: every message is taken, once for each address."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        for address in envelope.rcpt_tos:
            mailbox.keep(self.folder, address, envelope.original_content or b"")
        return "250 Taken"


async def serve(listener: socket.socket, folder: Path) -> None:
    loop, end = asyncio.get_running_loop(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, end.set)
    server = await loop.create_server(lambda: SMTP(Keeper(folder), loop=loop), sock=listener)
    await end.wait()
    server.close()


if __name__ == "__main__":
    shift_clock()
    asyncio.run(serve(socket.socket(fileno=int(sys.argv[1])), Path(sys.argv[2])))
