"""Pages made from templates: one layout, one style sheet, in one language each; they are read without a script."""
