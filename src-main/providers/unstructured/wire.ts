import { z } from 'zod';
import { serverId } from '../ids.ts';
import { instantReaders } from '../instants.ts';
import { flag, nullable, omittable, optional, parsedBy, required, text } from '../record-fields.ts';

/* What is on the wire of the management API. */

const { happened } = instantReaders();
const id = serverId;

export const me = z.object({ id, email: required(text), name: optional(text) });

export const organization = z.object({
  id,
  name: required(text),
  kind: required(text),
  role: optional(text),
});
export type Organization = z.infer<typeof organization>;

export const workspace = z.object({
  id,
  name: required(text),
  organization_id: optional(parsedBy(id)),
  is_default: required(flag),
  /** null: not a member of it, but a Super Administrator of its organization. */
  role: nullable(text),
  created_at: optional(happened),
});
export type Workspace = z.infer<typeof workspace>;

export const member = z.object({
  user_id: id,
  email: required(text),
  name: omittable(text),
  role: required(text),
});
export type Member = z.infer<typeof member>;

export const key = z.object({
  id,
  name: required(text),
  enabled: required(flag),
  created_at: optional(happened),
  created_by: optional(text),
});
export type Key = z.infer<typeof key>;

export const list = z.array(z.unknown());
export const created = z.object({ id });
/** One page of the documents says that the value is shown at creation, another that it is copied from the list. */
export const createdKey = z.object({ id, value: z.string().min(1).nullish() });
export const keyValue = z.object({ value: z.string().min(1) });

/** FastAPI's shape: a sentence, or with 422 a list of problems. Nothing else is in it, which distinguishes it from a gateway's. */
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
