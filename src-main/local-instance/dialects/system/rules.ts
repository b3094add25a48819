import { z } from 'zod';
import { done, fail, type Outcome } from './failures.ts';

/** The permission codes seen in the handbook. */
export const permissionCodes = [
  'workspace:read',
  'workspace:write',
  'workspace:role:read',
  'workspace:role:write',
  'workspace:invitation:read',
  'workspace:invitation:write',
] as const;
export type PermissionCode = (typeof permissionCodes)[number];

export const invitationStates = ['PENDING', 'ACCEPTED', 'DECLINED', 'EXPIRED', 'CANCELLED'] as const;
export type InvitationState = (typeof invitationStates)[number];

const text = z.string({
  error: (issue) => (issue.input === undefined ? 'must not be null' : 'must be text'),
});
const filled = text.refine((value) => value.trim() !== '', 'must not be blank');
const name = filled.refine((value) => value.length <= 100, 'must be at most 100 characters');

function isTimezone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}
const timezone = filled.refine(isTimezone, 'must be a time zone');
const email = text.regex(z.regexes.email, 'must be a well-formed e-mail address');

export const bodies = {
  initiate: z.object({ email: filled, password: filled }),
  sendMfa: z.object({ sessionId: filled, method: z.enum(['EMAIL', 'SMS'], 'must be EMAIL or SMS') }),
  complete: z.object({ sessionId: filled, code: filled }),
  refresh: z.object({ refreshToken: filled }),
  createWorkspace: z.object({
    workspaceName: name,
    workspaceTimezone: timezone,
    extraData: z.unknown().optional(),
  }),
  updateWorkspace: z.object({ workspaceName: name.optional(), workspaceTimezone: timezone.optional() }),
  createRole: z.object({
    roleName: name,
    description: text.refine((value) => value.length <= 500, 'must be at most 500 characters'),
  }),
  permissions: z.object({
    permissionCodes: z.array(z.enum(permissionCodes, 'must be known permission codes'), 'must be a list'),
  }),
  changeRole: z.object({ accountId: filled, workspaceRoleBizId: filled }),
  invite: z.object({
    inviteeEmail: email,
    message: text.refine((value) => value.length <= 1000, 'must be at most 1000 characters').nullish(),
    expirationDays: z
      .int('must be a whole number')
      .min(1, 'must be at least 1')
      .max(365, 'must be at most 365')
      .default(7),
  }),
  cancel: z.object({ invitationBizId: filled, reason: text.nullish() }),
};

const pageSize = 20;
const wholeNumber = (fallback: number, least: number, most: number) =>
  z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(least, `must be at least ${least}`)
    .max(most, `must be at most ${most}`)
    .default(fallback);

export const invitationQuery = z.object({
  /** Comma-separated, or given several times. */
  statuses: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .transform((value) => [value ?? []].flat(2).flatMap((one) => one.split(',')))
    // An empty one asks for no state in particular, as an empty address does.
    .transform((states) => states.filter((state) => state !== ''))
    .pipe(z.array(z.enum(invitationStates, 'must be invitation states'))),
  inviteeEmail: z.string().optional(),
  page: wholeNumber(0, 0, 1_000_000),
  size: wholeNumber(pageSize, 1, 100),
});

/** Checks a body or query; all problems are told, by field. */
export function validate<T>(schema: z.ZodType<T>, value: unknown): Outcome<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return done(parsed.data);
  const problems: Record<string, string[]> = {};
  for (const { path, message } of parsed.error.issues) {
    (problems[String(path[0] ?? 'body')] ??= []).push(message);
  }
  return fail('invalid', problems);
}
