"""What a page of the table holds, read in one pass: its links, its forms, and where its HTML is not as it should be."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, cached_property
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
# elements that end a paragraph, whether somebody meant it or not
BLOCKS = {
    *("address", "article", "aside", "blockquote", "details", "dialog", "div", "dl", "fieldset", "figcaption"),
    *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p"),
    *("pre", "section", "table", "ul"),
}
INSIDE_TEXT = {"a", "abbr", "b", "cite", "code", "em", "i", "label", "small", "span", "strong", "time", "button"}
CHILDREN = {
    "ul": {"li", "script", "template"},
    "ol": {"li", "script", "template"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "colgroup", "thead", "tbody", "tfoot", "tr"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "tr": {"td", "th"},
    "select": {"option", "optgroup", "hr"},
}
PARENTS = {"li": {"ul", "ol", "menu"}, "dt": {"dl", "div"}, "dd": {"dl", "div"}, "legend": {"fieldset"}}
NOT_IN_ITSELF = {"a", "button", "form", "label", "main"}
POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "list", "form")
DAY = r"\d{4}-\d\d-\d\d"
TIME = r"\d\d:\d\d(:\d\d(\.\d{1,3})?)?"
DATETIME = re.compile(rf"{DAY}|{TIME}|{DAY}[T ]{TIME}(Z|[+-]\d\d:?\d\d)?|\d{{4}}(-\d\d)?|P\w+")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


class Page(HTMLParser):
    """`links` as (address, text), `forms` as (method, address); `faults` says what is wrong with the HTML, in words."""

    def __init__(self, address: str, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.address = address
        self.open: list[str] = []
        self.hrefs: list[str] = []
        self.forms: list[tuple[str, str]] = []
        self.ids: list[str] = []
        self.pointers: list[tuple[str, str]] = []
        self.headings: list[str] = []
        self.texts: list[str] = []  # of each heading, link and button that is open
        self.wrong: list[str] = []
        self.feed(text)
        self.close()

    # --- what HTMLParser calls ---
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._nesting(tag)
        self._attributes(tag, given, attrs)
        if tag == "a" and "href" in given:
            self.hrefs.append(given["href"])
        if tag == "form":
            self.forms.append((given.get("method", "get").lower(), given.get("action", "")))
        if tag == "button" and "formaction" in given:
            self.forms.append(("post", given["formaction"]))
        if tag in {*HEADINGS, "a", "button"}:
            self.texts.append("")
        if tag == "img" and self.texts:
            self.texts[-1] += given.get("alt", "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<path/>` of a picture, or a void element written as in XML."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.wrong.append(f"</{tag}> closes {self.open[-3:]}")
            if tag in self.open:
                while self.open[-1] != tag:
                    self.open.pop()
        if self.open:
            self.open.pop()
        if tag in {*HEADINGS, "a", "button"} and self.texts and not self.texts.pop().strip():
            self.wrong.append(f"<{tag}> without words")
        if tag in HEADINGS:
            self.headings.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts = [text + data for text in self.texts]

    # --- links and forms ---
    def links(self) -> set[str]:
        """Addresses of the portal's own pages, without the place on the page."""
        inner = {self._absolute(href) for href in self.hrefs}
        return {href for href in inner if href.startswith("/") and not href.startswith(("//", "/assets/"))}

    def posts(self) -> set[str]:
        return {self._absolute(action) for method, action in self.forms if method == "post"}

    def _absolute(self, href: str) -> str:
        return href if urlsplit(href).scheme else urldefrag(urljoin(self.address, href)).url

    # --- the HTML ---
    @cached_property
    def faults(self) -> list[str]:
        return [*self.wrong, *self._ids(), *self._order(), *(f"<{tag}> is not closed" for tag in self.open)]

    def _nesting(self, tag: str) -> None:
        parent = self.open[-1] if self.open else ""
        if tag in BLOCKS and "p" in self.open:
            self.wrong.append(f"<{tag}> in <p>")
        if tag in BLOCKS and parent in INSIDE_TEXT - {"a"}:
            self.wrong.append(f"<{tag}> in <{parent}>")
        if parent in CHILDREN and tag not in CHILDREN[parent]:
            self.wrong.append(f"<{tag}> in <{parent}>")
        if tag in PARENTS and parent not in PARENTS[tag]:
            self.wrong.append(f"<{tag}> in <{parent}>")
        if (tag in NOT_IN_ITSELF and tag in self.open) or (
            {tag, *self.open} >= {"a", "button"} and tag in {"a", "button"}
        ):
            self.wrong.append(f"<{tag}> in {self.open[-3:]}")

    def _attributes(self, tag: str, given: dict[str, str], attrs: list[tuple[str, str | None]]) -> None:
        self.wrong += [f"{name} twice on <{tag}>" for name, n in Counter(name for name, _ in attrs).items() if n > 1]
        if "id" in given:
            self.ids.append(given["id"])
            if not given["id"] or re.search(r"\s", given["id"]):
                self.wrong.append(f"id {given['id']!r} of <{tag}>")
        for name in POINTERS:
            self.pointers += [(name, target) for target in given.get(name, "").split()]
        if "datetime" in given and not DATETIME.fullmatch(given["datetime"]):
            self.wrong.append(f"datetime={given['datetime']!r}")
        if given.get("href", "").startswith("#") and len(given["href"]) > 1:
            self.pointers.append(("href", given["href"][1:]))

    def _ids(self) -> Iterator[str]:
        yield from (f"id {name!r} {n} times" for name, n in Counter(self.ids).items() if n > 1)
        known = set(self.ids)
        yield from (f"{name}={target!r} leads nowhere" for name, target in self.pointers if target not in known)

    def _order(self) -> Iterator[str]:
        if self.headings.count("h1") != 1:
            yield f"{self.headings.count('h1')} h1"
        for before, after in zip(["h1", *self.headings], self.headings, strict=False):
            if int(after[1]) > int(before[1]) + 1:
                yield f"<{after}> after <{before}>"


def is_page(text: str) -> bool:
    return text.lstrip()[:15].lower() == "<!doctype html>"


@cache
def read(address: str, text: str) -> Page:
    """Pages that hold the same are read once."""
    return Page(address, text)
