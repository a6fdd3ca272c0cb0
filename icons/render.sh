#!/bin/sh
# Draws every icon that src-tauri/tauri.conf.json names: from icon.svg, the smallest from icon-small.svg. Run again after
# a change to the mark:
#   icons/render.sh
# Needs (Debian): apt-get install librsvg2-bin imagemagick icnsutils
set -eu
cd "$(dirname "$0")"
layers=$(mktemp -d)
trap 'rm -r "$layers"' EXIT

for side in 16 24 32 48 64 128 256 512 1024; do
    drawing=icon.svg
    if [ "$side" -le 24 ]; then drawing=icon-small.svg; fi
    rsvg-convert --width "$side" --height "$side" "$drawing" --output "$layers/$side.png"
done

for side in 16 24 32 48 64 128 256 512; do cp "$layers/$side.png" "${side}x$side.png"; done
cp "$layers/1024.png" icon.png
cd "$layers"
# 32 first: the layer that a Windows window shows while it is a development build.
convert 32.png 16.png 24.png 48.png 64.png 256.png icon.ico
png2icns icon.icns 16.png 32.png 48.png 128.png 256.png 512.png 1024.png >/dev/null
cd - >/dev/null
mv "$layers/icon.ico" "$layers/icon.icns" .
