"""What git says when it does not do something, as one sentence that says what to do. Pure."""

from __future__ import annotations

import re
from typing import Final

_KNOWN: Final = (
    (r"dubious ownership", "git does not trust this folder, which belongs to another user: git config --global --add "
     "safe.directory and its path say that it is yours."),
    (r"not a git repository", "The journal is in no git repository: clone the site's repository, or git init, and git "
     "remote add origin ADDRESS."),
    (r"must be run in a work tree", "This repository has no files checked out (it is bare): clone it."),
    (r"index\.lock|Unable to create '.*\.lock'", "Another git is at work in this repository: wait for it; where none "
     "is, delete .git/index.lock."),
    (r"empty ident name|tell me who you are|unable to auto-detect email|no email was given|no name was given",
     "git does not know who you are: git config --global user.name NAME, and user.email ADDRESS."),
    (r"gpg failed|failed to sign|error: cannot run gpg|Signing failed|Couldn't (?:load|find) public key",
     "The commit could not be signed: run worklog hand-in in a terminal, where the passphrase can be asked."),
    (r"\(fetch first\)|\(non-fast-forward\)|Updates were rejected|tip of your current branch is behind",
     "The remote has work that is not here: git pull --rebase, then hand in again."),
    (r"protected branch|GH006|GH013|not allowed to push", "The remote does not let you push to this branch: hand in "
     "on a branch of your own."),
    (r"pre-receive hook declined|hook declined|\[remote rejected\]", "The remote refused the push"),
    (r"GH001|exceeds GitHub's file size limit|large files", "The remote refused a file that is too large: take it out "
     "of the commit."),
    (r"could not read Username|could not read Password|terminal prompts disabled|Authentication failed|"
     r"Permission denied \(|Host key verification failed|access denied|403|Invalid username or",
     "The remote did not let you in: sign in once with git push in a terminal, then hand in again."),
    (r"Repository not found|does not appear to be a git repository|does not exist|repository '.*' not found",
     "The remote repository was not found: git remote -v shows its address."),
    (r"Could not resolve host|unable to access|Connection (?:refused|timed out|reset|closed)|Network is unreachable|"
     r"Could not read from remote|early EOF|The remote end hung up", "The remote could not be reached: check the "
     "connection, then hand in again."),
    (r"No space left", "The disk is full."),
    (r"Permission denied", "The system does not let git write here."),
)  # fmt: skip


def sentence(said: str, otherwise: str) -> str:
    """One sentence for what git said; ``otherwise``, with git's own last words, where it is not known."""
    for pattern, words in _KNOWN:
        if re.search(pattern, said, re.IGNORECASE):
            return words if words.endswith(".") else f"{words}{_own(said)}"
    return f"{otherwise}{_own(said)}"


def _own(said: str) -> str:
    """What a hook or git itself wrote, in short."""
    lines = sorted((line.strip() for line in said.splitlines()), key=lambda line: not line.startswith("remote:"))
    lines = [
        re.sub(r"^(?:remote|error|fatal|hint|husky - )[:\s]\s*", "", line) for line in lines if line and line[0] != "!"
    ]
    told = [line for line in lines if line and not line.startswith(("To ", "Done", "Everything up", "failed to push"))]
    return f": {' '.join(told[0].split())[:200]}" if told else "."
