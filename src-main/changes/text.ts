import type { Scope } from '../../src-preload/contract/capabilities.ts';

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

export const quoted = (name: string): string => `“${name}”`;

/** For a word at the beginning of a sentence: "API key" stays as it is. */
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "this workspace", "this organization". */
export const thisPlace = (scope: Scope): string => (scope === 'account' ? 'your account' : `this ${scope}`);

/** "a, b and c"; more than `most` are counted instead. */
export function listed(parts: readonly string[], most = 4): string {
  const shown = parts.slice(0, most);
  const rest = parts.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1) ?? ''}`;
}
