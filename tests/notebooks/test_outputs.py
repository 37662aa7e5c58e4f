"""Outputs of code cells to HTML: each case is a section of a file in tests/golden/outputs/.

A section has a title, outputs in JSON, one a line, and what comes of them: HTML, and a line `! …`
for each fault. Images are described by the word 図.
"""

from __future__ import annotations

import base64
import io
import json
import re
from pathlib import Path

import pytest
from markdown_it.utils import read_fixture_file
from nbformat import NotebookNode, from_dict
from nbformat.v4 import new_code_cell, new_output
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from booksite.cache import keep
from booksite.markup import Formulas
from booksite.notebooks.cells import CellNotes
from booksite.notebooks.images import ImageFiles
from booksite.notebooks.outputs import OutputContext, cell_outputs

GOLDEN = Path(__file__).parents[1] / "golden" / "outputs"
CASES = [
    pytest.param(*case[2:], id=f"{file.stem}: {case[1]}")
    for file in sorted(GOLDEN.glob("*.md"))
    for case in read_fixture_file(file)
]
# Names of files hold a hash of the settings of their form.
NAME = re.compile(r"booksite-asset:ch03_first_ml-[0-9a-f]{8}")


def as_png(image: Image.Image) -> str:
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return base64.b64encode(buffer.getvalue()).decode()


def png(width: int, height: int) -> str:
    return as_png(Image.new("RGB", (width, height), "white"))


def stored(image: Image.Image) -> tuple[Image.Image, int]:
    """The image that a page shows for an output, and the bytes of its file."""
    _, images = render([display({"image/png": as_png(image)})], alt=["図"])
    (content,) = images.files.values()
    with Image.open(io.BytesIO(content)) as shown:
        return shown.convert("RGB"), len(content)


def display(data: dict[str, str], **metadata: object) -> NotebookNode:
    return new_output("display_data", data=data, metadata=metadata)


def stream(text: str) -> NotebookNode:
    return new_output("stream", name="stdout", text=text)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def render(outputs: list[NotebookNode], **booksite: object) -> tuple[str, ImageFiles]:
    images = ImageFiles("ch03_first_ml", Path("images"), "図を大きく開く")
    cell = new_code_cell("x", id="train", outputs=outputs)
    notes = CellNotes.model_validate(booksite)
    page = OutputContext("ja", "https://colab.example/a.ipynb", images, Formulas())
    html, errors = cell_outputs(cell, notes, page)
    return "\n".join([html, *(f"! {error}" for error in errors)]).strip(), images


@pytest.mark.parametrize(("source", "expected"), CASES)
def test_outputs(source: str, expected: str) -> None:
    outputs = [from_dict(json.loads(line)) for line in source.splitlines()]
    html, _ = render(outputs, alt=["図"] * len(outputs))
    assert NAME.sub("NAME", html) == expected.strip()


def test_an_image_becomes_a_small_file_with_size_description_and_a_link_to_it() -> None:
    html, images = render([display({"image/png": png(30, 20)})], alt=["損失が <0.1 に下がる"])
    (name,) = images.files
    assert html == (
        f'<p class="nb-figure">'
        f'<a class="bs-large" href="booksite-asset:{name}" aria-label="図を大きく開く">'
        f'<img src="booksite-asset:{name}" alt="損失が &lt;0.1 に下がる" '
        'width="30" height="20" loading="lazy"></a></p>'
    )
    assert name.startswith("ch03_first_ml-")
    with Image.open(io.BytesIO(images.files[name])) as image:
        assert (image.format, image.size) == ("WEBP", (30, 20))


def test_a_plot_keeps_its_colors_and_its_edges() -> None:
    plot = Image.new("RGB", (200, 150), "#fff5eb")
    draw = ImageDraw.Draw(plot)
    draw.text((20, 20), "loss", fill="#1f77b4", font_size=30)
    draw.rectangle((100, 80, 150, 120), fill="#fdd7af")
    shown, _ = stored(plot)
    assert shown.getpixel((180, 20)) == (0xFF, 0xF5, 0xEB)
    assert shown.getpixel((125, 100)) == (0xFD, 0xD7, 0xAF)
    extremes = ImageChops.difference(plot, shown).getextrema()
    assert max(high for _, high in extremes) <= 7  # type: ignore[misc]


def test_photos_weigh_a_fraction_of_what_they_weigh_without_loss() -> None:
    channels = [Image.radial_gradient("L"), Image.linear_gradient("L")]
    photo = Image.merge("RGB", [*channels, channels[1].rotate(90)])
    grain = Image.effect_noise(photo.size, 24).filter(ImageFilter.GaussianBlur(1))
    photo = Image.blend(photo, grain.convert("RGB"), 0.3)
    shown, weight = stored(photo)
    assert shown.size == photo.size
    assert weight < len(base64.b64decode(as_png(photo))) / 3


def test_what_is_transparent_is_white_as_on_the_page() -> None:
    shown, _ = stored(Image.new("RGBA", (30, 20), "#00000000"))
    assert shown.getpixel((10, 10)) == (255, 255, 255)


def test_the_same_image_has_the_same_name_twice() -> None:
    first, _ = render([display({"image/png": png(30, 20)})], alt=["図"])
    second, _ = render([display({"image/png": png(30, 20)})], alt=["図"])
    assert first == second


def test_an_image_of_the_other_language_is_not_made_again() -> None:
    _, images = render([display({"image/png": png(30, 20)})], alt=["図"])
    (name,) = images.files
    keep(images.folder / name, b"made before")
    _, images = render([display({"image/png": png(30, 20)})], alt=["A figure"])
    assert images.files == {name: b"made before"}


def test_columns_of_words_are_told_from_columns_of_numbers_and_an_empty_head_is_none() -> None:
    table = (
        "<table><thead><tr><th></th><th>kind</th><th>error</th></tr></thead>"
        "<tbody><tr><th>0</th><td>setosa</td><td>-1.5e-3</td></tr>"
        "<tr><th>1</th><td>7</td><td>NaN</td></tr></tbody></table>"
    )
    html, _ = render([display({"text/html": table})])
    assert '<thead><tr><td></td><th class="nb-words">kind</th><th>error</th></tr>' in html
    assert '<th>0</th><td class="nb-words">setosa</td><td>-1.5e-3</td>' in html
    assert '<th>1</th><td class="nb-words">7</td><td>NaN</td>' in html


def test_what_needs_colab_says_so_instead_of_showing_an_output() -> None:
    html, _ = render([stream("random")], output="colab")
    assert "random" not in html
    assert (
        '<a href="https://colab.example/a.ipynb#scrollTo=train">Colabでこのセルを開く</a>' in html
    )


def test_an_image_without_a_description_is_a_fault() -> None:
    html, _ = render([display({"image/png": png(3, 2)}), stream("seen")])
    assert html.startswith('<pre class="nb-output">seen</pre>\n! expected a description for each')


def test_a_photo_taken_on_its_side_stands_upright_and_fine_greys_stay_grey() -> None:
    photo, exif, buffer = Image.new("RGB", (30, 20), "white"), Image.Exif(), io.BytesIO()
    exif[0x0112] = 6
    photo.save(buffer, "JPEG", exif=exif)
    taken = base64.b64encode(buffer.getvalue()).decode()
    html, images = render([display({"image/jpeg": taken})], alt=["図"])
    assert 'width="20" height="30"' in html
    (content,) = images.files.values()
    with Image.open(io.BytesIO(content)) as upright:
        assert upright.size == (20, 30)
    shown, _ = stored(Image.new("I;16", (3, 2), 40_000))
    assert shown.getpixel((0, 0)) == (156, 156, 156)
