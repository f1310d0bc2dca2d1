"""`{% posted %}`: a hidden one-time word in a form, so that the same form posted twice works once.

The other half is `acts.posted`. A page rendered again gets a fresh word, so a corrected form goes in.
"""

from __future__ import annotations

import secrets

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def posted() -> SafeString:
    """The hidden field."""
    return format_html('<input type="hidden" name="posted" value="{}">', secrets.token_urlsafe(16))
