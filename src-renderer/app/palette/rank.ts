import { fold } from '../../../src-preload/shared/fold.ts';

/** What is looked at of an entry. */
export interface Ranked {
  label: string;
  about: string;
  /** More words that find it. */
  also?: string | undefined;
}

/** How well an entry matches: the lower the better. */
export const ranks = { exact: 0, begins: 1, wordBegins: 2, label: 3, about: 4 } as const;
export type Rank = (typeof ranks)[keyof typeof ranks];

/** How well the text fits an entry; null: not at all. Without a text all fit alike. */
export function rankOf({ label, about, also = '' }: Ranked, text: string): Rank | null {
  const wanted = fold(text.trim());
  if (wanted === '') return ranks.about;
  const words = wanted.split(/\s+/u);
  const name = fold(label);
  if (name === wanted) return ranks.exact;
  if (name.startsWith(wanted)) return ranks.begins;
  const parts = name.split(/[\s._\-@/]+/u);
  if (words.every((word) => parts.some((part) => part.startsWith(word)))) return ranks.wordBegins;
  if (words.every((word) => name.includes(word))) return ranks.label;
  const all = `${name} ${fold(about)} ${fold(also)}`;
  return words.every((word) => all.includes(word)) ? ranks.about : null;
}
