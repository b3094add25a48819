import { z } from 'zod';

/** Where a field-level refusal points: `path` is the field's name in our words, empty for the whole form. */
export const fieldProblem = z.object({ path: z.string(), message: z.string() });
export type FieldProblem = z.infer<typeof fieldProblem>;

/** What the app shows of an untrusted certificate. Dates are epoch ms; `sha256` is upper-case hex with colons. */
export const certificateDetails = z.object({
  origin: z.string(),
  reason: z.string(),
  subject: z.string(),
  issuer: z.string(),
  validFrom: z.number(),
  validTo: z.number(),
  sha256: z.string(),
  /** Set when another certificate was trusted for this origin before: the words must warn, not offer. */
  replaces: z.string().nullable(),
});
export type CertificateDetails = z.infer<typeof certificateDetails>;

const words = {
  /** What happened, in plain words. Never a secret, never a raw URL with one. */
  sentence: z.string(),
  /** What the user can do about it. */
  nextStep: z.string(),
  retryable: z.boolean(),
  /** Redacted technical detail for copying, or null. */
  detail: z.string().nullable(),
};

/** Kinds that carry nothing but their words. The first block comes from the network, the second from this device. */
export const plainErrorKinds = [
  'offline',
  'dns',
  'refused',
  'timeout',
  'proxy',
  'not-json',
  'signed-out',
  'forbidden',
  'not-found',
  'conflict',
  'not-implemented',
  'server',
  'malformed',
  'too-large',
  'vault-unavailable',
  'vault-locked',
  'disk-full',
  'store-unavailable',
  'not-supported',
  'not-allowed',
  'plan-moved',
  'cancelled',
  'bug',
] as const;

export const appError = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(plainErrorKinds), ...words }),
  z.object({ kind: z.literal('tls'), ...words, certificate: certificateDetails }),
  z.object({ kind: z.literal('redirected'), ...words, target: z.string() }),
  z.object({ kind: z.literal('wrong-product'), ...words, looksLike: z.string().nullable() }),
  z.object({ kind: z.literal('invalid'), ...words, fields: z.array(fieldProblem) }),
  z.object({ kind: z.literal('rate-limited'), ...words, retryAfterMs: z.number().nullable() }),
]);
/** The one union of everything that can go wrong; every value can be shown to a user as it is. */
export type AppError = z.infer<typeof appError>;
export type ErrorKind = AppError['kind'];

/** The schema of a handler's whole answer. */
export const resultOf = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: appError }),
  ]);
