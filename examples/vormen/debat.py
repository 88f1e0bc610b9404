#!/usr/bin/env python3
"""Sets a debate in two columns, as Handelingen are printed: with reportlab (ragged) and weasyprint (justified and hyphenated).

    debat.py 7-debat/7-debat.txt OUTPUT-FOLDER
"""
import html
import pathlib
import re
import sys

SPREKER = re.compile(r"^(De heer|Mevrouw|Minister|De) (.+?)( \([^)]*\))?:$")
LETTERS = "/usr/share/fonts/truetype/liberation/LiberationSans-{}.ttf"


def alineas(bron):
    """Each paragraph as markup: the name of who takes the floor is bold."""
    for regel in filter(str.strip, bron.read_text().split("\n")):
        wie = SPREKER.match(regel)
        naam = wie and f"{wie[1]} <b>{html.escape(wie[2])}</b>{html.escape(wie[3] or '')}:"
        yield naam or html.escape(regel)


def reportlab(bron, uit):
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    pdfmetrics.registerFont(TTFont("L", LETTERS.format("Regular")))
    pdfmetrics.registerFont(TTFont("LB", LETTERS.format("Bold")))
    pdfmetrics.registerFontFamily("L", normal="L", bold="LB")
    breed, hoog = A4
    kolom = (breed - 134) / 2
    boek = BaseDocTemplate(str(uit), pagesize=A4, invariant=1)
    vakken = [Frame(links, 50, kolom, hoog - 110, 0, 0, 0, 0) for links in (57, 77 + kolom)]

    def kop(canvas, _):
        canvas.setFont("L", 8)
        canvas.drawString(57, hoog - 40, "Tweede Kamer, 3 juni 2025")
        canvas.line(57, hoog - 46, breed - 57, hoog - 46)

    boek.addPageTemplates(PageTemplate(frames=vakken, onPage=kop))
    stijl = ParagraphStyle("alinea", fontName="L", fontSize=9, leading=11)
    boek.build([Paragraph(alinea, stijl) for alinea in alineas(bron)])


def weasyprint(bron, uit):
    import weasyprint as maker

    vorm = "@page{size:A4;margin:2cm} body{columns:2;column-gap:7mm;font:9pt/11pt 'Liberation Sans';text-align:justify;hyphens:auto} p{margin:0}"
    tekst = "".join(f"<p>{alinea}</p>" for alinea in alineas(bron))
    maker.HTML(string=f"<html lang=nl><style>{vorm}</style><body>{tekst}</body></html>").write_pdf(uit)


if __name__ == "__main__":
    bron, map_ = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    for maker in (reportlab, weasyprint):
        maker(bron, map_ / f"{bron.stem}.{maker.__name__}.pdf")
