"""Edits: each is a splice inside its construct, proven before it is handed out (see ``document/proof.py``).

``cells``, ``rows``, ``items`` (with ``adding`` and ``indent``), ``headings``, ``blocks``, ``links``, ``front_matter``.
"""
