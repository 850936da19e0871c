// Numbers as people write them: 12,5 and 12.5, spaces between thousands, "83 %", "25/30", "-" for not measured.

const SPACES = /[\s\u00a0\u202f]/g;
const NUMBER = /^[-+\u2212]?\d+(?:[.,]\d+)?$/;
const NUMERIC = new Set(["missing", "fraction", "number"]);
const MOST_SIGNS = 100_000; // a paste of megabytes would hold the window up for seconds
const NOT_MEASURED = /^[-\u2013\u2014\u2212]$/;

/** The number that a text stands for, or NaN. */
export function parse(text) {
  const bare = text.replace(SPACES, "");
  return NUMBER.test(bare) ? Number(bare.replace("\u2212", "-").replace(",", ".")) : Number.NaN;
}

/** Whether two texts stand for the same thing: the same number, or the same words. */
export function same(a, b) {
  const [x, y] = [parse(a), parse(b)];
  return Number.isNaN(x) || Number.isNaN(y) ? a.trim() === b.trim() : x === y;
}

/**
 * What one pasted cell holds: {kind: "blank" | "missing" | "fraction" | "number" | "text", ...}.
 * The text of a number is kept as it was written; the server reads it again.
 */
export function read(cell) {
  const text = cell.trim();
  if (text === "") {
    return { kind: "blank" };
  }
  if (NOT_MEASURED.test(text)) {
    return { kind: "missing" };
  }
  const parts = text.split("/").map((part) => part.trim());
  if (parts.length === 2 && parts.every((part) => !Number.isNaN(parse(part)))) {
    return { kind: "fraction", numerator: parts[0], denominator: parts[1] };
  }
  const share = text.endsWith("%");
  const bare = share ? text.slice(0, -1).trim() : text;
  return Number.isNaN(parse(bare)) ? { kind: "text", text } : { kind: "number", text: bare, share };
}

/**
 * The cells of a pasted block, row by row: tabs between columns (Excel), or else semicolons. Headings above the numbers
 * are left out, so that the numbers begin where the caret is. `rest`: there was more than any grid has room for.
 */
export function block(text) {
  const lines = text.slice(0, MOST_SIGNS).replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  const separator = lines.some((line) => line.includes("\t")) ? "\t" : ";";
  const rows = lines.map((line) => line.split(separator).map(unquoted));
  const first = rows.findIndex((cells) => cells.some((cell) => NUMERIC.has(read(cell).kind)));
  const headed =
    first > 0 && rows.slice(0, first).some((cells) => cells.some((cell) => cell.trim()));
  return { rows: headed ? rows.slice(first) : rows, rest: text.length > MOST_SIGNS };
}

/** A cell as it was before a spreadsheet put it in quotation marks. */
function unquoted(cell) {
  const quoted = /^\s*"(.*)"\s*$/.exec(cell);
  return quoted ? quoted[1].replaceAll('""', '"') : cell;
}

/** A share in words, by the rules of the charts: whole per cent, half up, in the ways of a locale. */
export function percent(numerator, denominator, locale) {
  const value = Math.floor((100 * numerator) / denominator + 0.5);
  return new Intl.NumberFormat(locale, { style: "percent" }).format(value / 100);
}
