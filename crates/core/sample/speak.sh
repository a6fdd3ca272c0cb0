#!/bin/bash
# Speaks the sample story: a take for each segment of story.json, as Ogg Vorbis, which every web view plays.
#   crates/core/sample/speak.sh
# Needs (Debian): apt-get install espeak-ng ffmpeg python3
set -euo pipefail
cd "$(dirname "$0")"
mkdir -p audio

number=0
python3 -c 'import json; [print(s["text_content"]) for s in json.load(open("story.json"))["segments"]]' |
    while IFS= read -r text; do
        number=$((number + 1))
        take=audio/$(printf %02d "$number").ogg
        # Low-passed where the synthesiser only hisses, evenly loud, and a breath of silence before.
        espeak-ng -v en-gb-x-rp+Andy -s 152 -a 85 -p 42 -g 2 --stdout "$text" |
            ffmpeg -v error -y -i pipe:0 -bitexact -map_metadata -1 -ac 1 -ar 22050 \
                -af "lowpass=f=6500,loudnorm=I=-19:TP=-2,adelay=250" -c:a libvorbis -q:a 1 "$take"
    done
