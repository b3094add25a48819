import { setImmediate as nextTurn } from 'node:timers/promises';
import { countNames, deeper, endOfString, parseJson } from '../../src-preload/shared/json.ts';

/** Texts up to this long (characters) are parsed at once, which takes some ten milliseconds. */
const atOnce = 1_000_000;
const pieceLength = 250_000;

interface LargeArray {
  /** Where its brackets are. */
  start: number;
  end: number;
  /** Where the property of the outermost object that holds it is named, with the quotes; null: the array is all there is. */
  key: { from: number; to: number } | null;
  /** Commas between its elements, about a piece apart. */
  cuts: readonly number[];
  /** Colons within it: as many as its objects have names. */
  colons: number;
}

/**
 * What `parseJson` gives, or undefined where it throws. The records of a long answer are parsed in pieces, so that reading a hundred thousand
 * of them doesn't hold up the window: the outermost array, or the first long one in the outermost object.
 */
export async function parseLargeJson(text: string): Promise<unknown> {
  try {
    const array = text.length > atOnce ? await findLargeArray(text) : null;
    if (array === null) return parseJson(text);
    const elements: unknown[] = [];
    let names = 0;
    const bounds = [array.start, ...array.cuts, array.end];
    for (const [index, from] of bounds.slice(0, -1).entries()) {
      const piece: unknown = JSON.parse(`[${text.slice(from + 1, bounds[index + 1])}]`);
      // Nothing before or after a comma, which a single piece doesn't show.
      if (!Array.isArray(piece) || piece.length === 0) return undefined;
      for (const element of piece) elements.push(element);
      names += countNames(piece);
      await nextTurn();
    }
    if (names !== array.colons) return undefined;
    const rest = parseJson(text.slice(0, array.start + 1) + text.slice(array.end));
    if (array.key === null || typeof rest !== 'object' || rest === null) return elements;
    const name = String(JSON.parse(text.slice(array.key.from, array.key.to)));
    // Defined and not set, as JSON.parse does it: a property may have any name.
    return Object.defineProperty(rest, name, {
      value: elements,
      enumerable: true,
      writable: true,
      configurable: true,
    });
  } catch {
    return undefined;
  }
}

async function findLargeArray(text: string): Promise<LargeArray | null> {
  let depth = 0;
  let key: LargeArray['key'] = null;
  let colons = 0;
  let array: (Omit<LargeArray, 'end' | 'cuts'> & { depth: number; cuts: number[] }) | null = null;
  let pausedAt = 0;
  for (let at = 0; at < text.length; at += 1) {
    switch (text.charAt(at)) {
      case '"': {
        const end = endOfString(text, at);
        if (depth === 1 && array === null) key = { from: at, to: end + 1 };
        at = end;
        break;
      }
      case '[':
      case '{':
        depth = deeper(depth);
        // Of an outermost object, the arrays that its properties hold.
        if (array === null && text.charAt(at) === '[' && (depth === 1 || (depth === 2 && key !== null)))
          array = { start: at, depth, key: depth === 1 ? null : key, cuts: [], colons };
        break;
      case ']':
      case '}':
        if (array?.depth === depth) {
          if (at - array.start > atOnce) return { ...array, end: at, colons: colons - array.colons };
          array = null;
        }
        depth -= 1;
        break;
      case ':':
        colons += 1;
        break;
      case ',':
        if (array?.depth === depth && at - (array.cuts.at(-1) ?? array.start) > pieceLength)
          array.cuts.push(at);
        break;
    }
    if (at - pausedAt > atOnce) {
      pausedAt = at;
      await nextTurn();
    }
  }
  return null;
}
