"""Plain Django forms in goldseam's look: `FORM_RENDERER = "goldseam.web.look.Renderer"`.

With the renderer, `{{ form }}` and `{{ field.as_field_group }}` come out with label, hint and error
tied together. Two widgets add the ways of answering that this program uses: chips and scales.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext


class Renderer(DjangoTemplates):
    """Django's own renderer with our templates for forms and fields."""

    form_template_name = "goldseam/forms/form.html"
    field_template_name = "goldseam/forms/field.html"


class Form(forms.Form):
    """A form whose own sentences keep the tone, and whose checks are ours, not the browser's bubbles."""

    use_required_attribute = False

    @property
    def says_optional(self) -> bool:
        """Whether fields say that they are optional: only where some are and some are not."""
        return len({field.required for field in self.fields.values()}) == 2

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if field.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                field.error_messages["required"] = gettext("This is still empty.")


class Choices(forms.RadioSelect):
    """One of several, each on a line a thumb can hit."""

    template_name = "goldseam/forms/choices.html"


class ManyChoices(forms.CheckboxSelectMultiple):
    """Any of several, each on a line a thumb can hit."""

    template_name = "goldseam/forms/choices.html"


class Chips(forms.CheckboxSelectMultiple):
    """Plain words to tap: any of several."""

    template_name = "goldseam/forms/chips.html"


class OneChip(forms.RadioSelect):
    """Plain words to tap: one of several."""

    template_name = "goldseam/forms/chips.html"


class Scale(forms.RadioSelect):
    """A row of radio buttons, 0 to 10 say, that wraps on a phone; `low` and `high` name its ends.

    Without ends each choice is a line of words.
    """

    template_name = "goldseam/forms/scale.html"

    def __init__(self, low: str = "", high: str = "", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.low, self.high = low, high

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Django's context plus the two end labels and how many choices there are."""
        context = super().get_context(name, value, attrs)
        context["widget"] |= {"low_end": self.low, "high_end": self.high, "count": len(list(self.choices))}
        return context
