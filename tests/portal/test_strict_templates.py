import pytest
from django.template import Template
from django.template.base import Origin
from django.template.context import Context
from django.template.engine import Engine

from tests.strict_templates import PROJECT, MissingVariable, TemplateVariableMissing

ENGINE = Engine(string_if_invalid=MissingVariable())


def render(source: str, path: str, **values: object) -> str:
    return Template(source, origin=Origin(str(PROJECT / path)), engine=ENGINE).render(Context(values))


def test_missing_variable_in_our_template_is_an_error() -> None:
    with pytest.raises(TemplateVariableMissing, match=r"home\.html: the variable group\.name is missing"):
        render("Hello {{ group.name }}", "templates/home.html", group={})


def test_missing_variable_in_a_package_is_empty() -> None:
    assert render("[{{ nothing }}{{ nothing|default:'x' }}]", ".venv/lib/admin.html") == "[x]"


def test_question_whether_a_variable_exists_is_allowed() -> None:
    assert render("{% if nothing %}yes{% else %}no{% endif %}", "templates/home.html") == "no"
