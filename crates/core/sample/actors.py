"""The hare, the tortoise and the fox. All face right and stand with their feet on their group's origin."""

FUR, FUR_DARK, FUR_LIGHT, CREAM = "#bd8c5c", "#936540", "#d6a877", "#f6e6cb"
EAR, NOSE, INK = "#e9ac9b", "#cf6f68", "#33221f"
SKIN, SKIN_DARK, SKIN_LIGHT = "#93ab5c", "#6d8644", "#b6c87e"


# --- the hare

def hare_ear(g, x, y, turn, length=1.0, behind=False, bend=0):
    fur, inner = (FUR_DARK, "#c98b78") if behind else (FUR, EAR)
    g.raw(f'<g transform="translate({x} {y}) rotate({turn}) scale({length})">')
    g.path(f"M-11 4 C-25 -34 -24 -94 {-2 + bend} -128 C{20 + bend} -96 21 -34 11 4 Z", fur)
    g.path(f"M-4 -8 C-13 -40 -13 -84 {-1 + bend} -108 C{10 + bend} -84 10 -40 5 -8 Z", inner, opacity=0.9)
    g.raw("</g>")


def hare_head(g, x, y, turn=0, eye="open", mouth="smile", ears=(-22, -2), bend=0, brow=None):
    """eye: open, shut, happy, wide, down · mouth: smile, laugh, grin, gasp, calm"""
    p = g.picture
    g.raw(f'<g transform="translate({x} {y}) rotate({turn})">')
    hare_ear(g, -12, -24, ears[0], behind=True, bend=-bend)
    g.path("M-42 4 C-46 -34 -14 -46 8 -40 C34 -36 46 -18 58 -4 C70 10 60 30 38 32 C10 42 -36 40 -42 4 Z", p.lit(FUR_LIGHT, FUR, FUR_DARK, reach=1.05))
    hare_ear(g, 2, -28, ears[1], bend=bend)
    g.path("M14 8 C24 -8 50 -10 60 2 C68 16 56 30 38 31 C20 31 6 22 14 8 Z", CREAM)
    g.ellipse(-6, 16, 13, 9, "#e79a78", opacity=0.45)
    g.path("M54 -6 C62 -10 70 -4 66 3 C62 9 55 6 54 -6 Z", NOSE)
    if mouth == "smile":
        g.path("M60 8 C56 18 44 20 36 15", "none", stroke=INK, width=3)
    elif mouth == "grin":
        g.path("M60 8 C56 22 40 26 28 14 C40 17 52 15 60 8 Z", "#7c2f33", stroke=INK, width=2.5)
        g.path("M50 14 L57 11 L56 18 L50 19 Z", "#fffaf0")
    elif mouth == "laugh":
        g.path("M60 6 C60 34 40 46 24 30 C20 24 22 16 26 12 C38 16 50 13 60 6 Z", "#7c2f33", stroke=INK, width=2.5)
        g.path("M30 28 C36 22 48 24 50 32 C44 40 34 38 30 28 Z", "#e0796f")
        g.path("M46 13 L55 10 L54 18 L46 19 Z", "#fffaf0")
    elif mouth == "gasp":
        g.ellipse(48, 21, 9, 11, "#7c2f33")
    elif mouth == "calm":
        g.path("M60 9 C54 15 46 16 40 14", "none", stroke=INK, width=3)
    if eye in ("open", "wide", "down"):
        big = 1.35 if eye == "wide" else 1
        g.ellipse(14, -12, 10 * big, 12 * big, "#fffdf6")
        dx, dy = (2, 5) if eye == "down" else (3, 0)
        g.ellipse(14 + dx, -12 + dy, 6.4, 8, INK)
        g.circle(16 + dx, -16 + dy, 2.6, "#ffffff")
        if eye == "down":
            g.path("M3 -14 C8 -26 20 -26 25 -14 C18 -18 10 -18 3 -14 Z", FUR)
    elif eye == "shut":
        g.path("M4 -10 C9 -3 19 -3 25 -10", "none", stroke=INK, width=3.4)
    elif eye == "happy":
        g.path("M4 -8 C9 -19 19 -19 25 -8", "none", stroke=INK, width=3.6)
    if brow is not None:
        g.path("M4 -31 L24 -34", "none", stroke=FUR_DARK, width=4, turn=(brow, 14, -32))
    for dy in (-3, 3, 9):
        g.path(f"M40 {10 + dy * 0.5} Q24 {8 + dy} 12 {4 + dy * 2.2}", "none", stroke="#fff5e2", width=1.3, opacity=0.75)
    g.raw("</g>")


def hare_upright(p, x, y, scale=1.0, flip=False, turn=0, arms="hips", lean=0, **face):
    """Standing on his hind legs. arms: hips, chest, belly, out, up, down, scratch"""
    p.shadow(x, y, 84 * scale, 13 * scale)
    g = p.group(x, y, scale, flip, turn)
    fur = p.lit(FUR_LIGHT, FUR, FUR_DARK)
    back, front = {
        "hips": (((-26, -142), (-72, -118), (-30, -88)), ((20, -142), (62, -108), (22, -86))),
        "chest": (((-26, -142), (-74, -112), (-34, -84)), ((18, -142), (64, -96), (18, -116))),
        "belly": (((-20, -140), (-10, -92), (30, -84)), ((18, -140), (56, -96), (26, -76))),
        "out": (((-20, -142), (-40, -110), (-26, -80)), ((18, -140), (60, -118), (104, -128))),
        "up": (((-24, -144), (-78, -160), (-84, -206)), ((22, -140), (72, -104), (106, -140))),
        "down": (((-24, -140), (-44, -104), (-36, -66)), ((20, -140), (42, -104), (34, -64))),
        "scratch": (((-22, -146), (-92, -160), (-46, -208)), ((20, -140), (42, -104), (34, -64))),
    }[arms]
    g.circle(-50, -38, 19, CREAM)
    g.circle(-47, -36, 13, "#fff6e6")
    g.limb(back, 23, FUR_DARK)
    g.ellipse(22, -9, 46, 12, FUR_DARK)
    g.path("M-50 -40 C-58 -108 -36 -164 2 -166 C38 -164 52 -100 44 -44 C40 -8 -44 -8 -50 -40 Z", fur)
    g.path("M-6 -34 C-16 -92 -2 -150 16 -152 C36 -146 44 -92 36 -42 C30 -20 0 -20 -6 -34 Z", CREAM, opacity=0.92)
    g.ellipse(-14, -36, 38, 32, p.lit(FUR_LIGHT, FUR, FUR_DARK))
    g.path("M-40 -16 C-20 -30 30 -26 50 -12 C56 2 40 4 10 3 C-20 4 -46 2 -40 -16 Z", p.vertical(FUR_LIGHT, FUR))
    g.limb(((0, -150), (8 + lean, -170)), 44, FUR)
    hare_head(g, 6 + lean, -196, **face)
    g.limb(front, 23, FUR)
    g.circle(*front[2], 12.5, FUR_LIGHT)
    g.close()


def hare_running(p, x, y, scale=1.0, flip=False, turn=0, gathered=False, **face):
    """At full stretch, all feet off the ground."""
    p.shadow(x, y + 4, 150 * scale, 11 * scale, opacity=0.26)
    g = p.group(x, y - 14 * scale, scale, flip, turn)
    if gathered:
        far_hind, near_hind = ((-60, -76), (-20, -10), (40, -14)), ((-74, -70), (-30, 6), (28, 2))
        far_fore, near_fore = ((70, -74), (30, -30), (-10, -30)), ((82, -70), (50, -20), (6, -14))
    else:
        far_hind, near_hind = ((-70, -82), (-104, -40), (-176, -52)), ((-78, -74), (-118, -20), (-190, -22))
        far_fore, near_fore = ((78, -86), (128, -84), (176, -52)), ((84, -74), (128, -60), (164, -22))
    g.limb(far_hind, 24, FUR_DARK)
    g.limb(far_fore, 20, FUR_DARK)
    g.circle(-112, -106, 19, CREAM)
    g.path("M-116 -84 C-112 -132 -40 -136 10 -122 C60 -136 110 -128 116 -96 C118 -62 70 -50 20 -54 C-40 -40 -112 -38 -116 -84 Z", p.lit(FUR_LIGHT, FUR, FUR_DARK, towards=(0.4, 0.1)))
    g.path("M-50 -58 C0 -70 60 -66 108 -82 C98 -58 50 -52 20 -54 C-10 -48 -40 -50 -50 -58 Z", CREAM, opacity=0.9)
    g.ellipse(-74, -82, 44, 34, p.lit(FUR_LIGHT, FUR, FUR_DARK), turn=-14)
    g.limb(near_hind, 25, FUR)
    g.limb(near_fore, 21, FUR)
    for x1, y1 in (near_hind[2], near_fore[2]):
        g.circle(x1, y1, 12.5, FUR_LIGHT)
    g.limb(((88, -102), (112, -128)), 46, FUR)
    hare_head(g, 124, -142, **{"turn": 6, "ears": (-92, -76), **face})
    g.close()


def hare_reclining(p, x, y, scale=1.0, flip=False, **face):
    """On his back, shoulders against something to his left, paws behind his head, one leg over the other."""
    p.shadow(x + 40 * scale, y, 170 * scale, 14 * scale)
    g = p.group(x, y, scale, flip)
    fur = p.lit(FUR_LIGHT, FUR, FUR_DARK)
    g.limb(((-62, -104), (-118, -124), (-92, -168)), 22, FUR_DARK)
    g.limb(((76, -40), (132, -118), (176, -20)), 30, FUR_DARK)
    g.path("M158 -18 C170 -34 200 -30 214 -14 C218 0 200 2 180 1 C160 2 152 -6 158 -18 Z", FUR_DARK)
    g.path("M-84 -92 C-74 -136 -32 -132 0 -106 C50 -90 112 -70 110 -34 C104 2 50 6 8 -6 C-40 -18 -92 -50 -84 -92 Z", fur)
    g.path("M-58 -106 C-26 -116 10 -92 44 -80 C84 -68 104 -50 88 -34 C60 -38 -40 -60 -58 -106 Z", CREAM, opacity=0.92)
    g.limb(((78, -46), (122, -150), (150, -92)), 30, FUR)
    g.limb(((150, -92), (178, -78), (204, -92)), 26, FUR)
    g.path("M190 -100 C204 -126 232 -132 240 -118 C244 -104 222 -84 204 -80 C190 -80 184 -90 190 -100 Z", FUR_LIGHT)
    g.ellipse(78, -38, 36, 30, fur)
    hare_head(g, -82, -150, **{"turn": -22, "eye": "shut", "mouth": "smile", "ears": (-58, -84), **face})
    g.limb(((-50, -104), (-22, -46), (28, -84)), 22, FUR)
    g.circle(28, -84, 12, FUR_LIGHT)
    g.close()


def hare_lying(p, x, y, scale=1.0, flip=False, **face):
    """Curled on his side, asleep, his head on his paws to the right."""
    p.shadow(x + 10 * scale, y, 180 * scale, 15 * scale)
    g = p.group(x, y, scale, flip)
    g.circle(-128, -40, 22, CREAM)
    g.path("M-134 -42 C-134 -104 -60 -132 20 -112 C92 -98 128 -60 122 -20 C118 4 60 4 0 4 C-70 6 -134 6 -134 -42 Z", p.lit(FUR_LIGHT, FUR, FUR_DARK))
    g.path("M20 2 C40 -30 90 -44 120 -26 C124 0 90 6 20 2 Z", CREAM, opacity=0.9)
    g.ellipse(-72, -40, 58, 44, p.lit(FUR_LIGHT, FUR, FUR_DARK))
    g.path("M-96 -14 C-70 -26 -20 -24 2 -10 C6 4 -20 5 -50 4 C-84 6 -104 0 -96 -14 Z", p.vertical(FUR_LIGHT, FUR))
    g.limb(((96, -30), (130, 0), (182, -9)), 22, FUR_DARK)
    hare_head(g, 138, -52, **{"turn": 14, "eye": "shut", "mouth": "smile", "ears": (-98, -116), **face})
    g.limb(((84, -22), (120, 2), (164, -7)), 22, FUR)
    g.circle(166, -8, 12, FUR_LIGHT)
    g.close()


# --- the tortoise

def tortoise(p, x, y, scale=1.0, flip=False, turn=0, step=0, head=0, look=0, eye="open", mouth="smile", wreath=False):
    """step: how far the near legs swing (-1 to 1) · head: how high it is held (-1 to 1) · look: its turn in degrees"""
    p.shadow(x + 6 * scale, y, 150 * scale, 13 * scale)
    g = p.group(x, y, scale, flip, turn)
    far, near = p.vertical("#55693a", SKIN_DARK), p.vertical(SKIN_DARK, SKIN, SKIN_LIGHT)
    for base, swing in ((-66, -step), (70, step)):
        tortoise_leg(g, base + swing * 12, swing, far)
    g.path("M-112 -46 C-136 -46 -150 -32 -158 -20 C-140 -18 -122 -24 -106 -32 Z", SKIN_DARK)
    tortoise_head(g, head, look, eye, mouth, wreath)
    for base, swing in ((-84, step), (84, -step)):
        tortoise_leg(g, base + swing * 14, swing, near)
    tortoise_shell(g)
    g.close()


def tortoise_leg(g, x, swing, paint):
    foot = x + swing * 16
    g.path(f"M{x - 24} -64 C{x - 28} -36 {foot - 26} -16 {foot - 26} -2 C{foot - 12} 5 {foot + 16} 5 {foot + 26} -1 C{foot + 24} -18 {x + 26} -40 {x + 24} -64 Z", paint)
    for n in (-12, 2, 15):
        g.path(f"M{foot + n} 1 q4 -7 8 0", "#e8e0b8")


def tortoise_head(g, raised, look, eye, mouth, wreath):
    p = g.picture
    hx, hy = 168 - raised * 6, -94 - raised * 40
    g.path(f"M84 -58 C118 -40 {hx - 34} {hy + 44} {hx - 22} {hy + 6}", "none", stroke=SKIN_DARK, width=46)
    g.path(f"M84 -62 C116 -46 {hx - 36} {hy + 38} {hx - 24} {hy + 2}", "none", stroke=SKIN, width=38)
    for t in (0.3, 0.55, 0.8):
        wx, wy = 92 + (hx - 122) * t + 8, -42 + (hy + 46) * t
        g.path(f"M{wx - 14} {wy - 6} q12 10 26 4", "none", stroke=SKIN_DARK, width=2.6, opacity=0.7)
    g.raw(f'<g transform="translate({hx} {hy}) rotate({look})">')
    g.path("M-44 8 C-48 -30 -16 -44 10 -40 C38 -36 56 -18 54 2 C52 24 26 32 -4 30 C-28 30 -42 24 -44 8 Z", p.lit(SKIN_LIGHT, SKIN, SKIN_DARK, reach=1.05))
    g.ellipse(-4, 12, 13, 8, "#dd9a62", opacity=0.5)
    g.circle(46, -8, 2.2, SKIN_DARK)
    if mouth == "smile":
        g.path("M52 6 C42 20 22 22 8 14", "none", stroke=INK, width=3.2)
    elif mouth == "calm":
        g.path("M53 8 C40 14 26 14 16 12", "none", stroke=INK, width=3.2)
    else:
        g.path("M52 5 C46 26 22 28 8 12 C24 16 40 13 52 5 Z", "#7c2f33", stroke=INK, width=2.4)
    if eye == "open":
        g.ellipse(16, -14, 11, 12, "#fffdf2")
        g.ellipse(19, -13, 6.6, 8, INK)
        g.circle(21, -17, 2.6, "#ffffff")
        g.path("M4 -20 C8 -30 24 -31 29 -20 C21 -25 12 -25 4 -20 Z", SKIN_DARK)
    else:
        g.path("M6 -10 C11 -21 22 -21 28 -10", "none", stroke=INK, width=3.6)
    if wreath:
        laurel(g)
    g.raw("</g>")


def laurel(g):
    for n in range(9):
        a = -38 + n * 9.5
        g.raw(f'<g transform="translate({a} {-22 - 15 * (1 - ((n - 4) / 4.4) ** 2):.1f}) rotate({(n - 4) * 13})">')
        g.path("M0 2 C-11 -8 -8 -22 0 -28 C8 -22 11 -8 0 2 Z", "#3f7a3c" if n % 2 else "#5e9a49")
        g.raw("</g>")
    g.path("M-38 -20 Q2 -48 42 -20", "none", stroke="#c99a3c", width=4)


def tortoise_shell(g):
    p = g.picture
    g.raw('<g transform="translate(0 -17)">')
    dome = "M-132 -42 C-134 -122 -66 -170 2 -170 C70 -170 132 -122 128 -42 Z"
    g.path(dome, p.lit("#d9a95a", "#a87738", "#6e4a26", towards=(0.38, 0.16), reach=0.98))
    clip = p.define("clipPath", "", f'<path d="{dome}"/>')
    g.raw(f'<g clip-path="{clip}">')
    for d in (
        "M-34 -170 L-44 -118 L0 -96 L44 -118 L34 -172 Z",
        "M-52 -112 L-4 -88 L-6 -40 L-62 -40 L-84 -78 Z",
        "M52 -112 L4 -88 L6 -40 L62 -40 L84 -78 Z",
        "M-48 -166 L-56 -120 L-90 -84 L-140 -92 L-140 -172 Z",
        "M48 -168 L56 -120 L90 -84 L140 -92 L140 -172 Z",
        "M-94 -76 L-72 -40 L-150 -36 L-150 -82 Z",
        "M94 -76 L72 -40 L150 -36 L150 -82 Z",
    ):
        g.path(d, p.lit("#8fa052", "#6b7d3c", "#475628", towards=(0.4, 0.2), reach=0.85), stroke="#5b421f", width=3, opacity=0.92)
    for d in ("M-18 -158 L-26 -124 L0 -112 L26 -124 L18 -158 Z", "M-50 -98 L-20 -82 L-22 -54 L-56 -54 L-68 -76 Z", "M50 -98 L20 -82 L22 -54 L56 -54 L68 -76 Z"):
        g.path(d, "#c9c47c", opacity=0.3)
    g.ellipse(-34, -146, 62, 26, "#fff3c9", turn=-24, opacity=0.24)
    g.raw("</g>")
    g.path("M-140 -50 C-144 -36 -132 -26 -112 -26 L112 -26 C130 -26 142 -36 136 -52 C90 -40 -92 -40 -140 -50 Z", p.vertical("#d7b06a", "#8f6732"))
    for x in range(-108, 120, 36):
        g.path(f"M{x} -43 L{x - 4} -27", "none", stroke="#7b5729", width=2.4, opacity=0.7)
    g.raw("</g>")


# --- the fox

def fox(p, x, y, scale=1.0, flip=False, arm="point", flag=False, eye="open"):
    """The judge, upright, in a blue scarf. arm: point, down, raised"""
    orange, dark, white = "#d9702f", "#a94f22", "#fbeedd"
    p.shadow(x, y, 78 * scale, 12 * scale)
    g = p.group(x, y, scale, flip)
    g.path("M-30 -30 C-110 -10 -150 -70 -120 -140 C-116 -100 -80 -80 -34 -76 Z", p.vertical(dark, orange))
    g.path("M-120 -140 C-134 -112 -136 -92 -130 -72 C-122 -84 -112 -94 -104 -100 C-112 -112 -118 -126 -120 -140 Z", white)
    g.limb(((-24, -134), (-52, -104), (-34, -76)), 21, dark)
    g.path("M-44 -6 C-54 -90 -34 -156 0 -158 C36 -154 50 -90 40 -6 Z", p.lit("#eb9150", orange, dark))
    g.path("M-12 -20 C-18 -80 -6 -140 12 -144 C32 -134 36 -80 28 -20 Z", white)
    g.ellipse(-20, -8, 26, 10, "#4a2a20")
    g.ellipse(30, -8, 28, 10, "#4a2a20")
    g.path("M-36 -148 C-10 -132 26 -132 42 -148 C44 -136 40 -128 30 -124 L36 -92 L16 -96 L16 -122 C-6 -122 -30 -126 -36 -148 Z", "#3f6f9c")
    g.raw('<g transform="translate(6 -186)">')
    for ex in (-30, 14):
        g.path(f"M{ex - 14} -20 L{ex - 4} -72 L{ex + 24} -32 Z", dark)
        g.path(f"M{ex - 6} -28 L{ex - 1} -58 L{ex + 14} -34 Z", "#43241d")
    g.path("M-48 2 C-48 -36 -18 -44 6 -42 C34 -40 48 -24 84 2 C70 18 40 34 6 36 C-26 36 -48 26 -48 2 Z", p.lit("#eb9150", orange, dark, reach=1.1))
    g.path("M-40 16 C-10 6 20 2 84 3 C70 18 40 34 6 36 C-18 36 -34 30 -40 16 Z", white)
    g.ellipse(83, 2, 8, 6.5, INK)
    g.path("M66 14 C52 22 40 22 28 18", "none", stroke=INK, width=2.8)
    if eye == "open":
        g.ellipse(20, -12, 8, 9.5, "#fffdf2")
        g.ellipse(22, -12, 5, 7, INK)
        g.circle(24, -15, 2, "#ffffff")
    else:
        g.path("M12 -8 C16 -17 25 -17 30 -8", "none", stroke=INK, width=3.2)
    g.raw("</g>")
    hand = {"point": ((22, -134), (70, -126), (118, -150)), "down": ((20, -134), (62, -100), (92, -70)), "raised": ((22, -134), (88, -124), (112, -196))}[arm]
    if flag:
        fx, fy = hand[2]
        tilt = {"point": 40, "down": 118, "raised": 8}[arm]
        g.raw(f'<g transform="translate({fx} {fy}) rotate({tilt})">')
        g.path("M0 26 L0 -104", "none", stroke="#6b4a30", width=6)
        g.path("M0 -104 C22 -116 40 -92 68 -104 L66 -56 C42 -46 22 -68 0 -56 Z", p.vertical("#dc4b3e", "#b0302f"))
        g.raw("</g>")
    g.limb(hand, 21, orange)
    g.circle(*hand[2], 12.5, "#4a2a20")
    g.close()
