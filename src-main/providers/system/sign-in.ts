import { randomBytes } from 'node:crypto';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { AppError, FieldProblem } from '../../../src-preload/contract/result.ts';
import { plural } from '../../../src-preload/shared/format/numbers.ts';
import { invalidError, plainError } from '../../base/errors.ts';
import { hostOf } from '../../http/address.ts';
import type { HttpClient, HttpTarget } from '../../http/http.ts';
import type { Recognition, SecretStep } from '../provider.ts';
import { exchange, type Outcome } from './exchange.ts';
import { apiVariantId } from './facts.ts';
import { fieldIds } from './forms.ts';
import { commonHeaders } from './headers.ts';
import { localeOf, pathOf, type Route } from './options.ts';
import { formatSecret, isHeaderText, type Secret } from './secret.ts';
import * as wire from './wire.ts';
import type { z } from 'zod';
import { systemText } from './text.ts';
import { ownValue } from '../../../src-preload/shared/own.ts';

type Options = Readonly<Record<string, string>>;
type Values = Readonly<Record<string, string>>;

/**
 * Asks for my workspaces without a token and without a portal code. SYSTEM refuses both in its own envelope, which no other system's
 * answers resemble.
 */
export async function recognise(
  http: HttpClient,
  target: HttpTarget,
  options: Options,
  signal: AbortSignal,
): Promise<Result<Recognition | null>> {
  const path = pathOf(options, 'mine');
  if (!path.ok) return path;
  const asked = await http.probe({
    target: { ...target, credential: null },
    method: 'GET',
    path: path.value,
    signal,
  });
  if (!asked.ok) return asked;
  const own = wire.envelope.safeParse(asked.value.json);
  if (!own.success || own.data.success) return ok(null);
  return ok({ apiVariant: apiVariantId, methods: ['password', 'token'] });
}

/** Signs in with the filled form of one of the two methods. */
export async function formSignIn(
  http: HttpClient,
  target: HttpTarget,
  form: { method: 'token' | 'password' | 'entered'; values: Values; options: Options },
  signal: AbortSignal,
): Promise<Result<SecretStep>> {
  switch (form.method) {
    case 'token':
      return byToken(form.values);
    case 'password':
      return byPassword(http, target, form.values, form.options, signal);
    case 'entered':
      return fail(plainError('not-supported', systemText.needsSignIn, systemText.useForm));
  }
}

const newClientHash = () => randomBytes(32).toString('hex');
const filled = (values: Values, id: string): string => values[id]?.trim() ?? '';
const orNull = (text: string): string | null => (text === '' ? null : text);

function byToken(values: Values): Result<SecretStep> {
  // People copy the whole header.
  const access = filled(values, fieldIds.token).replace(/^Bearer\s+/i, '');
  const refresh = filled(values, fieldIds.refreshToken);
  const portalCode = filled(values, fieldIds.portalCode);
  const clientHash = filled(values, fieldIds.clientHash);
  const problems: FieldProblem[] = [
    ...required(fieldIds.token, access),
    ...required(fieldIds.portalCode, portalCode),
    ...(clientHash === '' ? [] : required(fieldIds.clientHash, clientHash)),
  ];
  if (problems.length > 0) return fail(incomplete(problems));
  const secret: Secret = {
    access,
    refresh: orNull(refresh),
    portalCode,
    // A session that was begun without one takes any, and has to go on with the same.
    clientHash: orNull(clientHash) ?? newClientHash(),
    email: orNull(filled(values, fieldIds.email)),
  };
  return ok({ step: 'secret', secret: formatSecret(secret) });
}

async function byPassword(
  http: HttpClient,
  target: HttpTarget,
  values: Values,
  options: Options,
  signal: AbortSignal,
): Promise<Result<SecretStep>> {
  const email = filled(values, fieldIds.email);
  const password = values[fieldIds.password] ?? '';
  const portalCode = filled(values, fieldIds.portalCode);
  const problems: FieldProblem[] = [
    ...(email === '' ? [{ path: fieldIds.email, message: systemText.enterEmailField }] : []),
    ...(password === '' ? [{ path: fieldIds.password, message: systemText.enterPassword }] : []),
    ...required(fieldIds.portalCode, portalCode),
  ];
  if (problems.length > 0) return fail(incomplete(problems));
  const client = { portalCode, clientHash: newClientHash() };

  async function post<T>(
    route: Route,
    body: object,
    schema: z.ZodType<T> | null,
    stop: AbortSignal,
  ): Promise<Result<T>> {
    const path = pathOf(options, route);
    if (!path.ok) return path;
    const locale = localeOf(options);
    if (!locale.ok) return locale;
    const outcome = await exchange(
      http,
      {
        target: { ...target, credential: null },
        method: 'POST',
        path: path.value,
        headers: commonHeaders(client, locale.value),
        body,
        schema,
        channel: null,
        missing: noPasswordSignIn(target.address),
      },
      stop,
    );
    return outcome.ok ? ok(outcome.value.data) : fail(atField(outcome));
  }

  const begun = await post('signIn', { email, password }, wire.initiated, signal);
  if (!begun.ok) return begun;
  const { sessionId, mfaMethods, expiresIn } = begun.value;
  const method = methodOf(mfaMethods, values[fieldIds.bySms] === 'on');
  if (method === null) return fail(noCodeOffered());
  const sent = await post('signInSend', { sessionId, method }, null, signal);
  if (!sent.ok) return sent;
  return ok({
    step: 'code',
    text: systemText.codeSent(ownValue(deliveryText, method) ?? `by ${method}`, minutes(expiresIn ?? 300)),
    async complete(code, stop) {
      const done = await post('signInComplete', { sessionId, code: code.trim() }, wire.tokens, stop);
      if (!done.ok) return done;
      const { accessToken, refreshToken } = done.value;
      return ok(formatSecret({ ...client, access: accessToken, refresh: refreshToken ?? null, email }));
    },
  });
}

const deliveryText: Readonly<Record<string, string>> = { EMAIL: 'by e-mail', SMS: 'by SMS' };

/** What was asked for where the person has it, else mail, else whatever there is. */
function methodOf(methods: readonly string[], bySms: boolean): string | null {
  const wished = bySms ? ['SMS', 'EMAIL'] : ['EMAIL', 'SMS'];
  return wished.find((one) => methods.includes(one)) ?? methods[0] ?? null;
}

function minutes(seconds: number): string {
  return plural(Math.max(1, Math.round(seconds / 60)), 'minute');
}

function required(path: string, text: string): FieldProblem[] {
  if (text === '') return [{ path, message: systemText.required }];
  // It travels in a header, where nothing else can be.
  return isHeaderText(text) ? [] : [{ path, message: systemText.asciiOnly }];
}

const incomplete = (problems: FieldProblem[]) =>
  invalidError(systemText.incomplete, systemText.fillMarked, problems);

const fieldOfCode: Readonly<Record<string, string>> = {
  'PORTAL.INVALID_ACCESS_CODE': fieldIds.portalCode,
  'AUTH.INVALID_CREDENTIALS': fieldIds.password,
  'AUTH.INVALID_MFA_CODE': 'code',
};

/** During a sign-in, a refusal belongs to its field, and no session can end yet. */
function atField({ error, code }: Extract<Outcome<unknown>, { ok: false }>): AppError {
  const path = ownValue(fieldOfCode, code ?? '');
  if (path !== undefined) {
    const { sentence, nextStep, detail } = error;
    return { ...invalidError(sentence, nextStep, [{ path, message: sentence }]), detail };
  }
  return error.kind === 'signed-out'
    ? plainError('forbidden', systemText.signInRejected, systemText.startAgain, error.detail)
    : error;
}

const noPasswordSignIn = (address: string) =>
  plainError('not-implemented', systemText.noPasswordSignIn(hostOf(address)), systemText.correctSignInPaths);

const noCodeOffered = () => plainError('not-supported', systemText.noCodeMethod, systemText.setUpCodes);
