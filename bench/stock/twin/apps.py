from django.apps import AppConfig


class TwinConfig(AppConfig):
    name = "bench.stock.twin"
    label = "twin"
    default_auto_field = "django.db.models.BigAutoField"
