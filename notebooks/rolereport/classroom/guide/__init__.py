"""The instructor's guide, made of the lessons and of a teacher's notes beside them."""
