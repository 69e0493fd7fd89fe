"""Structured logs: what happened, with ids; never who a person is or what opens a door."""

import re
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

ADDRESS = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+\.[^\s@<>\"']+")
# a part of a path as long as an invitation's or a reset's key, and no file of a traceback
TOKEN = re.compile(r"(?<=/)[^/\s?#\"']{20,}+(?<!\.py)")
PERSONAL = ("user_agent", "ip")
# The formatter that structlog would choose prints local variables: personal data, and half a second a line.
PLAIN = structlog.dev.plain_traceback


def masked(text: str) -> str:
    """The text without addresses of people and without parts of paths that could be keys."""
    return TOKEN.sub("...", ADDRESS.sub("...", text))


def without_secrets(_logger: object, _method: str, event: EventDict) -> EventDict:
    """Leaves out addresses of people and machines, queries, and parts of paths that could be keys."""
    for name in PERSONAL:
        event.pop(name, None)
    if isinstance(path := event.get("request"), str):
        event["request"] = path.split("?")[0]
    return {name: masked(value) if isinstance(value, str) else value for name, value in event.items()}


SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
]


def configure(*, as_json: bool) -> dict[str, Any]:
    """Set structlog up and return Django's LOGGING: one JSON object a line, or lines for a person to read."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    end: list[Processor] = (
        [structlog.processors.format_exc_info, without_secrets, structlog.processors.JSONRenderer()]
        if as_json
        else [without_secrets, structlog.dev.ConsoleRenderer(colors=False, exception_formatter=PLAIN)]
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": SHARED,
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, *end],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"portal": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "portal"}},
        "root": {"handlers": ["console"], "level": "INFO"},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "django.server": {"handlers": [], "level": "INFO", "propagate": True},
        },
    }
