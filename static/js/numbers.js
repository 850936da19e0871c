// Numbers as people write them: 12,5 and 12.5, spaces between thousands.

const SPACES = /[\s\u00a0\u202f]/g;
const NUMBER = /^[-+\u2212]?\d+(?:[.,]\d+)?$/;

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

/** Whether a pasted text is more than one cell: a page then shows where each lands. */
export function isBlock(text) {
  return /[\t\n\r]/.test(text.trim());
}

/** A share in words, by the rules of the charts: whole per cent, half up, in the ways of a locale. */
export function percent(numerator, denominator, locale) {
  const value = Math.floor((100 * numerator) / denominator + 0.5);
  return new Intl.NumberFormat(locale, { style: "percent" }).format(value / 100);
}
