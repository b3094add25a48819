import { z } from 'zod';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { malformedError } from '../../http/failures.ts';
import { malformedText } from '../../http/text.ts';
import type { HttpClient, HttpMethod, HttpTarget } from '../../http/http.ts';
import { refusalError } from './read-error.ts';
import type { Channel } from './secure-channel.ts';
import { envelope } from './wire.ts';

export interface Exchange<T> {
  target: HttpTarget;
  method: HttpMethod;
  path: string;
  query?: Readonly<Record<string, string>> | undefined;
  headers: Readonly<Record<string, string>>;
  body?: unknown;
  /** Of the envelope's `data`; null where it isn't looked at. */
  schema: z.ZodType<T> | null;
  /** Encrypts the body and decrypts the answer. */
  channel: Channel | null;
  /** What to say where the server has nothing at this path; null: the general words. */
  missing: AppError | null;
}

export interface Reply<T> {
  data: T;
  /** The server's clock, epoch ms; null where it can't be believed. */
  at: number | null;
}

/** `code`: the one in SYSTEM's own envelope, null where another server answered, or none. */
export type Outcome<T> =
  { ok: true; value: Reply<T> } | { ok: false; error: AppError; code: string | null; at: number | null };

/** One request and its answer, with the envelope and the secure channel taken off. */
export async function exchange<T>(
  http: HttpClient,
  request: Exchange<T>,
  signal: AbortSignal,
): Promise<Outcome<T>> {
  const { target, channel, missing, schema } = request;
  const { address } = target;
  const seen: { code: string | null; at: number | null } = { code: null, at: null };

  const unseal = (json: unknown, refused: boolean): Result<unknown> =>
    channel === null ? ok(json) : channel.open(json, refused);
  /** Null: not in SYSTEM's envelope. */
  const refusalOf = (value: unknown, status: number): AppError | null => {
    const own = envelope.safeParse(value);
    if (!own.success || own.data.success) return null;
    seen.code = own.data.code;
    seen.at = own.data.timestamp;
    return refusalError(own.data, status, { address, sealed: channel !== null, missing });
  };
  const failed = (error: AppError): Outcome<T> => ({ ok: false, error, ...seen });

  const { method, path, query, headers, body } = request;
  const reply = await http.request({
    target,
    method,
    path,
    ...(query === undefined ? {} : { query }),
    headers: channel === null ? headers : { ...headers, ...channel.headers },
    ...(body === undefined ? {} : { body: channel === null ? body : channel.seal(body) }),
    schema: z.unknown(),
    readError(answer) {
      const plain = unseal(answer.json, true);
      return plain.ok ? refusalOf(plain.value, answer.status) : plain.error;
    },
    signal,
  });
  if (!reply.ok) {
    const absent = reply.error.kind === 'not-found' || reply.error.kind === 'not-implemented';
    return failed(absent && seen.code === null && missing !== null ? missing : reply.error);
  }
  const { status } = reply.value;
  const plain = unseal(reply.value.value, false);
  if (!plain.ok) return failed(plain.error);
  const refusal = refusalOf(plain.value, status);
  if (refusal !== null) return failed(refusal);
  const own = envelope.safeParse(plain.value);
  if (!own.success) return failed(notThisApi(address, own.error));
  seen.at = own.data.timestamp;
  // Without a schema there is no value; callers that pass null don't look at it.
  if (schema === null) return { ok: true, value: { data: null as T, at: own.data.timestamp } };
  const data = schema.safeParse(own.data.data);
  return data.success
    ? { ok: true, value: { data: data.data, at: own.data.timestamp } }
    : failed(notThisApi(address, data.error));
}

/** Paths and codes only: values could be anybody's e-mail or a secret. */
export function notThisApi(address: string, problem: z.ZodError | null): AppError {
  const issues = (problem?.issues ?? [])
    .slice(0, 5)
    .map((issue) => `${issue.path.map(String).join('.') || 'answer'}: ${issue.code}`);
  return malformedError(address, malformedText.otherShape, issues.join('; ') || null);
}

/** For callers that don't distinguish refusals by code. */
export const plainResult = <T>(outcome: Outcome<T>): Result<Reply<T>> =>
  outcome.ok ? outcome : fail(outcome.error);
