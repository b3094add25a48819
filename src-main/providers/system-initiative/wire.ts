import { z } from 'zod';
import { serverId } from '../ids.ts';

/*
 * What is on the wire of both APIs, reduced to what the app uses. Unknown keys are dropped by zod, and that matters here: a workspace
 * row carries a secret (`token`, in the public API `externalId`), which so never leaves this file's parse.
 */

const isoDate = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

const creator = z.object({ firstName: z.string().nullish(), lastName: z.string().nullish() });

/** A row of `GET /workspaces`; also what the routes that answer with the list give. */
export const authWorkspace = z.object({
  id: serverId,
  instanceEnvType: z.string(),
  instanceUrl: z.string().nullable(),
  displayName: z.string(),
  creatorUserId: z.string(),
  deletedAt: isoDate.nullable(),
  isDefault: z.boolean(),
  quarantinedAt: isoDate.nullable(),
  description: z.string().nullable(),
  isFavourite: z.boolean(),
  isHidden: z.boolean(),
  approvalsEnabled: z.boolean(),
  creatorUser: creator.nullish(),
  /** Missing in `GET /workspaces/:id`. */
  role: z.string().nullish(),
});
export type AuthWorkspace = z.infer<typeof authWorkspace>;

export const publicWorkspace = z.object({
  id: serverId,
  instanceEnvType: z.string(),
  instanceUrl: z.string().nullish(),
  displayName: z.string(),
  creatorUserId: z.string(),
  isDefault: z.boolean(),
  quarantinedAt: isoDate.nullish(),
  description: z.string().nullish(),
  approvalsEnabled: z.boolean(),
  creatorUser: creator.nullish(),
  role: z.string().nullish(),
});
export type PublicWorkspace = z.infer<typeof publicWorkspace>;

/** The same in both APIs, but for the spelling of one role. */
export const memberOnWire = z.object({
  userId: serverId,
  email: z.string(),
  nickname: z.string().nullish(),
  role: z.string(),
  signupAt: isoDate.nullish(),
});
export type MemberOnWire = z.infer<typeof memberOnWire>;

/** `lastUsedAt` and `lastUsedIp` are on the wire but always null: they say nothing and are not read. */
export const tokenOnWire = z.object({
  id: serverId,
  name: z.string().nullable(),
  userId: z.string(),
  workspaceId: z.string(),
  createdAt: isoDate,
  expiresAt: isoDate.nullable(),
  revokedAt: isoDate.nullable(),
});
export type TokenOnWire = z.infer<typeof tokenOnWire>;

/** A list whose records are read one by one. */
export const list = z.array(z.unknown());
export const tokenList = z.object({ authTokens: z.array(z.unknown()) });
export const tokenAnswer = z.object({ authToken: tokenOnWire });
export const createdToken = z.object({ authToken: tokenOnWire, token: z.string().min(1) });
export const removedToken = z.object({ removed: z.boolean() });
/** The list beside the id may hold a bad record: it is not looked at. */
export const createdWorkspace = z.object({ newWorkspaceId: serverId });
export const publicCreatedWorkspace = z.object({ id: serverId });

const authWhoami = z.object({
  user: z.object({
    id: serverId,
    email: z.string(),
    nickname: z.string().nullish(),
    firstName: z.string().nullish(),
    lastName: z.string().nullish(),
    quarantinedAt: isoDate.nullish(),
  }),
});
const publicWhoami = z.object({ userId: serverId, userEmail: z.string() });
/** Which of the two came tells which API it was. */
export const whoami = z.union([authWhoami, publicWhoami]);
export type Whoami = z.infer<typeof whoami>;

export const signInToken = z.object({ token: z.string().min(1) });

/** The claims that are read from a credential; a session token has neither version nor expiry, a V1 token has a `user_pk`. */
export const claims = z.object({
  userId: z.string().optional(),
  user_pk: z.string().optional(),
  version: z.string().optional(),
  role: z.string().optional(),
  exp: z.number().optional(),
});

/** Error bodies, in the order in which they are tried. */
export const authError = z.object({ kind: z.string(), message: z.string() });
/** A duplicate invitation (409) and a missing member (404) come in this shape. */
export const bareError = z.object({ error: z.string() });
/** `code`, null or not, is what tells it from the many frameworks and gateways whose errors are `{message, statusCode}`. */
const publicErrorBody = z
  .object({ message: z.string(), statusCode: z.number(), code: z.union([z.string(), z.number(), z.null()]) })
  .transform(({ message, statusCode }) => ({ message, statusCode }));
export const publicError = z.union([
  z.object({ error: publicErrorBody }).transform(({ error }) => error),
  publicErrorBody,
]);
/** What the public API says of itself at its root. */
export const publicRoot = z.object({ 'What is this?': z.string().regex(/luminork|System Initiative/i) });
