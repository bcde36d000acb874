"""What can be said of a colour without drawing it: contrast, lightness, and how far two lie apart for every eye.

Colours are ``#RRGGBB``. Contrast is that of WCAG 2.2. Lightness, chroma, hue and distance are those of OKLab (Ottosson
2020), distance times 100. Colour-vision deficiency is simulated at full severity (Machado, Oliveira and Fernandes,
2009).
"""

from math import atan2, cos, dist, hypot, sin

_DEFICIENT = (
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
)
_TO_CONES = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
_FROM_CONES = (
    (4.0767416621, -3.3077115913, 0.2309699292),
    (-1.2684380046, 2.6097574011, -0.3413193965),
    (-0.0041960863, -0.7034186147, 1.7076147010),
)
_TO_LAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
_FROM_LAB = (
    (1.0, 0.3963377774, 0.2158037573),
    (1.0, -0.1055613458, -0.0638541728),
    (1.0, -0.0894841775, -1.2914855480),
)
Three = tuple[float, float, float]
_STEP = 0.01


def luminance(colour: str) -> float:
    """Relative luminance, 0–1 (WCAG 2.2)."""
    red, green, blue = _linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio, 1–21, between two colours (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def apart(one: str, other: str) -> float:
    """The smallest distance between two colours over the four kinds of vision; 0 is the same, 100 black and white."""
    seen = [(_lab(_linear(one)), _lab(_linear(other)))]
    seen += [(_lab(_times(eye, _linear(one))), _lab(_times(eye, _linear(other)))) for eye in _DEFICIENT]
    return min(100 * dist(*pair) for pair in seen)


def readable_on(colour: str, grounds: tuple[str, ...], least: float) -> str:
    """The colour itself where it has this contrast on all (dark) grounds; else its twin of the same hue, as little
    lighter as that takes, with less chroma only where a screen cannot show it."""
    lightness, a, b = _lab(_linear(colour))
    chroma, hue = hypot(a, b), atan2(b, a)
    twin = colour
    while min(contrast(twin, ground) for ground in grounds) < least and lightness < 1.0:
        lightness = min(1.0, lightness + _STEP)
        twin = _shown(lightness, chroma, hue)
    return twin


def _shown(lightness: float, chroma: float, hue: float) -> str:
    """The colour with the most of this chroma that a screen can show."""
    while True:
        light = _times(_FROM_CONES, _cubed(_times(_FROM_LAB, (lightness, chroma * cos(hue), chroma * sin(hue)))))
        if chroma <= 0 or all(-1e-4 <= part <= 1 + 1e-4 for part in light):
            return "#" + "".join(f"{round(255 * _coded(part)):02X}" for part in light)
        chroma -= _STEP / 2


def _linear(colour: str) -> Three:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _decoded(red), _decoded(green), _decoded(blue)


def _decoded(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _coded(part: float) -> float:
    part = min(1.0, max(0.0, part))
    return 12.92 * part if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055


def _lab(light: Three) -> Three:
    long, medium, short = _times(_TO_CONES, light)
    return _times(_TO_LAB, (max(0.0, long) ** (1 / 3), max(0.0, medium) ** (1 / 3), max(0.0, short) ** (1 / 3)))


def _cubed(cones: Three) -> Three:
    return cones[0] ** 3, cones[1] ** 3, cones[2] ** 3


def _times(matrix: tuple[Three, Three, Three], vector: Three) -> Three:
    one, two, three = (sum(a * b for a, b in zip(row, vector, strict=True)) for row in matrix)
    return one, two, three
