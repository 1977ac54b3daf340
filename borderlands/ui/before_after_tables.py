"""Tables of the view before and after: districts with rate ratios, placebo dates."""

from __future__ import annotations

import altair as alt
import numpy as np
import pandas as pd
import streamlit as st

from borderlands.analysis.before_after import PLACEBO_STEP_DAYS, Windows, unusual
from borderlands.analysis.selections import day_in_words
from borderlands.analysis.titles import SMALL
from borderlands.analysis.wording import decimal, number, percent, toll_range
from borderlands.charts import look
from borderlands.maps.measures import Measure
from borderlands.ui.map_panel import is_dark

METHOD = (
    "Rate ratio: incidents after over incidents before, both over equal time. Interval: exact "
    "conditional 95% interval of two Poisson counts (Przyborowski and Wilenski 1940, by "
    "Clopper-Pearson limits). Limits: it takes incidents as independent, while attacks come in "
    "series, so the true uncertainty is larger; with many districts one in twenty intervals misses "
    "by chance; deaths have no interval, because one bomb kills many; a change of reporting looks "
    "like a change of violence."
)


def ratio_in_words(ratio: float, low: float, high: float) -> str:
    """ "2.0 (0.90–4.8)"; without incidents before, only the lower limit is known."""
    if np.isnan(ratio):
        return "–"
    if not np.isfinite(ratio):
        return f"none before (≥ {decimal(low)})"
    return f"{decimal(ratio)} ({decimal(low)}–{decimal(high)})"


def district_table(table: pd.DataFrame, measure: Measure) -> None:
    """Districts with an incident in either window, the largest change of the measure first."""
    st.subheader("Districts")
    total = table["incidents_before"] + table["incidents_after"]
    shown = table.loc[total > 0].copy()
    if shown.empty:
        st.write("No incident of this selection lies in a known district in either window.")
        return
    shown["size"] = shown[f"{measure.source}_change"].abs()
    shown = shown.sort_values(["size", "fatalities_best_after"], ascending=False)
    st.dataframe(
        pd.DataFrame(
            {
                "District": shown["admin2_name"] + ", " + shown["admin1_name"],
                "Incidents before": shown["incidents_before"],
                "Incidents after": shown["incidents_after"],
                "Rate ratio (95%)": [
                    ratio_in_words(*row)
                    for row in shown[
                        ["rate_ratio", "rate_ratio_low", "rate_ratio_high"]
                    ].itertuples(index=False, name=None)
                ],
                "Killed before": _killed(shown, "before"),
                "Killed after": _killed(shown, "after"),
            }
        ),
        hide_index=True,
        width="stretch",
        height=min(390, 38 + 35 * len(shown)),
    )
    st.caption(f"Largest change first: {measure.label.lower()}. {METHOD}")


def _killed(table: pd.DataFrame, side: str) -> list[str]:
    columns = [f"fatalities_{name}_{side}" for name in ("low", "best", "high")]
    return [toll_range(*row) for row in table[columns].itertuples(index=False, name=None)]


def placebo_panel(
    placebo: pd.DataFrame, change: int, label: str, windows: Windows, source: str
) -> None:
    """How the change compares with that at other dates."""
    st.subheader("Is the change unusual?")
    share = unusual(change, placebo)
    if share is None:
        st.write(
            f"Windows of {number(windows.days)} days leave {number(len(placebo))} other dates "
            "that reports cover well and that do not touch this one: too few to say. Choose a "
            "shorter window."
        )
        return
    st.write(
        f"{label}: a change of {change:+,} here. At {_part(share, len(placebo))} other dates the "
        "change was at least as large, up or down."
    )
    st.altair_chart(_placebo_chart(placebo, change, label), width="stretch")
    st.caption(
        f"Placebo dates: every {PLACEBO_STEP_DAYS} days from "
        f"{day_in_words(placebo['day'].min())} to {day_in_words(placebo['day'].max())}, the time "
        f"that reports cover well, n = {number(len(placebo))}; same windows and filters, none that "
        "overlaps the windows of this event. Neighbouring dates share most of their days, so this "
        f"is a picture and no test of significance. {source}"
    )


def _part(share: float, whole: int) -> str:
    """ "3 of 12", "80% of 195", "none of 195": no percentage of a few."""
    part = number(share * whole) if whole < SMALL else percent(share)
    part = part if share else "none"
    return f"{part} of {number(whole)}"


def _placebo_chart(
    placebo: pd.DataFrame, change: int, label: str
) -> alt.LayerChart | alt.FacetChart:
    palette = look.DARK if is_dark() else look.LIGHT
    # A round width (1, 2 or 5 times a power of ten) that gives at most about 36 bars.
    least = max(1.0, float(np.ptp(placebo["change"])) / 36)
    power = 10.0 ** np.floor(np.log10(least))
    step = float(next(power * times for times in (1, 2, 5, 10) if power * times >= least))
    counts = (placebo["change"] // step).value_counts().sort_index()
    table = pd.DataFrame({"from": counts.index * step, "dates": counts.to_numpy()})
    table["to"] = table["from"] + step
    # Bars made here, since a bin of the chart labels the axis no farther than the bars reach.
    bars = (
        alt.Chart(table)
        .mark_bar(color=palette.quiet, opacity=0.75)
        .encode(
            x=alt.X(
                "from:Q",
                title=f"{label}: after less before",
                axis=alt.Axis(tickCount=8, tickMinStep=1, grid=False),
                scale=alt.Scale(zero=False),
            ),
            x2=alt.X2("to:Q"),
            # Room above the tallest bar, so that it stays under the axis and clear of the label.
            y=alt.Y(
                "dates:Q",
                title="Placebo dates",
                scale=alt.Scale(domain=[0, 1.15 * int(counts.max())], nice=True),
                axis=alt.Axis(tickMinStep=1),
            ),
            y2=alt.datum(0),
            tooltip=[alt.Tooltip("dates:Q", title="dates")],
        )
    )
    here = pd.DataFrame({"change": [change], "text": [f"this event {change:+,}"]})
    line = alt.Chart(here).mark_rule(color=palette.accent, size=2).encode(x="change:Q")
    text = (
        alt.Chart(here)
        .mark_text(color=palette.accent, align="center", dy=-6, fontWeight="bold")
        .encode(x="change:Q", y=alt.value(0), text="text:N")
    )
    return alt.layer(bars, line, text).properties(
        height=210,
        description=f"Changes of {label.lower()} at placebo dates; this event: {change:+,}.",
        padding={"top": 16, "left": 5, "right": 12, "bottom": 5},
    )
