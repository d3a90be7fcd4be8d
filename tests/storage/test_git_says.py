"""git's words, as git 2.39 and GitHub write them, become one sentence that says what to do."""

from __future__ import annotations

import pytest

from worklog_tui.storage.git_says import sentence


@pytest.mark.parametrize(
    ("said", "does"),
    [
        ("fatal: not a git repository (or any of the parent directories): .git", "git init"),
        ("fatal: detected dubious ownership in repository at '/x'", "safe.directory"),
        ("fatal: this operation must be run in a work tree", "bare"),
        ("fatal: Unable to create '/x/.git/index.lock': File exists.", "Another git"),
        ("Author identity unknown\n\n*** Please tell me who you are.\n", "user.name"),
        ("fatal: empty ident name (for <a@b>) not allowed", "user.name"),
        ("error: gpg failed to sign the data\nfatal: failed to write commit object", "signed"),
        ("!\trefs/heads/main:refs/heads/main\t[rejected] (fetch first)\nerror: failed to push", "git pull --rebase"),
        ("!\tx:x\t[rejected] (non-fast-forward)", "git pull --rebase"),
        ("remote: error: GH006: Protected branch update failed for refs/heads/main.", "branch of your own"),
        ("remote: no good\n!\tx:x\t[remote rejected] (pre-receive hook declined)", "no good"),
        ("fatal: could not read Username for 'https://github.com': terminal prompts disabled", "sign in"),
        ("git@github.com: Permission denied (publickey).\nfatal: Could not read from remote repository.", "sign in"),
        ("Host key verification failed.\nfatal: Could not read from remote repository.", "sign in"),
        ("fatal: '/nowhere' does not appear to be a git repository", "git remote -v"),
        ("ssh: Could not resolve hostname github.com", "connection"),
        ("fatal: unable to access 'https://x/': Could not resolve host: x", "connection"),
        ("error: file write error: No space left on device", "disk is full"),
    ],
)
def test_what_to_do_is_said(said: str, does: str) -> None:
    words = sentence(said, "It failed")
    assert does in words
    assert "\n" not in words
    assert words.count(". ") <= 1


def test_what_is_not_known_is_told_in_gits_own_words() -> None:
    assert sentence("remote: hint\nerror: the moon is wrong\n", "It failed") == "It failed: hint"
    assert sentence("", "It failed") == "It failed."
