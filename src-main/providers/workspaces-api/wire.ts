import { z } from 'zod';
import type { InvitationStatus } from '../../../src-preload/contract/invitations.ts';
import { instantReaders } from '../instants.ts';
import { flag, nullable, optional, parsedBy, required, text, texts } from '../record-fields.ts';

/* What is on the wire, reduced to what the app uses. Unknown keys are dropped by zod: a list that contained a secret would lose it here. */

/**
 * Numbers in the documents; text from here on. One that JavaScript can't hold exactly would become the id of something else, in a path as
 * well as in a body, where it is a number again.
 */
const id = z
  .union([
    z.int().nonnegative(),
    z
      .string()
      .regex(/^(0|[1-9]\d{0,15})$/)
      .refine((digits) => Number.isSafeInteger(Number(digits))),
  ])
  .transform(String);
const idNumber = parsedBy(id);

/** A date without an offset is UTC: the framework behind the documented service leaves it out. */
const { happened, ends } = instantReaders({ withoutOffset: 'utc' });

const roleObject = z.object({ name: z.string() });
const roleName = (value: unknown): string | undefined =>
  text(value) ?? text(roleObject.safeParse(value).data?.name);

export const organization = z.object({
  id,
  name: required(text),
  slug: optional(text),
  is_personal: optional(flag),
  /** Mine. The documents don't name it. */
  role: optional(roleName),
});
export type Organization = z.infer<typeof organization>;

export const workspace = z.object({
  id,
  name: required(text),
  slug: optional(text),
  organization_id: optional(idNumber),
});
export type Workspace = z.infer<typeof workspace>;

/** Roles go by their names (see `roleIdOf`): one without a name is one without an id. */
export const role = z.object({ id, name: z.string().min(1).max(256) });
export type RoleOnWire = z.infer<typeof role>;

export const member = z.object({
  user_id: id,
  email: required(text),
  name: nullable(text),
  role: required(roleName),
  joined_at: nullable(happened),
});
export type MemberOnWire = z.infer<typeof member>;

const statuses = new Map<unknown, InvitationStatus>([
  ['pending', 'pending'],
  ['accepted', 'accepted'],
  ['declined', 'declined'],
  ['rejected', 'declined'],
  ['expired', 'expired'],
  ['cancelled', 'cancelled'],
  ['canceled', 'cancelled'],
  ['revoked', 'cancelled'],
]);
const invitationStatus = (value: unknown) => statuses.get(text(value)?.toLowerCase());

export const invitation = z.object({
  id,
  email: required(text),
  role_id: optional(idNumber),
  status: required(invitationStatus),
  created_at: nullable(happened),
  expires_at: nullable(ends),
});
export type InvitationOnWire = z.infer<typeof invitation>;

export const token = z.object({
  id,
  name: nullable(text),
  scopes: optional(texts),
  /** Whose it is. The documents name an owner and not its key. */
  user_id: optional(idNumber),
  organization_id: optional(idNumber),
  /** null: it never ends. Missing: not reported. */
  expires_at: nullable(ends),
  created_at: nullable(happened),
});
export type TokenOnWire = z.infer<typeof token>;

const dataOf = <T extends z.ZodType>(data: T) => z.object({ success: z.literal(true).optional(), data });

export const organizationAnswer = dataOf(z.object({ organization: z.object({ id }) }));
export const workspaceAnswer = dataOf(z.object({ workspace: z.object({ id }) }));
export const invitationAnswer = dataOf(z.object({ invitation: z.object({ id }) }));
export const createdToken = dataOf(z.object({ id, token: z.string().min(1) }));
export type Settings = Record<string, unknown>;
/** All keys as they are: what is left out here is lost when the settings are written back whole, and a record leaves out `__proto__`. */
export const settings = z.custom<Settings>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
);
export const settingsAnswer = dataOf(z.object({ settings }));
/** Answers of which nothing is read: a message, or data whose shape the documents don't give. */
export const successAnswer = z
  .object({ success: z.literal(true).optional(), message: z.string().optional(), data: z.unknown() })
  .refine((answer) => answer.success === true || answer.message !== undefined || answer.data !== undefined);
export const meAnswer = dataOf(
  z.object({
    user: z.object({ id, username: optional(text), name: optional(text), email: required(text) }),
  }),
);

export const provisionAnswer = dataOf(
  z.object({
    workspaces: z.array(z.object({ id, name: z.string() })),
    failed: z
      .array(
        z.object({
          name: z.string().nullish(),
          error: z.union([z.string(), z.object({ message: z.string() }).transform(({ message }) => message)]),
        }),
      )
      .default([]),
  }),
);

export const page = z.object({
  total_count: z.int().nonnegative().nullish(),
  pagination: z
    .object({
      page: z.int().positive(),
      page_size: z.int().positive(),
      total_count: z.int().nonnegative().nullish(),
    })
    .nullish()
    .catch(null),
});

export const loginAnswer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  expires_in: z.number().positive().nullish(),
  user: z.object({ id, username: z.string().nullish(), email: z.string() }).nullish().catch(null),
});
export const refreshAnswer = loginAnswer.omit({ user: true });

/** Both error shapes: `{error: {code, message, details, timestamp}}` and `{success: false, error: {code, message}}`. */
export const errorAnswer = z.object({
  error: z.object({
    code: z.string(),
    message: z.string().catch(''),
    details: z.object({ field: z.string().optional(), reason: z.string().optional() }).nullish().catch(null),
  }),
});
