"""Titles that a spreadsheet, a shell, a browser or a reader of CSVs may take for something else."""

TITLES = [
    *("-30-", "+1", "@Zola", "1917", "8½", "'71", "''71", "10/31", "None", "NA", "NaN", "null", "TRUE", "#REF!"),
    *("=1+1", '=HYPERLINK("http://x","y")', "=cmd|' /C calc'!A0", "{=1+1}", "＝1", "\tx", "\rx", "007", "1E5", "-2+3"),
    *("May 5", "2:22", "$9.99", "3 1/2", "50%", "1,234.5", "12:30", "2011-01-25", "1/2", "∞", "١٩١٧", "Ⅷ", "1e308"),
    *("two\nlines", " leading", "trailing ", "  ", "&amp;", "<b>x</b>", "x\x0by", "_x000D_", "\u202ertl", "\u200bx"),
    *("http://example.org/x", "mailto:a@b.example", "internal:snubs!A1", "external:c:\\x", "file:///etc/passwd"),
    *("Amélie", "千と千尋の神隠し", '"Sunrise"', "Crouching Tiger, Hidden Dragon"),
    *("<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "javascript:alert(1)", "Dove|Heaven", "a;b\\"),
]
