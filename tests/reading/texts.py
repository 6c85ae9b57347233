"""Texts made for tests, about places that do not exist."""

from __future__ import annotations

import random

SENTENCES = (
    "云溪区加快推进星河产业园二期建设",
    "２０２３年完成投资１２.５亿元，增长８％",
    "新建 学校 3 所，新增泊位 1200 个",
    "VR 与 AI Lab 项目落地，面积约 12.2 平方公里",
    "白石湾大桥主体封顶，预计年内通车",
    "“青岚里”老旧小区改造惠及居民2300户",
    "推動雲溪區產業園開工建設",
    "松（sōng）原路拓宽工程竣工",
    "据介绍[3]，全区**新开工**项目50个",
    "打造集研发、制造、应用于一体的园区",
)
LINES = (
    "# 云溪区大抓项目",
    "一、2023年工作回顾",
    "（二）扩大有效投资",
    ">>> 城市更新",
    "■星河产业园效果图。王小明 摄",
    "□云溪日报记者 李红",
    "（王小明 李红）",
    "来源：云溪日报",
    "发布时间：2024-01-05 10:20",
    "— 3 —",
    "字体：大 中 小",
    "云溪区项目建设提速云溪区项目建设提速。。",
    "---",
)
ENDS = ("。", "。", "。", "；", "，", "", "！", "……", "”", "\ufffd", "\ue123", "\u200b。")
GAPS = ("\n", "\n", "\n\n", "\r\n", "\n\n\n\n", "\u3000\u3000", " ", "\x0c", "\u2028", "\n　　", "")


def made(seed: int) -> str:
    """A text of a few lines, sentences broken anywhere, some of them repeated."""
    chance = random.Random(seed)
    pieces = ["\ufeff"] if chance.random() < 0.1 else []
    pieces += ["---\ntitle: 云溪区的一天\ndate: 2024-01-05\n---\n"] if chance.random() < 0.1 else []
    for _ in range(chance.randint(1, 9)):
        pieces.append(_passage(chance, pieces))
        pieces.append(chance.choice(GAPS))
    return "".join(pieces)


def _passage(chance: random.Random, before: list[str]) -> str:
    if before and chance.random() < 0.2:
        return chance.choice(before)
    if chance.random() < 0.3:
        return chance.choice(LINES)
    text = "，".join(chance.sample(SENTENCES, chance.randint(1, 3))) + chance.choice(ENDS)
    if chance.random() < 0.3:
        width = chance.randint(5, 24)
        return "\n".join(text[at : at + width] for at in range(0, len(text), width))
    return text
