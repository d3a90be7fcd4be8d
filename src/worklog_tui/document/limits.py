"""Sizes beyond which a page is not taken apart: a hostile page must cost a bounded, linear amount of time."""

from __future__ import annotations

MAX_BODY = 2 * 1024 * 1024  # bytes; a longer body is one raw tile
MAX_DEPTH = 100  # open containers (lists, items, quotes); deeper markers are text
MAX_SHORTCODE_DEPTH = 8  # documents inside documents, by nested shortcodes; deeper ones are hidden
MAX_LINK_LABEL = 998  # bytes between the brackets of a link (goldmark's parser/link.go)
MAX_PARENS = 32  # open parentheses in a link target, as CommonMark allows an implementation to bound them

BODY_TOO_LARGE = "The text of this page is larger than 2 MiB: it is shown as it is and can be edited in $EDITOR."
