import { z } from 'zod';
import { isAddress } from '../../../src-preload/shared/addresses.ts';
import type { CredentialKind, Identity } from '../../../src-preload/contract/connections.ts';
import { none, notReported, type Known } from '../../../src-preload/shared/known.ts';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { FieldProblem } from '../../../src-preload/contract/result.ts';
import { invalidError } from '../../base/errors.ts';
import type { HttpAnswer, HttpClient, HttpTarget } from '../../http/http.ts';
import { endOf, jwtPayload } from '../jwt.ts';
import type { Recognition, SecretStep } from '../provider.ts';
import { signedOutError } from '../errors.ts';
import { paths } from './client.ts';
import { userIdOf } from './inventory.ts';
import { organizationPlace, workspacePlace } from './place-ids.ts';
import { claims, errorBody, keyMissing } from './wire.ts';
import { unstructuredText } from './text.ts';

/**
 * Without a credential, the management API refuses the person's own route and the keys of a workspace of an organization, both in its
 * error shape, and knows no other route: many servers have the first, none but this one has all three. The real service is known by
 * its data API's words for a missing key.
 */
export async function recognise(
  http: HttpClient,
  target: HttpTarget,
  signal: AbortSignal,
): Promise<Result<Recognition | null>> {
  /** null: redirected to another host, which other systems may do with a path that they don't know. */
  const ask = async (
    path: string,
    query: Record<string, string> = {},
  ): Promise<Result<HttpAnswer | null>> => {
    const anonymous = { ...target, credential: null };
    const asked = await http.probe({ target: anonymous, method: 'GET', path, query, signal });
    return !asked.ok && asked.error.kind === 'redirected' ? ok(null) : asked;
  };

  const workflows = await ask('/api/v1/workflows/', { page: '1', page_size: '1' });
  if (!workflows.ok) return workflows;
  const isDataApi = workflows.value?.status === 401 && keyMissing.test(sentenceOf(workflows.value) ?? '');

  const expectations: readonly (readonly [path: string, matches: (answer: HttpAnswer) => boolean])[] = [
    [paths.me, rejectsAnonymous],
    [paths.keys(workspacePlace('none', 'none')), rejectsAnonymous],
    [`${paths.workspaces(organizationPlace('none'))}none/none`, isUnknownRoute],
  ];
  for (const [path, matches] of expectations) {
    const asked = await ask(path);
    if (!asked.ok) return asked;
    if (asked.value === null || !matches(asked.value)) {
      return ok(isDataApi ? { apiVariant: 'console', methods: ['entered'] } : null);
    }
  }
  return ok({ apiVariant: 'management', methods: ['token'] });
}

function sentenceOf(answer: HttpAnswer): string | null {
  const read = errorBody.safeParse(answer.json);
  return read.success && typeof read.data.detail === 'string' ? read.data.detail : null;
}

function rejectsAnonymous(answer: HttpAnswer): boolean {
  const sentence = sentenceOf(answer);
  // The data API refuses in the same shape, for want of a key.
  return answer.status === 401 && sentence !== null && !/API key/i.test(sentence);
}

const isUnknownRoute = (answer: HttpAnswer) => answer.status === 404 && sentenceOf(answer) === 'Not Found';

const enteredSecret = z.object({ name: z.string(), email: z.string().min(1) });

/** Who the admin said they are: nothing secret, but it stands where other connections have their secret. */
export function readEntered(secret: string): Result<Identity> {
  const read = enteredSecret.safeParse(parsed(secret));
  if (!read.success) {
    return fail(signedOutError(unstructuredText.identityUnknown, 'no entered identity'));
  }
  const { name, email } = read.data;
  return ok({ userId: userIdOf(email), name, email });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function formSignIn(form: {
  method: 'token' | 'password' | 'entered';
  values: Readonly<Record<string, string>>;
}): Result<SecretStep> {
  if (form.method === 'entered') return enteredStep(form.values);
  const token = (form.values['token'] ?? '').trim().replace(/^Bearer\s+/i, '');
  // Anything else can't be sent in a header, so it is no token.
  if (/^[\x21-\x7e]+$/.test(token)) return ok({ step: 'secret', secret: token });
  const message = token === '' ? unstructuredText.noToken : unstructuredText.badTokenCharacters;
  return fail(invalidError(message, unstructuredText.copyTokenAgain, [{ path: 'token', message }]));
}

function enteredStep(values: Readonly<Record<string, string>>): Result<SecretStep> {
  const name = (values['name'] ?? '').trim();
  const email = (values['email'] ?? '').trim();
  const fields: FieldProblem[] = [];
  if (name === '') fields.push({ path: 'name', message: unstructuredText.enterName });
  if (!isAddress(email)) fields.push({ path: 'email', message: unstructuredText.enterEmail });
  if (fields.length > 0) {
    return fail(invalidError(unstructuredText.identityNeeded, unstructuredText.fillBoth, fields));
  }
  return ok({ step: 'secret', secret: JSON.stringify({ name, email }) });
}

/** Who was entered never expires; of a session token only what it says of itself is read. */
export function inspectCredential(
  secret: string,
): Result<{ credential: CredentialKind; expiresAt: Known<number> }> {
  if (readEntered(secret).ok) return ok({ credential: 'unknown', expiresAt: none });
  const read = claims.safeParse(jwtPayload(secret));
  if (!read.success) return ok({ credential: 'session', expiresAt: notReported });
  const { exp } = read.data;
  return ok({ credential: 'session', expiresAt: endOf(exp) });
}
