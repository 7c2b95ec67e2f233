"""Student copies, per-student assignments, grading."""
