"""What stands about in the valley, and its light at each hour of the day."""
from collections import namedtuple

from brush import WIDTH

Hour = namedtuple("Hour", "sky far middle mist leaves blades poplar")

DAWN = Hour(("#8fb9e0", "#f3d3c3", "#ffe9bd"), "#a9bcc9", "#8fb38a", "#fff0d6", ("#5c8a52", "#79a75a", "#a8c873"), ("#5f9040", "#86b454", "#4f7d3a"), ("#9cc06a", "#5a8a4a"))
MORNING = Hour(("#6fb7e6", "#bfe2f2", "#fdf3d2"), "#a4cbd2", "#93c48c", "#fbf7e0", ("#4d8a4a", "#6caa52", "#9ccc6a"), ("#5b9a3e", "#7fb84e", "#4a8438"), ("#8ec460", "#4f8d46"))
NOON = Hour(("#4ea4df", "#a6d8f0", "#eef6e4"), "#9cc4cc", "#9cc777", "#f4f8e6", ("#46803c", "#629c42", "#94bf56"), ("#5a943a", "#7cae48", "#487a32"), ("#8abb54", "#487f3c"))
AFTERNOON = Hour(("#62aede", "#bfdcdc", "#fff0bf"), "#a9c2b4", "#aabf66", "#fdf2c8", ("#5f8240", "#86a048", "#b8bf60"), ("#6f8f3c", "#98a84a", "#b9b85c"), ("#a8b458", "#66803c"))
GOLD = Hour(("#8fb0cc", "#f4d7a6", "#ffe2a0"), "#c9b79a", "#bfae62", "#ffe6b0", ("#6a7434", "#93913e", "#c8b456"), ("#7b823a", "#a39a44", "#5f6a30"), ("#b4a850", "#6c7438"))
SUNSET = Hour(("#5d5a94", "#d9799a", "#ffb070", "#ffe0a0"), "#a0707c", "#8c6a58", "#ffb98c", ("#4c4a34", "#6c6038", "#98803f"), ("#5f5c32", "#7c7238", "#464a2c"), ("#7c6c40", "#4c4a34"))
NIGHT = Hour(("#101a44", "#27397a", "#5a74b4", "#9db2de"), "#4a639c", "#35508a", "#a9bdf0", ("#24405a", "#2f5468", "#4a7480"), ("#34585a", "#47706a", "#284848"), ("#35586a", "#24405a"))


def valley(p, hour, far, middle, field=None):
    """Sky and the hills behind, each paler than the one before it."""
    p.sky(*hour.sky)
    p.hill(lambda x: far(x) - 46, mixed(hour.far, hour.sky[-1]), hour.far)
    p.hill(far, hour.far, mixed(hour.far, hour.middle))
    p.veil(hour.mist, 300, 470, 0.55)
    if middle:
        p.hill(middle, hour.middle, mixed(hour.middle, hour.mist))
        if field:
            p.hill(lambda x: middle(x) + 34, field, mixed(field, hour.middle))
        p.veil(hour.mist, 420, 560, 0.35)


def mixed(one, other):
    """Returns the colour half way between two."""
    pairs = zip(*(tuple(int(c[n : n + 2], 16) for n in (1, 3, 5)) for c in (one, other)))
    return "#" + "".join(f"{(a + b) // 2:02x}" for a, b in pairs)


def meadow_edge(p, height_at, hour):
    """Grass that breaks the line of a hill."""
    p.grass(120, 0, WIDTH, lambda x: height_at(x) + 4, 18, hour.blades)


def oak(p, x, y, scale, hour):
    """The old oak: a broad trunk and a wide crown, its foot on (x, y)."""
    dark, middle, light = hour.leaves
    p.shadow(x + 60 * scale, y, 190 * scale, 16 * scale)
    g = p.group(x, y, scale)
    bark = p.define("linearGradient", 'x1="0" y1="0" x2="1" y2="0"', '<stop offset="0" stop-color="#8d6845"/><stop offset=".5" stop-color="#6f4f34"/><stop offset="1" stop-color="#4a3424"/>')
    g.path("M-92 4 C-52 -8 -48 -70 -50 -150 C-54 -210 -96 -240 -130 -262 L-116 -276 C-70 -256 -44 -238 -28 -222 C-24 -262 -30 -300 -40 -330 L-14 -332 C-6 -296 0 -262 2 -230 C26 -262 70 -276 112 -296 L120 -278 C80 -256 46 -216 46 -160 C46 -90 52 -14 96 4 C70 10 -66 10 -92 4 Z", bark)
    for d in ("M-26 -20 C-20 -70 -28 -120 -22 -170", "M4 -10 C10 -60 0 -120 8 -180", "M28 -30 C30 -70 24 -110 28 -150"):
        g.path(d, "none", stroke="#3f2b1d", width=4, opacity=0.45)
    g.ellipse(-8, -112, 10, 15, "#3c281b", opacity=0.7)
    crown = (
        (-168, -300, 74, dark), (170, -306, 78, dark), (-90, -270, 66, dark), (92, -268, 66, dark), (0, -290, 84, dark),
        (-210, -360, 62, dark), (214, -364, 60, dark), (-120, -372, 86, middle), (124, -374, 86, middle), (0, -370, 96, middle),
        (-190, -392, 50, middle), (190, -396, 50, middle), (-60, -446, 74, middle), (70, -446, 72, middle),
        (-130, -410, 48, light), (-40, -470, 50, light), (60, -466, 40, light), (-190, -372, 30, light), (110, -412, 40, light), (10, -392, 36, light), (-70, -350, 26, light), (170, -352, 24, light),
    )
    for cx, cy, r, paint in crown:
        g.circle(cx, cy, r, paint, opacity=0.55 if paint == light else 1)
    for _ in range(150):
        cx, cy = p.random.gauss(0, 110), p.random.gauss(-375, 55)
        if (cx / 250) ** 2 + ((cy + 372) / 130) ** 2 < 1:
            g.ellipse(round(cx), round(cy), 13, 7, p.random.choice(hour.leaves), turn=p.random.randint(-60, 60), opacity=0.7)
    g.close()


def bough(p, x, y, scale, leaves, flip=False):
    """A branch that hangs into the picture from a corner."""
    g = p.group(x, y, scale, flip)
    g.path("M-20 10 C90 30 190 80 330 92 M120 46 C170 30 220 30 270 18 M200 72 C230 110 260 130 300 146", "none", stroke="#6a4b34", width=11)
    for _ in range(170):
        t = p.random.random()
        cx, cy = -10 + 350 * t + p.random.gauss(0, 24), 16 + 82 * t + p.random.gauss(0, 34)
        g.ellipse(round(cx), round(cy), 17, 9.5, p.random.choice(leaves), turn=p.random.randint(-70, 70), opacity=0.95)
    g.close()


def leaves_falling(p, count, colours):
    for _ in range(count):
        x, y = p.random.uniform(40, WIDTH - 40), p.random.uniform(60, 640)
        g = p.group(round(x), round(y), p.random.uniform(0.6, 1.1), turn=p.random.randint(0, 180))
        g.path("M-13 0 C-6 -10 6 -10 13 0 C6 10 -6 10 -13 0 Z", p.random.choice(colours))
        g.close()


def windmill(p, x, y, scale, dusk=False, lamp=False):
    g = p.group(x, y, scale)
    wall = ("#f6ead2", "#d2bd9c") if not dusk else ("#e9cfae", "#9c7a68")
    g.path("M-34 6 L-22 -120 L22 -120 L34 6 Z", p.define("linearGradient", "", f'<stop offset="0" stop-color="{wall[0]}"/><stop offset="1" stop-color="{wall[1]}"/>'))
    g.path("M-28 -118 C-26 -152 26 -152 28 -118 Z", "#a5503f")
    g.path("M-9 6 L-9 -24 C-9 -38 9 -38 9 -24 L9 6 Z", "#6b4630")
    g.path("M-6 -62 L-6 -74 C-6 -82 6 -82 6 -74 L6 -62 Z", "#ffd978" if lamp else "#5b4a44")
    g.raw('<g transform="translate(0 -124) rotate(22)">')
    for turn in (0, 90, 180, 270):
        g.raw(f'<g transform="rotate({turn})">')
        g.path("M0 0 L0 -96", "none", stroke="#5d4433", width=4.4)
        g.path("M3 -18 L24 -20 L24 -94 L3 -94 Z", "#fff6e4" if not dusk else "#f3d6b6", stroke="#7a5b42", width=2.4, opacity=0.95)
        g.path("M3 -38 L24 -38 M3 -57 L24 -57 M3 -76 L24 -76 M13 -18 L13 -94", "none", stroke="#7a5b42", width=1.6)
        g.raw("</g>")
    g.circle(0, 0, 6.5, "#5d4433")
    g.raw("</g>")
    g.close()


def start_line(p, x):
    """Chalk across the road."""
    p.add(f'<path d="M{x + 96} 492 L{x + 40} 694" stroke="#fffdf3" stroke-width="15" stroke-dasharray="26 7" opacity=".92"/>')


def finish(p, left, right, y, top):
    """Two posts with bunting between them."""
    for x in (left, right):
        p.add(f'<path d="M{x} {y} L{x} {top - 8}" stroke="#7a5436" stroke-width="14" stroke-linecap="round"/><circle cx="{x}" cy="{top - 16}" r="13" fill="#e2b04a"/>')
    sag = lambda t: top + 12 + 190 * t * (1 - t)
    line = " ".join(f"{left + (right - left) * n / 24:.0f} {sag(n / 24):.0f}" for n in range(25))
    p.add(f'<polyline points="{line}" fill="none" stroke="#6b4a30" stroke-width="3"/>')
    flags = 11
    for n in range(flags):
        t = (n + 0.5) / flags
        x, colour = left + (right - left) * t, ("#d8463f", "#f4d58a", "#4b7fae")[n % 3]
        p.add(f'<path d="M{x - 17:.0f} {sag(t - 0.04):.0f} L{x + 17:.0f} {sag(t + 0.04):.0f} L{x:.0f} {sag(t) + 40:.0f} Z" fill="{colour}"/>')


def torn_ribbon(p, x, y, scale):
    """The ribbon that a tortoise at (x, y) ran through, streaming back from its chest."""
    g = p.group(x, y, scale)
    for d in ("M136 -74 C70 -44 10 -96 -60 -64 S-190 -92 -250 -46", "M134 -74 C156 -66 146 -46 158 -36 S156 -14 166 -8"):
        g.path(d, "none", stroke="#a92f30", width=14)
        g.path(d, "none", stroke="#e04a41", width=10)
    g.close()


def dust(p, x, y, scale, colour="#f3e3bd"):
    puffs = ((-150, -6, 22), (-104, -22, 32), (-52, -14, 38), (-8, -30, 30), (30, -8, 26), (-80, 6, 26), (-196, -14, 13), (-226, -30, 8))
    circles = "".join(f'<circle cx="{x + dx * scale:.0f}" cy="{y + dy * scale:.0f}" r="{r * scale:.0f}"/>' for dx, dy, r in puffs)
    lights = "".join(f'<circle cx="{x + (dx - 5) * scale:.0f}" cy="{y + (dy - 7) * scale:.0f}" r="{r * 0.6 * scale:.0f}"/>' for dx, dy, r in puffs)
    p.add(f'<g opacity=".82"><g fill="{colour}">{circles}</g><g fill="#fff8e4" opacity=".55">{lights}</g></g>')


def dream(p, x, y, scale):
    """A cloud to dream in, with bubbles that come up to it."""
    p.cloud(x, y + 30, 2.35 * scale, "#fffdf2", 0.95)
    for dx, dy, r in ((-6, 190, 26), (-32, 236, 17), (-48, 272, 11)):
        p.add(f'<circle cx="{x + dx}" cy="{y + dy}" r="{r}" fill="#fffdf2" opacity=".88"/>')


def cup(p, x, y, scale):
    gold = p.define("linearGradient", "", '<stop offset="0" stop-color="#ffe89a"/><stop offset=".5" stop-color="#e3ae3a"/><stop offset="1" stop-color="#a87420"/>')
    g = p.group(x, y, scale)
    g.path("M-40 -104 C-78 -104 -72 -54 -30 -56 M40 -104 C78 -104 72 -54 30 -56", "none", stroke="#c58f2c", width=9)
    g.path("M-42 -118 L42 -118 C42 -70 28 -44 8 -38 L8 -16 L30 -8 L30 0 L-30 0 L-30 -8 L-8 -16 L-8 -38 C-28 -44 -42 -70 -42 -118 Z", gold)
    g.ellipse(0, -118, 42, 9, "#fff3b8")
    g.close()
