import type { Known } from '../../src-preload/shared/known.ts';

/** A role's wire id with its label beside it. */
export const labelled = (
  role: Known<string>,
  label: (role: string) => string,
): Known<{ id: string; label: string }> =>
  role.state === 'known' ? { state: 'known', value: { id: role.value, label: label(role.value) } } : role;
