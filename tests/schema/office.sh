#!/bin/sh
# Takes Word documents through LibreOffice and back, and says whether every word is still there; and leaves each as pages
# (PDF and PNG) to be looked at. Needs LibreOffice and poppler's pdftoppm.
#
#   tests/schema/office.sh FOLDER FILE.docx…
set -eu
if [ "$#" -lt 2 ]; then
    echo "usage: $0 FOLDER FILE.docx..." >&2
    exit 2
fi
folder=$1
shift
mkdir -p "$folder/back"
words() {
    unzip -p "$1" word/document.xml | sed -e 's/<w:tab\/>\|<w:br\/>\|<\/w:p>/ /g' -e 's/<[^>]*>//g' | tr -s '[:space:]' '\n' | sort
}
faulty=0
soffice --headless --convert-to pdf --outdir "$folder" "$@" >/dev/null 2>&1
soffice --headless --convert-to odt --outdir "$folder/back" "$@" >/dev/null 2>&1
for file in "$@"; do
    name=$(basename "$file" .docx)
    soffice --headless --convert-to docx --outdir "$folder/back" "$folder/back/$name.odt" >/dev/null 2>&1
    pdftoppm -r 60 -png "$folder/$name.pdf" "$folder/$name"
    lost=$(words "$file" >"$folder/before"; words "$folder/back/$name.docx" >"$folder/after"; comm -23 "$folder/before" "$folder/after" | tr '\n' ' ')
    if [ -z "$lost" ]; then
        echo "whole: $file"
    else
        echo "lost of $file: $lost"
        faulty=1
    fi
done
exit "$faulty"
