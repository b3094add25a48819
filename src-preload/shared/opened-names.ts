/** The files that Steward opens: plans have an extension of their own. */
export const planExtension = 'steward-plan';
export const planMimeType = 'application/vnd.steward.plan+json';
const extensions = [planExtension, 'json', 'yaml', 'yml', 'csv', 'tsv'] as const;
export type OpenedExtension = (typeof extensions)[number];

/** The extension that says how a file is read; null: it is none that Steward opens. */
export function openedExtension(name: string): OpenedExtension | null {
  const lower = name.toLowerCase();
  return extensions.find((extension) => lower.endsWith(`.${extension}`)) ?? null;
}
