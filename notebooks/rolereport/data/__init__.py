"""Loading, schemas and checks of the tables below `data/`, and what compiles them."""
