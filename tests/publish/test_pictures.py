"""Pictures of drawings: as large as they are, on white, and like those that matplotlib draws."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from matplotlib.figure import Figure
from PIL import Image

from rolereport.display.show import svg_text
from rolereport.publish.document import pictures
from rolereport.publish.document.pictures import PER_INCH, write_pictures
from rolereport.publish.errors import PublishError
from rolereport.recall import VARIABLE

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt" viewBox="0 0 72 36">'
    '<rect width="36" height="36" style="fill: #ff0000"/></svg>'
)
BLOCK = 8  # pixels; letters that are smoothed in another way have as much ink in a block


def test_a_picture_is_as_large_as_its_drawing_on_paper_and_on_white(tmp_path: Path) -> None:
    write_pictures({"pay": SVG}, tmp_path)
    with Image.open(tmp_path / "pay.png") as told:
        assert told.info["dpi"] == pytest.approx((PER_INCH, PER_INCH), rel=1e-3)
        assert told.mode == "P"
        told.verify()  # every chunk's checksum
    made = Image.open(tmp_path / "pay.png").convert("RGB")
    assert made.size == (PER_INCH, PER_INCH // 2)
    assert made.getpixel((20, 20)) == (255, 0, 0)
    assert made.getpixel((140, 20)) == (255, 255, 255)


def test_the_same_drawings_give_the_same_bytes_alone_or_together(tmp_path: Path) -> None:
    (tmp_path / "alone").mkdir()
    write_pictures({"one": SVG, "two": SVG}, tmp_path)
    write_pictures({"two": SVG}, tmp_path / "alone")
    assert (tmp_path / "two.png").read_bytes() == (tmp_path / "alone" / "two.png").read_bytes()
    write_pictures({}, tmp_path)
    assert len([*tmp_path.glob("*.png")]) == 2


def test_a_drawing_that_was_made_a_picture_before_is_not_set_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = pictures._set
    drawn: list[int] = []

    def watched(drawings: list[str]) -> bytes:
        drawn.append(len(drawings))
        return before(drawings)

    monkeypatch.setattr(pictures, "_set", watched)
    other = SVG.replace("#ff0000", "#00ff00")
    for remembered, told in ((False, [1, 2]), (True, [1, 1])):
        if remembered:
            monkeypatch.setenv(VARIABLE, str(tmp_path / "recall"))
        folder = tmp_path / str(remembered)
        folder.mkdir()
        drawn.clear()
        write_pictures({"pay": SVG}, folder)
        write_pictures({"again": SVG, "other": other}, folder)
        assert drawn == told
        assert (folder / "pay.png").read_bytes() == (folder / "again.png").read_bytes()
        made = Image.open(folder / "other.png").convert("RGB")
        assert made.getpixel((20, 20)) == (0, 255, 0)


def inked(picture: bytes) -> np.ndarray:
    grey = np.asarray(Image.open(io.BytesIO(picture)).convert("L"), dtype=float)
    high, wide = (size // BLOCK * BLOCK for size in grey.shape)
    blocks = grey[:high, :wide].reshape(high // BLOCK, BLOCK, wide // BLOCK, BLOCK)
    return 255 - blocks.mean(axis=(1, 3))


def test_a_picture_is_what_matplotlib_draws(tmp_path: Path) -> None:
    fig = Figure(figsize=(3, 2))
    axes = fig.subplots()
    axes.plot([1, 2, 3], [2, 3, 1], marker="o")
    axes.set_title("Pay – of “med techs”, ½ more")
    held = io.BytesIO()
    fig.savefig(held, dpi=PER_INCH, facecolor="white")
    write_pictures({"pay": svg_text(fig, "pay", "Pay.")}, tmp_path)
    own, made = inked(held.getvalue()), inked((tmp_path / "pay.png").read_bytes())
    assert own.sum() > 0
    assert np.abs(own - made).sum() < 0.25 * own.sum()


def test_what_is_no_drawing_is_named(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="figure 'bad' cannot be made a picture"):
        write_pictures({"good": SVG, "bad": "<svg"}, tmp_path)
    assert [*tmp_path.iterdir()] == []
