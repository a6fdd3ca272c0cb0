"""The painter's tools: a picture that collects SVG, and the soft shapes that every scene is made of."""
import math
import random

WIDTH, HEIGHT = 1280, 720


class Picture:
    """An SVG being drawn, from the back to the front."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.definitions = [
            '<filter id="soft" x="-30%" y="-300%" width="160%" height="700%"><feGaussianBlur stdDeviation="9"/></filter>',
        ]
        self.shapes = []

    def svg(self):
        """Returns the whole document."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}">'
            f'<defs>{"".join(self.definitions)}</defs>{"".join(self.shapes)}</svg>'
        )

    def add(self, shape):
        """Puts a piece of SVG in front of what is there."""
        self.shapes.append(shape)

    def define(self, tag, attributes, content):
        """Adds a definition and returns the paint or filter that refers to it."""
        name = f"d{len(self.definitions)}"
        self.definitions.append(f'<{tag} id="{name}" {attributes}>{content}</{tag}>')
        return f"url(#{name})"

    def vertical(self, *colours):
        """Returns a paint that runs through colours from the top of a shape to its foot."""
        return self.define("linearGradient", 'x1="0" y1="0" x2="0" y2="1"', stops(colours))

    def lit(self, *colours, towards=(0.35, 0.2), reach=0.95):
        """Returns a paint for something round, lit from the upper left."""
        x, y = towards
        return self.define("radialGradient", f'cx="{x}" cy="{y}" r="{reach}"', stops(colours))

    def group(self, x, y, scale=1.0, flip=False, turn=0):
        """Returns a group to draw into around a point of its own."""
        return Group(self, f"translate({x} {y}) rotate({turn}) scale({-scale if flip else scale} {scale})")

    # --- weather and light

    def sky(self, *colours):
        self.add(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{self.vertical(*colours)}"/>')

    def sun(self, x, y, radius, colour, glow, strength=0.9):
        halo = self.define(
            "radialGradient",
            "",
            f'<stop offset="0" stop-color="{glow}" stop-opacity="{strength}"/>'
            f'<stop offset=".35" stop-color="{glow}" stop-opacity="{strength * 0.35}"/>'
            f'<stop offset="1" stop-color="{glow}" stop-opacity="0"/>',
        )
        self.add(f'<circle cx="{x}" cy="{y}" r="{radius * 6}" fill="{halo}"/>')
        self.add(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{colour}"/>')

    def cloud(self, x, y, scale, colour="#ffffff", opacity=0.8):
        paint = self.define(
            "linearGradient",
            'x1="0" y1="0" x2="0" y2="1"',
            f'<stop offset="0" stop-color="{colour}"/><stop offset="1" stop-color="{colour}" stop-opacity=".25"/>',
        )
        path = (
            "M-120 30 C-150 30 -160 -4 -122 -8 C-124 -40 -76 -52 -60 -30 C-44 -72 30 -72 42 -28 "
            "C64 -46 102 -34 98 -6 C140 -8 142 30 110 30 Z"
        )
        self.add(
            f'<path transform="translate({x} {y}) scale({scale} {scale * 0.85})" d="{path}" fill="{paint}" opacity="{opacity}"/>'
        )

    def stars(self, count, below=360):
        for _ in range(count):
            x, y = self.random.uniform(0, WIDTH), self.random.uniform(0, below)
            size = self.random.choice((1.1, 1.1, 1.6, 2.3))
            self.add(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{size}" fill="#fff6dc" opacity="{self.random.uniform(0.4, 1):.2f}"/>')

    def birds(self, x, y, count, colour):
        for n in range(count):
            bx, by = x + n * 46 + self.random.uniform(-9, 9), y + (n % 3) * 19 - n * 6
            s = self.random.uniform(0.7, 1.1)
            self.add(
                f'<path transform="translate({bx:.0f} {by:.0f}) scale({s:.2f})" d="M-16 -6 Q-7 -12 0 0 Q7 -12 16 -6" fill="none" '
                f'stroke="{colour}" stroke-width="3" stroke-linecap="round"/>'
            )

    def veil(self, colour, top, bottom, opacity):
        """Mist between two hills, thickest at two thirds."""
        paint = self.define(
            "linearGradient",
            'x1="0" y1="0" x2="0" y2="1"',
            "".join(
                f'<stop offset="{at}" stop-color="{colour}" stop-opacity="{opacity * part}"/>'
                for at, part in ((0, 0), (0.35, 0.45), (0.65, 1), (1, 0))
            ),
        )
        self.add(f'<rect y="{top}" width="{WIDTH}" height="{bottom - top}" fill="{paint}"/>')

    def wash(self, colour, opacity, blend="multiply"):
        """Tints all that was drawn so far, figures and land alike, with the light of the hour."""
        self.add(
            f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colour}" opacity="{opacity}" style="mix-blend-mode:{blend}"/>'
        )

    def light(self, x, y, radius, colour, opacity):
        """A pool of light."""
        paint = self.define(
            "radialGradient",
            "",
            f'<stop offset="0" stop-color="{colour}" stop-opacity="{opacity}"/><stop offset="1" stop-color="{colour}" stop-opacity="0"/>',
        )
        self.add(f'<circle cx="{x}" cy="{y}" r="{radius}" fill="{paint}" style="mix-blend-mode:screen"/>')

    def vignette(self, colour="#1d1230", opacity=0.26):
        paint = self.define(
            "radialGradient",
            'cx=".5" cy=".46" r=".78"',
            f'<stop offset=".55" stop-color="{colour}" stop-opacity="0"/><stop offset="1" stop-color="{colour}" stop-opacity="{opacity}"/>',
        )
        self.add(f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{paint}"/>')

    # --- land

    def hill(self, height_at, *colours, rim=None):
        """Fills all below a line. `height_at(x)` is where the line is, from the top."""
        points = [(x, height_at(x)) for x in range(-20, WIDTH + 41, 20)]
        line = " ".join(f"{x} {y:.1f}" for x, y in points)
        self.add(f'<path d="M{line} L{WIDTH + 20} {HEIGHT + 20} L-20 {HEIGHT + 20} Z" fill="{self.vertical(*colours)}"/>')
        if rim:
            self.add(f'<path d="M{line}" fill="none" stroke="{rim}" stroke-width="5" opacity=".35"/>')

    def road(self, points, *colours):
        """A winding road: (x, y, width) from far to near, smoothed, as wide as stated across its own direction."""
        left, right = [], []
        line = smooth(points)
        for (x, y, width), before, after in zip(line, [line[0], *line], [*line[1:], line[-1]]):
            dx, dy = after[0] - before[0], after[1] - before[1]
            length = math.hypot(dx, dy) or 1
            ox, oy = dy / length * width / 2, -dx / length * width / 2
            left.append(f"{x - ox:.1f} {y - oy:.1f}")
            right.append(f"{x + ox:.1f} {y + oy:.1f}")
        outline = " ".join(left + right[::-1])
        self.add(f'<path d="M{outline} Z" fill="{self.vertical(*colours)}"/>')

    def grass(self, count, left, right, height_at, size, colours):
        for _ in range(count):
            x = self.random.uniform(left, right)
            y = height_at(x) + self.random.uniform(0, size * 0.6)
            blades = ""
            for n in (-1, 0, 1):
                tall = size * self.random.uniform(0.6, 1.1)
                lean = n * size * 0.32 + self.random.uniform(-3, 3)
                blades += f"M{n * 3 - 2.2} 0 Q{lean * 0.4:.1f} {-tall * 0.6:.1f} {lean:.1f} {-tall:.1f} Q{lean * 0.4 + 3:.1f} {-tall * 0.5:.1f} {n * 3 + 2.2} 0 Z"
            self.add(f'<path transform="translate({x:.0f} {y:.0f})" d="{blades}" fill="{self.random.choice(colours)}"/>')

    def flowers(self, count, left, right, top, bottom, colours, size=6, stem="#4f7d3a"):
        for _ in range(count):
            x, y = self.random.uniform(left, right), self.random.uniform(top, bottom)
            s = size * (0.55 + 0.75 * (y - top) / max(1, bottom - top))
            colour = self.random.choice(colours)
            petals = "".join(
                f'<circle cx="{math.cos(a) * s * 0.62:.1f}" cy="{math.sin(a) * s * 0.62:.1f}" r="{s * 0.55:.1f}" fill="{colour}"/>'
                for a in (k * math.tau / 5 for k in range(5))
            )
            self.add(
                f'<g transform="translate({x:.0f} {y:.0f})"><path d="M0 0 Q2 {s * 1.6:.1f} 0 {s * 3:.1f}" stroke="{stem}" '
                f'stroke-width="{max(1.4, s * 0.22):.1f}" fill="none"/>{petals}<circle r="{s * 0.34:.1f}" fill="#f7d873"/></g>'
            )

    def poppies(self, count, left, right, top, bottom, size):
        for _ in range(count):
            x, y = self.random.uniform(left, right), self.random.uniform(top, bottom)
            s = size * self.random.uniform(0.75, 1.2)
            lean = self.random.uniform(-12, 12)
            colour = self.random.choice(("#d8432f", "#e2573c", "#c93a31"))
            self.add(
                f'<g transform="translate({x:.0f} {y:.0f}) scale({s:.2f})"><path d="M0 0 Q{lean * 0.2:.1f} 40 {-lean:.1f} 110" stroke="#5c8440" stroke-width="3.4" fill="none"/>'
                f'<path d="M-19 -3 C-26 -24 -8 -30 0 -22 C10 -31 27 -22 19 -2 C14 14 -13 14 -19 -3 Z" fill="{colour}"/>'
                f'<path d="M-15 -2 C-8 10 10 10 15 -2 C8 -8 -8 -8 -15 -2 Z" fill="#a92a2a" opacity=".65"/><circle cx="0" cy="0" r="4.4" fill="#33202a"/></g>'
            )

    def tree(self, x, y, scale, leaves, trunk="#7a5638"):
        """A round tree; leaves are three colours from dark to light."""
        dark, middle, light = leaves
        g = self.group(x, y, scale)
        g.path("M-9 0 C-6 -30 -8 -60 -5 -90 L6 -90 C8 -60 7 -30 11 0 Z", trunk)
        g.path("M0 -60 L26 -96 M0 -66 L-24 -98", "none", stroke=trunk, width=6)
        for cx, cy, r, paint in (
            (-34, -104, 36, dark), (34, -100, 38, dark), (0, -92, 40, dark), (-22, -132, 40, middle),
            (24, -130, 38, middle), (0, -158, 36, middle), (-14, -148, 26, light), (-34, -116, 18, light), (14, -166, 14, light),
        ):
            g.circle(cx, cy, r, paint)
        g.close()

    def poplar(self, x, y, scale, colours):
        g = self.group(x, y, scale)
        g.path("M-4 0 L-3 -40 L3 -40 L4 0 Z", "#6b4e38")
        g.path("M0 -190 C26 -140 30 -60 14 -22 C6 -14 -6 -14 -14 -22 C-30 -60 -26 -140 0 -190 Z", self.vertical(*colours))
        g.close()

    def shadow(self, x, y, rx, ry, opacity=0.32, colour="#1c2b22"):
        self.add(f'<ellipse cx="{x}" cy="{y}" rx="{rx}" ry="{ry}" fill="{colour}" opacity="{opacity}" filter="url(#soft)"/>')


class Group:
    """A part of a picture with its own origin, drawn with fills and round-ended limbs."""

    def __init__(self, picture, transform):
        self.picture = picture
        self.transform = transform
        self.parts = []

    def close(self):
        """Puts what was drawn into the picture."""
        self.picture.add(f'<g transform="{self.transform}">{"".join(self.parts)}</g>')

    def raw(self, part):
        self.parts.append(part)

    def path(self, d, fill, stroke=None, width=0, opacity=1, turn=None):
        line = f' stroke="{stroke}" stroke-width="{width}" stroke-linecap="round" stroke-linejoin="round"' if stroke else ""
        turned = f' transform="rotate({turn[0]} {turn[1]} {turn[2]})"' if turn else ""
        veiled = f' opacity="{opacity}"' if opacity != 1 else ""
        self.raw(f'<path d="{d}" fill="{fill}"{line}{veiled}{turned}/>')

    def circle(self, x, y, r, fill, opacity=1):
        self.ellipse(x, y, r, r, fill, opacity=opacity)

    def ellipse(self, x, y, rx, ry, fill, turn=0, opacity=1):
        turned = f' transform="rotate({turn} {x} {y})"' if turn else ""
        veiled = f' opacity="{opacity}"' if opacity != 1 else ""
        self.raw(f'<ellipse cx="{x}" cy="{y}" rx="{rx}" ry="{ry}" fill="{fill}"{turned}{veiled}/>')

    def limb(self, points, width, colour):
        """A bent limb through points, as a thick round line."""
        d = f"M{points[0][0]} {points[0][1]} "
        if len(points) == 2:
            d += f"L{points[1][0]} {points[1][1]}"
        else:
            d += f"Q{points[1][0]} {points[1][1]} {points[2][0]} {points[2][1]}"
        self.path(d, "none", stroke=colour, width=width)


def stops(colours):
    """Spreads colours evenly over a gradient."""
    last = max(1, len(colours) - 1)
    return "".join(f'<stop offset="{n / last:.3f}" stop-color="{colour}"/>' for n, colour in enumerate(colours))


def smooth(points, steps=14):
    """Catmull-Rom through points, so that roads bend and don't break."""
    padded = [points[0], *points, points[-1]]
    out = []
    for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:]):
        for step in range(steps):
            t = step / steps
            out.append(tuple(
                0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t**3)
                for p, q, r, s in zip(a, b, c, d)
            ))
    return [*out, points[-1]]


def waves(base, *parts):
    """Returns a rolling line: `base` from the top, and (height, wavelength, phase) for each wave."""
    return lambda x: base + sum(h * math.sin(x / length * math.tau + phase) for h, length, phase in parts)
