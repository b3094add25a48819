import { z } from 'zod';
import { done, refuse, type Outcome } from './outcome.ts';

/** The two URLs by which the server tells a workspace's kind: by exact comparison, a trailing slash counts. */
export const managedUrl = 'https://app.systeminit.com';
export const localDevUrl = 'http://localhost:8080';

export const instanceTypes = ['LOCAL', 'PRIVATE', 'SI'] as const;
export type InstanceType = (typeof instanceTypes)[number];

export const roles = ['OWNER', 'APPROVER', 'EDITOR'] as const;
export type Role = (typeof roles)[number];

export function isRole(value: string): value is Role {
  return roles.some((role) => role === value);
}

export function instanceTypeOf(url: string): InstanceType {
  if (url === managedUrl) return 'SI';
  return url === localDevUrl ? 'LOCAL' : 'PRIVATE';
}

const nameCharacters = /^[0-9A-Za-zÀ-ÖØ-öø-ÿĀ-ỹ\s',_+().-]*$/;
/** Names of tokens, and their expiry too: no dots, so that "1.5h" fails here and not in the expiry's own parser. */
const tokenCharacters = /^[0-9A-Za-zÀ-ÖØ-öø-ÿĀ-ỹ\s',_+()-]*$/;
const creatableUrl = /^https?:\/\/[\da-z.-]+(?::\d+)?(?:\/[\w .-]*)*$/;

/** The server validates with an older zod; its words are imitated here. */
function typeProblem(expected: string) {
  return (issue: { readonly input?: unknown }): string => {
    if (issue.input === undefined) return 'Required';
    const received =
      issue.input === null ? 'null' : Array.isArray(issue.input) ? 'array' : typeof issue.input;
    return `Expected ${expected}, received ${received}`;
  };
}

const text = z.string({ error: typeProblem('string') });
const flag = z.boolean({ error: typeProblem('boolean') });
const anyUrl = text.refine((value) => URL.canParse(value), { error: 'Invalid url' });
const displayName = text
  .max(256, 'Display name must be 256 characters or less')
  .regex(nameCharacters, 'Invalid');
const description = text
  .max(512, 'Description must be 512 characters or less')
  .regex(nameCharacters, 'Invalid');
const email = text.regex(z.regexes.email, 'Invalid email');
const object = { error: typeProblem('object') };

/** The bodies of the auth API. Unknown keys are ignored, a `role` beside an invitation's `email` among them. */
export const bodies = {
  createWorkspace: z.object(
    { instanceUrl: anyUrl.regex(creatableUrl, 'Invalid'), displayName, isDefault: flag, description },
    object,
  ),
  /** Unlike creation, a change takes any URL, even `ftp://x/?q`. */
  changeWorkspace: z.object({ instanceUrl: anyUrl, displayName, description }, object),
  favourite: z.object({ isFavourite: flag }, object),
  hidden: z.object({ isHidden: flag }, object),
  approvals: z.object({ approvalsEnabled: flag }, object),
  email: z.object({ email }, object),
  localLogin: z.object({ email: email.optional() }, object),
  /** Any string passes as a role. */
  membership: z.object({ userId: text, role: text }, object),
  createToken: z.object(
    {
      name: text.regex(tokenCharacters, 'Invalid').optional(),
      expiration: text.regex(tokenCharacters, 'Invalid').optional(),
    },
    object,
  ),
};

/** Checks a body; only the first problem is told, as on the real server. */
export function validate<T>(schema: z.ZodType<T>, body: unknown): Outcome<T> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return done(parsed.data);
  const first = parsed.error.issues[0];
  return refuse.invalid(first?.path.join('.') ?? '', first?.message ?? 'Invalid');
}
