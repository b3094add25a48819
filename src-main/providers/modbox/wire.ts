import { z } from 'zod';
import { serverId } from '../ids.ts';

/* What is on Modbox's wire, reduced to what the app uses. */

const isoDate = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));

export const workspace = z.object({
  id: serverId,
  name: z.string(),
  description: z.string().nullish(),
  realm: z.string().nullish(),
  created_by: z.string(),
  created_at: isoDate.nullish(),
});
export type WorkspaceOnWire = z.infer<typeof workspace>;

/** `GET /workspaces`: no pages; its records are read one by one. */
export const workspaceList = z.object({ workspaces: z.array(z.unknown()) });

export const member = z.object({
  user_id: serverId,
  role: z.string().min(1),
  email: z.string().nullish(),
  created_at: isoDate.nullish(),
});
export type MemberOnWire = z.infer<typeof member>;

/** The roster is part of the detail. */
export const workspaceDetail = workspace.extend({ members: z.array(z.unknown()) });

export const me = z.object({ user_id: serverId, email: z.string(), name: z.string().nullish() });

export const token = z.object({
  id: serverId,
  description: z.string().nullish(),
  prefix: z.string().nullish(),
  created_at: isoDate.nullish(),
});
export const tokenList = z.array(z.unknown());
/** The secret has no documented field name of its own. */
export const createdToken = token.extend({ token: z.string().startsWith('mbx_') });

/** The guides show no shape: a list by itself or under a name. */
export const sandboxes = z.union([
  z.array(z.unknown()).transform((items) => items.length),
  z.object({ total: z.int() }).transform(({ total }) => total),
  z.object({ sandboxes: z.array(z.unknown()) }).transform((found) => found.sandboxes.length),
]);

export const signInTokens = z.object({
  tokens: z.object({
    access_token: z.string().min(1),
    refresh_token: z.string().min(1),
    expires_in: z.number(),
    refresh_expires_in: z.number().optional(),
  }),
});
/** `POST /auth/refresh` answers like the login. */
export type SignInTokens = z.infer<typeof signInTokens>;

export const validationProblems = z.object({
  detail: z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string() })),
});
/** Nothing else is in it: a gateway's problem by RFC 9457 has a `detail` too, and must not end the session. */
export const plainProblem = z.strictObject({ detail: z.string() });
