import type { StoredAmount, StoredList } from '../../../../src-preload/contract/storage.ts';
import { relativeTime } from '../../../lib/format.ts';

export const listNames: Record<StoredList['what'], string> = {
  workspaces: 'Workspaces',
  members: 'Members',
  invitations: 'Invitations',
  roles: 'Roles',
  tokens: 'Tokens (never their secrets)',
  details: 'Settings of workspaces',
  past: 'What lists were before',
};

/** "12 kB"; thousands, as file managers count. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}

/** "3 d ago", or "just now – 3 d ago" where there are several ages. */
export function ageText({ oldest, newest }: StoredAmount, now: number): string {
  if (oldest === null || newest === null) return '–';
  const [from, to] = [relativeTime(Math.min(newest, now), now), relativeTime(Math.min(oldest, now), now)];
  return from === to ? from : `${from} – ${to}`;
}
