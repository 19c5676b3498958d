"""Staff addresses of the room, below the admin."""

from django.urls import path

from .planned import views as planned
from .results import views as results

urlpatterns = [
    path("konkursy/planowane/", planned.listed, name="planned"),
    path("konkursy/planowane.<str:form>", planned.export, name="planned_export"),
    path("konkursy/<int:page_id>/wyniki/", results.table, name="results_table"),
    path("konkursy/<int:page_id>/wyniki/przyjmij/", results.confirm, name="results_confirm"),
    path("konkursy/<int:page_id>/wyniki/szablon.<str:form>", results.template, name="results_template"),
]
