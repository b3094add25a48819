import { z } from 'zod';
import { serverId } from '../ids.ts';
import { instantReaders } from '../instants.ts';
import { flag, nullable, omittable, optional, required, text, type FieldReader } from '../record-fields.ts';

/*
 * What is on the wire of both APIs, reduced to what the app uses. Unknown keys are dropped by zod, and that matters here: a workspace
 * row carries a secret (`token`, in the public API `externalId`), which so never leaves this file's parse.
 */

const { happened, ends } = instantReaders();

const names = z.object({ firstName: z.string().nullish(), lastName: z.string().nullish() });
/** Both names of a person, as far as they are there. */
const fullName: FieldReader<string> = (value) => {
  const parsed = names.safeParse(value);
  if (!parsed.success) return undefined;
  return text([parsed.data.firstName, parsed.data.lastName].filter(Boolean).join(' '));
};

/** A row of `GET /workspaces`; also what the routes that answer with the list give. */
export const authWorkspace = z.object({
  id: serverId,
  instanceEnvType: required(text),
  instanceUrl: nullable(text),
  displayName: required(text),
  creatorUserId: required(text),
  deletedAt: nullable(happened),
  isDefault: required(flag),
  quarantinedAt: nullable(happened),
  description: nullable(text),
  isFavourite: required(flag),
  isHidden: required(flag),
  approvalsEnabled: required(flag),
  creatorUser: optional(fullName),
  /** Missing in `GET /workspaces/:id`. */
  role: optional(text),
});
export type AuthWorkspace = z.infer<typeof authWorkspace>;

export const publicWorkspace = z.object({
  id: serverId,
  instanceEnvType: required(text),
  instanceUrl: omittable(text),
  displayName: required(text),
  creatorUserId: required(text),
  isDefault: required(flag),
  description: omittable(text),
  approvalsEnabled: required(flag),
  creatorUser: optional(fullName),
  role: optional(text),
});
export type PublicWorkspace = z.infer<typeof publicWorkspace>;

/** The same in both APIs, but for the spelling of one role. */
export const memberOnWire = z.object({
  userId: serverId,
  email: required(text),
  nickname: omittable(text),
  role: required(text),
  /** null: invited, has not signed up. */
  signupAt: nullable(happened),
});
export type MemberOnWire = z.infer<typeof memberOnWire>;

/** `lastUsedAt` and `lastUsedIp` are on the wire but always null: they say nothing and are not read. */
export const tokenOnWire = z.object({
  id: serverId,
  name: nullable(text),
  userId: required(text),
  workspaceId: omittable(text),
  createdAt: required(happened),
  expiresAt: nullable(ends),
  revokedAt: nullable(happened),
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
    email: required(text),
    nickname: optional(text),
    firstName: optional(text),
    lastName: optional(text),
    quarantinedAt: nullable(happened),
  }),
});
const publicWhoami = z.object({ userId: serverId, userEmail: required(text) });
/** Which of the two came shows which API it was. */
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
/** `code`, null or not, distinguishes it from the many frameworks and gateways whose errors are `{message, statusCode}`. */
const publicErrorBody = z
  .object({ message: z.string(), statusCode: z.number(), code: z.union([z.string(), z.number(), z.null()]) })
  .transform(({ message, statusCode }) => ({ message, statusCode }));
export const publicError = z.union([
  z.object({ error: publicErrorBody }).transform(({ error }) => error),
  publicErrorBody,
]);
/** What the public API says of itself at its root. */
export const publicRoot = z.object({ 'What is this?': z.string().regex(/luminork|System Initiative/i) });
