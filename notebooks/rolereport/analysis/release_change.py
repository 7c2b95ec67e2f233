"""What changed between two sets of wages of one level: rows, figures, codes, pay and occupations.

`old` and `new` are everywhere wage frames: one row an area and SOC code, numbers or NaN, and in
`codes` why a number is missing. Neither is better: with the sides swapped, what was added is what
was removed.
"""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from rolereport.analysis.answer import changes

KEY = ["area", "soc_code"]
TITLE = "soc_title"
ADDED, REMOVED, REVISED, SAME = "added", "removed", "revised", "same"
NOT_FIGURES = {*KEY, TITLE, "occupation_group", "codes", "year"}
BEFORE, AFTER, CODE = "_before", "_after", "_code"
GROUPS_OF_OCCUPATIONS = "-0000"  # how the code of a major group, and of the total, ends
PANELS, PANELS_A_YEAR = 6, 2  # each estimate pools six panels, two a year


def said(wages: pd.DataFrame) -> list[str]:
    """The figures that any row of `wages` has, as a number or as a code in its place."""
    figures = [name for name in wages if name not in NOT_FIGURES]
    return [name for name in figures if wages[name].notna().any() or _coded(wages, name).any()]


def plain(title: str) -> str:
    """A title without what makes no other title of it: case, punctuation, a spelt-out "and"."""
    return re.sub(r"[^a-z]+", " ", title.lower().replace("&", "and")).strip()


def in_one_only(old: pd.DataFrame, new: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Figures that only `old` has, and figures that only `new` has: no row says they changed."""
    before, after = said(old), said(new)
    gone = [name for name in before if name not in after]
    return gone, [name for name in after if name not in before]


def paired(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """The rows of both sides beside one another.

    Returns
    -------
    DataFrame
        area, soc_code, soc_title ("" where unknown), change (`added`, `removed`, `revised` or
        `same`), figures (how many of them differ), and each figure that both sides have, twice:
        with _before and _after, and its code with _code_before and _code_after ("" where a number
        is printed). Sorted by area and code.
    """
    shared = [name for name in said(old) if name in said(new)]
    both = _cells(old, shared).merge(
        _cells(new, shared),
        on=KEY, how="outer", suffixes=(BEFORE, AFTER), indicator=True, validate="one_to_one",
    )  # fmt: skip
    sides = both.pop("_merge").to_numpy()
    titles = both.pop(TITLE + BEFORE).fillna(""), both.pop(TITLE + AFTER).fillna("")
    codes = [name for name in both if CODE in name]
    both = both.fillna(dict.fromkeys(codes, ""))
    differ = _differing(both, shared)
    renamed = titles[0].map(plain) != titles[1].map(plain)
    both.insert(2, TITLE, titles[1].where(titles[1] != "", titles[0]))
    both.insert(3, "change", _kinds(sides, differ.any(axis=1) | _told(*titles) & renamed))
    both.insert(4, "figures", differ.sum(axis=1).where(both["change"] == REVISED, 0))
    return both.sort_values(KEY, ignore_index=True)


def changed(pairs: pd.DataFrame) -> pd.DataFrame:
    """The rows of `paired` that are not the same on both sides."""
    return pairs[pairs["change"] != SAME].reset_index(drop=True)


def counts(pairs: pd.DataFrame) -> dict[str, int]:
    """How many rows of `paired` were added, removed, revised, and stayed the same."""
    found = pairs["change"].value_counts()
    return {kind: int(found.get(kind, 0)) for kind in (ADDED, REMOVED, REVISED, SAME)}


def moves(
    old: pd.DataFrame, new: pd.DataFrame, fewest_jobs: float = 0, measure: str = "p50_annual"
) -> pd.DataFrame:
    """How far the median of each occupation and area moved, the largest moves first.

    Groups of occupations are left out, and lines known to hold fewer than `fewest_jobs` on either
    side: there a single employer moves the median.

    Returns
    -------
    DataFrame
        rank (by the size of `change`; equal ones share it), area, soc_code, soc_title, employment,
        before_pay, p50_annual, change (share), mean_change, margin, beyond as `answer.changes`
        returns them.
    """
    moved = (
        _changes(_as_lines(new), _as_lines(old))
        .drop(columns="area")
        .rename(columns={"role": "area"})
    )
    jobs = old.reindex(columns=[*KEY, "employment"]).rename(columns={"employment": "jobs"})
    moved = moved.merge(jobs, on=KEY)
    small = moved[["employment", "jobs"]].lt(fewest_jobs).any(axis=1)
    moved = moved[_is_occupation(moved) & ~small]
    rank = moved["change"].abs().round(12).rank(method="min", ascending=False).astype("int64")
    columns = [*KEY, TITLE, "employment", "before_pay", measure, "change", "mean_change"]
    ranked = moved.assign(rank=rank)[["rank", *columns, "margin", "beyond"]]
    return ranked.sort_values(["rank", *KEY], ignore_index=True)


def role_moves(now: pd.DataFrame, then: pd.DataFrame) -> pd.DataFrame:
    """How far pay and jobs of each role moved in one area.

    Parameters
    ----------
    now, then
        One row a role, as `wages.of_area` gives them.

    Returns
    -------
    DataFrame
        As `answer.changes` returns, with p10_change, p90_change, jobs_change (shares) and
        before_jobs; a role of another line on the other side is left out.
    """
    earlier = then.set_index("role")
    moved = _changes(now, then)
    for measure, name in (("p10_annual", "p10"), ("p90_annual", "p90"), ("employment", "jobs")):
        was = moved["role"].map(earlier[measure]).astype("float64")
        moved[f"{name}_change"] = moved[measure] / was - 1
    return moved.assign(before_jobs=moved["role"].map(earlier["employment"]).astype("float64"))


def middle(moved: pd.DataFrame) -> tuple[float, float, float]:
    """The lower quarter, the middle and the upper quarter of the changes in `moves`, as shares."""
    low, half, high = moved["change"].quantile([0.25, 0.5, 0.75])
    return float(low), float(half), float(high)


def breaks_between(breaks: pd.DataFrame, one: int, other: int) -> pd.DataFrame:
    """The rows of the table `breaks` that lie between two years, whichever is first."""
    return breaks[breaks["year"].between(min(one, other) + 1, max(one, other))]


def panels_shared(before: int, after: int) -> int:
    """How many of the six panels that each estimate pools are in the estimates of both years."""
    return max(0, PANELS - PANELS_A_YEAR * abs(after - before))


def codes_moved(pairs: pd.DataFrame) -> pd.DataFrame:
    """Where a code took the place of a number, and where a number that of a code.

    Returns
    -------
    DataFrame
        figure, code, hidden (rows in both that printed a number and now have the code), shown
        (the other way round); only rows of figures with either.
    """
    both = pairs[~pairs["change"].isin([ADDED, REMOVED])]
    rows = []
    for figure in figures_of(pairs):
        before, after = both[figure + CODE + BEFORE], both[figure + CODE + AFTER]
        hidden = after[both[figure + BEFORE].notna() & (after != "")].value_counts()
        shown = before[both[figure + AFTER].notna() & (before != "")].value_counts()
        for code in sorted({*hidden.index, *shown.index}):
            rows.append([figure, code, int(hidden.get(code, 0)), int(shown.get(code, 0))])
    return pd.DataFrame(rows, columns=["figure", "code", "hidden", "shown"])


def areas(old: pd.DataFrame, new: pd.DataFrame) -> tuple[list[str], list[str]]:
    """Areas that only `old` has, and areas that only `new` has."""
    before, after = set(old["area"]), set(new["area"])
    return sorted(before - after), sorted(after - before)


def _cells(wages: pd.DataFrame, figures: list[str]) -> pd.DataFrame:
    codes = {name + CODE: _coded(wages, name) for name in figures}
    cells = wages.reindex(columns=[*KEY, TITLE, *figures]).assign(**codes)
    return cells.astype({TITLE: "object"})


def _coded(wages: pd.DataFrame, figure: str) -> pd.Series:
    """The code in place of a figure; "" where there is none."""
    found = pd.Series("", index=wages.index, dtype="object")
    if "codes" in wages:
        told = wages["codes"][wages["codes"].str.contains(f"{figure}=", regex=False, na=False)]
        found[told.index] = told.str.extract(rf"{figure}=([^;]+)", expand=False).fillna("")
    return found


def _differing(both: pd.DataFrame, figures: list[str]) -> pd.DataFrame:
    differ = {}
    for name in figures:
        before, after = both[name + BEFORE], both[name + AFTER]
        equal = (before == after) | before.isna() & after.isna()
        differ[name] = ~equal | (both[name + CODE + BEFORE] != both[name + CODE + AFTER])
    return pd.DataFrame(differ, index=both.index, dtype="bool")


def _kinds(sides: np.ndarray, differs: pd.Series) -> np.ndarray:
    return np.select(
        [sides == "left_only", sides == "right_only", differs.to_numpy()],
        [REMOVED, ADDED, REVISED],
        SAME,
    )


def _told(before: pd.Series, after: pd.Series) -> pd.Series:
    return (before != "") & (after != "")


def figures_of(pairs: pd.DataFrame) -> list[str]:
    """The figures that both sides have, in the order of `paired`."""
    ending = CODE + BEFORE
    return [name.removesuffix(ending) for name in pairs if name.endswith(ending)]


def _changes(now: pd.DataFrame, then: pd.DataFrame) -> pd.DataFrame:
    """`answer.changes`, without margins where both sides are of one year, and so of one sample."""
    moved = changes(now, then)
    one_sample = moved["year"] == moved["before_year"]
    return moved.assign(
        margin=moved["margin"].mask(one_sample), beyond=moved["beyond"].mask(one_sample)
    )


def _as_lines(wages: pd.DataFrame) -> pd.DataFrame:
    """Rows as `answer.changes` takes them: each area in the place of a role."""
    wanted = [
        *KEY,
        TITLE,
        "occupation_group",
        "year",
        "employment",
        "p50_annual",
        "mean_annual",
        "mean_rse",
    ]
    return wages.reindex(columns=wanted).assign(role=wages["area"])


def _is_occupation(moved: pd.DataFrame) -> pd.Series:
    group = moved["occupation_group"].fillna("")
    grouped = moved["soc_code"].str.endswith(GROUPS_OF_OCCUPATIONS)
    return (group == "detailed") | (group == "") & ~grouped
