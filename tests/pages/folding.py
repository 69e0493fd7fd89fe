"""HTML as lines that tell what a browser shows: each block element on a line of its own, the words within as one line.

White space counts as it does in a browser: none at the edges of a block, one space between words however many there
were, and as it was written in `pre` and `textarea`. The order in which an element's attributes are written says
nothing, and neither does a line break within a tag.
"""

import re
from html import escape
from html.parser import HTMLParser

from tests.matrix_reading import VOID

# Elements that begin a line of their own in a browser, and what stands in a head, a list of choices or a table.
BLOCKS = {
    *("address", "article", "aside", "blockquote", "body", "br", "caption", "col", "colgroup", "dd", "details"),
    *("dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5"),
    *("h6", "head", "header", "hr", "html", "legend", "li", "link", "main", "meta", "nav", "noscript", "ol"),
    *("optgroup", "option", "p", "pre", "script", "section", "style", "summary", "table", "tbody", "td", "template"),
    *("tfoot", "th", "thead", "title", "tr", "ul"),
}
# Classes whose styles make a block of an element that stands in a line of words otherwise.
BLOCK_CLASSES = {"app-table__secondary"}
# They stand in a line of words, but what is within them is a block of its own.
BOXES = {"button", "select"}
AS_WRITTEN = {"pre", "textarea"}
SPACE = re.compile(r"[ \t\r\n\f]+")  # not the space that holds words together
HIDDEN_AFTER_SPACE = re.compile(r' (?:<input[^>]* type="hidden"[^>]*>)+$')
VISIBLE = str.maketrans({"\n": "⏎", "\r": None, "\xa0": "&nbsp;"})


def folded(html: str) -> str:
    """The lines of a page, each ended by a line break."""
    page = _Lines()
    page.feed(html)
    page.close()
    page.end_line()
    return "".join(f"{line}\n" for line in page.lines)


class _Lines(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line = ""  # the words and inline elements since the last block began or ended
        self.bare = True  # a space here would be the first thing in a block
        self.written: list[str] = []  # elements that are open in which white space counts
        self.spans: list[bool] = []  # those that are open: whether they are blocks

    # --- what HTMLParser calls ---
    def handle_decl(self, decl: str) -> None:
        self._own_line(f"<!{decl}>")

    def handle_comment(self, data: str) -> None:
        self._own_line(f"<!--{SPACE.sub(' ', data)}-->")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        text = f"<{tag}{_attributes(attrs)}>"
        if tag == "input" and ("type", "hidden") in attrs:
            self.line += text  # not shown: what stands before and after it stands side by side
            return
        self._tag(tag, text, is_block=tag == "span" and self._begins_block(attrs))
        if tag in BOXES:
            self.bare = True
        if tag in AS_WRITTEN:
            self.written.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag(tag, f"<{tag}{_attributes(attrs)}>" + ("" if tag in VOID else f"</{tag}>"))

    def handle_endtag(self, tag: str) -> None:
        if self.written and self.written[-1] == tag:
            self.written.pop()
        if tag in BOXES and not self.written:
            self.line = self.line.rstrip(" ")
        self._tag(tag, f"</{tag}>", is_block=tag == "span" and bool(self.spans) and self.spans.pop())

    def handle_data(self, data: str) -> None:
        if self.written:
            self.line += escape(data, quote=False).translate(VISIBLE)
            return
        text = SPACE.sub(" ", data)
        if self.bare or HIDDEN_AFTER_SPACE.search(self.line):
            text = text.lstrip(" ")
        if text:
            self.line += escape(text, quote=False).translate(VISIBLE)
            self.bare = False

    # --- lines ---
    def end_line(self) -> None:
        line = self.line if self.written else self.line.strip(" ")
        if line:
            self.lines.append(line)
        self.line, self.bare = "", True

    def _begins_block(self, attrs: list[tuple[str, str | None]]) -> bool:
        """Of a span that is opened."""
        self.spans.append(bool(BLOCK_CLASSES & {*(dict(attrs).get("class") or "").split()}))
        return self.spans[-1]

    def _tag(self, name: str, text: str, *, is_block: bool = False) -> None:
        if is_block or name in BLOCKS:
            self._own_line(text)
        else:
            self.line += text
            self.bare = False

    def _own_line(self, text: str) -> None:
        self.end_line()
        self.lines.append(text)


def _attributes(attrs: list[tuple[str, str | None]]) -> str:
    """By name; one without a value is there or not, and a list of classes has one space between two of them."""
    given = sorted((name, "" if value is None else value) for name, value in attrs)
    return "".join(f' {name}="{_value(name, value)}"' if value else f" {name}" for name, value in given)


def _value(name: str, value: str) -> str:
    text = " ".join(value.split()) if name in {"class", "d"} else value
    return escape(text).translate(VISIBLE)
