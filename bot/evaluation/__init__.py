"""How good it is, on labelled data: measures, and the scoring of an installation."""
