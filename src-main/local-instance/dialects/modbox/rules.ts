import { z } from 'zod';
import { done, refuse, type Outcome } from './outcome.ts';

/** Highest first. */
export const roles = ['owner', 'admin', 'member', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** The matrix of the guide "Workspace roles": who may do what. Anyone may leave, viewers too. */
export const allowed = {
  createSandboxes: ['owner', 'admin', 'member'],
  manageImages: ['owner', 'admin'],
  manageMembers: ['owner', 'admin'],
  updateWorkspace: ['owner', 'admin'],
  deleteWorkspace: ['owner'],
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof allowed;

const missing = (issue: { readonly input?: unknown }) =>
  issue.input === undefined ? 'Field required' : 'Input should be a valid string';
const text = z.string({ error: missing });
const name = text
  .min(1, 'String should have at least 1 character')
  .max(255, 'String should have at most 255 characters');
const description = text.max(1000, 'String should have at most 1000 characters').nullable();
const role = z.enum(roles, {
  error: (issue) =>
    issue.input === undefined ? 'Field required' : "Input should be 'owner', 'admin', 'member' or 'viewer'",
});

export const bodies = {
  login: z.object({ username: text, password: text, recaptchaToken: z.string().nullish() }),
  refresh: z.object({ refresh_token: text }),
  createWorkspace: z.object({ name, description: description.optional() }),
  updateWorkspace: z.object({ name: name.optional(), description: description.optional() }),
  addMember: z.object({
    email: text.regex(z.regexes.email, 'value is not a valid email address'),
    role,
  }),
  changeRole: z.object({ role }),
  createToken: z.object({ description: text.max(255, 'String should have at most 255 characters') }),
  createResource: z.object({ name }),
};

function typeOf(issue: z.core.$ZodIssue): string {
  if (issue.message === 'Field required') return 'missing';
  switch (issue.code) {
    case 'too_small':
      return 'string_too_short';
    case 'too_big':
      return 'string_too_long';
    case 'invalid_value':
      return 'enum';
    case 'invalid_format':
      return 'value_error';
    default:
      return 'string_type';
  }
}

/** Checks a body; every problem is told at once. */
export function validate<T>(schema: z.ZodType<T>, body: unknown): Outcome<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return done(parsed.data);
  return refuse.invalid(
    parsed.error.issues.map((issue) => ({
      loc: ['body', ...issue.path.map((part) => (typeof part === 'number' ? part : String(part)))],
      msg: issue.path.length === 0 ? 'Input should be a valid dictionary' : issue.message,
      type: issue.path.length === 0 ? 'model_attributes_type' : typeOf(issue),
    })),
  );
}
