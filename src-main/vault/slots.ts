import type { Result } from '../../src-preload/shared/result.ts';

/** A slot can hold several by their ids, as a JSON record. One that can't be read holds at least one. */
export function secretsIn(text: Result<string | null>): number {
  if (!text.ok || text.value === null) return 1;
  try {
    const value: unknown = JSON.parse(text.value);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.keys(value).length
      : 1;
  } catch {
    return 1;
  }
}

/** Where a further secret of a connection is kept; with an empty name, what all of them begin with. */
export const heldSlot = (connectionId: string, name: string) => `held:${connectionId}:${name}`;
