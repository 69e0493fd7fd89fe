"""The components of a page: `{% load portal %}`. docs/frontend.md shows each in use."""

from collections.abc import Iterable
from datetime import date, datetime

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal import parameters, text
from portal.forms import error_list, has_errors

register = template.Library()
COMPONENTS = "components/"
FRONTEND_SUPPORTED = (
    "document.body.className += ' js-enabled' + "
    "('noModule' in HTMLScriptElement.prototype ? ' govuk-frontend-supported' : '');"
)
BANNER_TITLES = {"success": "Success", "warning": "Important", "error": "There is a problem", "info": "Important"}


@register.inclusion_tag(COMPONENTS + "button.html")
def button(
    text: str,
    href: str = "",
    variant: str = "",
    name: str = "",
    value: object = "",
    disabled: bool = False,
    form: str = "",
    hidden: str = "",
) -> dict[str, object]:
    """A submit button that ignores a double click; with `href` a link. `variant`: secondary, warning or inverse.
    `form` is the id of a form elsewhere on the page, `hidden` a text for screen readers after the button's own."""
    classes = "govuk-button" + (f" govuk-button--{variant}" if variant else "")
    more = {"disabled": disabled, "form": form, "hidden": hidden, "classes": classes}
    return {"text": text, "href": href, "name": name, "value": value, **more}


@register.inclusion_tag(COMPONENTS + "tag.html")
def tag(text: object, colour: str = "") -> dict[str, object]:
    """`colour`: grey, green, teal, blue, purple, magenta, red, orange or yellow; none is blue."""
    return {"text": text, "colour": colour}


@register.inclusion_tag(COMPONENTS + "task_list.html")
def task_list(items: Iterable[dict], prefix: str = "task-list") -> dict[str, object]:
    """Dicts of `title`, `status` and, where wanted, `href`, `colour` (of the status), `hint`."""
    blank = {"href": "", "status": "", "colour": "", "hint": ""}
    numbered = [{**blank, **item, "id": f"{prefix}-{number}"} for number, item in enumerate(items, 1)]
    return {"items": numbered}


@register.inclusion_tag(COMPONENTS + "summary_list.html")
def summary_list(rows: Iterable[dict], no_border: bool = False) -> dict[str, object]:
    """Dicts of `key`, `value` and `actions` (dicts of `href`, `text`, `hidden`: what it changes, if unseen)."""
    blank_action = {"hidden": ""}
    full = [
        {"value": "", **row, "actions": [{**blank_action, **action} for action in row.get("actions") or []]}
        for row in rows
    ]
    return {"rows": full, "any_actions": any(row["actions"] for row in full), "no_border": no_border}


@register.inclusion_tag(COMPONENTS + "report.html")
def report(sections: Iterable[dict]) -> dict[str, object]:
    """The sections of a report as the page shows them; what each holds, `portal.pdf.report` says."""
    full = [{"level": 2, "facts": (), "text": (), "points": (), "table": None, **part} for part in sections]
    for part in full:
        if table := part["table"]:
            rows = [list(zip(table["header"], row, strict=True)) for row in table["rows"]]
            part["table"] = {**table, "labelled": rows}
    return {"sections": full}


@register.inclusion_tag(COMPONENTS + "back_link.html")
def back_link(href: str, text: str = "Back") -> dict[str, str]:
    """Stands in the block `before_content`."""
    return {"href": href, "text": text}


@register.inclusion_tag(COMPONENTS + "breadcrumbs.html")
def breadcrumbs(items: Iterable[dict]) -> dict[str, object]:
    """Dicts of `text` and `href`; one without `href` is this page."""
    return {"items": [{"href": "", **item} for item in items]}


@register.inclusion_tag(COMPONENTS + "pagination.html", takes_context=True)
def pagination(context: Context, page_obj: Page) -> dict[str, object]:
    """Links to the other pages of a list; keeps the other parameters of the URL. Nothing for a single page."""
    paginator = page_obj.paginator
    if paginator.num_pages < 2:
        return {"items": []}

    def href(number: int | str) -> str:
        return _url_with(context, page=number)

    items = [
        {
            "ellipsis": number == paginator.ELLIPSIS,
            "current": number == page_obj.number,
            "number": number,
            "href": href(number),
        }
        for number in paginator.get_elided_page_range(page_obj.number, on_each_side=1, on_ends=1)
    ]
    previous = href(page_obj.previous_page_number()) if page_obj.has_previous() else ""
    following = href(page_obj.next_page_number()) if page_obj.has_next() else ""
    return {"items": items, "previous": previous, "next": following}


@register.inclusion_tag(COMPONENTS + "sort_header.html", takes_context=True)
def sort_header(context: Context, label: str, key: str, numeric: bool = False, default: str = "") -> dict[str, object]:
    """A column's heading that sorts by `key` and, pressed again, the other way; goes back to page one.
    `default` is the list's order where the URL names none (the third argument of `portal.lists.sorting`)."""
    now = parameters.text(context["request"], "sort") or default
    href = _url_with(context, sort=f"-{key}" if now == key else key, page=None)
    aria_sort, arrow = {key: ("ascending", " ▲"), f"-{key}": ("descending", " ▼")}.get(now, ("none", ""))
    return {"label": label, "href": href, "aria_sort": aria_sort, "arrow": arrow, "numeric": numeric}


@register.inclusion_tag(COMPONENTS + "timeline.html")
def timeline(items: Iterable[dict], heading: str = "h3") -> dict[str, object]:
    """Dicts of `title` and, where wanted, `by`, `at` (a date or a time) and `text`; the newest first, as given."""
    blank = {"by": "", "at": None, "text": ""}
    full = [{**blank, **item} for item in items]
    for item in full:
        at = item["at"]
        item["iso"], item["shown"] = _machine_date(at), govuk_date(at)
    return {"items": full, "heading": heading}


def _machine_date(at: date | datetime | str | None) -> str:
    """As HTML's `datetime` has it, which knows no microseconds."""
    if isinstance(at, datetime):
        return at.isoformat(timespec="seconds")
    return at.isoformat() if isinstance(at, date) else str(at or "")


@register.simple_block_tag
def inset(content: SafeString) -> SafeString:
    """`{% inset %}…{% endinset %}`: text set off by a bar."""
    return _rendered("inset.html", content=content)


@register.inclusion_tag(COMPONENTS + "warning.html")
def warning(text: str) -> dict[str, str]:
    return {"text": text}


@register.inclusion_tag(COMPONENTS + "empty.html")
def empty(text: str, href: str = "", action: str = "") -> dict[str, str]:
    """What a list shows when nothing is in it: why, and one thing to do."""
    return {"text": text, "href": href, "action": action}


@register.inclusion_tag(COMPONENTS + "filter_select.html")
def filter_select(name: str, label: str, every: str, choices: Iterable[tuple], chosen: object) -> dict[str, object]:
    """One choice of a form that filters a list; `every` is the choice that leaves nothing out."""
    return {"name": name, "label": label, "any": every, "choices": choices, "chosen": chosen}


@register.inclusion_tag(COMPONENTS + "error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet, title: str = "There is a problem") -> dict[str, object]:
    """All errors of the forms given, each a link to its field; nothing where there are none. Goes above the heading."""
    return {"errors": error_list(*forms), "title": title}


@register.simple_tag
def field(bound_field: BoundField) -> SafeString:
    """One field of a form with its label, hint and error: `{% field form.name %}`."""
    return bound_field.as_field_group()


@register.inclusion_tag(COMPONENTS + "notifications.html", takes_context=True)
def notifications(context: Context) -> dict[str, object]:
    """The messages of django.contrib.messages as banners."""
    banners = []
    for number, message in enumerate(context.get("messages") or [], 1):
        level = message.level_tag
        title = BANNER_TITLES.get(level, "Important")
        banner_id = f"notification-{number}"
        banners.append({"success": level == "success", "title": title, "title_id": banner_id, "text": message.message})
    return {"banners": banners}


@register.simple_tag
def frontend_supported() -> SafeString:
    """GOV.UK Frontend's own script, letter by letter: the policy of the settings lets it run by its hash."""
    return SafeString(f"<script>{FRONTEND_SUPPORTED}</script>")


@register.simple_tag(takes_context=True)
def title_prefix(context: Context) -> str:
    """ "Error: " where a form of the page has errors: people who hear the title first should know."""
    return "Error: " if any(has_errors(value) for value in context.flatten().values()) else ""


@register.filter
def govuk_date(value: date | datetime | str | None) -> str:
    """2 June 2025; a time as 2 June 2025 at 3:04pm. Nothing for nothing."""
    if not value:
        return ""
    if not isinstance(value, datetime):
        return date_format(value, "j F Y") if isinstance(value, date) else str(value)
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    hour = local.strftime("%I").lstrip("0")
    return f"{date_format(local, 'j F Y')} at {hour}:{local:%M}{local:%p}".replace("AM", "am").replace("PM", "pm")


@register.filter
def plain_name(value: object) -> str:
    """A name in a mail to an address that nobody may have confirmed; "" where it leads elsewhere."""
    return text.plain_name(str(value or ""))


@register.filter
def prose(value: object) -> SafeString:
    """Text that somebody typed, with its line breaks."""
    return format_html('<div class="govuk-body app-prose">{}</div>', value or "")


def _url_with(context: Context, **changed: object) -> str:
    """This page's address with some parameters changed; None drops one."""
    dropped = [name for name, value in changed.items() if value is None]
    kept = {name: value for name, value in changed.items() if value is not None}
    return "?" + parameters.encoded(context["request"], without=dropped, **kept)


def _rendered(name: str, **context: object) -> SafeString:
    return render_to_string(COMPONENTS + name, context)
