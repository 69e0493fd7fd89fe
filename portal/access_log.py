"""The web server's own log: which page, when, how long; never who, and never what opens a page."""

import logging
from typing import Any

from gunicorn.config import Config
from gunicorn.glogging import Logger

from portal.logs import masked

# what a line may hold, however its format is set; what is not here is written as a dash
HARMLESS = frozenset("tmsHbBTDMLp")


class Masked(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


class AccessLog(Logger):
    """Gunicorn's, with paths as the portal's own log has them: no query, no referring page, no address of a machine."""

    def setup(self, cfg: Config) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Masked(self.error_fmt, self.datefmt))

    def atoms(self, resp: Any, req: Any, environ: dict[str, Any], request_time: Any) -> dict[str, Any]:
        everything = super().atoms(resp, req, environ, request_time)
        path = masked(environ.get("RAW_URI", "").partition("?")[0])
        line = f"{everything['m']} {path} {everything['H']}"
        return {name: everything[name] for name in HARMLESS} | {"U": path, "r": line}
