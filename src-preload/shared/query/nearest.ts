import { fold } from '../fold.ts';

/** The word that was probably meant: one that starts with `word`, or differs in two letters at most; null if there is none. */
export function nearest(word: string, words: readonly string[]): string | null {
  let best: { word: string; distance: number } | null = null;
  for (const other of words) {
    const folded = fold(other);
    const apart = folded.startsWith(word) && word !== '' ? 0.5 : distanceOf(word, folded);
    if (apart <= Math.min(2, folded.length / 2) && (best === null || apart < best.distance))
      best = { word: other, distance: apart };
  }
  return best?.word ?? null;
}

/** How many letters must be inserted, deleted or changed (Levenshtein), or 3 where it is more than two in length alone. */
function distanceOf(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, n) => n);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
