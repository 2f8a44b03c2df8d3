"""From predictions to the rows that other programs read and the tables that people read."""
