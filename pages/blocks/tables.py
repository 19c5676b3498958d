"""Tables with a caption and a row of headings, which screen readers need."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock


class TableBlock(TypedTableBlock):
    """Tabela: every column has a heading and a type; a caption is required."""

    def __init__(self, **kwargs: Any) -> None:
        columns = [
            ("text", blocks.CharBlock(label=_("text"), required=False, max_length=400)),
            ("number", blocks.DecimalBlock(label=_("number"), required=False)),
        ]
        super().__init__(columns, **{"label": _("table"), "required": False, **kwargs})

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return ("pages.blocks.tables.TableBlock", [], {})

    def deconstruct_with_lookup(self, lookup: Any) -> tuple[str, list[Any], dict[str, Any]]:
        return self.deconstruct()

    @classmethod
    def construct_from_lookup(cls, lookup: Any, *args: Any, **kwargs: Any) -> "TableBlock":
        return cls(**kwargs)

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if cleaned and not (cleaned.caption or "").strip():
            raise ValidationError(_("Give the table a caption: one sentence on what it shows."))
        if cleaned and any(not str(column["heading"]).strip() for column in cleaned.columns):
            raise ValidationError(_("Every column needs a heading."))
        return cleaned

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context = super().get_context(value, parent_context)
        numeric = [column["block"].name == "number" for column in value.columns]
        heads = [
            {"label": column["heading"], "numeric": is_number}
            for column, is_number in zip(value.columns, numeric, strict=True)
        ]
        return context | {"columns": heads, "rows": [[cell.value for cell in row] for row in value.rows]}

    class Meta:
        icon = "table"
        template = "pages/blocks/table.html"
