"""Pictures with a palette: no area of one colour is seen to change, nor any picture of many."""

from __future__ import annotations

import numpy as np
from PIL import Image

from rolereport.publish.document.palette import COUNTED, MOST, with_palette

SEED = 20


def picture(parts: np.ndarray) -> Image.Image:
    return Image.fromarray(parts.astype(np.uint8))


def drawn(areas: int, blends: int) -> np.ndarray:
    """White with areas of one colour each, and so many points of any colour."""
    rng = np.random.default_rng(SEED)
    parts = np.full((200, 300, 3), 255)
    for area in range(areas):
        row, column = divmod(area, 20)
        parts[row * 10 : row * 10 + 8, column * 10 : column * 10 + 8] = rng.integers(0, 256, 3)
    points = rng.integers(0, 200, blends), rng.integers(200, 300, blends)
    parts[points] = rng.integers(0, 256, (blends, 3))
    return parts


def test_areas_and_ground_keep_their_colour_among_many_blends() -> None:
    parts = drawn(areas=120, blends=1_000)
    made = with_palette(picture(parts))
    assert made.mode == "P"
    left = np.asarray(made.convert("RGB"))[:, :200]
    assert np.array_equal(left, parts[:, :200])


def test_a_palette_that_all_colours_have_room_in_changes_none_by_more_than_the_eye_sees() -> None:
    grey = np.repeat(np.arange(256), 3).reshape(1, 256, 3)
    made = with_palette(picture(np.vstack([grey, np.zeros((1, 256, 3))])))
    assert made.mode == "P"
    seen = np.asarray(made.convert("RGB")).astype(int)
    assert np.abs(seen[0] - grey[0]).max() <= 3
    assert not seen[1].any()


def test_of_colours_that_look_alike_the_commonest_stands_for_all() -> None:
    parts = np.full((10, 10, 3), 255)
    parts[0] = 253
    made = with_palette(picture(parts))
    assert made.convert("RGB").getcolors() == [(100, (255, 255, 255))]


def test_a_picture_that_needs_more_colours_keeps_them() -> None:
    stepped = np.zeros((100, 8 * (MOST + 100), 3))
    steps = np.arange(stepped.shape[1]) // 8
    stepped[..., 0], stepped[..., 1] = steps % 60 * 4, steps // 60 * 4
    many = np.arange(COUNTED + 1)
    each = np.stack([many % 256, many // 256, many * 0], axis=1)[None]
    for parts in (stepped, each):
        assert with_palette(picture(parts)).tobytes() == parts.astype(np.uint8).tobytes()


def test_the_same_picture_gets_the_same_palette() -> None:
    parts = drawn(areas=150, blends=3_000)
    once, again = with_palette(picture(parts)), with_palette(picture(parts))
    assert once.getpalette() == again.getpalette()
    assert once.tobytes() == again.tobytes()
