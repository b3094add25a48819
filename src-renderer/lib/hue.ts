/** Of the colour wheel of `oklch`, far enough apart to be distinguished. */
export const hues = [15, 45, 75, 110, 145, 175, 205, 235, 265, 295, 325, 350] as const;

/** Always the same one for the same name. */
export function hueOf(name: string): number {
  let hash = 0;
  for (const sign of name) hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) >>> 0;
  return hues[hash % hues.length] ?? hues[0];
}
