import { z } from 'zod';
import { serverId } from '../ids.ts';

/* What is on the wire of the management API. */

const isoDate = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text));
const id = serverId;

export const me = z.object({ id, email: z.string(), name: z.string().nullish() });

export const organization = z.object({ id, name: z.string(), kind: z.string(), role: z.string().nullish() });
export type Organization = z.infer<typeof organization>;

export const workspace = z.object({
  id,
  name: z.string(),
  is_default: z.boolean(),
  /** null: not a member of it, but a Super Administrator of its organization. */
  role: z.string().nullish(),
  created_at: isoDate.nullish(),
});
export type Workspace = z.infer<typeof workspace>;

export const member = z.object({
  user_id: id,
  email: z.string(),
  name: z.string().nullish(),
  role: z.string(),
});
export type Member = z.infer<typeof member>;

export const key = z.object({
  id,
  name: z.string(),
  enabled: z.boolean(),
  created_at: isoDate.nullish(),
  created_by: z.string().nullish(),
});
export type Key = z.infer<typeof key>;

export const list = z.array(z.unknown());
export const created = z.object({ id });
/** One page of the documents says that the value is told at creation, another that it is copied from the list. */
export const createdKey = z.object({ id, value: z.string().min(1).nullish() });
export const keyValue = z.object({ value: z.string().min(1) });

/** FastAPI's shape: a sentence, or with 422 a list of problems. Nothing else is in it, which tells it from other people's. */
export const errorBody = z.strictObject({
  detail: z.union([
    z.string(),
    z.array(z.object({ loc: z.array(z.union([z.string(), z.number()])), msg: z.string(), type: z.string() })),
  ]),
});

/** The data API's word for a request without a key, by which the real service is recognised. */
export const keyMissing = /^API key is missing, please/i;
export const keyMalformed = /^API key is malformed, please/i;

/** What a session token says of itself, where it is a JWT. */
export const claims = z.object({ exp: z.number().optional() });
