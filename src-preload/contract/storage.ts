import { z } from 'zod';
import { listName } from './freshness.ts';
import { workspaceRef } from './refs.ts';

const days = z.int().min(0).max(3650);

/** How long data is kept on this device, in days since the last contact (history: since it was observed); 0: forever. */
export const retention = z.object({
  historyDays: days.default(90),
  hideAfterDays: days.default(30),
  eraseAfterDays: days.default(60),
});
export type Retention = z.infer<typeof retention>;

/** How much of one kind is stored. `bytes` is estimated from a sample; times are epoch ms, null if there is nothing. */
export const storedAmount = z.object({
  count: z.int(),
  oldest: z.number().nullable(),
  newest: z.number().nullable(),
  bytes: z.number(),
});
export type StoredAmount = z.infer<typeof storedAmount>;

/** `past`: earlier states of lists. */
export const storedList = storedAmount.extend({ what: z.union([listName, z.literal('past')]) });
export type StoredList = z.infer<typeof storedList>;

/** A copy that is hidden because of its age; `workspaceId` null: all copies of the connection. */
export const hiddenCopy = z.object({
  workspaceId: z.string().nullable(),
  /** The last contact (epoch ms). */
  since: z.number(),
});
export type HiddenCopy = z.infer<typeof hiddenCopy>;

export const storedConnection = z.object({
  connectionId: z.string(),
  label: z.string(),
  /** `oldest` and `newest` are the ages of the copies: when they were fetched. */
  lists: z.array(storedList),
  history: storedAmount,
  receipts: storedAmount,
  /** What was entered here because no server keeps it; null: nothing. */
  inventory: z.object({ bytes: z.number() }).nullable(),
  /** The kinds of secrets and their number, never the secrets. */
  secrets: z.array(z.object({ kind: z.string(), count: z.int() })),
  lastContact: z.number().nullable(),
  hidden: z.array(hiddenCopy),
  /** Copies that were erased because of their age, until they are fetched again. */
  erased: z.array(
    z.object({ workspaceId: z.string().nullable(), lastContact: z.number(), erasedAt: z.number() }),
  ),
});
export type StoredConnection = z.infer<typeof storedConnection>;

export const storageOverview = z.object({
  connections: z.array(storedConnection),
  folder: z.string(),
  /** `changedAt`: when it was last written to (epoch ms). */
  files: z.array(z.object({ name: z.string(), what: z.string(), bytes: z.number(), changedAt: z.number() })),
  /** Encrypted or in memory only, in words. */
  protection: z.string(),
  /** Why nothing is erased for its age now, or null. */
  held: z.string().nullable(),
});
export type StorageOverview = z.infer<typeof storageOverview>;

/** A ledger that was set aside or saved and can be opened with the vault's present key. */
export const earlierLedger = z.object({
  name: z.string(),
  /** When it was last written to (epoch ms). */
  usedAt: z.number(),
  /** Their labels. */
  connections: z.array(z.string()),
  receipts: z.int(),
});
export type EarlierLedger = z.infer<typeof earlierLedger>;

export const storageCalls = {
  overview: { input: z.object({}), output: storageOverview },
  /** "Erase now": the copies and the history of a connection, and its receipts where wanted. The connection itself stays. */
  erase: {
    input: z.object({ connectionId: z.string(), receipts: z.boolean() }),
    /** What was erased and what stays. */
    output: z.object({ text: z.string() }),
  },
  /** What is kept of a place that left the list of its connection: past lists and observed changes, not the receipts. */
  eraseGonePlace: { input: workspaceRef, output: z.null() },
  /** Shows a hidden copy until the next contact, or hides it again. */
  showStaleCopy: {
    input: z.object({ connectionId: z.string(), workspaceId: z.string().nullable(), shown: z.boolean() }),
    output: z.null(),
  },
  /** Ledgers that were set aside or saved and can be restored, the one used last first. */
  earlierLedgers: { input: z.object({}), output: z.array(earlierLedger) },
  /** Makes a backup of the ledger beside it, which can be restored like one that was set aside. */
  backUpLedger: { input: z.object({}), output: z.object({ name: z.string() }) },
  /** Replaces the current ledger, which is set aside, with this one. Everything is loaded again afterwards. */
  restoreLedger: { input: z.object({ name: z.string().max(100) }), output: z.null() },
};
