import type { Permission } from '../../src-preload/contract/refs.ts';

/** Why something isn't permitted or supported; null where it is. */
export const reasonOf = (permission: Permission): string | null =>
  permission.allowed ? null : permission.reason;
