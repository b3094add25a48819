import { z } from 'zod';
import { serverId } from '../ids.ts';
import { knownValue, notReported, type Known } from '../../../src-preload/shared/known.ts';
import { instantReaders } from '../instants.ts';
import { omittable, optional, required, text } from '../record-fields.ts';

/* What is on Modbox's wire, reduced to what the app uses. */

const { happened } = instantReaders();

export const workspace = z.object({
  id: serverId,
  name: required(text),
  description: omittable(text),
  realm: optional(text),
});
export type WorkspaceOnWire = z.infer<typeof workspace>;

/** `GET /workspaces`: no pages; its records are read one by one. */
export const workspaceList = z.object({ workspaces: z.array(z.unknown()) });

export const member = z.object({
  user_id: serverId,
  role: required(text),
  email: optional(text),
  created_at: optional(happened),
});
export type MemberOnWire = z.infer<typeof member>;

/** The roster is part of the detail. */
export const workspaceDetail = workspace.extend({ members: z.array(z.unknown()) });

export const me = z.object({ user_id: serverId, email: required(text), name: optional(text) });

export const token = z.object({
  id: serverId,
  description: omittable(text),
  prefix: optional(text),
  created_at: optional(happened),
});
export const tokenList = z.array(z.unknown());
/** The secret has no documented field name of its own. */
export const createdToken = token.extend({ token: z.string().startsWith('mbx_') });

const runningSandbox = z.object({ id: serverId, status: z.string().regex(/^running$/i) });

/** How many run, where the answer is the list of those that do: each once, and as many as it says. */
function countRunning(items: readonly unknown[], total?: unknown): Known<number> {
  const ids = items.flatMap((item) => runningSandbox.safeParse(item).data?.id ?? []);
  const isWhole = ids.length === items.length && new Set(ids).size === ids.length;
  return isWhole && (total === undefined || total === ids.length) ? knownValue(ids.length) : notReported;
}

/** Those that run, whose number is read. The guides show no shape: a bare list, a list under a name, or their number alone. */
export const sandboxes = z.union([
  // An empty bare list may be a list of anything.
  z.array(z.unknown()).transform((items) => (items.length === 0 ? notReported : countRunning(items))),
  z
    .object({ sandboxes: z.array(z.unknown()), total: z.unknown().optional() })
    .transform((found) => countRunning(found.sandboxes, found.total)),
  z
    .object({ sandboxes: z.undefined(), total: z.int().nonnegative() })
    .transform(({ total }) => knownValue(total)),
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
