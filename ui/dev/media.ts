const hues = [28, 96, 204, 46, 180, 268, 140, 222, 34, 170, 300, 12]

/** A drawn landscape in place of a picture file. */
export function thumbnailUrl(id: number): string {
  const hue = hues[id % hues.length] ?? 0
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360" width="640" height="360">
    <rect width="640" height="360" fill="hsl(${hue} 42% 70%)"/>
    <circle cx="${120 + ((id * 97) % 420)}" cy="80" r="42" fill="hsl(${hue + 60} 90% 76%)"/>
    <path d="M0 220 Q160 150 320 220 T640 200 V360 H0Z" fill="hsl(${hue} 34% 46%)"/>
    <path d="M0 290 Q180 220 380 290 T640 270 V360 H0Z" fill="hsl(${hue} 36% 30%)"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

export const fileUrl = thumbnailUrl
