import { z } from 'zod';

/* What is on the wire, reduced to what the app uses. Unknown keys are dropped by zod: a list that told a secret would lose it here. */

/** Numbers in the documents; text from here on. */
const id = z.union([z.int().nonnegative(), z.string().regex(/^\d{1,20}$/)]).transform(String);

/** A date without an offset is UTC: the framework behind the documented service leaves it out. */
const instant = z.iso
  .datetime({ offset: true, local: true })
  .transform((text) => Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(text) ? text : `${text}Z`));

const roleName = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);

export const organization = z.object({
  id,
  name: z.string(),
  slug: z.string().nullish(),
  is_personal: z.boolean().nullish(),
  /** Mine. The documents don't name it. */
  role: roleName.nullish(),
});
export type Organization = z.infer<typeof organization>;

export const workspace = z.object({
  id,
  name: z.string(),
  slug: z.string().nullish(),
  organization_id: id.nullish(),
});
export type Workspace = z.infer<typeof workspace>;

export const role = z.object({ id, name: z.string() });
export type RoleOnWire = z.infer<typeof role>;

export const member = z.object({
  user_id: id,
  email: z.string(),
  name: z.string().nullish(),
  role: roleName,
  joined_at: instant.nullish(),
});
export type MemberOnWire = z.infer<typeof member>;

const invitationStatus = z
  .string()
  .transform((text) => text.toLowerCase())
  .pipe(
    z.union([
      z.enum(['pending', 'accepted', 'declined', 'expired', 'cancelled']),
      z.enum(['canceled', 'revoked']).transform((): 'cancelled' => 'cancelled'),
      z.literal('rejected').transform((): 'declined' => 'declined'),
    ]),
  );

export const invitation = z.object({
  id,
  email: z.string(),
  role_id: id.nullish(),
  status: invitationStatus,
  created_at: instant.nullish(),
  expires_at: instant.nullish(),
});
export type InvitationOnWire = z.infer<typeof invitation>;

export const token = z.object({
  id,
  name: z.string().nullish(),
  scopes: z.array(z.string()).nullish(),
  /** Whose it is. The documents name an owner and not its key. */
  user_id: id.nullish(),
  /** null: it never ends. Missing: not told. */
  expires_at: instant.nullish(),
  created_at: instant.nullish(),
});
export type TokenOnWire = z.infer<typeof token>;

const dataOf = <T extends z.ZodType>(data: T) => z.object({ success: z.literal(true).optional(), data });

export const organizationAnswer = dataOf(z.object({ organization: z.object({ id }) }));
export const workspaceAnswer = dataOf(z.object({ workspace: z.object({ id }) }));
export const invitationAnswer = dataOf(z.object({ invitation: z.object({ id }) }));
export const createdToken = dataOf(z.object({ id, token: z.string().min(1) }));
export const settingsAnswer = dataOf(z.object({ settings: z.record(z.string(), z.unknown()) }));
/** Answers of which nothing is read: a message, or data whose shape the documents don't give. */
export const successAnswer = z
  .object({ success: z.literal(true).optional(), message: z.string().optional(), data: z.unknown() })
  .refine((answer) => answer.success === true || answer.message !== undefined || answer.data !== undefined);
export const meAnswer = dataOf(
  z.object({
    user: z.object({ id, username: z.string().nullish(), name: z.string().nullish(), email: z.string() }),
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
