"""Questions to a competition: asked through the one desk of inquiries, answered once for all."""
