"""Finding a qualification by title, code, gender form, part of a word, with typos, in four languages."""
