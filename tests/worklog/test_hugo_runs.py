"""What a site's files ask Hugo to run is found; what every site does is not asked about."""

from __future__ import annotations

import pytest

from worklog_tui.worklog.site.config import read_table
from worklog_tui.worklog.site.hugo_runs import runs


@pytest.mark.parametrize(
    ("config", "names", "asked"),
    [
        ('title = "A"\ntheme = "learn"\n', ["hugo.toml", "themes", "package.json"], ()),
        ('[security.exec]\nallow = ["^go$", "^npx$"]\n', [], ()),
        ('[security.exec]\nallow = ["^go$", ".*"]\n', [], ("run other programs (.*)",)),
        ('[security.exec]\nallow = ".*"\n', [], ("run other programs (.*)",)),
        ('[Security.EXEC]\nAllow = ["evil"]\n', [], ("run other programs (evil)",)),
        ("", ["postcss.config.js"], ("run the site's own JavaScript (postcss.config.js)",)),
        ('[[module.imports]]\npath = "github.com/x/y"\n', [], ("fetch modules (github.com/x/y)",)),
        ('[[module.imports]]\npath = "learn"\n', [], ()),
        ('[[module.mounts]]\nsource = "../../etc"\n', [], ("read folders outside the site (../../etc)",)),
        ('[[module.mounts]]\nsource = "/etc"\n', [], ("read folders outside the site (/etc)",)),
        ('[[module.mounts]]\nsource = "content/en"\n', [], ()),
        ('security = "x"\nmodule = 3\n', [], ()),
    ],
)
def test_what_is_asked_about(config: str, names: list[str], asked: tuple[str, ...]) -> None:
    assert runs(read_table({"hugo.toml": config.encode()}), names) == asked


def test_modules_that_lie_in_the_site_are_not_fetched() -> None:
    table = read_table({"hugo.toml": b'[[module.imports]]\npath = "github.com/x/y"\n'})
    assert runs(table, [], vendored=True) == ()
