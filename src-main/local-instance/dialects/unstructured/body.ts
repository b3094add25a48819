import { z } from 'zod';
import { done, refuse, type Outcome, type Problem } from './outcome.ts';
import { organizationRoles, workspaceRoles } from './roles.ts';

const name = z.string().trim().min(1).max(255);

/** The bodies of the management API. Unknown keys are ignored. */
export const bodies = {
  name: z.object({ name }),
  organizationMember: z.object({
    email: z.string().regex(z.regexes.email),
    role: z.enum(organizationRoles),
  }),
  organizationRole: z.object({ role: z.enum(organizationRoles) }),
  workspaceMember: z.object({ user_id: z.string(), role: z.enum(workspaceRoles) }),
  workspaceRole: z.object({ role: z.enum(workspaceRoles) }),
  enabled: z.object({ enabled: z.boolean() }),
} as const;

function listed(values: readonly unknown[]): string {
  const quoted = values.map((value) => `'${String(value)}'`);
  return quoted.length < 2
    ? quoted.join('')
    : `${quoted.slice(0, -1).join(', ')} or ${quoted.slice(-1).join('')}`;
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const key of path) {
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  }
  return value;
}

function toProblem(body: unknown, issue: z.core.$ZodIssue): Problem {
  const loc = ['body', ...issue.path.map((key) => (typeof key === 'number' ? key : String(key)))];
  if (valueAt(body, issue.path) === undefined) return { loc, msg: 'Field required', type: 'missing' };
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'string') {
        return { loc, msg: 'Input should be a valid string', type: 'string_type' };
      }
      if (issue.expected === 'boolean') {
        return { loc, msg: 'Input should be a valid boolean', type: 'bool_type' };
      }
      return { loc, msg: 'Input should be a valid dictionary', type: 'dict_type' };
    case 'too_small':
      return { loc, msg: 'String should have at least 1 character', type: 'string_too_short' };
    case 'too_big':
      return {
        loc,
        msg: `String should have at most ${String(issue.maximum)} characters`,
        type: 'string_too_long',
      };
    case 'invalid_value':
      return { loc, msg: `Input should be ${listed(issue.values)}`, type: 'enum' };
    case 'invalid_format':
      return { loc, msg: 'value is not a valid email address', type: 'value_error' };
    default:
      return { loc, msg: issue.message, type: 'value_error' };
  }
}

/** Checks a body; all its problems are told at once. */
export function validate<T>(schema: z.ZodType<T>, body: unknown): Outcome<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return done(parsed.data);
  return refuse.problems(parsed.error.issues.map((issue) => toProblem(body, issue)));
}

/** JSON text as the framework of the real service reads it; no body is undefined. */
export function readBody(text: unknown): Outcome<unknown> {
  if (typeof text !== 'string' || text.trim() === '') return done(undefined);
  try {
    const value: unknown = JSON.parse(text);
    return done(value);
  } catch {
    return refuse.problems([{ loc: ['body', 0], msg: 'JSON decode error', type: 'json_invalid' }]);
  }
}
