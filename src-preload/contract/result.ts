import { z } from 'zod';

/** What is wrong with a field of a form. `path`: the name of the field, empty for the whole form. */
export const fieldProblem = z.object({ path: z.string(), message: z.string() });
export type FieldProblem = z.infer<typeof fieldProblem>;

/** What the app shows of an untrusted certificate. `reason` names everything that is wrong with it. Dates are epoch ms; `sha256` is upper-case hex with colons. */
export const certificateDetails = z.object({
  origin: z.string(),
  reason: z.string(),
  subject: z.string(),
  issuer: z.string(),
  validFrom: z.number(),
  validTo: z.number(),
  sha256: z.string(),
  /** The fingerprint that was trusted for this origin before, or null. If there is one, the app warns that it changed. */
  replaces: z.string().nullable(),
  /** The computer's authorities vouch for it: it was refused only because another one is trusted. Not in errors stored by earlier versions. */
  vouched: z.boolean().default(false),
});
export type CertificateDetails = z.infer<typeof certificateDetails>;

const text = {
  /** What happened. Never contains a secret, nor a URL with one. */
  sentence: z.string(),
  /** What the user can do about it. */
  nextStep: z.string(),
  retryable: z.boolean(),
  /** Redacted technical detail for copying, or null. */
  detail: z.string().nullable(),
};

/** Kinds without further fields. The first block comes from the network, the second from this device. */
export const plainErrorKinds = [
  'offline',
  'dns',
  'refused',
  'timeout',
  'proxy',
  'client-certificate',
  'not-json',
  'signed-out',
  // The server says so in a shape that anything on the way may answer in: the sign-in is kept.
  'sign-in-refused',
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
  // What this Steward and another one wrote or ask differs: the older one has to be updated.
  'other-version',
  'not-supported',
  'not-allowed',
  // By the organization's policy on this computer: nothing was sent.
  'blocked',
  'plan-moved',
  'cancelled',
  'bug',
] as const;

export const appError = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(plainErrorKinds), ...text }),
  z.object({ kind: z.literal('tls'), ...text, certificate: certificateDetails }),
  z.object({ kind: z.literal('redirected'), ...text, target: z.string() }),
  z.object({ kind: z.literal('wrong-product'), ...text, looksLike: z.string().nullable() }),
  z.object({ kind: z.literal('invalid'), ...text, fields: z.array(fieldProblem) }),
  z.object({ kind: z.literal('rate-limited'), ...text, retryAfterMs: z.number().nullable() }),
]);
/** Everything that can go wrong; every value can be shown to the user as it is. */
export type AppError = z.infer<typeof appError>;
export type ErrorKind = AppError['kind'];

/** The schema of a handler's whole answer. */
export const resultOf = <T extends z.ZodType>(value: T) =>
  z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), value }),
    z.object({ ok: z.literal(false), error: appError }),
  ]);
