/** No system nests its answers further. What compares or writes values calls itself for each level, and would run out of stack. */
const deepest = 100;

/**
 * What `JSON.parse` gives. Throws where that does, where the value is nested too deep, and where an object has a name twice: `JSON.parse` keeps
 * the last of them, and of `{"role":"OWNER","role":"VIEWER"}` it's unclear which one is meant.
 */
export function parseJson(text: string): unknown {
  let depth = 0;
  let colons = 0;
  for (let at = 0; at < text.length; at += 1)
    switch (text.charAt(at)) {
      case '"':
        at = endOfString(text, at);
        break;
      case ':':
        colons += 1;
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
  const value: unknown = JSON.parse(text);
  // Outside of texts each colon follows a name. What came twice is in the value once.
  if (countNames(value) !== colons) throw new SyntaxError('a name is there twice in one object');
  return value;
}

/** How many names all objects in the value have together. */
export function countNames(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  let count = 0;
  if (Array.isArray(value)) for (const one of value) count += countNames(one);
  else for (const one of Object.values(value)) count += 1 + countNames(one);
  return count;
}

/** One level further in. Throws where that is too deep. */
export function deeper(depth: number): number {
  if (depth === deepest) throw new SyntaxError('it is nested too deep');
  return depth + 1;
}

/** Where the text that starts here ends. Throws where everything ends first. */
export function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at !== -1; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text[at - 1 - slashes] === '\\') slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  throw new SyntaxError('a text has no end');
}
