import { z } from 'zod';
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
  createdAt: known(z.number()),
  /** `none`: does not expire. */
  expiresAt: known(z.number()),
  revokedAt: known(z.number()),
  lastUsedAt: known(z.number()),
  /** The beginning of the secret, where the system tells it. */
  hint: known(z.string()),
  scopes: known(z.string()),
  /** What the last try of this key against the service said, as it is stored; none: never tried; not reported: no value is kept that could be. */
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
    /** "Tue 22 Dec 2026, 14:03 (in 30 days)" */
    text: z.string(),
    /** Why a second yes is needed, or null. */
    caution: z.string().nullable(),
  }),
  /** The system makes it without an end; `caution` as above. */
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
      /** Set when this identity can't be given the list at all (an automation token). */
      notOffered: z.string().nullable(),
    }),
  },
  expiryPresets: {
    input: workspaceRef,
    output: z.array(z.object({ label: z.string(), text: z.string() })),
  },
  readExpiry: { input: workspaceRef.extend({ text: z.string().max(100) }), output: expiryReading },
  checkName: { input: workspaceRef.extend({ name: z.string().max(1000) }), output: z.string().nullable() },
  /** Copies the value of a token that the system still tells; the clipboard is cleared after 60 s. */
  copyValue: {
    input: workspaceRef.extend({ tokenId: z.string() }),
    output: z.object({ clearsAt: z.number() }),
  },
  /** Keeps a key's value in the vault, for trying it; it never comes back to a screen. */
  keepValue: {
    input: workspaceRef.extend({ tokenId: z.string(), value: z.string().max(10_000) }),
    output: z.null(),
  },
  /** Tries the kept key against the service and says what came of it. */
  probeValue: {
    input: workspaceRef.extend({ tokenId: z.string() }),
    output: z.object({ at: z.number(), works: z.boolean(), words: z.string() }),
  },
  /** Gives the secret of a token just made, once; afterwards only `copySecret` works until `forgetSecret`. */
  revealSecret: { input: z.object({ revealId: z.string() }), output: z.object({ secret: z.string() }) },
  /** Copies from the main process; the clipboard is cleared after 60 s if it still holds the secret. */
  copySecret: { input: z.object({ revealId: z.string() }), output: z.object({ clearsAt: z.number() }) },
  forgetSecret: { input: z.object({ revealId: z.string() }), output: z.null() },
};
