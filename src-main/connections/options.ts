import type { Product } from '../../src-preload/contract/connections.ts';

/**
 * The settings of a connection that its product knows, without those that were left empty: what isn't set is missing, and the provider
 * takes its own value for it.
 */
export function cleanOptions(
  product: Product,
  given: Readonly<Record<string, string>>,
): Record<string, string> {
  const entries = product.options.flatMap(({ id }) => {
    const value = (given[id] ?? '').trim();
    return value === '' ? [] : [[id, value] as const];
  });
  return Object.fromEntries(entries);
}

export const sameOptions = (
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean => {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
};
