"""The sentences of chapter 09: where every figure comes from, and what was checked."""

from __future__ import annotations

from typing import Any

import pandas as pd

from rolereport.analysis.integrity import FEW, LARGE
from rolereport.display import words
from rolereport.display.evidence import GRADES, year_spans

UNSETTLED = "unverified"
NONE_OF_OURS = "No line of this edition's roles is among them."
AREAS = {"national": "the nation", "states": "the states", "metros": "metropolitan areas"}
CREDIT = (
    "This report includes information from {titles}, by the {publisher}, used under the "
    "{licence} licence. Task and title lists were selected, shortened and put in our own words, "
    "and survey shares joined with our roles; the {publisher} has not approved, endorsed or "
    "tested that."
)


def findings(
    sources: pd.DataFrame, held: pd.DataFrame, claims: pd.DataFrame, checks: pd.DataFrame
) -> list[str]:
    """The chapter's answer: sources by grade, wage vintages, claims and checks."""
    return [graded(sources), dated(held), judged(claims), checked(checks)]


def graded(sources: pd.DataFrame) -> str:
    """How many sources there are, and how many of each grade.

    `sources` is the sources table.
    """
    counts = sources["grade"].value_counts().sort_index()
    parts = [f"{count} of grade {grade}" for grade, count in counts.items()]
    official = words.percent(counts.get("A", 0) / max(len(sources), 1))
    return (
        f"The report lists {words.count(len(sources))} sources: {words.join_words(parts)}. "
        f"Grade A, {official} of them, is {GRADES['A']}."
    )


def dated(held: pd.DataFrame) -> str:
    """How many wage vintages of each level are held, from when to when.

    `held` is what `catalogue.vintages` returns.
    """
    parts = [
        f"{_counted(len(years), 'vintage')} of {AREAS[str(level)]} ({year_spans(list(years))})"
        for level, years in held.groupby("level", sort=False)["year"]
    ]
    rows = words.count(held["rows"].sum())
    return f"Pay comes from {words.join_words(parts)}: {rows} rows in all."


def judged(claims: pd.DataFrame) -> str:
    """How many claims of the article have a verdict, a settled one, and sources for it."""
    known = claims[claims["verdict"] != ""]
    all_known = f"All {len(claims)} claims of the article have a verdict"
    some = words.counted(len(known), "has a verdict", "have a verdict")
    head = (
        all_known
        if len(known) == len(claims)
        else f"Of the {len(claims)} claims of the article, {some}"
    )
    unsettled = int((known["verdict"] == UNSETTLED).sum())
    aside = f", for {words.number(unsettled)} of them that nothing found settles the matter"
    return f"{head}{aside if unsettled else ''}; {_sourced(known)}."


def checked(checks: pd.DataFrame) -> str:
    """How many checks were run, and how many found nothing.

    `checks` has check, compared and departing.
    """
    clean = int((checks["departing"] == 0).sum())
    others = len(checks) - clean
    compared = words.count(checks["compared"].sum())
    found = int(checks["departing"].sum())
    run = f"{len(checks)} checks on {compared} comparisons, run for this report"
    if not found:
        return f"{run}, found nothing amiss."
    passed = f"{words.number(clean)} found nothing amiss; " if clean else ""
    rest = "the other" if others == 1 else "the others"
    return (
        f"Of {run}, {passed}{rest if clean else 'all'} found "
        f"{words.counted(found, 'departure')}, described below."
    )


def edition_note(place: str, level: str, year: int) -> str:
    """What of this chapter depends on the edition."""
    return (
        "The sources are the same for every edition. The pay figures of this one, for "
        f"{place}, are read from the May {year} estimates of {AREAS[level]}."
    )


def matrix_title(held: pd.DataFrame) -> str:
    """The finding of the vintage chart: how many years each level covers."""
    counts = held.groupby("level", sort=False)["year"].nunique()
    (first, years), *rest = counts.items()
    parts = [f"{_counted(years, 'year')} of {AREAS[str(first)]}"]
    parts += [f"{count} of {AREAS[str(level)]}" for level, count in rest]
    return f"Pay is held for {words.join_words(parts)}"


def matrix_subtitle(year: int, level: str) -> str:
    """How to read the vintage chart."""
    return (
        "A dot is a wage vintage, a red diamond a break in the series of the roles compared; the "
        f"ring marks what this edition reads: {AREAS[level]}, May {year}"
    )


def matrix_alt(held: pd.DataFrame, breaks: pd.DataFrame) -> str:
    """The vintage chart in words."""
    told = [f"{row.year:.0f}, {words.lower_start(row.title)}" for row in breaks.itertuples()]
    return f"{dated(held)} Breaks: {'; '.join(told)}."


def listed(used: pd.DataFrame) -> str:
    """How many sources the list holds, and on how many of them no row of data rests."""
    rest = int((used["tables"] == "").sum())
    context = f", {words.count(rest)} of them for context only" if rest else ""
    return f"All {words.count(len(used))} sources{context}, best grade first"


def assumed(assumptions: pd.DataFrame) -> str:
    """How many assumptions there are, how many are varied and how many have a source."""
    varied = int(assumptions["low"].notna().sum())
    sourced = int((assumptions["source_id"] != "").sum())
    return (
        f"{len(assumptions)} figures are chosen and not observed. {sourced} of them come from a "
        f"source; {varied} are varied over the range shown, to see what depends on them."
    )


def hours(departing: pd.DataFrame) -> str:
    """How far apart the pairs of hourly and annual pay are that rounding does not explain."""
    if departing.empty:
        return "Every year's pay is 2,080 hours' pay, as far as cents and tens of dollars can show."
    widest = words.dollars(departing["difference"].abs().max())
    return (
        f"In {words.count(len(departing))} pairs the year's pay and 2,080 hours' pay are up to "
        f"{widest} apart, a little more than rounding to cents and to tens of dollars explains."
    )


def summed(sums: pd.DataFrame) -> str:
    """How near the states come to the nation, where every state is published."""
    whole = sums[sums["consistent"].notna()]
    if whole.empty:
        return "No occupation has a figure for every state, so no sum can be compared."
    widest = words.percent(whole["share"].abs().max(), 2)
    agree = int(whole["consistent"].astype(bool).sum())
    return (
        f"In {_counted(len(whole), 'case')}, each an occupation in a year, every state has a "
        f"figure and the sum can be set beside the nation's. In {words.count(agree)} of them "
        f"rounding explains the difference; the widest is {widest} of the nation's figure."
    )


def gaps(checks: pd.DataFrame) -> str:
    """How many figures are missing without a code, and what explains that."""
    missing = int(checks.set_index("check")["departing"]["gaps"])
    if not missing:
        return "Every missing figure has its code."
    return (
        f"{words.count(missing)} figures are missing without a code of the Bureau: conversions "
        "lost them, as the limits above say."
    )


def drifted(steps: pd.DataFrame, codes: list[str]) -> str:
    """Which medians moved by more than a quarter in a year, and whether any is of the edition.

    `steps` is what `integrity.drift` returns; `codes` are the lines of the edition's roles.
    """
    large = steps[steps["change"].abs() > LARGE]
    limit = words.percent(LARGE)
    if large.empty:
        return f"No median of the nation moved by more than {limit} in a year."
    few, top = int((large["employment"] < FEW).sum()), large.iloc[0]
    own = [_step(row) for row in large[large["soc_code"].isin(codes)].itertuples()]
    ours = f"Of this edition's roles: {words.join_words(own)}." if own else NONE_OF_OURS
    return (
        f"{words.start(words.number(len(large)))} of {words.count(len(steps))} medians moved by "
        f"more than {limit} in a year, {words.number(few)} of them of occupations with fewer than "
        f"{words.count(FEW)} jobs. The largest step is that of {_step(top)}. Such figures are the "
        f"Bureau's, and small occupations jump. {ours}"
    )


def cite(about: dict[str, Any], edition: str) -> list[str]:
    """How to cite the report: a sentence, and an entry for BibTeX.

    `about` is what `catalogue.citation` returns; `edition` names what was rendered.
    """
    who = words.join_words([_author(author) for author in about["authors"]])
    year = str(about["date-released"])[:4]
    title, version = about["title"], about["version"]
    stop = "" if title.endswith(("?", "!", ".")) else "."
    apa = f"{who} ({year}). *{title}*{stop} (Version {version}; {edition}) [Computer software]."
    fields = {"author": f"{{{who}}}", "title": title, "year": year, "version": version,
              "note": edition, "license": about["license"]}  # fmt: skip
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    entry = "\n".join([f"@software{{{_slug(title)}{year},", *lines, "}"])
    return [f"To cite: {apa}", f"```bibtex\n{entry}\n```"]


def credits(sources: pd.DataFrame) -> list[str]:
    """What the licences ask to be said, and who is thanked for public-domain figures."""
    onet = sources[sources["source_id"].str.startswith("ONET-")]
    said = [
        CREDIT.format(titles=_short_titles(group), publisher=publisher, licence=licence)
        for (publisher, licence), group in onet.groupby(["publisher", "licence"])
    ]
    free = sources[sources["licence"].str.contains("public domain")]
    thanked = words.join_words([f"the {name}" for name in sorted(set(free["publisher"]))])
    return [*said, f"Figures in the public domain come from {thanked}."]


def _sourced(claims: pd.DataFrame) -> str:
    named = int((claims["source_ids"] != "").sum())
    if named == len(claims):
        return "each names the sources that it rests on"
    one, more = "of them names the sources that it rests on", "of them name the sources"
    return words.counted(named, one, f"{more} that they rest on")


def _counted(number: int, noun: str) -> str:
    return f"{words.count(number)} {noun}{'' if number == 1 else 's'}"


def _short_titles(sources: pd.DataFrame) -> str:
    titles = sources["title"].str.partition(":")[0]
    return words.join_words([f"the {title}" for title in sorted(set(titles))])


def _step(row: Any) -> str:
    sign = "+" if row.change >= 0 else ""
    return f"“{row.soc_title}” in {row.year:.0f} ({sign}{words.percent(row.change)})"


def _author(author: dict[str, str]) -> str:
    given, family = author.get("given-names", ""), author.get("family-names", "")
    return author.get("name") or f"{given} {family}".strip()


def _slug(title: str) -> str:
    return "".join(letter for letter in title.lower() if letter.isalpha())[:16]
