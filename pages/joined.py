"""Many rows as one text in the query itself, so that a stream of pages asks once. SQLite and PostgreSQL."""

from typing import Any

from django.db.models import Aggregate, CharField, OuterRef, Subquery, Value


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
