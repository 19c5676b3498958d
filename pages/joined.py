"""Many rows in one cell of the query itself, so that a stream of pages asks once. SQLite and PostgreSQL."""

from typing import Any

from django.db.models import Aggregate, CharField, JSONField, OuterRef, Subquery, Value
from django.db.models.functions import JSONObject


class Joined(Aggregate):
    """Values with commas between them, in no promised order."""

    name = "Joined"
    function = "STRING_AGG"

    def __init__(self, expression: Any) -> None:
        super().__init__(expression, Value(","), output_field=CharField())

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, function="GROUP_CONCAT", **context)


def chosen(through: Any, path: Any) -> Subquery:
    """Codes of what a competition names, through the table that joins them."""
    rows = through.objects.filter(competitionpage=OuterRef("pk")).order_by().values("competitionpage")
    return Subquery(rows.annotate(codes=Joined(path)).values("codes"))


class Listed(Aggregate):
    """Objects as one array, in no promised order. Amounts come as numbers; SQLite tells truth as 1 and 0."""

    name = "Listed"
    function = "JSONB_AGG"
    output_field = JSONField()

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(compiler, connection, function="JSON_GROUP_ARRAY", **context)


def rows_of(model: Any, **columns: str) -> Subquery:
    """The rows that hang on a competition, each an object of the columns; None where there are none."""
    rows = model.objects.filter(page=OuterRef("pk")).order_by().values("page")
    listed = Listed(JSONObject(sort_order="sort_order", **columns))
    return Subquery(rows.annotate(listed=listed).values("listed"), output_field=JSONField())
