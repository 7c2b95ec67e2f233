"""Which of the planned editions are meant."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fnmatch import fnmatchcase

from rolereport.choices import nearest
from rolereport.parameters import ParameterError
from rolereport.publish.batch.plan import Plan, Planned


@dataclass(frozen=True)
class Selection:
    """What a user picks; what is empty picks all.

    Parameters
    ----------
    only
        Slugs, names or `group/slug`, with `*` and `?` for what may be anything.
    failed
        Only those whose last run failed.
    limit
        At most so many of them, the first.
    """

    only: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    failed: bool = False
    limit: int | None = None

    def of(self, plan: Plan, failed: Collection[str] = ()) -> list[Planned]:
        """The editions that are meant, in the plan's order.

        Raises
        ------
        ParameterError
            If a group or edition that is named is not in the plan; names the nearest.
        """
        self._require_known(plan)
        meant = [each for each in plan.editions if self._means(each)]
        if self.failed:
            meant = [each for each in meant if each.slug in failed]
        return meant[: self.limit]

    def _means(self, edition: Planned) -> bool:
        named = not self.only or any(_matches(edition, pattern) for pattern in self.only)
        return named and (not self.groups or edition.group in self.groups)

    def _require_known(self, plan: Plan) -> None:
        for group in self.groups:
            if group not in plan.groups:
                near = " or ".join(nearest(group, plan.groups))
                raise ParameterError(f"there is no group {group!r}; nearest: {near}")
        for pattern in self.only:
            if not any(_matches(each, pattern) for each in plan.editions):
                slugs = [each.slug for each in plan.editions]
                near = " or ".join(nearest(pattern, slugs))
                raise ParameterError(f"no edition is called {pattern!r}; nearest: {near}")


def _matches(edition: Planned, pattern: str) -> bool:
    return any(fnmatchcase(handle, pattern) for handle in edition.handles)
