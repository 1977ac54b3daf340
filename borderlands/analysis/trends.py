"""Trend of monthly counts with an interval, from a model suited to over-dispersed data."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from statsmodels.discrete.discrete_model import NegativeBinomial
from statsmodels.tools.sm_exceptions import ConvergenceWarning, HessianInversionWarning

from borderlands.analysis.comparison import Z_95
from borderlands.analysis.wording import decimal, percent, plural

LEAST_MONTHS: Final = 18
LEAST_TOTAL: Final = 30
LAGS: Final = 3


@dataclass(frozen=True)
class Trend:
    """A fitted trend.

    Attributes
    ----------
    fitted : DataFrame
        `period_start`, `count`, `expected`, `expected_low`, `expected_high` (95 % interval of the
        mean); empty when no model was fitted.
    yearly, yearly_low, yearly_high : float
        Factor a year (1.2 = a fifth more each year) and its 95 % interval; NaN when not fitted.
    dispersion : float
        Alpha of the negative binomial: variance = mean + alpha * mean squared.
    says, says_not : str
        One plain sentence each.
    """

    fitted: pd.DataFrame
    yearly: float
    yearly_low: float
    yearly_high: float
    dispersion: float
    says: str
    says_not: str


SAYS_NOT: Final = (
    "It does not say why, and nothing about the months to come; better or worse reporting over "
    "time would look the same."
)


def monthly_trend(months: pd.DataFrame, column: str, what: str) -> Trend:
    """Fit a log-linear trend to complete months.

    Negative binomial regression (NB2, maximum likelihood) of the monthly count on time, with
    standard errors robust to autocorrelation up to three months (Newey and West 1987).

    Parameters
    ----------
    months : DataFrame
        From `casualties.by_period` with frequency `month`, 2021 or later.
    column : str
        The count, such as `incidents` or `fatalities_best`.
    what : str
        Plural noun for the sentence, such as "incidents".

    Returns
    -------
    Trend
        Without a fit when there are fewer than 18 complete months or 30 cases, or when the model
        does not converge; `says` gives the reason.
    """
    kept = months.loc[months["complete"].astype(bool)]
    counts = kept[column].to_numpy(dtype="float64")
    if len(kept) < LEAST_MONTHS or counts.sum() < LEAST_TOTAL:
        have = f"{plural(len(kept), 'complete month')} with {plural(int(counts.sum()), 'case')}"
        return _none(
            f"No trend is fitted: {have}; at least {LEAST_MONTHS} months and {LEAST_TOTAL} cases "
            "are needed."
        )
    years = (kept["period_start"] - kept["period_start"].iloc[0]).dt.days.to_numpy() / 365.25
    design = np.column_stack([np.ones_like(years), years - years.mean()])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", (ConvergenceWarning, HessianInversionWarning))
        warnings.simplefilter("ignore", RuntimeWarning)
        result = NegativeBinomial(counts, design).fit(
            disp=0, maxiter=200, cov_type="HAC", cov_kwds={"maxlags": LAGS}
        )
    covariance = np.asarray(result.cov_params())[:2, :2]
    beta = np.asarray(result.params)[:2]
    usable = bool(result.mle_retvals["converged"]) and np.isfinite(covariance).all()
    if not usable or covariance[1, 1] <= 0:
        return _none("No trend is shown: the model does not settle on these counts.")
    error = np.sqrt(np.einsum("ij,jk,ik->i", design, covariance, design))
    center = design @ beta
    fitted = pd.DataFrame(
        {
            "period_start": kept["period_start"].to_numpy(),
            "count": counts.astype("int64"),
            "expected": np.exp(center),
            "expected_low": np.exp(center - Z_95 * error),
            "expected_high": np.exp(center + Z_95 * error),
        }
    )
    slope, spread = beta[1], Z_95 * np.sqrt(covariance[1, 1])
    factor, low, high = (float(np.exp(v)) for v in (slope, slope - spread, slope + spread))
    return Trend(
        fitted,
        factor,
        low,
        high,
        float(result.params[2]),
        _sentence(what, factor, low, high),
        SAYS_NOT,
    )


def _sentence(what: str, factor: float, low: float, high: float) -> str:
    interval = f"95% interval {_yearly(low)} to {_yearly(high)}"
    if low <= 1 <= high:
        return f"Monthly {what} show no clear trend: {_yearly(factor)} a year ({interval})."
    word = "rose" if factor > 1 else "fell"
    if factor >= 2:
        return f"Monthly {what} {word} {decimal(factor)}-fold a year ({interval})."
    return f"Monthly {what} {word} by {percent(abs(factor - 1))} a year ({interval})."


def _yearly(factor: float) -> str:
    share = factor - 1
    if abs(share) < 0.005:
        return "0%"
    return f"{'+' if share > 0 else '−'}{percent(abs(share))}"


def _none(reason: str) -> Trend:
    columns = ["period_start", "count", "expected", "expected_low", "expected_high"]
    nan = float("nan")
    return Trend(pd.DataFrame(columns=columns), nan, nan, nan, nan, reason, SAYS_NOT)
