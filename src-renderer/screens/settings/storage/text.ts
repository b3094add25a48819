import { isolated } from '../../../../src-preload/shared/shown-text.ts';
import type { StoredAmount, StoredConnection, StoredList } from '../../../../src-preload/contract/storage.ts';
import { formatBytes, plural } from '../../../../src-preload/shared/format/numbers.ts';
import { formatDate, timeAgo } from '../../../../src-preload/shared/format/dates.ts';

export const listNames: Record<StoredList['what'], string> = {
  workspaces: 'Workspaces',
  members: 'Members',
  invitations: 'Invitations',
  roles: 'Roles',
  tokens: 'Tokens (without secrets)',
  details: 'Workspace settings',
  past: 'Past lists',
};

/** "5 h ago", or "just now – 3 Sep 2026" where there are several ages. */
export function ageText({ oldest, newest }: StoredAmount, now: number): string {
  if (oldest === null || newest === null) return 'Unknown';
  const [from, to] = [timeAgo(newest, now), timeAgo(oldest, now)];
  return from === to ? from : `${from} – ${to}`;
}

export const storageText = {
  heldTitle: 'Automatic erasing is paused',
  none: 'No connections, so no data about people is stored.',
};

export const eraseText = {
  title: (label: string) => `Erase local data for “${isolated(label)}”?`,
  description:
    'Permanently erases its offline copies, past lists and observed changes from this device. The connection and sign-in stay, and nothing changes on the server.',
  receipts: (receipts: number) =>
    `Also erase ${plural(receipts, 'receipt')}. You won’t be able to look up or undo those changes.`,
};

/** What a retention setting means, and what 0 means for it. */
export const retentionText = {
  history: { about: 'Observed changes and past lists.', zero: '0 keeps them forever.' },
  hide: {
    about: 'Offline copies, counted from the last contact with the server.',
    zero: '0 never hides them.',
  },
  erase: {
    about: 'Offline copies, counted from the last contact with the server.',
    zero: '0 keeps them forever.',
  },
  invalid: (most: number) => `Enter a whole number from 0 to ${most}.`,
  saved: 'Saved. Anything older is erased once a server confirms today’s date.',
};

const copyOf = (workspace: string | null) =>
  workspace === null ? 'All offline copies' : `The offline copy of “${isolated(workspace)}”`;

/** `workspace` null: all copies of the connection. */
export const copyText = {
  none: 'No offline copy',
  refreshed: (at: number, now: number) => `Last refreshed ${timeAgo(at, now)}`,
  hidden: (workspace: string | null, since: number) =>
    `${copyOf(workspace)} ${workspace === null ? 'are' : 'is'} hidden. The server was last reached on ${formatDate(since)}.`,
  erased: (workspace: string | null, erasedAt: number, lastContact: number) =>
    `${copyOf(workspace)} ${workspace === null ? 'were' : 'was'} erased on ${formatDate(erasedAt)}, after no contact with the server since ${formatDate(lastContact)}.`,
};

/** What else is kept of a connection; `empty`: nothing but this. */
export function secretsText({ secrets, inventory }: StoredConnection, empty: boolean): string {
  return [
    secrets.length === 0
      ? 'No secrets are stored.'
      : `In the vault: ${secrets.map(({ kind, count: many }) => `${kind.toLowerCase()} (${many})`).join(', ')}.`,
    ...(inventory === null ? [] : [`Inventory you entered: ${formatBytes(inventory.bytes)}.`]),
    ...(empty ? ['Nothing else is stored.'] : []),
  ].join(' ');
}

export const backupText = {
  about:
    'The ledger holds your connections, notes, plans, receipts and history. Steward backs it up each time it closes. The last three backups you make stay until you erase data or remove a connection.',
  done: (name: string) => `Backed up the ledger as ${name}`,
};

export const restoreText = {
  title: 'Restore this earlier ledger?',
  description:
    'It has its own connections, notes, plans, receipts and history, and replaces the current ledger.',
  goneTitle: 'This ledger can’t be restored',
  gone: (name: string) => `${name} is gone, or it was written with a different vault key.`,
  current: 'Set aside with its offline copies. You can restore it the same way.',
};

/** "2 connections: Northwind, Fabrikam". */
export const connectionsText = (labels: readonly string[]) =>
  labels.length === 0 ? 'No connections' : `${plural(labels.length, 'connection')}: ${labels.join(', ')}`;
