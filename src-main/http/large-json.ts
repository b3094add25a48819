import { setImmediate as nextTurn } from 'node:timers/promises';

/** Texts up to this long (characters) are parsed at once, which takes some ten milliseconds. */
const atOnce = 1_000_000;
const pieceLength = 250_000;
/** No system nests its answers further. What compares or writes values calls itself for each level, and would run out of stack. */
const deepest = 100;

interface LargeArray {
  /** Where its brackets are. */
  start: number;
  end: number;
  /** Where the property of the outermost object that holds it is named, with the quotes; null: the array is all there is. */
  key: { from: number; to: number } | null;
  /** Commas between its elements, about a piece apart. */
  cuts: readonly number[];
}

/**
 * What `JSON.parse` answers, or undefined where it throws or the value is nested too deep. The records of a long answer are parsed in pieces, so that reading a hundred
 * thousand of them doesn't hold up the window: the outermost array, or the first long one in the outermost object.
 */
export async function parseLargeJson(text: string): Promise<unknown> {
  try {
    const array = text.length > atOnce ? await findLargeArray(text) : null;
    if (array === null) return parseBounded(text);
    const elements: unknown[] = [];
    const bounds = [array.start, ...array.cuts, array.end];
    for (const [index, from] of bounds.slice(0, -1).entries()) {
      const piece: unknown = JSON.parse(`[${text.slice(from + 1, bounds[index + 1])}]`);
      // Nothing before or after a comma, which a piece by itself doesn't show.
      if (!Array.isArray(piece) || piece.length === 0) return undefined;
      for (const element of piece) elements.push(element);
      await nextTurn();
    }
    const rest = parseBounded(text.slice(0, array.start + 1) + text.slice(array.end));
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

/** Throws where the text is no JSON, or nested too deep. */
function parseBounded(text: string): unknown {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1)
    switch (text.charAt(at)) {
      case '"':
        at = endOfString(text, at);
        break;
      case '[':
      case '{':
        depth = deeper(depth);
        break;
      case ']':
      case '}':
        depth -= 1;
        break;
    }
  return JSON.parse(text);
}

function deeper(depth: number): number {
  if (depth === deepest) throw new SyntaxError('It is nested too deep.');
  return depth + 1;
}

async function findLargeArray(text: string): Promise<LargeArray | null> {
  let depth = 0;
  let key: LargeArray['key'] = null;
  let array: { start: number; depth: number; key: LargeArray['key']; cuts: number[] } | null = null;
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
          array = { start: at, depth, key: depth === 1 ? null : key, cuts: [] };
        break;
      case ']':
      case '}':
        if (array?.depth === depth) {
          if (at - array.start > atOnce) return { ...array, end: at };
          array = null;
        }
        depth -= 1;
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

/** Throws where the text ends first. */
function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  throw new SyntaxError('A string has no end.');
}
