"""On PYTHONPATH: a Python process lives 400 days later, by every clock of the standard library."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from typing import Any

AHEAD = datetime.timedelta(days=400)
_time, _time_ns = time.time, time.time_ns
_moment, _day = datetime.datetime, datetime.date


def _at(read: Callable[..., Any]) -> Callable[..., Any]:
    return lambda seconds=None: read(time.time() if seconds is None else seconds)


def _written(write: Callable[..., str], *before: str) -> Callable[..., str]:
    return lambda *given: write(*given, *([time.localtime()] if len(given) == len(before) else []))


class _Later(type):
    def __instancecheck__(cls, each: object) -> bool:
        return isinstance(each, cls.__base__)


class LaterMoment(_moment, metaclass=_Later):
    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return _moment.now(tz) + AHEAD

    today = now

    @classmethod
    def utcnow(cls) -> datetime.datetime:
        return _moment.now(datetime.UTC).replace(tzinfo=None) + AHEAD


class LaterDay(_day, metaclass=_Later):
    @classmethod
    def today(cls) -> datetime.date:
        return _day.today() + AHEAD


time.time = lambda: _time() + AHEAD.total_seconds()
time.time_ns = lambda: _time_ns() + int(AHEAD.total_seconds()) * 10**9
time.gmtime, time.localtime, time.ctime = map(_at, (time.gmtime, time.localtime, time.ctime))
time.asctime = _written(time.asctime)
time.strftime = _written(time.strftime, "format")
for later, name in ((LaterMoment, "datetime"), (LaterDay, "date")):
    later.__module__, later.__name__, later.__qualname__ = "datetime", name, name  # for pickle
    setattr(datetime, name, later)
