"""Grades what a class hands in: runs each copy confined, asks its tests, writes what came of it."""
