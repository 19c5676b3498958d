"""Staff addresses of the room, below the admin."""

from django.urls import path

from .results import views as results

urlpatterns = [
    path("konkursy/<int:page_id>/wyniki/", results.table, name="results_table"),
    path("konkursy/<int:page_id>/wyniki/przyjmij/", results.confirm, name="results_confirm"),
    path("konkursy/<int:page_id>/wyniki/szablon.<str:form>", results.template, name="results_template"),
]
