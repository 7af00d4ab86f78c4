#!/usr/bin/env python3
"""Writes posts whose feed of everything is about as long as a busy site's: make_posts.py FOLDER [POSTS] [WORDS]"""
import pathlib
import random
import sys

WORDS = ("the of and to in study patients treatment pain which may with trial weeks group months after dose "
         "evidence exercise risk small effect sleep diet blood pressure heart kidney nerve muscle clinic doctor").split()


def main():
    folder = pathlib.Path(sys.argv[1])
    posts = int(sys.argv[2]) if len(sys.argv) > 2 else 50
    words = int(sys.argv[3]) if len(sys.argv) > 3 else 445
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(1)
    for number in range(posts):
        paragraphs = "\n\n".join(
            " ".join(chance.choice(WORDS) for _ in range(words // 6)).capitalize() + "." for _ in range(6))
        (folder / f"post-{number:03}.md").write_text(
            f"---\ntitle: Note number {number}\ndate: 2026-{number % 10 + 1:02}-{number % 28 + 1:02}\n"
            f"description: What is known about number {number}.\ntags: [notes]\n---\n\n{paragraphs}\n", encoding="utf-8")


main()
