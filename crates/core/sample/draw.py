#!/usr/bin/env python3
"""Draws the sample story's pictures: an SVG for each segment, rendered and stored as WebP under images/.

    crates/core/sample/draw.py            all of them
    crates/core/sample/draw.py 3 8        only those

Needs (Debian): apt-get install python3 librsvg2-bin webp. Runs anew give the same pictures.
"""
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # no __pycache__ beside what ships

from brush import Picture  # noqa: E402
from scenes import SCENES  # noqa: E402

HERE = pathlib.Path(__file__).parent
QUALITY = "80"


def render(number, scene):
    """Draws one scene and stores it."""
    picture = Picture(seed=number)
    scene(picture)
    target = HERE / "images" / f"{number:02}.webp"
    target.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        svg, png = pathlib.Path(scratch, "scene.svg"), pathlib.Path(scratch, "scene.png")
        svg.write_text(picture.svg(), encoding="utf-8")
        subprocess.run(["rsvg-convert", "--output", png, svg], check=True)
        subprocess.run(["cwebp", "-quiet", "-m", "6", "-q", QUALITY, "-sharp_yuv", png, "-o", target], check=True)
    print(f"{target.name}: {target.stat().st_size / 1000:.1f} kB")


def main():
    wanted = [int(number) for number in sys.argv[1:]] or range(1, len(SCENES) + 1)
    for number in wanted:
        render(number, SCENES[number - 1])


if __name__ == "__main__":
    main()
