"""Numbers as the measures table holds them: exact counts, and intervals of shares and of estimated probabilities."""

from typing import Any

import numpy as np
import pandas as pd

from forlob.measures.elementary import exp, ln

#: The 97.5 % quantile of the normal distribution.
Z = 1.959963984540054


def exact(number: Any) -> int | float | None:
    """A whole number as int, any other as float; None where missing."""
    if number is None or pd.isna(number):
        return None
    return int(number) if float(number).is_integer() else float(number)


def wilson(n: np.ndarray, of: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The 95 % score interval of a share (Wilson 1927, Journal of the American Statistical Association 22:209-212)."""
    n, of = np.asarray(n, float), np.asarray(of, float)
    whole = np.where(of > 0, of, np.nan)
    share = n / whole
    centre = (n + Z * Z / 2) / (whole + Z * Z)
    half = Z / (whole + Z * Z) * np.sqrt(np.maximum(whole * share * (1 - share), 0) + Z * Z / 4)
    low, high = np.clip(centre - half, 0, 1), np.clip(centre + half, 0, 1)
    return np.where(n == 0, whole * 0, low), np.where(n == whole, 1.0, high)


def log_log(probability: np.ndarray, error: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The 95 % interval of an estimated probability from its standard error, on the scale log(-log).

    It stays within 0 and 1 (Kalbfleisch & Prentice 2002, section 1.4). Missing where the probability is 0 or 1.
    """
    inside = (probability > 0) & (probability < 1)
    log = ln(np.where(inside, probability, np.nan))
    factor = exp(Z * error / (probability * log))
    return exp(log / factor), exp(log * factor)
