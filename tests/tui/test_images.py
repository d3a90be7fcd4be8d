"""An image added: the file beside the page's others, the link in the page's form, undo takes the link only."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.conftest import Opener, Running
from tests.tui.test_editing import to_task

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(40))


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A picture with a name no address should hold."""
    path = tmp_path / "Ảnh đẹp (1).PNG"
    path.write_bytes(PNG)
    return path


async def add(run: Running, path: object) -> None:
    run.screen.run_command("add_image")
    await run.pilot.pause()
    from worklog_tui.tui.screens.files import FilePicker

    picker = run.app.screen
    assert isinstance(picker, FilePicker)
    picker.field.value = str(path)
    await run.pilot.pause()
    await run.press("enter")


async def test_an_image_lies_and_reads_like_the_page_s_others(
    site: Path, week2: Path, opened: Opener, picture: Path
) -> None:
    folder = site / "static" / "images" / "week2"
    folder.mkdir(parents=True)
    (folder / "anh-dep-1.png").write_bytes(b"\x89PNG\r\n another one")
    week2.write_text(week2.read_text().replace("+ Coffee", "+ Coffee <br> ![Map](/images/week2/map.png)"))
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 1)
        await add(run, f"'{picture}'")
        made = b"map.png) <br> ![\xe1\xba\xa2nh \xc4\x91\xe1\xba\xb9p (1)](/images/week2/Anh-dep-1-2.png) |"
        assert run.saved(week2) == before.replace(b"map.png) |", made)
        assert (folder / "Anh-dep-1-2.png").read_bytes() == PNG
        assert (folder / "anh-dep-1.png").read_bytes() == b"\x89PNG\r\n another one"
        assert "static/images/week2/Anh-dep-1-2.png" in run.said()
        assert "the file stays" in run.said()
        await run.press("u")
        assert run.saved(week2) == before
        assert (folder / "Anh-dep-1-2.png").read_bytes() == PNG
        await add(run, picture)
        assert "was there already" in run.said()
        assert sorted(p.name for p in folder.iterdir()) == ["Anh-dep-1-2.png", "anh-dep-1.png"]


async def test_an_img_tag_is_written_as_its_neighbour(site: Path, week2: Path, opened: Opener, picture: Path) -> None:
    week1 = site / "content" / "1-Worklog" / "1.1-Week1" / "_index.md"
    tag = '<img src="/images/1-Worklog/Week1/a.png" alt="A" width="300">'
    week1.write_text(week1.read_text().replace("- First aim", f"- First aim {tag}"))
    before = week2.read_bytes()
    async with opened(week2) as run:
        await run.press("home", "home", "tab")
        await add(run, picture)
        new = '<img src="/images/1-Worklog/Week2/Anh-dep-1.png" alt="Ảnh đẹp (1)" width="300">'
        assert run.saved(week2) == before.replace(b"- First aim\n", f"- First aim {new}\n".encode())
        assert (site / "static/images/1-Worklog/Week2/Anh-dep-1.png").read_bytes() == PNG


async def test_without_others_the_site_s_images_folder_is_used(
    site: Path, week2: Path, opened: Opener, picture: Path
) -> None:
    before = week2.read_bytes()
    async with opened(week2) as run:
        await to_task(run, 3)
        await add(run, picture)
        assert (site / "static" / "images" / "Anh-dep-1.png").read_bytes() == PNG
        link = "- ![Ảnh đẹp (1)](/images/Anh-dep-1.png)".encode()
        assert run.saved(week2) == before.replace(b"| 4   |  |", b"| 4   | " + link + b" |")


async def test_what_is_no_image_is_refused_and_nothing_is_left(
    site: Path, week2: Path, opened: Opener, tmp_path: Path
) -> None:
    before = week2.read_bytes()
    fake = tmp_path / "fake.png"
    fake.write_text("no picture")
    notes = tmp_path / "notes.txt"
    notes.write_text("no picture")
    async with opened(week2) as run:
        await to_task(run, 1)
        for path, words in ((fake, "does not begin as an image"), (notes, "is no image")):
            await add(run, path)
            assert words in run.said()
        run.screen.run_command("add_image")
        await run.pilot.pause()
        await run.press("escape")
        assert run.saved(week2) == before
        assert not (site / "static").exists()


async def test_the_picker_lists_completes_and_takes(week2: Path, opened: Opener, picture: Path) -> None:
    folder = picture.parent / "shots"
    folder.mkdir()
    (folder / "one.png").write_bytes(PNG)
    (folder / "two.jpg").write_bytes(b"\xff\xd8\xff two")
    (folder / "no.txt").write_bytes(b"")
    async with opened(week2) as run:
        await to_task(run, 1)
        run.screen.run_command("add_image")
        await run.pilot.pause()
        picker = run.app.screen
        picker.field.value = str(picture.parent / "sho")  # type: ignore[attr-defined]
        await run.pilot.pause()
        await run.press("tab")
        assert picker.field.value == f"{folder}/"  # type: ignore[attr-defined]
        assert [f.name for f in picker.found] == ["one.png", "two.jpg"]  # type: ignore[attr-defined]
        await run.press("down", "enter")
        assert b"(/images/two.jpg)" in run.saved(week2)
