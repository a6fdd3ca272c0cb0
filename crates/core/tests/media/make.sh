#!/bin/bash
# Makes the audio fixtures: a second or less of a plain tone, each form that probing has
# to tell apart. Needs ffmpeg (apt-get install ffmpeg). Run again: crates/core/tests/media/make.sh
set -eu
cd "$(dirname "$0")"

tone() { ffmpeg -v error -y -f lavfi -i "sine=frequency=440:sample_rate=$1:duration=$2" -bitexact -map_metadata -1 -ac 1 "${@:3}"; }

tone 22050 1.2 -c:a libmp3lame -b:a 32k tone.mp3
# Silence, then noise: the first frames say nothing about how long the rest is.
ffmpeg -v error -y -f lavfi -i "aevalsrc=if(lt(t\,0.8)\,0\,random(0)-0.5):s=22050:d=1.2" -bitexact -c:a libmp3lame -q:a 9 \
    -write_xing 0 -id3v2_version 0 noise-no-header.mp3
tone 22050 1.2 -c:a libvorbis -q:a 0 tone-vorbis.ogg
tone 48000 1.2 -c:a libopus -b:a 24k tone-opus.ogg
# Faint and in small frames: the rest of the 10 KB is padding that ffmpeg puts in.
tone 4000 0.8 -af volume=0.004 -frame_size 512 -c:a flac tone.flac
tone 22050 1.2 -c:a aac -b:a 32k tone.m4a
tone 8000 0.6 -c:a alac tone-alac.m4a
tone 8000 0.3 -c:a pcm_s16le tone.wav
tone 8000 0.3 -c:a pcm_s16le -f wav pipe:1 | cat >tone-streamed.wav
ffmpeg -v error -y -f lavfi -i color=teal:size=64x64:duration=0.2:rate=5 -bitexact -c:v mpeg4 silent-film.m4a
