// Numbers as people write them, read as the server reads them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { isBlock, parse, percent, same } from "../../static/js/numbers.js";

test("a number is read with comma, point, spaces and any minus", () => {
  const written = {
    "12,5": 12.5,
    12.5: 12.5,
    "1 234": 1234,
    "1\u00a0234,5": 1234.5,
    "\u22123": -3,
    "+4": 4,
    0: 0,
  };
  for (const [text, number] of Object.entries(written)) {
    assert.equal(parse(text), number, text);
  }
});

test("what is no number stands for none", () => {
  for (const text of ["", " ", "tolv", "1,2,3", "1e3", "12.", ",5", "--1", "0x10", "Infinity"]) {
    assert.ok(Number.isNaN(parse(text)), text);
  }
});

test("two texts are the same where they stand for one number, or are the same words", () => {
  assert.ok(same("12,50", "12.5"));
  assert.ok(same(" ferie ", "ferie"));
  assert.ok(same("", "  "));
  assert.ok(!same("", "0"));
  assert.ok(!same("12", "tolv"));
});

test("a pasted text is more than one cell where something parts them", () => {
  for (const text of ["1\t2", "1\n2", "1\r2", "Teller\tNevner\n1\t2\n"]) {
    assert.ok(isBlock(text), JSON.stringify(text));
  }
  for (const text of ["12", "12\n", "\t12\r\n", "uke 45", ""]) {
    assert.ok(!isBlock(text), JSON.stringify(text));
  }
});

test("a share is rounded half up and written as the language does", () => {
  assert.equal(percent(1, 8, "nb-NO"), "13\u00a0%");
  assert.equal(percent(1, 8, "en-GB"), "13%");
  assert.equal(percent(0, 9, "nn-NO"), "0\u00a0%");
  assert.equal(percent(2, 3, "da-DK"), "67\u00a0%");
});
