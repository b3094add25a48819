/** Whether two sets of permissions are the same, in whatever order. */
export const isSameSet = (a: readonly string[], b: readonly string[]): boolean =>
  new Set(a).size === new Set(b).size && a.every((code) => b.includes(code));

/** What was added to a set, and what was taken from it. */
export const differences = (before: readonly string[], now: readonly string[]): [string[], string[]] => [
  now.filter((code) => !before.includes(code)),
  before.filter((code) => !now.includes(code)),
];
