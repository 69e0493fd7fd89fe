"""Options of GOV.UK Frontend's fixtures as tags and templates of ours."""

from typing import Any

from tests.portal.govuk import NotOurs, only, template, text_of


def button(o: dict[str, Any]) -> str:
    only(o, "text", "href", "classes", "name", "value", "disabled", "preventDoubleClick", "type")
    variant = o.get("classes", "").removeprefix("govuk-button--")
    if " " in variant or ":" in variant or o.get("type", "submit") != "submit" or o.get("preventDoubleClick") is False:
        raise NotOurs(o)
    keys = {key: o[key] for key in ("text", "href", "name", "value", "disabled") if key in o}
    arguments = " ".join(f"{key}={key}" for key in keys)
    html = template("{% button " + arguments + " variant=variant %}", **keys, variant=variant)
    return html if "preventDoubleClick" in o else html.replace(' data-prevent-double-click="true"', "")


def tag(o: dict[str, Any]) -> str:
    only(o, "text", "classes")
    colour = o.get("classes", "").removeprefix("govuk-tag--")
    return template("{% tag text colour %}", text=o["text"], colour=colour)


def task_list(o: dict[str, Any]) -> str:
    only(o, "items", "idPrefix")
    items = []
    for item in o["items"]:
        only(item, "title", "href", "hint", "status")
        status = item["status"]
        only(status, "text", "tag", *(["classes"] if "href" not in item else []))
        words = status.get("tag", status)
        colour = words.get("classes", "").removeprefix("govuk-tag--") if "tag" in status else ""
        if "tag" in status and not colour:
            raise NotOurs("a status in the colour that no class names")
        items.append(
            {"title": text_of(item["title"]), "href": item.get("href", ""), "hint": text_of(item.get("hint"))}
            | {"status": words["text"], "colour": colour}
        )
    return template("{% task_list items prefix %}", items=items, prefix=o.get("idPrefix", "task-list"))


def summary_list(o: dict[str, Any]) -> str:
    only(o, "rows", "classes")
    rows = []
    for row in filter(None, o["rows"]):
        only(row, "key", "value", "actions")
        only(row.get("actions", {}), "items")
        actions = []
        for action in row.get("actions", {}).get("items", []):
            only(action, "href", "text", "visuallyHiddenText")
            actions.append(
                {"href": action["href"], "text": action["text"], "hidden": action.get("visuallyHiddenText", "")}
            )
        rows.append({"key": text_of(row["key"]), "value": text_of(row["value"]), "actions": actions})
    no_border = o.get("classes") == "govuk-summary-list--no-border"
    return template("{% summary_list rows no_border=no_border %}", rows=rows, no_border=no_border)


def error_summary(o: dict[str, Any]) -> str:
    only(o, "titleText", "errorList")
    source = '{% include "components/error_summary.html" with errors=errors title=title only %}'
    errors = [{"href": "", **error} for error in o.get("errorList", [])]
    return template(source, errors=errors, title=o["titleText"])


def notification_banner(o: dict[str, Any]) -> str:
    only(o, "text", "type", "titleText", "titleId")
    source = '{% include "components/notification_banner.html" %}'
    success = o.get("type") == "success"
    title = o.get("titleText", "Success" if success else "Important")
    banner_id = o.get("titleId", "govuk-notification-banner-title")
    return template(source, success=success, title=title, title_id=banner_id, text=o["text"])


def pagination(o: dict[str, Any]) -> str:
    only(o, "items", "previous", "next")
    blank = {"ellipsis": False, "current": False, "href": "", "number": ""}
    for item in o["items"]:
        only(item, *blank)
    arrows = {}
    for key in ("previous", "next"):
        only(o.get(key, {}), "href")
        arrows[key] = o.get(key, {}).get("href", "")
    source = '{% include "components/pagination.html" %}'
    return template(source, items=[blank | item for item in o["items"]], **arrows)


def back_link(o: dict[str, Any]) -> str:
    only(o, "href", "text")
    html = template("{% back_link href text %}", href=o["href"], text=o["text"])
    return html.removeprefix('<nav aria-label="Back">').replace("</nav>", "")  # ours stands in a landmark


def breadcrumbs(o: dict[str, Any]) -> str:
    only(o, "items")
    return template("{% breadcrumbs items %}", items=o["items"])


def details(o: dict[str, Any]) -> str:
    only(o, "summaryText", "text", "open")
    source = "{% details summary open=open %}{{ text }}{% enddetails %}"
    return template(source, summary=o["summaryText"], text=o["text"], open=o.get("open", False))


def inset_text(o: dict[str, Any]) -> str:
    only(o, "text")
    return template("{% inset %}{{ text }}{% endinset %}", text=o["text"])


def warning_text(o: dict[str, Any]) -> str:
    only(o, "text", *(["iconFallbackText"] if o.get("iconFallbackText") == "Warning" else []))
    return template("{% warning text %}", text=o["text"])


def label(o: dict[str, Any]) -> str:
    only(o, "text", "for", "classes", "isPageHeading")
    size = o.get("classes", "").removeprefix("govuk-label--")
    context = {"label": o["text"], "label_for": o["for"], "size": size, "is_heading": o.get("isPageHeading", False)}
    return template('{% include "forms/label.html" %}', **context)


def service_navigation(o: dict[str, Any]) -> str:
    only(o, "serviceName", "serviceUrl", "navigation")
    items = []
    for item in o["navigation"]:
        only(item, "href", "text", "current")
        items.append({"current": False, **item})
    context = {"service_name": o["serviceName"], "home_url": o["serviceUrl"], "navigation": items, "sign_out_url": ""}
    return template('{% include "components/service_navigation.html" %}', **context)


ADAPTERS = {
    "back-link": back_link,
    "breadcrumbs": breadcrumbs,
    "button": button,
    "details": details,
    "error-summary": error_summary,
    "inset-text": inset_text,
    "label": label,
    "notification-banner": notification_banner,
    "pagination": pagination,
    "service-navigation": service_navigation,
    "summary-list": summary_list,
    "tag": tag,
    "task-list": task_list,
    "warning-text": warning_text,
}
