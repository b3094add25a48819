import { z } from 'zod';
import { known } from './known.ts';
import { freshness, listDoubt, listName } from './freshness.ts';
import { capability } from './capabilities.ts';
import { connectionRef, permission, providerId } from './refs.ts';
import { systemFacts } from './system.ts';
import { appError, certificateDetails } from './result.ts';

export const connectionKind = z.enum(['managed', 'local-dev', 'remote-url']);
export type ConnectionKind = z.infer<typeof connectionKind>;
export const badge = z.enum(['production', 'staging', 'development']);
export type Badge = z.infer<typeof badge>;
export const colour = z.enum(['indigo', 'blue', 'green', 'amber', 'red', 'slate']);
export type Colour = z.infer<typeof colour>;

export const identity = z.object({ userId: z.string(), name: z.string(), email: z.string() });
export type Identity = z.infer<typeof identity>;

/** What kind of token signs this connection in; `automation` can't read token lists on System Initiative. */
export const credentialKind = z.enum(['session', 'web', 'automation', 'unknown']);
export type CredentialKind = z.infer<typeof credentialKind>;

export const signInState = z.discriminatedUnion('state', [
  z.object({ state: z.literal('signed-in'), credential: credentialKind }),
  z.object({ state: z.literal('signed-out'), reason: z.string() }),
  /** The credential is kept but can't be read now: never treated as signed out. */
  z.object({ state: z.literal('unavailable'), reason: z.string() }),
]);

export const health = z.discriminatedUnion('state', [
  z.object({ state: z.literal('unknown') }),
  z.object({ state: z.literal('ok'), at: z.number() }),
  z.object({
    state: z.literal('failing'),
    error: appError,
    since: z.number(),
    retryAt: z.number().nullable(),
  }),
]);
export type Health = z.infer<typeof health>;

export const connection = z.object({
  id: z.string(),
  provider: providerId,
  productName: z.string(),
  kind: connectionKind,
  address: z.string(),
  label: z.string(),
  badge,
  colour,
  position: z.int(),
  identity,
  /** What is particular to its system, so that screens needn't know which system it is. */
  system: systemFacts,
  /** Settings of this connection that aren't secret, by the ids of its product's options. */
  options: z.record(z.string(), z.string()),
  /** What choosing the connection shows first: the system's default workspace, or the list to choose from. */
  startsAt: z.enum(['default', 'selector']),
  /** Why nothing can be changed now (offline, signed out, read-only), or null. */
  cannotWrite: z.string().nullable(),
  signIn: signInState,
  health,
  syncing: z.boolean(),
  /** True for the server that the app itself runs. */
  builtIn: z.boolean(),
  /** http to another computer, which the user allowed explicitly. */
  insecure: z.boolean(),
});
export type Connection = z.infer<typeof connection>;

/** `entered`: the service has no API to sign in to; the admin enters their own identity and keeps the inventory. */
export const signInMethod = z.enum(['browser', 'local-login', 'token', 'password', 'entered']);
export type SignInMethod = z.infer<typeof signInMethod>;

/** One field of a form that the system decides. */
export const formField = z.object({
  id: z.string(),
  label: z.string(),
  hint: z.string(),
  kind: z.enum(['text', 'secret', 'switch']),
  optional: z.boolean(),
  /** Its initial value. A switch is "on" or "". */
  preset: z.string(),
});
export type FormField = z.infer<typeof formField>;

/** What can be connected to, for the add dialog. `managedAddress` is null where the system has no vendor service. */
export const product = z.object({
  provider: providerId,
  name: z.string(),
  /** What it's used for, in a few words. */
  about: z.string(),
  managedAddress: z.string().nullable(),
  localAddress: z.string().nullable(),
  addressHint: z.string(),
  tokenHint: z.string(),
  /** What is asked for by each way of signing in that isn't the browser's. */
  forms: z.array(z.object({ method: signInMethod, fields: z.array(formField), hint: z.string() })),
  /** Settings of a connection that aren't secret (path templates, the secure channel). */
  options: z.array(formField),
});
export type Product = z.infer<typeof product>;

const recognised = {
  address: z.string(),
  provider: providerId,
  productName: z.string(),
  /** Which of the system's APIs answered, in words ("auth API"). */
  apiVariant: z.string(),
  kind: connectionKind,
  methods: z.array(signInMethod),
  insecure: z.boolean(),
};

/** The result of an address check. All but the first two have the sentence and next step to show. */
export const verdict = z.discriminatedUnion('verdict', [
  z.object({ verdict: z.literal('ok'), ...recognised, identity }),
  z.object({ verdict: z.literal('sign-in-needed'), ...recognised }),
  z.object({
    verdict: z.literal('address-invalid'),
    sentence: z.string(),
    nextStep: z.string(),
    suggestion: z.string().nullable(),
  }),
  z.object({
    verdict: z.literal('insecure-http'),
    address: z.string(),
    sentence: z.string(),
    nextStep: z.string(),
  }),
  z.object({
    verdict: z.literal('already-added'),
    connectionId: z.string(),
    label: z.string(),
    sentence: z.string(),
    nextStep: z.string(),
  }),
  z.object({
    verdict: z.literal('unreachable'),
    reason: z.enum(['dns', 'refused', 'timeout', 'offline', 'server']),
    error: appError,
  }),
  z.object({ verdict: z.literal('certificate'), certificate: certificateDetails, error: appError }),
  z.object({ verdict: z.literal('client-certificate'), address: z.string(), error: appError }),
  z.object({ verdict: z.literal('proxy'), error: appError }),
  z.object({ verdict: z.literal('wrong-product'), looksLike: z.string().nullable(), error: appError }),
  z.object({ verdict: z.literal('too-old'), sentence: z.string(), nextStep: z.string() }),
]);
export type Verdict = z.infer<typeof verdict>;

/** A finished sign-in that waits in the main process for `add` or `signInAgain`; its secret stays there. */
export const attempt = z.object({
  attemptId: z.string(),
  identity,
  credential: credentialKind,
  expiresAt: known(z.number()),
});
export type Attempt = z.infer<typeof attempt>;

/** A sign-in may ask for a code that was sent to the person. */
export const signInStep = z.discriminatedUnion('step', [
  attempt.extend({ step: z.literal('signed-in') }),
  z.object({ step: z.literal('code-needed'), attemptId: z.string(), text: z.string() }),
]);
export type SignInStep = z.infer<typeof signInStep>;

const options = z.record(z.string(), z.string().max(4000));

export const pin = z.object({
  origin: z.string(),
  sha256: z.string(),
  subject: z.string(),
  issuer: z.string(),
  validTo: z.number(),
  trustedAt: z.number(),
});
export type Pin = z.infer<typeof pin>;

/** A certificate of this computer's store that a server can be shown. `validTo` is epoch ms; `sha256` is upper-case hex with colons. */
export const clientCertificate = z.object({
  sha256: z.string(),
  subject: z.string(),
  issuer: z.string(),
  validTo: z.number(),
});
export type ClientCertificate = z.infer<typeof clientCertificate>;

const connectionId = connectionRef.shape.connectionId;
/** Where a client certificate is shown; null: for an address that is about to be connected. */
const certificatePlace = { connectionId: connectionId.nullable(), address: z.string().max(2000) };

export const connectionsCalls = {
  list: { input: z.object({}), output: z.array(connection) },
  products: { input: z.object({}), output: z.array(product) },
  /** `connectionId` is given when the address of an existing connection is checked again. */
  probe: {
    input: z.object({
      address: z.string().max(2000),
      provider: providerId.nullable(),
      allowInsecure: z.boolean(),
      connectionId: z.string().nullable(),
      options: options.optional(),
    }),
    output: verdict,
  },
  /** Resolves when the sign-in has ended; a sign-in in the browser may take up to 5 minutes. */
  authenticate: {
    input: z.object({
      attemptId: z.string().min(8),
      address: z.string(),
      provider: providerId,
      allowInsecure: z.boolean(),
      method: z.discriminatedUnion('type', [
        z.object({ type: z.literal('browser') }),
        z.object({ type: z.literal('local-login') }),
        /** `values` by the ids of the product's form for that method. */
        z.object({
          type: z.enum(['token', 'password', 'entered']),
          values: z.record(z.string(), z.string().max(20_000)),
        }),
        /** The answer to `code-needed`, under the same attempt. */
        z.object({ type: z.literal('code'), code: z.string().max(100) }),
      ]),
      options: options.optional(),
    }),
    output: signInStep,
  },
  cancelAuthenticate: { input: z.object({ attemptId: z.string() }), output: z.null() },
  add: {
    input: z.object({
      attemptId: z.string(),
      label: z.string().trim().min(1).max(80),
      badge,
      colour,
    }),
    output: connection,
  },
  /** Replaces the credential; fails if a different person signed in. */
  signInAgain: { input: z.object({ connectionId, attemptId: z.string() }), output: connection },
  update: {
    input: z.object({
      connectionId,
      label: z.string().trim().min(1).max(80),
      badge,
      colour,
      startsAt: z.enum(['default', 'selector']).optional(),
      options: options.optional(),
    }),
    output: connection,
  },
  /** Every capability: supported, or not with the reason and its source. */
  capabilities: {
    input: connectionRef,
    output: z.array(z.object({ capability, permission })),
  },
  reorder: { input: z.object({ connectionIds: z.array(z.string()) }), output: z.null() },
  signOut: { input: connectionRef, output: z.null() },
  /** Counts of what `remove` would erase from this device. */
  removalPreview: {
    input: connectionRef,
    output: z.object({
      workspaces: z.int(),
      members: z.int(),
      tokens: z.int(),
      history: z.int(),
      receipts: z.int(),
    }),
  },
  remove: { input: connectionRef, output: z.null() },
  /** Lists of these connections (null: of all) that were fetched and wait for confirmation. */
  doubtedLists: {
    input: z.object({ connectionIds: z.array(z.string()).nullable() }),
    output: z.array(
      z.object({
        connectionId: z.string(),
        /** null: the list of workspaces itself. */
        workspaceId: z.string().nullable(),
        placeName: z.string().nullable(),
        freshness,
      }),
    ),
  },
  /** Takes the server's list in spite of the doubt that was reviewed. Fails where its answer is another one by now. */
  acceptList: {
    input: z.object({
      connectionId: z.string(),
      workspaceId: z.string().nullable(),
      list: listName,
      doubt: listDoubt.pick({ kind: true, is: true }),
    }),
    output: z.null(),
  },
  refresh: { input: connectionRef, output: z.null() },
  trustCertificate: { input: z.object({ origin: z.string(), sha256: z.string() }), output: z.null() },
  /** The one that this connection shows its server, or null. */
  clientCertificate: { input: connectionRef, output: clientCertificate.nullable() },
  /** Those of this computer that the server accepts; none as well where it asks for none. */
  offeredClientCertificates: { input: z.object(certificatePlace), output: z.array(clientCertificate) },
  /** Shows the server this one from now on; null: none. Refused unless it was offered. */
  useClientCertificate: {
    input: z.object({ ...certificatePlace, sha256: z.string().nullable() }),
    output: z.null(),
  },
  pins: { input: z.object({}), output: z.array(pin) },
  revokePin: { input: z.object({ origin: z.string() }), output: z.null() },
};
