import { z } from 'zod';
import { longestTyped } from '../shared/limits.ts';
import { freshness } from './freshness.ts';
import { known } from './known.ts';
import { listWindow, permission, sortOrder, workspaceRef } from './refs.ts';

/** `active` is decided from the clock and the revocation as of the last fetch. */
export const tokenStatus = z.enum(['active', 'disabled', 'expired', 'revoked']);

export const token = z.object({
  id: z.string(),
  name: known(z.string()),
  ownerId: z.string(),
  ownerName: known(z.string()),
  ownerEmail: known(z.string()),
  /** It works, and its owner isn't a member of its place, by a list of members that was fetched whole. */
  ownerLeft: z.boolean(),
  createdAt: known(z.number()),
  /** `none`: does not expire. */
  expiresAt: known(z.number()),
  revokedAt: known(z.number()),
  lastUsedAt: known(z.number()),
  /** The first characters of the secret, if the system reports them. */
  hint: known(z.string()),
  scopes: known(z.string()),
  /** The last test of this key against the service, with the name `words` as it is stored; none: never tested; not reported: no value is kept to test. */
  probe: known(z.object({ at: z.number(), works: z.boolean(), words: z.string() })),
  status: tokenStatus,
  actions: z.object({
    revoke: permission,
    delete: permission,
    enable: permission,
    copy: permission,
    rotate: permission,
    probe: permission,
  }),
});
export type Token = z.infer<typeof token>;

export const tokenSort = z.object({
  by: z.enum(['name', 'owner', 'created', 'expires', 'last-used']),
  order: sortOrder,
});
export type TokenSort = z.infer<typeof tokenSort>;

/** How an expiry text would be understood by the server, before it is sent. */
export const expiryReading = z.discriminatedUnion('reading', [
  z.object({
    reading: z.literal('instant'),
    expiresAt: z.number(),
    /** "Tue, 22 Dec 2026, 14:03 (in 30 days)" */
    text: z.string(),
    /** Why the user has to confirm it, or null. */
    caution: z.string().nullable(),
  }),
  /** The token wouldn't expire; `caution` as above. */
  z.object({ reading: z.literal('never'), text: z.string(), caution: z.string().nullable() }),
  z.object({ reading: z.literal('refused'), message: z.string(), suggestion: z.string().nullable() }),
]);
export type ExpiryReading = z.infer<typeof expiryReading>;

export const tokensCalls = {
  page: {
    input: workspaceRef.extend(listWindow.shape).extend({
      sort: tokenSort,
      list: z.enum(['active', 'inactive']),
    }),
    output: z.object({
      rows: z.array(token),
      matching: z.int(),
      totals: z.object({ active: z.int(), inactive: z.int() }),
      freshness,
      /** Set if this identity can't list tokens (an automation token). */
      notOffered: z.string().nullable(),
    }),
  },
  expiryPresets: {
    input: workspaceRef,
    output: z.array(z.object({ label: z.string(), text: z.string() })),
  },
  readExpiry: { input: workspaceRef.extend({ text: z.string().max(longestTyped) }), output: expiryReading },
  checkName: {
    input: workspaceRef.extend({ name: z.string().max(longestTyped) }),
    output: z.string().nullable(),
  },
  /** Copies the value of a token that the system returns at any time; the clipboard is cleared after 60 s. */
  copyValue: {
    input: workspaceRef.extend({ tokenId: z.string() }),
    output: z.object({ clearsAt: z.number() }),
  },
  /** Keeps a key's value in the vault for testing it; it is never shown again. */
  keepValue: {
    input: workspaceRef.extend({ tokenId: z.string(), value: z.string().max(10_000) }),
    output: z.null(),
  },
  /** Tests the kept key against the service. */
  probeValue: {
    input: workspaceRef.extend({ tokenId: z.string() }),
    output: z.object({ at: z.number(), works: z.boolean(), words: z.string() }),
  },
  /** Returns the secret of a new token, once; afterwards only `copySecret` works, until `forgetSecret`. */
  revealSecret: { input: z.object({ revealId: z.string() }), output: z.object({ secret: z.string() }) },
  /** Copies from the main process; the clipboard is cleared after 60 s if it still holds the secret. */
  copySecret: { input: z.object({ revealId: z.string() }), output: z.object({ clearsAt: z.number() }) },
  forgetSecret: { input: z.object({ revealId: z.string() }), output: z.null() },
};
