"""Text from data cannot become Markdown."""

from __future__ import annotations

from borderlands.ui.text import plain


def test_markdown_is_shown_as_written() -> None:
    assert plain("[x](http://e.org) *b* $1$ :red[y]") == (
        r"\[x\](http\://e.org) \*b\* \$1\$ \:red\[y\]"
    )
    assert plain("Makeen, 20–21 December 2024 (16)") == "Makeen, 20–21 December 2024 (16)"
