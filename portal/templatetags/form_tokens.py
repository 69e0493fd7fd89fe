"""The tag `csrf_token` of all templates: Django's token, and that by which a form that is sent twice is saved once."""

from django import template
from django.template.base import Parser, Token
from django.template.context import Context
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal.form_tokens import FIELD, new_token

register = template.Library()


class FormTokensNode(CsrfTokenNode):
    def render(self, context: Context) -> SafeString:
        field = super().render(context)
        if not field:
            return SafeString("")
        return format_html('{}<input type="hidden" name="{}" value="{}">', field, FIELD, new_token())


@register.tag
def csrf_token(parser: Parser, token: Token) -> FormTokensNode:
    return FormTokensNode()
