"""Tagged PDF files, typeset by Typst from a template of the project and data.

What people typed reaches the template as data and is shown as text: no name can bring markup along. Fonts are the
server's own and, where it has none, those in Typst's wheel; nothing is fetched.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

import structlog
import typst
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse

from portal.exports import attach

log = structlog.get_logger(__name__)
ROOT = settings.BASE_DIR / "templates"  # no template reads a file outside it
TEMPLATE = "pdf/report.typ"
ACCESSIBLE: Final = "ua-1"


def report(data: Mapping[str, Any]) -> bytes:
    """A report as PDF/UA-1: A4, tagged, with title and language (British English).

    `data`: `title`, `caption` (above it), `wide` (on its side), `sections`, each with `heading`, `level` (2 or 3) and,
    where wanted, `facts` (pairs of key and value), `text` (paragraphs), `points` (a list) and `table` (`name`, `widths`
    in shares, `header`, `rows`; a cell is a list of pairs of style and text, style one of strong, plain, small, date).
    """
    text = json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False)
    options: dict[str, Any] = {"root": ROOT, "font_paths": _fonts(), "sys_inputs": {"data": text}}
    try:
        return typst.compile(ROOT / TEMPLATE, output=None, pdf_standards=[ACCESSIBLE], **options)
    except typst.TypstError as error:
        # a character that no font here has: the standard refuses the file, and a file with a gap is better than none
        log.warning("pdf not to the standard", standard=ACCESSIBLE, error=error.message.partition("`")[0])
        return typst.compile(ROOT / TEMPLATE, output=None, **options)


def download(name: str, data: Mapping[str, Any]) -> HttpResponse:
    """The report as a file to save, `name` without its ending."""
    return attach(HttpResponse(report(data), content_type="application/pdf"), f"{name}.pdf")


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Found once a process: looking through the server's folders takes longer than a page."""
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)
