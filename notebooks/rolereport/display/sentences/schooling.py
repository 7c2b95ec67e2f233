"""The sentences of chapter 02 on what federal sources call typical, and what job holders say.

`typical` is what `typical_way.typical_lengths` returns, with noun and plural; `levels` is what
`schooling.named_levels` returns, with plural; `months` as in `sentences.training`, without the
jobs whose only way is the typical one.
"""

from __future__ import annotations

import math

import pandas as pd

from rolereport.analysis.rows import Row, rows_of
from rolereport.analysis.schooling import most_named
from rolereport.display import words

NO_TRAINING = ("", "None")


def assigned(row: Row) -> str:
    """What the projections assign to one role, in words."""
    needed = [_named(row.entry_education)]
    if row.related_experience not in NO_TRAINING:
        needed.append(f"{words.lower_start(row.related_experience)} of related experience")
    if row.on_the_job_training not in NO_TRAINING:
        needed.append(_named(row.on_the_job_training))
    return words.join_words(needed)


def in_words(rows: pd.DataFrame, column: str) -> pd.DataFrame:
    """The rows, with "no training" where the projections say None in `column`."""
    return rows.assign(**{column: rows[column].replace("None", "no training")})


def stands_in(typical: pd.DataFrame, roles: list[str]) -> list[str]:
    """For the roles that have no pathway of ours, what stands in for one; nothing for none."""
    shown = typical[typical["role"].isin(roles)]
    if shown.empty:
        return []
    nouns = words.join_words([words.an(noun) for noun in shown["noun"]], "or")
    each = [f"for {row.plural} {assigned(row)}" for row in rows_of(shown)]
    editions = words.join_words(sorted(shown["edition"].unique()))
    return [
        f"No ways of becoming {nouns} have been collected here. In their place stands what the "
        f"federal projections ({editions}) call typical: {'; '.join(each)}. A table of definitions "
        "below says what these levels mean in months."
    ]


def unknown(plurals: list[str]) -> list[str]:
    """What is said of roles for which neither pathways nor projections are held."""
    if not plurals:
        return []
    return [
        f"For {words.join_words(plurals)} neither our tables nor the projections tell a way in; "
        "this chapter leaves them out."
    ]


def beside_ours(typical: pd.DataFrame, months: pd.DataFrame) -> str:
    """Whether the ways told here take as long as what the projections assign, and who has none."""
    ours = dict(zip(months["role"], months["typical_months"], strict=True))
    parts = [
        f"{row.typical_months:g} and {words.months(ours[row.role])} for {row.plural}"
        for row in rows_of(typical)
        if not math.isnan(ours.get(row.role, math.nan))
    ]
    if not parts:
        return "What the projections assign; no other ways are told here to hold it against."
    missing = months.loc[~months["role"].isin(typical["role"]), "plural"].tolist()
    none = f"; the projections have no row for {words.join_words(missing, 'or')}" * bool(missing)
    return (
        "Typical months from the diploma to the first paid day, by the level that the projections "
        f"assign and by the ways told here: {words.join_words(parts)}{none}."
    )


def typical_source(typical: pd.DataFrame, sources: pd.DataFrame) -> str:
    """Which editions of the projections assign what the table tells."""
    return f"{_titles(sources, typical['source_id'])}; O*NET job zones 30.1; our tables."


def asked(levels: pd.DataFrame) -> pd.Series:
    """How many job holders were asked, and when."""
    year = levels["survey_date"].str[:4]
    return levels["respondents"].map("{:.0f} asked, ".format) + year


def levels_title(levels: pd.DataFrame) -> str:
    """The finding of the chart of schooling: where the answers and the projections part."""
    typical = {row.role: row.level for row in rows_of(levels) if row.typical}
    sure = [row for row in rows_of(most_named(levels)) if row.low_precision != "yes"]
    both = [row for row in sure if row.role in typical]
    parts = [
        f"{_level(row.level)} for {row.plural}" for row in both if row.level != typical[row.role]
    ]
    if not both:
        return "Too few job holders were asked to say what schooling a new colleague needs"
    if not parts:
        return "Job holders name the schooling that the projections call typical most often"
    return f"Job holders most often name {words.join_words(parts)}, not the level called typical"


def levels_subtitle() -> str:
    """How to read the chart of schooling."""
    return (
        "Education that job holders say a new colleague needs. Filled dots and bold type mark the "
        "level that the projections call typical for entry"
    )


def levels_alt(levels: pd.DataFrame) -> str:
    """The chart of schooling in words."""
    parts = [
        f"{words.start(row.plural)}: {row.share_percent:.0f}% name {_level(row.level)}{_range(row)}"
        for row in rows_of(most_named(levels))
    ]
    return f"The level that job holders name most often. {'; '.join(parts)}."


def levels_caption(levels: pd.DataFrame, plurals: list[str]) -> str:
    """What the answers are, how few they are, and whom nobody asked."""
    counts = levels.drop_duplicates("role")["respondents"]
    few, many = int(counts.min()), int(counts.max())
    span = f"{few}" if few == many else f"{few} to {many}"
    missing = f" No answers are held for {words.join_words(plurals, 'or')}." if plurals else ""
    return (
        f"Each job's answers come from {span} people, so the intervals are wide; where they "
        "overlap, which level is named most often is not sure. The question is which education the "
        "job needs, not which one its holders have. Levels that less than one in a hundred name "
        f"are left out.{missing}"
    )


def levels_source(levels: pd.DataFrame, sources: pd.DataFrame) -> str:
    """The survey, and the months in which it asked these jobs."""
    dates = words.join_words(sorted(levels["survey_date"].unique()))
    return f"{_titles(sources, levels['source_id'])}; answers of {dates}."


def _titles(sources: pd.DataFrame, ids: pd.Series) -> str:
    title = sources.set_index("source_id")["title"]
    return "; ".join(title[sorted(set(ids))])


def _level(level: str) -> str:
    return words.an(words.lower_start(level)) if not level.endswith("courses") else level.lower()


def _range(row: Row) -> str:
    if row.low_precision == "yes":
        return ", too imprecise to rely on"
    if pd.isna(row.low_percent) or pd.isna(row.high_percent):
        return ""
    return f" ({row.low_percent:.0f} to {row.high_percent:.0f}%)"


def _named(level: str) -> str:
    plain = level.startswith(("No ", "Some ")) or level.endswith("training")
    return words.lower_start(level) if plain else words.an(words.lower_start(level))
