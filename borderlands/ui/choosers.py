"""Choosing one of a few: the row of buttons over a view or a figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import streamlit as st

Code = TypeVar("Code", str, int)


def one_of(
    label: str,
    options: Mapping[Code, str],
    *,
    key: str,
    usual: Code | None = None,
    in_address: bool = False,
    named: bool = False,
) -> Code:
    """The option chosen; the usual one when an address or an older session names another.

    Parameters
    ----------
    label : str
        What is chosen; read aloud, and shown with `named`.
    options : mapping
        Code to what the reader sees, in the order shown.
    key : str
        Of the widget, and its name in the address.
    usual : code, optional
        Chosen at first; the first option without it.
    in_address : bool
        Whether the address keeps the choice.
    named : bool
        Whether the label stands over the buttons.
    """
    first = next(iter(options)) if usual is None else usual
    kept: dict[str, Any] = {"bind": "query-params"} if in_address else {}
    picked = st.segmented_control(
        label,
        list(options),
        format_func=lambda code: options.get(code, str(code)),
        default=first,
        required=True,
        key=key,
        label_visibility="visible" if named else "collapsed",
        **kept,
    )
    return picked if picked in options else first
