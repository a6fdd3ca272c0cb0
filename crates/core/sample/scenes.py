"""The fourteen scenes, from the boast on the hill in the morning to the moon over the valley."""
from actors import fox, hare_lying, hare_reclining, hare_running, hare_upright, tortoise
from brush import HEIGHT, WIDTH, waves
from props import bough, cup, dream, dust, finish, leaves_falling, meadow_edge, oak, start_line, torn_ribbon, valley, windmill
from props import AFTERNOON, DAWN, GOLD, MORNING, NIGHT, NOON, SUNSET

BLOSSOM = ("#fbe3ea", "#f6c6d6", "#ffffff")
MEADOW = ("#ffffff", "#f7c948", "#e88fb0", "#8fb4ea")


def boast(p):
    valley(p, DAWN, far=waves(360, (30, 700, 0.4), (14, 260, 1)), middle=waves(440, (40, 900, 2), (10, 300, 0)))
    p.sun(930, 300, 58, "#fff6d8", "#ffe2a0")
    p.cloud(240, 150, 1.1, "#fff1e2", 0.85)
    p.cloud(1060, 110, 0.8, "#fff1e2", 0.75)
    p.birds(700, 150, 5, "#6a6f8c")
    for x, s in ((150, 0.5), (210, 0.62), (1120, 0.55), (1180, 0.72), (1240, 0.5)):
        p.tree(x, 480 + abs(x - 640) * 0.02, s, DAWN.leaves)
    crest = lambda x: 640 - 150 * max(0.0, 1 - ((x - 560) / 520) ** 2)
    p.hill(crest, "#a9c765", "#7ba34c", "#4f7d3a", rim="#f6f3b8")
    meadow_edge(p, crest, DAWN)
    hare_upright(p, 560, 500, 1.28, arms="chest", mouth="grin", eye="shut", ears=(-26, -4), turn=-3)
    for x, y, s in ((806, 540, 1.0), (912, 578, 1.2), (300, 558, 1.05)):
        songbird(p, x, y, s, flip=x > 560)
    p.flowers(46, 40, WIDTH, 610, 712, MEADOW, 8)
    p.light(930, 300, 560, "#ffd98a", 0.4)
    p.vignette()


def songbird(p, x, y, scale, flip):
    g = p.group(x, y, scale, flip)
    g.path("M-4 0 L-6 12 M6 0 L6 12", "none", stroke="#7a5a3a", width=2.4)
    g.path("M-52 -8 L-22 -24 L-18 -8 Z", "#3f6487")
    g.path("M-28 -14 C-24 -40 8 -52 22 -40 C34 -30 26 2 -2 2 C-18 2 -28 -4 -28 -14 Z", p.lit("#86b4d6", "#4f82ab", "#37608a"))
    g.path("M6 -10 C18 -10 28 -22 26 -32 C12 -30 0 -18 6 -10 Z", "#f0b26e")
    g.path("M26 -38 L40 -34 L26 -30 Z", "#e2a23c")
    g.circle(17, -37, 3, "#22262e")
    g.path("M-22 -14 C-12 -26 4 -26 8 -18 C0 -6 -16 -4 -22 -14 Z", "#2f5980", opacity=0.8)
    g.close()


def meeting(p):
    valley(p, MORNING, far=waves(330, (26, 800, 1.4), (12, 300, 2)), middle=waves(410, (36, 1000, 0.2), (10, 340, 1)))
    p.sun(220, 130, 46, "#fffbe8", "#fff0b8")
    p.cloud(560, 120, 1.0)
    p.cloud(1000, 80, 0.8)
    for x, s in ((90, 0.8), (1010, 0.6), (1090, 0.75)):
        p.tree(x, 470, s, ("#d58fa6", "#edb3c4", "#fbdbe4"))
    near = waves(500, (18, 1100, 0.6))
    p.hill(near, "#a6cf6a", "#6da347")
    p.road([(1420, 540, 44), (1000, 566, 66), (640, 596, 90), (260, 640, 120), (-240, 720, 160)], "#f2dfb4", "#d9b986")
    p.grass(60, 0, WIDTH, lambda x: 500, 16, MORNING.blades)
    hare_upright(p, 430, 648, 1.3, arms="belly", mouth="laugh", eye="happy", turn=-8, ears=(-48, -26))
    tortoise(p, 860, 652, 1.02, flip=True, head=0.1, step=0.5, mouth="calm")
    p.flowers(60, 0, WIDTH, 672, 716, MEADOW, 9)
    bough(p, WIDTH + 20, -30, 1.15, BLOSSOM, flip=True)
    p.vignette()


def answer(p):
    valley(p, MORNING, far=waves(390, (40, 900, 2.6), (14, 320, 0)), middle=waves(480, (34, 800, 0.9), (10, 260, 2)))
    p.sun(1010, 170, 60, "#fffbe8", "#ffefb0")
    p.cloud(300, 140, 1.2)
    p.cloud(760, 90, 0.7)
    for x, s in ((60, 0.7), (140, 0.5), (1180, 0.66)):
        p.tree(x, 530, s, MORNING.leaves)
    near = waves(600, (16, 1200, 1.2))
    p.hill(near, "#a4cc66", "#5f953f", rim="#e8f3b0")
    meadow_edge(p, near, MORNING)
    tortoise(p, 520, 672, 2.05, head=0.75, look=-8, mouth="smile")
    p.flowers(60, 0, WIDTH, 660, 716, MEADOW, 11)
    butterfly(p, 1040, 330, 1.1, "#f2a13c")
    p.vignette()


def butterfly(p, x, y, scale, colour):
    g = p.group(x, y, scale, turn=-18)
    g.path("M0 0 C-34 -40 -54 -22 -40 0 C-52 16 -26 34 0 6 Z", colour)
    g.path("M0 0 C18 -46 42 -36 34 -8 C48 6 26 30 0 6 Z", colour, opacity=0.82)
    g.circle(-28, -12, 5, "#fff1c9")
    g.circle(22, -14, 4.4, "#fff1c9")
    g.path("M0 -12 L0 16", "none", stroke="#3c2a22", width=4.4)
    g.path("M0 -12 q-6 -12 -12 -14 M0 -12 q5 -12 11 -13", "none", stroke="#3c2a22", width=1.6)
    g.close()


def agreement(p):
    valley(p, MORNING, far=waves(340, (30, 760, 0), (16, 280, 2.2)), middle=waves(430, (42, 1100, 2.4), (10, 300, 0)))
    p.sun(640, 150, 56, "#fffbe8", "#fff0b0")
    p.cloud(180, 110, 1.0)
    p.cloud(1090, 150, 1.15)
    for x, s in ((120, 0.75), (200, 0.55), (1090, 0.6), (1170, 0.85)):
        p.tree(x, 490, s, MORNING.leaves)
    near = waves(560, (20, 1300, 0))
    p.hill(near, "#aed36c", "#69a043", rim="#eff6b4")
    meadow_edge(p, near, MORNING)
    hare_upright(p, 430, 652, 1.3, arms="out", mouth="grin", eye="open", ears=(-30, -8), turn=4)
    tortoise(p, 800, 656, 1.08, flip=True, head=0.75, mouth="smile")
    butterfly(p, 640, 250, 0.8, "#e8849f")
    butterfly(p, 960, 330, 0.65, "#f2b33c")
    p.flowers(80, 0, WIDTH, 664, 716, MEADOW, 10)
    p.vignette()


def course(p):
    valley(p, MORNING, far=waves(300, (26, 900, 0.6), (12, 300, 1)), middle=None)
    p.cloud(260, 100, 1.0)
    p.cloud(820, 140, 0.8)
    mill_hill = lambda x: 420 - 150 * max(0.0, 1 - ((x - 1010) / 420) ** 2)
    p.hill(mill_hill, "#9cc772", "#7fb35a")
    windmill(p, 1010, 274, 0.72)
    back = waves(440, (34, 1100, 2.6))
    p.hill(back, "#95c463", "#679e46")
    p.road([(1012, 276, 5), (1046, 320, 9), (980, 366, 14), (1070, 410, 20), (900, 462, 34), (930, 520, 60), (740, 600, 120), (650, 740, 210), (620, 940, 320)], "#f5e6bf", "#dcbd8b")
    oak(p, 780, 476, 0.42, NOON)
    p.poplar(1180, 470, 0.8, MORNING.poplar)
    p.poplar(1222, 476, 0.65, MORNING.poplar)
    p.grass(50, 0, WIDTH, lambda x: 560, 16, MORNING.blades)
    fox(p, 470, 640, 1.2, arm="point", eye="open")
    hare_upright(p, 190, 668, 1.12, arms="hips", mouth="grin", ears=(-24, -2))
    tortoise(p, 960, 690, 0.8, flip=True, head=0.8, look=-6)
    p.flowers(56, 0, WIDTH, 676, 716, MEADOW, 9)
    p.vignette()


def start(p):
    valley(p, NOON, far=waves(310, (30, 800, 2), (12, 280, 0)), middle=waves(400, (30, 1000, 0.8), (10, 300, 1)))
    p.sun(1080, 110, 46, "#fffdf0", "#fff3bd")
    p.cloud(380, 120, 1.1)
    p.cloud(760, 70, 0.7)
    for x, s in ((60, 0.7), (980, 0.5), (1200, 0.8)):
        p.tree(x, 460, s, NOON.leaves)
    near = waves(490, (14, 1200, 0.4))
    p.hill(near, "#a2c95f", "#679a3f")
    p.add(f'<rect x="0" y="486" width="{WIDTH}" height="214" fill="{p.vertical("#f3e0b2", "#dcba87")}"/>')
    p.grass(90, 0, WIDTH, lambda x: 484, 18, NOON.blades)
    fox(p, 236, 520, 1.0, arm="down", flag=True)
    start_line(p, 548)
    tortoise(p, 380, 668, 0.86, step=1, head=0.4, mouth="calm")
    dust(p, 800, 650, 0.9)
    hare_running(p, 990, 636, 1.12, mouth="grin")
    p.hill(lambda x: 694, "#7fae4a", "#4c7a34")
    p.grass(80, 0, WIDTH, lambda x: 700, 26, NOON.blades)
    p.flowers(30, 0, WIDTH, 690, 716, MEADOW, 9)
    p.vignette()


def ahead(p):
    valley(p, NOON, far=waves(330, (36, 760, 1.2), (14, 300, 0)), middle=None)
    p.sun(220, 110, 46, "#fffdf0", "#fff3bd")
    p.cloud(560, 150, 0.9)
    p.cloud(1050, 110, 1.15)
    p.birds(360, 220, 4, "#6b7f90")
    p.hill(waves(400, (44, 1000, 3.4)), "#a8cf70", "#77aa50")
    p.road([(120, 372, 4), (190, 392, 8), (120, 424, 16), (300, 468, 34), (560, 520, 70), (900, 610, 150), (1240, 760, 240), (1500, 900, 300)], "#f5e4b8", "#d7b480")
    for x, y, s in ((330, 410, 0.4), (400, 420, 0.5), (640, 430, 0.5), (720, 436, 0.62), (40, 440, 0.62)):
        p.tree(x, y, s, NOON.leaves)
    tortoise(p, 226, 450, 0.2, step=1, head=0.3)
    crest = lambda x: 700 - 190 * max(0.0, 1 - ((x - 900) / 640) ** 2)
    p.hill(lambda x: crest(x) + 62, "#8fbd52", "#5a8b3a", rim="#e6efaa")
    dust(p, 560, 600, 1.5)
    hare_running(p, 850, 590, 1.45, turn=-4, mouth="grin", eye="open")
    p.grass(70, 300, WIDTH, lambda x: crest(x) + 64, 26, NOON.blades)
    p.flowers(44, 500, WIDTH, 640, 716, MEADOW, 10)
    p.vignette()


def nap(p):
    valley(p, NOON, far=waves(360, (26, 900, 0), (12, 300, 2)), middle=waves(430, (30, 1000, 1.8)), field="#e8c766")
    p.sun(900, 90, 50, "#fffdf0", "#fff1b0")
    p.cloud(1090, 170, 1.0)
    p.cloud(720, 210, 0.6)
    for x, s in ((1010, 0.5), (1090, 0.62), (1220, 0.5)):
        p.tree(x, 470, s, NOON.leaves)
    near = waves(560, (16, 1300, 0.6))
    p.hill(near, "#a9c65a", "#64933c")
    p.road([(1400, 500, 26), (1180, 530, 44), (1080, 600, 96), (1180, 740, 190), (1300, 940, 260)], "#f4e3b6", "#d9b783")
    meadow_edge(p, near, NOON)
    oak(p, 250, 640, 1.55, NOON)
    p.shadow(420, 652, 420, 34, 0.3)
    hare_reclining(p, 478, 650, 1.32)
    p.flowers(50, 0, 1000, 664, 716, MEADOW, 9)
    p.light(760, 330, 300, "#fff3b8", 0.16)
    p.vignette()


def steadily(p):
    valley(p, AFTERNOON, far=waves(330, (30, 900, 2.2), (12, 300, 0)), middle=waves(420, (34, 900, 0.4), (10, 280, 1)))
    p.sun(1060, 150, 50, "#fff9e0", "#ffe9a6")
    p.cloud(300, 130, 1.0, "#fff6e2")
    for x, s in ((110, 0.62), (180, 0.5), (940, 0.5)):
        p.tree(x, 470, s, AFTERNOON.leaves)
    near = waves(520, (16, 1200, 1))
    p.hill(near, "#bcc45e", "#7d9a41", rim="#f6efae")
    p.poppies(46, 0, WIDTH, 510, 590, 0.36)
    p.grass(90, 0, WIDTH, lambda x: 560, 34, AFTERNOON.blades)
    tortoise(p, 620, 668, 1.4, step=1, head=0.35, mouth="calm")
    p.grass(120, 0, WIDTH, lambda x: 690, 62, AFTERNOON.blades)
    p.poppies(12, 0, 420, 590, 650, 0.95)
    p.poppies(11, 880, WIDTH, 590, 660, 1.0)
    p.poppies(9, 380, 920, 676, 700, 0.7)
    p.light(1060, 150, 620, "#ffe09a", 0.26)
    p.vignette("#3a2a12", 0.3)


def dreaming(p):
    valley(p, AFTERNOON, far=waves(400, (24, 900, 1), (10, 300, 0)), middle=waves(480, (30, 1000, 2.6)))
    for x, s in ((70, 0.55), (1130, 0.55), (1210, 0.7)):
        p.tree(x, 530, s, AFTERNOON.leaves)
    near = waves(590, (14, 1300, 2))
    p.hill(near, "#c9c860", "#86a043", "#5f7a36", rim="#f8f0b0")
    meadow_edge(p, near, AFTERNOON)
    p.poppies(12, 0, 240, 600, 640, 0.6)
    p.poppies(9, 1000, WIDTH, 600, 640, 0.6)
    dream(p, 830, 210, 1.0)
    hare_upright(p, 790, 316, 0.62, arms="chest", mouth="grin", eye="happy", ears=(-24, -4))
    cup(p, 900, 312, 0.82)
    hare_lying(p, 520, 668, 1.8)
    p.flowers(40, 0, WIDTH, 672, 716, MEADOW, 10)
    p.light(140, 40, 760, "#ffd27a", 0.34)
    bough(p, -40, -30, 1.5, ("#5f8a3a", "#7ea648", "#a3b856"))
    leaves_falling(p, 14, ("#8fae4a", "#d9b44e", "#c08a3c"))
    p.wash("#ffe2ae", 0.26)
    p.vignette("#3a2410", 0.3)


def passing(p):
    valley(p, GOLD, far=waves(350, (30, 850, 0.4), (12, 300, 1)), middle=waves(430, (30, 1000, 2)))
    p.sun(1110, 260, 56, "#fff4cf", "#ffcf7a")
    p.cloud(820, 130, 0.9, "#ffe9c6")
    for x, s in ((960, 0.5), (1210, 0.6)):
        p.tree(x, 480, s, GOLD.leaves)
    near = waves(520, (14, 1200, 0.8))
    p.hill(near, "#c2b556", "#7f8a3b", rim="#fbe9a0")
    oak(p, 260, 560, 1.35, GOLD)
    hare_lying(p, 420, 566, 1.0)
    p.road([(1500, 556, 40), (1160, 598, 60), (800, 640, 84), (300, 656, 92), (-240, 650, 96)], "#f0d49a", "#c79a63")
    p.grass(70, 0, 700, lambda x: 596, 22, GOLD.blades)
    tortoise(p, 800, 664, 1.02, step=1, head=0.3, eye="open", mouth="smile")
    p.add(f'<path d="M-20 690 Q640 664 1300 700 L1300 740 L-20 740 Z" fill="{p.vertical("#8a9140", "#5f6b30")}"/>')
    p.grass(90, 0, WIDTH, lambda x: 704, 30, GOLD.blades)
    p.light(1110, 260, 700, "#ffbf66", 0.4)
    p.wash("#ffd79a", 0.4)
    p.vignette("#3a1d10", 0.36)


def waking(p):
    valley(p, SUNSET, far=waves(380, (28, 900, 2), (12, 280, 0)), middle=None)
    p.sun(820, 300, 66, "#fff0c4", "#ff9d5c", 1)
    p.cloud(300, 150, 1.2, "#ffb38f", 0.8)
    p.cloud(1120, 120, 1.0, "#ffc39a", 0.7)
    p.birds(520, 190, 6, "#6b3f52")
    mill_hill = lambda x: 500 - 190 * max(0.0, 1 - ((x - 990) / 430) ** 2)
    p.hill(mill_hill, "#8a6a5a", "#6c5548", rim="#ffcf8a")
    windmill(p, 1040, 316, 0.8, dusk=True)
    p.road([(1036, 322, 8), (960, 350, 12), (1000, 392, 18), (880, 440, 30), (930, 500, 56), (800, 600, 110), (780, 740, 200), (800, 940, 300)], "#f3bd86", "#a8714f")
    p.light(820, 300, 760, "#ff9350", 0.42)
    tortoise(p, 972, 352, 0.26, step=1, head=0.6)
    near = waves(560, (20, 1200, 2.2))
    p.hill(lambda x: near(x) + 1200 * max(0, (x - 560) / 700) ** 2, "#8b7a44", "#4f5230", rim="#ffd08a")
    oak(p, 60, 650, 1.5, SUNSET)
    hare_upright(p, 420, 640, 1.42, arms="up", mouth="gasp", eye="wide", brow=-16, ears=(-8, 10), turn=-4)
    p.grass(70, 0, 700, lambda x: 660, 30, SUNSET.blades)
    p.wash("#ffb98a", 0.34)
    p.vignette("#2c1026", 0.42)


def finished(p):
    valley(p, SUNSET, far=waves(400, (30, 900, 0.6), (12, 300, 2)), middle=waves(470, (26, 1100, 2.6)))
    p.sun(330, 300, 62, "#fff0c4", "#ff9a58", 1)
    p.cloud(640, 110, 1.2, "#ffb892", 0.75)
    p.cloud(150, 150, 0.8, "#ffc7a0", 0.7)
    p.cloud(930, 190, 0.7, "#f2a08c", 0.6)
    windmill(p, 1010, 560, 1.75, dusk=True)
    near = waves(560, (8, 1200, 1))
    p.hill(near, "#9a8848", "#5c5c32", rim="#ffd38c")
    p.add(f'<rect x="0" y="606" width="{WIDTH}" height="92" fill="{p.vertical("#f2c48c", "#b98258")}"/>')
    p.grass(80, 0, WIDTH, lambda x: 606, 20, SUNSET.blades)
    p.light(330, 300, 700, "#ff9350", 0.36)
    finish(p, 486, 842, 640, 336)
    dust(p, 60, 668, 0.8)
    hare_running(p, 262, 662, 1.0, mouth="gasp", eye="wide", brow=-10)
    tortoise(p, 760, 680, 1.12, step=1, head=0.8, mouth="open", eye="happy")
    torn_ribbon(p, 760, 680, 1.12)
    fox(p, 1166, 690, 1.05, flip=True, arm="raised", flag=True, eye="happy")
    p.grass(90, 0, WIDTH, lambda x: 712, 30, SUNSET.blades)
    p.wash("#ffc79e", 0.34)
    p.vignette("#2c1026", 0.4)


def friends(p):
    p.sky(*NIGHT.sky)
    p.stars(150)
    p.cloud(330, 190, 1.0, "#8fa3d8", 0.35)
    p.cloud(1120, 270, 0.8, "#8fa3d8", 0.3)
    p.hill(waves(420, (34, 800, 0.4), (12, 280, 1)), NIGHT.far, "#3c5386")
    p.veil("#a9bdf0", 380, 520, 0.4)
    mill_hill = lambda x: 540 - 90 * max(0.0, 1 - ((x - 200) / 360) ** 2)
    p.hill(mill_hill, NIGHT.middle, "#2b4170")
    windmill(p, 210, 452, 0.72, dusk=True, lamp=True)
    p.veil("#9db4ea", 470, 600, 0.3)
    for x, s in ((1070, 0.62), (1150, 0.8), (1230, 0.6)):
        p.tree(x, 570, s, NIGHT.leaves, "#2a2b3f")
    crest = lambda x: 700 - 130 * max(0.0, 1 - ((x - 680) / 700) ** 2)
    p.hill(crest, "#5d7f63", "#2f4a48", rim="#dfe9ff")
    meadow_edge(p, crest, NIGHT)
    hare_upright(p, 500, 606, 1.12, arms="scratch", mouth="smile", eye="down", ears=(-104, -52))
    tortoise(p, 800, 604, 1.02, flip=True, head=0.8, look=0, eye="happy", mouth="smile", wreath=True)
    p.wash("#6f86c9", 0.52)
    p.light(930, 180, 720, "#b9ccff", 0.3)
    p.sun(930, 180, 74, "#fdf6dc", "#c9d8ff", 0.6)
    for x, y, r in ((908, 160, 13), (950, 204, 17), (944, 146, 8), (914, 206, 7)):
        p.add(f'<circle cx="{x}" cy="{y}" r="{r}" fill="#e6dfc4" opacity=".8"/>')
    fireflies(p, 22)
    p.vignette("#060a1e", 0.5)


def fireflies(p, count):
    for _ in range(count):
        x, y = p.random.uniform(40, WIDTH - 40), p.random.uniform(500, HEIGHT - 20)
        p.light(round(x), round(y), 20, "#fff2a0", 0.7)
        p.add(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="2.6" fill="#fffbd0"/>')


SCENES = (
    boast, meeting, answer, agreement, course, start, ahead, nap, steadily, dreaming, passing, waking, finished, friends,
)
