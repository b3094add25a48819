import { z } from 'zod';
import { longestPassphrase, shortestPassphrase } from '../shared/limits.ts';
import { badge } from './connections.ts';

/** A connection of a file, as it is reviewed before it is added. */
export const importRow = z.object({
  index: z.int(),
  label: z.string(),
  badge,
  address: z.string(),
  productName: z.string(),
  /** Whose it is. */
  account: z.string(),
  hasSignIn: z.boolean(),
  /** http to another computer. */
  insecure: z.boolean(),
  state: z.discriminatedUnion('state', [
    z.object({ state: z.literal('new') }),
    /** Here already, under this label; it is never changed. */
    z.object({ state: z.literal('exists'), label: z.string() }),
    z.object({ state: z.literal('refused'), reason: z.string() }),
  ]),
});
export type ImportRow = z.infer<typeof importRow>;

export const importReview = z.object({
  state: z.literal('review'),
  importId: z.string(),
  rows: z.array(importRow),
});
export type ImportReview = z.infer<typeof importReview>;

export const openedImport = z.discriminatedUnion('state', [
  z.object({ state: z.literal('passphrase'), importId: z.string() }),
  importReview,
]);
export type OpenedImport = z.infer<typeof openedImport>;

export const transferCalls = {
  /** Saves the connections where the user chooses; false: cancelled. `passphrase` null: without sign-ins. */
  save: {
    input: z.object({ passphrase: z.string().min(shortestPassphrase).max(longestPassphrase).nullable() }),
    output: z.boolean(),
  },
  /** Reads a file that the user chooses; null: cancelled. */
  open: { input: z.object({}), output: openedImport.nullable() },
  unlock: {
    input: z.object({ importId: z.string(), passphrase: z.string().max(longestPassphrase) }),
    output: importReview,
  },
  take: {
    input: z.object({ importId: z.string(), rows: z.array(z.int()).max(1000) }),
    output: z.object({ added: z.int() }),
  },
  cancel: { input: z.object({}), output: z.null() },
};
