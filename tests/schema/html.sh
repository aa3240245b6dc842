#!/bin/sh
# Checks web pages with the Nu HTML Checker of the W3C (MIT licence) as the npm package vnu-jar carries it. Needs Node.js,
# Java and, the first time, the network. The Rust tests of src/export/html check structure and contrast without them.
#
#   tests/schema/html.sh FILE.html…
#
# Pages to check: `cargo test --lib export::tests::leave -- --ignored` leaves them in target/samples.
set -eu
if [ "$#" -eq 0 ]; then
    echo "usage: $0 FILE.html..." >&2
    exit 2
fi
kept=$(cd "$(dirname "$0")/../.." && pwd)/target/html-check
[ -d "$kept/node_modules/vnu-jar" ] || npm install --silent --prefix "$kept" vnu-jar@26 >/dev/null
java -jar "$kept/node_modules/vnu-jar/build/dist/vnu.jar" "$@"
echo "sound: $*"
