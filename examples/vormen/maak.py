#!/usr/bin/env python3
"""Makes a letter in the forms for which pandoc has no writer, or only a plain one.

    maak.py typst|typst2|reportlab|fpdf2|python-docx  SOURCE.md  OUTPUT
    maak.py noten      SOURCE.md  OUTPUT.json   pandoc's tree with footnotes as <span class="noot">
    maak.py css        SOURCE.md  OUTPUT.css    page style with the running head and foot
    maak.py latex|ms   SOURCE.md  OUTPUT        preamble with the running head and foot
    maak.py docx-vorm|odt-vorm  SOURCE.md OUTPUT   reference document for pandoc, with head and foot
    maak.py vast       FILE...                  fixed dates in PDF, DOCX and ODT

The source is read by pandoc; this file only lays it out again.
"""
import io
import json
import os
import re
import subprocess
import sys
import zipfile
from datetime import datetime, timezone

DATUM = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "1751328000")), timezone.utc)
LETTERS = "/usr/share/fonts/truetype/liberation/LiberationSerif-{}.ttf"


# ---- the letter as pandoc reads it, in a form that every maker below can walk ----

class Brief:
    """blokken: ("kop", level, runs), ("alinea", runs), ("regels", [runs]),
    ("lijst", numbered, [[blok]]), ("tabel", widths, head, rows).
    A run is (text, style): style "" | "b" | "i"; a footnote is (number, "noot")."""

    def __init__(self, pad):
        self.boom = json.loads(subprocess.check_output(["pandoc", "-f", "markdown-smart", "-t", "json", pad]))
        meta = self.boom["meta"]
        self.kop, self.voet, self.titel = (
            self._plat(meta[k]["c"]) if k in meta else "" for k in ("kop", "voet", "pagetitle"))
        self.noten = []
        self.blokken = self._blokken(self.boom["blocks"])

    def _plat(self, inlines):
        return "".join(t for t, _ in self._runs(inlines, ""))

    def _runs(self, inlines, stijl):
        uit = []
        for i in inlines:
            soort, c = i["t"], i.get("c")
            if soort == "Str":
                uit.append((c, stijl))
            elif soort in ("Space", "SoftBreak"):
                uit.append((" ", stijl))
            elif soort == "Strong":
                uit += self._runs(c, "b")
            elif soort == "Emph":
                uit += self._runs(c, "i")
            elif soort == "Note":
                self.noten.append(self._runs(c[0]["c"], ""))
                uit.append((str(len(self.noten)), "noot"))
            else:
                raise ValueError(f"inline {soort}")
        samen = []
        for tekst, s in uit:
            if samen and samen[-1][1] == s != "noot":
                samen[-1] = (samen[-1][0] + tekst, s)
            else:
                samen.append((tekst, s))
        return samen

    def _cel(self, cel):
        return self._runs(cel[4][0]["c"], "") if cel[4] else []

    def _blokken(self, blocks):
        uit = []
        for b in blocks:
            soort, c = b["t"], b.get("c")
            if soort in ("Para", "Plain"):
                uit.append(("alinea", self._runs(c, "")))
            elif soort == "Header":
                uit.append(("kop", c[0], self._runs(c[2], "")))
            elif soort == "LineBlock":
                uit.append(("regels", [self._runs(r, "") for r in c]))
            elif soort == "OrderedList":
                uit.append(("lijst", True, [self._blokken(x) for x in c[1]]))
            elif soort == "BulletList":
                uit.append(("lijst", False, [self._blokken(x) for x in c]))
            elif soort == "Table":
                breed = [s[1].get("c", 1 / len(c[2])) for s in c[2]]
                hoofd = [self._cel(x) for x in c[3][1][0][1]]
                rijen = [[self._cel(x) for x in rij[1]] for lichaam in c[4] for rij in lichaam[3]]
                uit.append(("tabel", breed, hoofd, rijen))
            else:
                raise ValueError(f"block {soort}")
        return uit


# ---- Typst ----

def typst(brief, uit, kolommen=1):
    import typst as maker

    def s(tekst):
        return '"' + tekst.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def runs(rs):
        vorm = {"": "#text({})", "b": "#strong({})", "i": "#emph({})"}
        return "".join("#footnote[" + runs(brief.noten[int(t) - 1]) + "]" if st == "noot" else vorm[st].format(s(t))
                       for t, st in rs)

    def blok(b):
        if b[0] == "kop":
            return f"#heading(level: {b[1]})[{runs(b[2])}]"
        if b[0] == "alinea":
            return runs(b[1])
        if b[0] == "regels":
            return "#linebreak()".join(runs(r) for r in b[1])
        if b[0] == "lijst":
            return f"#{'enum' if b[1] else 'list'}(" + ", ".join("[" + blokken(x) + "]" for x in b[2]) + ")"
        cel = lambda c: "[" + runs(c) + "]"
        return (f"#table(columns: ({', '.join(f'{w:.4f}fr' for w in b[1])}), table.header("
                + ", ".join(f"[#strong[{runs(c)}]]" for c in b[2]) + "), "
                + ", ".join(cel(c) for rij in b[3] for c in rij) + ")")

    def blokken(bs):
        return "\n\n".join(blok(b) for b in bs)

    bron = f"""#set document(title: {s(brief.titel)}, date: datetime(year: {DATUM.year}, month: {DATUM.month}, day: {DATUM.day}))
#set page(paper: "a4", columns: {kolommen}, margin: 2.3cm, header: text(size: 8pt, {s(brief.kop)}),
  footer: text(size: 8pt)[#text({s(brief.voet)}) #h(1fr) #context counter(page).display()])
#set text(lang: "nl", size: 11.5pt)
#set par(justify: true)
#show table: set par(justify: false)
""" + blokken(brief.blokken) + "\n"
    with open(uit + ".typ", "w", encoding="utf-8") as f:
        f.write(bron)
    try:
        maker.compile(uit + ".typ", output=uit)
    finally:
        os.remove(uit + ".typ")


# ---- ReportLab: the standard Times, not embedded, in WinAnsi ----

def reportlab(brief, uit):
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import (HRFlowable, ListFlowable, ListItem, Paragraph, SimpleDocTemplate, Spacer, Table,
                                    TableStyle)
    from xml.sax.saxutils import escape

    tekst = ParagraphStyle("tekst", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=7, alignment=4,
                           hyphenationLang="nl_NL", embeddedHyphenation=1)
    kop = {1: ParagraphStyle("kop1", tekst, fontName="Times-Bold", fontSize=13, spaceBefore=8, alignment=0, keepWithNext=1),
           2: ParagraphStyle("kop2", tekst, fontName="Times-Italic", alignment=0, keepWithNext=1)}
    cel = ParagraphStyle("cel", tekst, fontSize=10.5, leading=13, spaceAfter=0, alignment=0)
    noot = ParagraphStyle("noot", tekst, fontSize=8, leading=10, spaceAfter=2)
    breedte = A4[0] - 140

    def runs(rs):
        vorm = {"": "{}", "b": "<b>{}</b>", "i": "<i>{}</i>", "noot": '<super size="7">{}</super>'}
        return "".join(vorm[st].format(escape(t)) for t, st in rs)

    def blok(b):
        if b[0] == "kop":
            return Paragraph(runs(b[2]), kop[b[1]])
        if b[0] == "alinea":
            return Paragraph(runs(b[1]), tekst)
        if b[0] == "regels":
            return Paragraph("<br/>".join(runs(r) for r in b[1]), ParagraphStyle("regels", tekst, alignment=0))
        if b[0] == "lijst":
            soort = {"bulletType": "1", "bulletFormat": "%s."} if b[1] else {"bulletType": "bullet", "start": "•"}
            return ListFlowable([ListItem([blok(x) for x in i]) for i in b[2]], leftIndent=18, **soort)
        rijen = [[Paragraph(f"<b>{runs(c)}</b>", cel) for c in b[2]]] + [[Paragraph(runs(c), cel) for c in r] for r in b[3]]
        som = sum(b[1])
        return Table(rijen, colWidths=[breedte * w / som for w in b[1]], repeatRows=1, splitInRow=1,
                     style=TableStyle([("GRID", (0, 0), (-1, -1), 0.4, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")]))

    def rand(canvas, doc):
        canvas.setFont("Times-Roman", 8)
        canvas.drawString(70, A4[1] - 40, brief.kop)
        canvas.drawString(70, 35, brief.voet)
        canvas.drawRightString(A4[0] - 70, 35, str(doc.page))

    verhaal = [blok(b) for b in brief.blokken]
    if brief.noten:
        verhaal += [Spacer(1, 12), HRFlowable(width="30%", hAlign="LEFT")]
        verhaal += [Paragraph(f'<super size="6">{n}</super> {runs(r)}', noot) for n, r in enumerate(brief.noten, 1)]
    SimpleDocTemplate(uit, pagesize=A4, leftMargin=70, rightMargin=70, topMargin=60, bottomMargin=60, invariant=1,
                      title=brief.titel, lang="nl").build(verhaal, onFirstPage=rand, onLaterPages=rand)


# ---- fpdf2: a TrueType font in two-byte codes ----

def fpdf2(brief, uit):
    from fpdf import FPDF
    from fpdf.fonts import FontFace

    class Pdf(FPDF):
        def header(self):
            self.set_font(LETTER, "", 8)
            self.cell(0, 5, brief.kop, new_x="LMARGIN", new_y="NEXT")
            self.ln(5)

        def footer(self):
            self.set_y(-15)
            self.set_font(LETTER, "", 8)
            self.cell(150, 5, brief.voet)
            self.cell(0, 5, str(self.page_no()), align="R")

    pdf = Pdf(format="A4")
    LETTER = "Times"
    if os.path.exists(LETTERS.format("Regular")):
        LETTER = "Brief"
        for stijl, naam in (("", "Regular"), ("B", "Bold"), ("I", "Italic")):
            pdf.add_font(LETTER, stijl, LETTERS.format(naam))
    pdf.set_creation_date(DATUM)
    pdf.set_title(brief.titel)
    pdf.set_lang("nl")
    pdf.set_margins(25, 15, 25)
    pdf.set_auto_page_break(True, 22)
    pdf.add_page()
    plat = lambda rs: "".join(t for t, _ in rs)

    def alinea(rs, in_mm=0, merk=None, maat=11):
        pdf.set_font(LETTER, "", maat)
        pdf.set_left_margin(25 + in_mm)
        if merk:
            pdf.set_x(20 + in_mm)
            pdf.cell(5, 5.5, merk)
        pdf.set_x(25 + in_mm)
        if len(rs) == 1 and rs[0][1] == "":
            pdf.multi_cell(0, 5.5, rs[0][0], align="J", new_x="LMARGIN", new_y="NEXT")
        else:
            for t, st in rs:
                pdf.set_font(LETTER, {"b": "B", "i": "I"}.get(st, ""), maat)
                if st == "noot":
                    pdf.char_vpos = "SUP"
                pdf.write(5.5, t)
                pdf.char_vpos = "LINE"
            pdf.ln(5.5)
        pdf.set_left_margin(25)

    def blokken(bs, in_mm=0, merk=None):
        for b in bs:
            if b[0] == "kop":
                pdf.ln(2)
                pdf.set_font(LETTER, "B" if b[1] == 1 else "I", 13 if b[1] == 1 else 11)
                pdf.multi_cell(0, 7, plat(b[2]), align="L", new_x="LMARGIN", new_y="NEXT")
            elif b[0] == "alinea":
                alinea(b[1], in_mm, merk)
                pdf.ln(2.5)
            elif b[0] == "regels":
                for r in b[1]:
                    alinea(r, in_mm)
                pdf.ln(4)
            elif b[0] == "lijst":
                for n, item in enumerate(b[2], 1):
                    blokken(item, in_mm + 7, f"{n}." if b[1] else "•")
            else:
                pdf.set_font(LETTER, "", 9)
                som = sum(b[1])
                with pdf.table(col_widths=[w / som * 100 for w in b[1]], text_align="LEFT", line_height=4.5, padding=1,
                               headings_style=FontFace(emphasis="BOLD")) as tabel:
                    for rij in [b[2]] + b[3]:
                        r = tabel.row()
                        for c in rij:
                            r.cell(plat(c))
                pdf.ln(4)
            merk = None

    blokken(brief.blokken)
    if brief.noten:
        pdf.ln(4)
        pdf.line(25, pdf.get_y(), 75, pdf.get_y())
        for n, r in enumerate(brief.noten, 1):
            alinea([(str(n), "noot"), (" " + plat(r), "")], maat=8)
    pdf.output(uit)


# ---- python-docx ----

def veld(alinea, naam):
    """A field such as PAGE, as Word writes it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    for soort, waarde in (("begin", None), (None, naam), ("end", None)):
        run = alinea.add_run()._r
        if soort:
            el = OxmlElement("w:fldChar")
            el.set(qn("w:fldCharType"), soort)
        else:
            el = OxmlElement("w:instrText")
            el.text = waarde
        run.append(el)


def rand_docx(doc, brief):
    from docx.shared import Cm
    deel = doc.sections[0]
    deel.page_width, deel.page_height = Cm(21), Cm(29.7)
    deel.header.paragraphs[0].text = brief.kop
    voet = deel.footer.paragraphs[0]
    voet.text = brief.voet + "\t"
    veld(voet, "PAGE")
    doc.core_properties.created = doc.core_properties.modified = DATUM.replace(tzinfo=None)
    doc.core_properties.title, doc.core_properties.author = brief.titel, ""


def python_docx(brief, uit):
    from docx import Document
    from docx.shared import Cm

    doc = Document()
    rand_docx(doc, brief)
    doc.styles["Normal"].font.name = "Liberation Serif"

    def runs(alinea, rs):
        for t, st in rs:
            run = alinea.add_run(t)
            run.bold = st == "b" or None
            run.italic = st == "i" or None
            run.font.superscript = st == "noot" or None
        return alinea

    def blokken(bs, diep=0, stijl=None):
        for b in bs:
            if b[0] == "kop":
                runs(doc.add_heading(level=b[1]), b[2])
            elif b[0] == "alinea":
                runs(doc.add_paragraph(style=stijl), b[1])
                stijl = "List Continue" if stijl else None
            elif b[0] == "regels":
                alinea = doc.add_paragraph()
                for n, r in enumerate(b[1]):
                    if n:
                        alinea.add_run().add_break()
                    runs(alinea, r)
            elif b[0] == "lijst":
                naam = ("List Number" if b[1] else "List Bullet") + (f" {diep + 1}" if diep else "")
                for item in b[2]:
                    blokken(item, diep + 1, naam)
            else:
                tabel = doc.add_table(rows=0, cols=len(b[1]), style="Table Grid")
                som = sum(b[1])
                for n, rij in enumerate([b[2]] + b[3]):
                    for c, cel, w in zip(rij, tabel.add_row().cells, b[1]):
                        cel.width = Cm(16 * w / som)
                        runs(cel.paragraphs[0], [(t, "b") for t, _ in c] if n == 0 else c)

    blokken(brief.blokken)
    for n, r in enumerate(brief.noten, 1):
        runs(doc.add_paragraph(), [(str(n), "noot"), (" ", "")] + r)
    doc.save(uit)


# ---- help for pandoc and the browsers ----

def noten(brief, uit):
    """For WeasyPrint, that can set a span at the foot of the page."""
    def loop(x):
        if isinstance(x, list):
            return [loop(i) for i in x]
        if isinstance(x, dict) and x.get("t") == "Note":
            return {"t": "Span", "c": [["", ["noot"], []], loop(x["c"][0]["c"])]}
        return {k: loop(v) for k, v in x.items()} if isinstance(x, dict) else x
    with open(uit, "w", encoding="utf-8") as f:
        json.dump(loop(brief.boom), f)


def css(brief, uit):
    s = lambda t: '"' + t.replace('"', '\\"') + '"'
    with open(uit, "w", encoding="utf-8") as f:
        f.write(f"""@page {{ size: A4; margin: 2.5cm;
  @top-left {{ content: {s(brief.kop)}; font-size: 8pt }}
  @bottom-left {{ content: {s(brief.voet)}; font-size: 8pt }}
  @bottom-right {{ content: counter(page); font-size: 8pt }} }}
html {{ font-size: 11pt }}
body {{ max-width: none; margin: 0; padding: 0; line-height: 1.3 }}
p {{ text-align: justify; hyphens: auto }}
table {{ border-collapse: collapse; width: 100%; margin: 0 }} td, th {{ border: 0.4pt solid; padding: 3pt; vertical-align: top; text-align: left }}
tr {{ break-inside: auto }}
.noot {{ float: footnote; font-size: 8pt }}
""")


def latex(brief, uit):
    e = lambda t: re.sub(r"([&%$#_{}])", r"\\\1", t)
    with open(uit, "w", encoding="utf-8") as f:
        f.write(r"""\usepackage[a4paper,margin=2.5cm]{geometry}
\usepackage{fancyhdr}\pagestyle{fancy}\fancyhf{}\renewcommand{\headrulewidth}{0pt}
\fancyhead[L]{\footnotesize %s}\fancyfoot[L]{\footnotesize %s}\fancyfoot[R]{\footnotesize\thepage}
""" % (e(brief.kop), e(brief.voet)))


def ms(brief, uit):
    with open(uit, "w", encoding="utf-8") as f:
        f.write(f""".nr PO 2.5c
.nr LL 16c
.nr PS 11
.nr VS 14
.ds FAM T
.ds LH {brief.kop}
.ds CH
.ds LF {brief.voet}
.ds CF
.ds RF \\\\n%
.nr P1 1
""")


def docx_vorm(brief, uit):
    from docx import Document
    leeg = subprocess.check_output(["pandoc", "--print-default-data-file", "reference.docx"])
    doc = Document(io.BytesIO(leeg))
    rand_docx(doc, brief)
    doc.save(uit)


def odt_vorm(brief, uit):
    from xml.sax.saxutils import escape
    leeg = zipfile.ZipFile(io.BytesIO(subprocess.check_output(["pandoc", "--print-default-data-file", "reference.odt"])))
    rand = (f'<style:header><text:p>{escape(brief.kop)}</text:p></style:header><style:footer><text:p>{escape(brief.voet)} '
            '– <text:page-number text:select-page="current">1</text:page-number></text:p></style:footer>')
    with zipfile.ZipFile(uit, "w") as nieuw:
        for i in leeg.infolist():
            inhoud = leeg.read(i)
            if i.filename == "styles.xml":
                t = inhoud.decode("utf-8")
                t = re.sub(r'(<style:master-page style:name="Standard"[^>]*>).*?(</style:master-page>)', rf"\1{rand}\2", t, flags=re.S)
                t = t.replace('fo:page-width="8.5in"', 'fo:page-width="21cm"').replace('fo:page-height="11in"', 'fo:page-height="29.7cm"')
                t = t.replace('fo:hyphenate="false"', 'fo:hyphenate="true"')
                assert rand in t
                inhoud = t.encode("utf-8")
            nieuw.writestr(i, inhoud)


def vast(pad):
    """Dates of making and zip times to one moment, so that a second run gives the same bytes where the maker allows."""
    with open(pad, "rb") as f:
        inhoud = f.read()
    if pad.endswith(".pdf"):
        inhoud = re.sub(rb"\(D:\d{14}", b"(D:" + DATUM.strftime("%Y%m%d%H%M%S").encode(), inhoud)
        # identifiers of LibreOffice and Ghostscript, as long as they were so that no offset moves
        inhoud = re.sub(rb"(/ID \[ ?<|/DocChecksum /)[0-9A-F]{32}(?:(>\s*<)[0-9A-F]{32})?",
                        lambda m: m[1] + b"0" * 32 + (m[2] + b"0" * 32 if m[2] else b""), inhoud)
    elif pad.endswith((".docx", ".odt")):
        oud, doel = zipfile.ZipFile(io.BytesIO(inhoud)), io.BytesIO()
        with zipfile.ZipFile(doel, "w") as nieuw:
            for i in oud.infolist():
                data = oud.read(i)
                if i.filename in ("meta.xml", "docProps/core.xml"):
                    data = re.sub(rb"(<(?:dc:date|meta:creation-date|dcterms:\w+)[^>]*>)\d{4}-\d\d-\d\dT[\d:.]+Z?",
                                  rb"\g<1>" + DATUM.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), data)
                if i.filename == "settings.xml":
                    data = re.sub(rb'(config:name="Rsid\w*"[^>]*>)\d+', rb"\g<1>1", data)
                info = zipfile.ZipInfo(i.filename, (1980, 1, 1, 0, 0, 0))
                info.compress_type = i.compress_type
                nieuw.writestr(info, data)
        inhoud = doel.getvalue()
    with open(pad, "wb") as f:
        f.write(inhoud)


def main():
    wat = sys.argv[1]
    if wat == "vast":
        for pad in sys.argv[2:]:
            vast(pad)
        return
    makers = {"typst": typst, "typst2": lambda b, u: typst(b, u, 2), "reportlab": reportlab, "fpdf2": fpdf2,
              "python-docx": python_docx, "noten": noten, "css": css, "latex": latex, "ms": ms,
              "docx-vorm": docx_vorm, "odt-vorm": odt_vorm}
    makers[wat](Brief(sys.argv[2]), sys.argv[3])


if __name__ == "__main__":
    main()
