// Numbers as people write them, read as the server reads them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { block, parse, percent, read, same } from "../../static/js/numbers.js";

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

test("a pasted cell says what it holds", () => {
  assert.deepEqual(read("  "), { kind: "blank" });
  for (const dash of ["-", "\u2013", "\u2014", "\u2212"]) {
    assert.deepEqual(read(dash), { kind: "missing" });
  }
  assert.deepEqual(read("25 / 30"), { kind: "fraction", numerator: "25", denominator: "30" });
  assert.deepEqual(read("83 %"), { kind: "number", text: "83", share: true });
  assert.deepEqual(read("-3"), { kind: "number", text: "-3", share: false });
  for (const text of ["uke 45", "1/2/3", "%", "a/b"]) {
    assert.deepEqual(read(text), { kind: "text", text });
  }
});

test("a block is cut at tabs, or else at semicolons, and keeps its empty cells", () => {
  assert.deepEqual(block("1;2\t3\n\t4\r\n").rows, [
    ["1;2", "3"],
    ["", "4"],
  ]);
  assert.deepEqual(block("1;2\r3;\r").rows, [
    ["1", "2"],
    ["3", ""],
  ]);
});

test("headings above the numbers are left out, empty rows and dashes above them are not", () => {
  assert.deepEqual(block("Teller\tNevner\n5\t9").rows, [["5", "9"]]);
  assert.deepEqual(block("\t\n5\t9").rows, [
    ["", ""],
    ["5", "9"],
  ]);
  assert.deepEqual(block("-\t-\n5\t9").rows, [
    ["-", "-"],
    ["5", "9"],
  ]);
  assert.deepEqual(block("bare ord").rows, [["bare ord"]]);
});

test("quotation marks that a spreadsheet put there go, those inside stay", () => {
  assert.deepEqual(block('"12,5"\t"sa ""ja"""').rows, [["12,5", 'sa "ja"']]);
});

test("a paste of megabytes is cut, and says so", () => {
  const { rows, rest } = block("1\n".repeat(60_000));
  assert.ok(rest);
  assert.equal(rows.length, 50_000);
  assert.ok(!block("1\n2").rest);
});

test("a share is rounded half up and written as the language does", () => {
  assert.equal(percent(1, 8, "nb-NO"), "13\u00a0%");
  assert.equal(percent(1, 8, "en-GB"), "13%");
  assert.equal(percent(0, 9, "nn-NO"), "0\u00a0%");
  assert.equal(percent(2, 3, "da-DK"), "67\u00a0%");
});
