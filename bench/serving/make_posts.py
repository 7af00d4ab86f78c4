#!/usr/bin/env python3
"""Writes posts: make_posts.py FOLDER [POSTS] [WORDS] [TAGS]; 50 posts of 445 words make a feed of some 157 KB."""
import pathlib
import random
import sys

WORDS = ("the of and to in study patients treatment pain which may with trial weeks group months after dose "
         "evidence exercise risk small effect sleep diet blood pressure heart kidney nerve muscle clinic doctor").split()


def main():
    folder = pathlib.Path(sys.argv[1])
    posts, words, tags = (int(sys.argv[at]) if len(sys.argv) > at else default for at, default in ((2, 50), (3, 445), (4, 1)))
    chance = random.Random(1)
    for number in range(posts):
        paragraphs = "\n\n".join(" ".join(chance.choice(WORDS) for _ in range(words // 6)).capitalize() + "." for _ in range(6))
        part = folder / f"{number // 1000:03}"
        part.mkdir(parents=True, exist_ok=True)
        (part / f"post-{number:06}.md").write_text(
            f"---\ntitle: Note number {number}\ndate: {2000 + number % 26}-{number % 12 + 1:02}-{number % 28 + 1:02}\n"
            f"description: What is known about number {number}.\ntags: [tag-{number % tags}]\n---\n\n{paragraphs}\n", encoding="utf-8")


main()
