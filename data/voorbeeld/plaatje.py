"""A drawn photo for the example: a huis van de buurt with its door open, in plain shapes.

``python data/voorbeeld/plaatje.py`` writes it beside the story that it belongs to.
"""

from pathlib import Path

from PIL import Image, ImageDraw

TARGET = Path(__file__).parents[1] / "programmes" / "voorbeeldstad" / "verhalen" / "verhaal-buurthuis.png"
WIDTH, HEIGHT, FINER = 960, 600, 2
SKY, GRASS, PATH = "#CFE3EA", "#9DBF8E", "#E6DCC8"
BRICK, ROOF, DOOR, GLASS, LIGHT, TREE, TRUNK = (
    "#B8694A", "#5B2A6E", "#F3D27A", "#EAF3F6", "#FFFFFF", "#5E8F5A", "#7A5A3C",
)  # fmt: skip


def drawn() -> Image.Image:
    """The picture, drawn larger and brought back, so that lines are smooth."""
    image = Image.new("RGB", (WIDTH * FINER, HEIGHT * FINER), SKY)
    draw = ImageDraw.Draw(image)

    def box(*corners: int) -> list[int]:
        return [corner * FINER for corner in corners]

    draw.rectangle(box(0, 430, WIDTH, HEIGHT), GRASS)
    draw.polygon(box(430, 430, 530, 430, 640, 600, 320, 600), PATH)
    draw.rectangle(box(240, 210, 720, 432), BRICK)
    draw.polygon(box(210, 214, 480, 90, 750, 214), ROOF)
    draw.rectangle(box(430, 270, 530, 432), DOOR)
    for left in (280, 580):
        draw.rectangle(box(left, 262, left + 100, 352), LIGHT)
        draw.rectangle(box(left + 6, 268, left + 94, 346), GLASS)
        draw.rectangle(box(left + 47, 262, left + 53, 352), LIGHT)
    for left, top in ((90, 250), (800, 270)):
        draw.rectangle(box(left + 24, top + 90, left + 40, 440), TRUNK)
        draw.ellipse(box(left - 28, top - 40, left + 92, top + 100), TREE)
    draw.rectangle(box(150, 470, 270, 480), TRUNK)
    for left in (160, 250):
        draw.rectangle(box(left, 480, left + 8, 506), TRUNK)
    return image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    TARGET.parent.mkdir(exist_ok=True)
    drawn().quantize(48, dither=Image.Dither.NONE).save(TARGET, "PNG", optimize=True)
