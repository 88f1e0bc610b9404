#!/usr/bin/env bash
# Makes each letter of bron/ in every form, by every maker found on this machine.
#
#     maak.sh OUTPUT-FOLDER [LETTER...]        e.g. maak.sh /tmp/vormen 2-voetnoten
#
# Needed: pandoc, iconv, python3. Used when found, else skipped with a message: soffice (LibreOffice Writer), chromium, pdflatex
# (babel Dutch, lmodern), gs, groff, and for Python weasyprint, typst, reportlab (with pyphen), fpdf2, python-docx.
# PYTHON names another python3, such as that of a virtual environment.
set -euo pipefail
export SOURCE_DATE_EPOCH=1751328000 FORCE_SOURCE_DATE=1 TZ=UTC

hier=$(cd "$(dirname "$0")" && pwd)
uit=${1:?output folder}
shift
mkdir -p "$uit"
uit=$(cd "$uit" && pwd)
python=${PYTHON:-python3}
werk=$(mktemp -d)
trap 'rm -rf "$werk"' EXIT

[ $# -gt 0 ] || set -- $(cd "$hier/bron" && ls *.md | sed 's/\.md$//')

heeft() { command -v "$1" >/dev/null || { echo "skipped: no $1" >&2; return 1; }; }
heeft_py() { "$python" -c "import $1" 2>/dev/null || { echo "skipped: no Python module $1" >&2; return 1; }; }
py() { "$python" "$hier/maak.py" "$@"; }
doc() { pandoc -f markdown-smart "$hier/bron/$1.md" "${@:2}"; }
mislukt() { echo "failed: $*" >&2; }

heeft pandoc && heeft iconv || exit 1
chromium=$(command -v chromium || command -v google-chrome || true)
[ -n "$chromium" ] || echo "skipped: no chromium" >&2
for t in soffice pdflatex gs groff; do heeft $t && declare "met_$t=1" || declare "met_$t="; done
for m in weasyprint typst reportlab fpdf docx; do heeft_py $m && declare "met_$m=1" || declare "met_$m="; done

for b in "$@"; do
    bron=$hier/bron/$b.md
    echo "$b"

    # plain text; the two Windows forms with Windows line ends
    doc "$b" -t plain --columns=80 -o "$uit/$b.pandoc.txt"
    sed 's/$/\r/' "$uit/$b.pandoc.txt" >"$werk/crlf.txt"
    { printf '\xff\xfe'; iconv -f UTF-8 -t UTF-16LE "$werk/crlf.txt"; } >"$uit/$b.utf16.txt"
    iconv -f UTF-8 -t WINDOWS-1252//TRANSLIT "$werk/crlf.txt" >"$uit/$b.windows1252.txt"

    # HTML, and PDF from it
    doc "$b" -s -t html5 -o "$uit/$b.pandoc.html"
    py css "$bron" "$werk/brief.css"
    if [ -n "$chromium" ]; then
        { cat "$werk/brief.css"; echo 'body { font-family: Carlito, Calibri, sans-serif }'; } >"$werk/chromium.css"
        doc "$b" -s -t html5 --self-contained -c "$werk/chromium.css" -o "$werk/chromium.html"
        "$chromium" --headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking --no-pdf-header-footer \
            --user-data-dir="$werk/chromium" --print-to-pdf="$uit/$b.chromium.pdf" "file://$werk/chromium.html" >"$werk/log" 2>&1 || mislukt chromium "$b"
    fi
    if [ -n "$met_weasyprint" ]; then
        py noten "$bron" "$werk/noten.json"
        { cat "$werk/brief.css"; echo 'body { font-family: "DejaVu Serif", serif; font-size: 9.5pt }'; } >"$werk/weasy.css"
        pandoc -f json -s -t html5 -c weasy.css "$werk/noten.json" -o "$werk/weasy.html"
        "$python" -m weasyprint -q "$werk/weasy.html" "$uit/$b.weasyprint.pdf" || mislukt weasyprint "$b"
    fi

    # LaTeX: in T1, and in OT1, where a letter and its accent are two characters, without a ToUnicode map
    if [ -n "$met_pdflatex" ]; then
        py latex "$bron" "$werk/kop.tex"
        echo '\AtBeginDocument{\pdfgentounicode=0 }' >"$werk/latexot1-kop.tex"
        : >"$werk/latex-kop.tex"
        for f in latex:T1 latexot1:OT1; do
            doc "$b" -s -t latex -H "$werk/kop.tex" -H "$werk/${f%:*}-kop.tex" -V "fontenc=${f#*:}" -V classoption=11pt -o "$werk/${f%:*}.tex"
            (cd "$werk" && pdflatex -interaction=batchmode "${f%:*}.tex" >log && pdflatex -interaction=batchmode "${f%:*}.tex" >log) || mislukt "$f" "$b"
            cp "$werk/${f%:*}.pdf" "$uit/$b.${f%:*}.pdf"
        done
    fi

    # groff: the standard Times, not embedded
    if [ -n "$met_groff" ]; then
        py ms "$bron" "$werk/brief.ms"
        doc "$b" -t ms >>"$werk/brief.ms"
        groff -k -K utf8 -t -ms -mspdf -T pdf -P -pa4 -dpaper=a4 "$werk/brief.ms" >"$uit/$b.groff.pdf" 2>"$werk/log" || mislukt groff "$b"
    fi

    # Python's makers
    [ -z "$met_typst" ] || py typst "$bron" "$uit/$b.typst.pdf"
    [ -z "$met_typst" ] || [ "$b" != 1-verzamelbrief ] || py typst2 "$bron" "$uit/$b.typst2.pdf"
    [ -z "$met_reportlab" ] || py reportlab "$bron" "$uit/$b.reportlab.pdf"
    [ -z "$met_fpdf" ] || py fpdf2 "$bron" "$uit/$b.fpdf2.pdf"
    [ -z "$met_docx" ] || py python-docx "$bron" "$uit/$b.python-docx.docx"

    # Word and OpenDocument by pandoc, with the running head and foot from a reference document
    vorm=()
    if [ -n "$met_docx" ]; then
        py docx-vorm "$bron" "$werk/vorm.docx"
        vorm=(--reference-doc "$werk/vorm.docx")
    fi
    doc "$b" -t docx "${vorm[@]}" -o "$uit/$b.pandoc.docx"
    py odt-vorm "$bron" "$werk/vorm.odt"
    doc "$b" -t odt --reference-doc "$werk/vorm.odt" -o "$uit/$b.pandoc.odt"
done

# LibreOffice, all letters in one run a form: ODT -> PDF, DOCX, HTML; DOCX -> ODT and a second PDF
if [ -n "$met_soffice" ]; then
    mkdir -p "$werk/odt" "$werk/docx" "$werk/lo"
    for b in "$@"; do
        cp "$uit/$b.pandoc.odt" "$werk/odt/$b.odt"
        cp "$uit/$b.pandoc.docx" "$werk/docx/$b.docx"
    done
    lo() { soffice --headless "-env:UserInstallation=file://$werk/lo" --convert-to "$1" --outdir "$werk/lo-$2" "${@:3}" >"$werk/log" 2>&1; }
    lo pdf:writer_pdf_Export odt "$werk"/odt/*.odt || mislukt libreoffice pdf
    lo docx odt "$werk"/odt/*.odt || mislukt libreoffice docx
    lo html odt "$werk"/odt/*.odt || mislukt libreoffice html
    lo odt docx "$werk"/docx/*.docx || mislukt libreoffice odt
    lo pdf:writer_pdf_Export docx "$werk"/docx/*.docx || mislukt libreoffice pdf from docx
    for b in "$@"; do
        for e in pdf docx html; do cp "$werk/lo-odt/$b.$e" "$uit/$b.libreoffice.$e" || mislukt libreoffice "$b.$e"; done
        cp "$werk/lo-docx/$b.odt" "$uit/$b.libreoffice.odt" || mislukt libreoffice "$b.odt"
        cp "$werk/lo-docx/$b.pdf" "$uit/$b.libreofficedocx.pdf" || mislukt libreoffice "$b.pdf"
        [ -z "$met_gs" ] || gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=pdfwrite "-sOutputFile=$uit/$b.ghostscript.pdf" "$uit/$b.libreoffice.pdf"
    done
fi

for b in "$@"; do py vast "$uit/$b".*.pdf "$uit/$b".*.docx "$uit/$b".*.odt; done
