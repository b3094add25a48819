/*
 * A place or role whose name couldn't be read still has to be called something, in lists, sentences and where a name is typed to confirm.
 */

export const unnamed = (what: 'Workspace' | 'Organization' | 'Role', id: string): string =>
  `${what} ${id} (name not reported)`;

/** Whether a row is called what it is because its name couldn't be read. */
export const isUnnamed = (name: string): boolean =>
  /^(Workspace|Organization|Role) .+ \(name not reported\)$/.test(name);
