"""A person at a browser of their own: goes through pages by what they say, as a person does."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Locator, Page, expect

from portal.models import OutgoingMail
from tests.duties.helpers import answered
from tests.journeys.looks import Console, Looks

LINK = re.compile(r"http://\S+")
LINK_OVER_TLS = re.compile(r"https://\S+")


def spaced(text: str) -> re.Pattern[str]:
    """The whole text, whatever white space its template has between the words."""
    words = r"\s+".join(re.escape(word) for word in text.split())
    return re.compile(rf"^\s*{words}\s*$")


class Visitor:
    """Every step that ends on another page looks at that page. Names of links and buttons are their whole text."""

    def __init__(self, context: BrowserContext, looks: Looks, *, name: str, has_script: bool = True) -> None:
        self.name, self.context, self.looks, self.has_script = name, context, looks, has_script
        self.page: Page = context.new_page()
        self.console = Console(self.page)

    # --- going -------------------------------------------------------------------------------------------------------
    def opens(self, address: str) -> None:
        self.page.goto(address)
        self.looks_at_page()

    def follows(self, link: str, within: Locator | None = None) -> None:
        with self._to_another_page():
            self._named("link", link, within).click()

    def follows_work(self, what: str, step: str) -> None:
        """From the list of one's work, brought up to date, the step of the first row that says what."""
        answered()
        self.opens("/work/")
        with self._to_another_page():
            self.row(what).get_by_role("link").filter(has_text=step).first.click()

    def follows_due(self, what: str) -> None:
        """From the first page of somebody who is no official, brought up to date, where that is done."""
        answered()
        self.opens("/home/")
        with self._to_another_page():
            self.page.locator(".app-duties").get_by_role("link", name=what).first.click()

    def presses(self, button: str, within: Locator | None = None) -> None:
        """A button that sends a form, or a link that is dressed as one."""
        with self._to_another_page():
            self._named("button", button, within).click()

    def follows_mail(self, subject: str, to: str) -> None:
        """Opens the link in the newest mail of this subject to this address."""
        self.opens(link_in(mail_to(to, subject)))

    @contextmanager
    def _to_another_page(self) -> Iterator[None]:
        with self.page.expect_navigation():
            yield
        self.looks_at_page()

    def looks_at_page(self) -> None:
        """Nothing is wrong with this page, and the browser has nothing to say about it or the way here."""
        faults = self.looks.faults(self.page) if self.has_script else []
        assert not faults, "\n".join(faults)
        self.is_content()

    def is_content(self) -> None:
        complaints = self.console.complaints()
        assert not complaints, "\n".join(complaints)

    # --- answering ---------------------------------------------------------------------------------------------------
    def fills(self, **answers: str) -> None:
        """Types into fields by their names in the form."""
        for field, text in answers.items():
            self.page.locator(f"#id_{field}:visible, [name='{field}']:visible").first.fill(text)

    def fills_date(self, **answers: date) -> None:
        for field, day in answers.items():
            for part in ("day", "month", "year"):
                self.page.locator(f"[name='{field}-{part}']").fill(str(getattr(day, part)))

    def chooses(self, **answers: str) -> None:
        """Radios by their name in the form and the label of the answer; a select by the label of its option."""
        for field, label in answers.items():
            choice = self.page.locator(f"select[name='{field}']")
            if choice.count():
                choice.select_option(label=label)
            else:
                self.page.locator(f"label[for^='id_{field}']").get_by_text(label, exact=True).click()

    def ticks(self, *labels: str) -> None:
        for label in labels:
            self.page.get_by_role("checkbox", name=label).check()

    # --- seeing ------------------------------------------------------------------------------------------------------
    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)

    def does_not_see(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("body")).not_to_contain_text(text)

    def is_at(self, heading: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(heading)

    @property
    def path(self) -> str:
        return urlsplit(self.page.url).path

    def row(self, text: str) -> Locator:
        """The row of a table, or the item of a list of tasks, that says this."""
        return self.page.locator("tr, .govuk-task-list__item, .govuk-summary-list__row").filter(has_text=text).first

    def _named(self, role: str, name: str, within: Locator | None) -> Locator:
        """By the whole text, what only a screen reader says included."""
        whole = spaced(name)
        return (within or self.page).get_by_role(role).filter(has_text=whole).first


# --- mail ------------------------------------------------------------------------------------------------------------
def mail_to(address: str, subject: str) -> OutgoingMail:
    """The newest mail whose subject holds this text."""
    found = OutgoingMail.objects.filter(to=address, subject__icontains=subject).order_by("-pk").first()
    assert found, list(OutgoingMail.objects.values_list("to", "subject"))
    return found


def link_in(mail: OutgoingMail) -> str:
    (link,) = set(LINK.findall(mail.text))
    return link
