/**
 * What a table has under a key that comes from a server, a file or a person. A plain look-up of `constructor`, `toString` or `__proto__`
 * would answer with what every object inherits.
 */
export const ownValue = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
