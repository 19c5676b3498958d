from django.apps import AppConfig


class BlogConfig(AppConfig):
    """The host's own page types, governed by the plugin."""

    name = "blog"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from publishing import kinds

        kinds.register(kinds.Kind("blog", "wpis na blogu", lead_days=1))
