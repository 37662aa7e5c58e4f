"""Outputs of code cells to HTML."""

from __future__ import annotations

import base64
import io
from pathlib import Path

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from booksite.cache import keep
from booksite.notebooks.cells import CellNotes
from booksite.notebooks.images import ImageFiles
from booksite.notebooks.markdown import CellError
from booksite.notebooks.outputs import cell_outputs


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
    return cell_outputs(cell, notes, images, "ja", "https://colab.example/a.ipynb"), images


def test_pieces_of_a_stream_are_joined_and_escaped() -> None:
    html, _ = render([stream("損失 < "), stream("0.1\n")])
    assert html == '<pre class="nb-output">損失 &lt; 0.1</pre>'


def test_colors_of_a_terminal_become_classes() -> None:
    error = new_output("error", ename="E", evalue="v", traceback=["\x1b[31mRuntimeError\x1b[0m: x"])
    html, _ = render([error])
    assert html == '<pre class="nb-error"><span class="ansi-red-fg">RuntimeError</span>: x</pre>'


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


def test_a_fine_image_is_shown_at_its_intended_width() -> None:
    html, _ = render(
        [display({"image/png": png(60, 40)}, **{"image/png": {"width": 30, "height": 20}})],
        alt=["図"],
    )
    assert 'width="30" height="20"' in html


def test_a_drawing_keeps_its_size_in_points() -> None:
    svg = '<?xml version="1.0"?><svg width="75pt" height="30pt" viewBox="0 0 75 30"></svg>'
    html, images = render([display({"image/svg+xml": svg})], alt=["計算グラフ"])
    assert 'width="100" height="40"' in html
    assert list(images.files.values()) == [svg.encode()]


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


def test_a_table_keeps_its_structure_and_loses_script_and_style() -> None:
    html, _ = render(
        [
            display(
                {
                    "text/html": "<style>td{}</style><table border=1 class=dataframe><tr>"
                    "<th onclick=x()>a</th></tr></table><script>x()</script>",
                    "text/plain": "a",
                }
            )
        ]
    )
    assert html == (
        '<div class="nb-table"><table class="nb-frame"><tbody><tr><th>a</th></tr></tbody></table>'
        "</div>"
    )


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


def test_a_result_in_tex_becomes_mathml() -> None:
    html, _ = render([display({"text/latex": "$\\displaystyle x$", "text/plain": "x"})])
    assert "<math" in html
    assert "<mi>x</mi>" in html


def test_what_needs_colab_says_so_instead_of_showing_an_output() -> None:
    html, _ = render([stream("random")], output="colab")
    assert "random" not in html
    assert (
        '<a href="https://colab.example/a.ipynb#scrollTo=train">Colabでこのセルを開く</a>' in html
    )


@pytest.mark.parametrize(
    ("output", "came"),
    [
        (display({"image/png": png(3, 2)}), "an image without one"),
        (display({"application/x-widget": "{}"}), "application/x-widget"),
    ],
)
def test_what_cannot_be_shown_is_a_fault(output: NotebookNode, came: str) -> None:
    with pytest.raises(CellError) as caught:
        render([output])
    assert caught.value.came == came
