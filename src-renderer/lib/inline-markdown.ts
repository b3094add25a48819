/** A piece of a line: plain words, or words that a changelog sets apart. */
export type TextPart = { kind: 'plain' | 'code' | 'strong' | 'emphasis'; text: string };

/** Code comes first: what looks like a mark within it is none. A link is shown by its words; nothing is opened from here. */
const marks =
  /`(?<code>[^`]+)`|\*\*(?<strong>[^*\s](?:[^*]*[^*\s])?)\*\*|\*(?<emphasis>[^*\s](?:[^*]*[^*\s])?)\*|\[(?<link>[^\]]+)\]\([^)\s]*\)/g;

/** The marks that a changelog's lines use. Everything else stays text, HTML included. */
export function inlineMarkdown(line: string): TextPart[] {
  const parts: TextPart[] = [];
  const add = (kind: TextPart['kind'], text: string) => {
    const last = parts.at(-1);
    if (text === '') return;
    if (kind === 'plain' && last?.kind === 'plain') last.text += text;
    else parts.push({ kind, text });
  };
  let at = 0;
  for (const { 0: whole, index, groups } of line.matchAll(marks)) {
    add('plain', line.slice(at, index));
    for (const kind of ['code', 'strong', 'emphasis'] as const) add(kind, groups?.[kind] ?? '');
    add('plain', groups?.['link'] ?? '');
    at = index + whole.length;
  }
  add('plain', line.slice(at));
  return parts;
}
