import { z } from 'zod';
import { fail, ok, type Result } from '../../../src-preload/shared/result.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { malformedError } from '../../http/failures.ts';
import type { HttpAnswer, HttpClient, HttpTarget } from '../../http/http.ts';
import { shown } from '../../http/redact.ts';
import { errorBody, keyMalformed, keyMissing } from './wire.ts';
import { dataApiOption } from './rules.ts';
import { unstructuredText } from './text.ts';

export interface KeyVerdict {
  works: boolean;
  words: string;
}

/** Without the setting that overrides it, the data API is under the connection's own address, as at the vendor's. */
export const dataApiAddress = (address: string, options: Readonly<Record<string, string>>): string =>
  (options[dataApiOption]?.trim() || `${address}/api/v1`).replace(/\/+$/, '');

/**
 * Tries a key against the data API. An answer in its own shape is a verdict, whatever it is; an answer of somebody on the way, or
 * none, is an error and says nothing of the key.
 */
export async function probeKey(
  http: HttpClient,
  connection: HttpTarget,
  dataApi: string,
  key: string,
  signal: AbortSignal,
): Promise<Result<KeyVerdict>> {
  const seen: { verdict: KeyVerdict | null } = { verdict: null };
  const readError = (answer: HttpAnswer): AppError | null => {
    seen.verdict = readVerdict(answer);
    // Stands for the verdict: it is never shown.
    return seen.verdict === null ? null : malformedError(dataApi, 'is a verdict', null);
  };
  const reply = await http.request({
    // The connection's session token is for the management API only, and its permission for http only for its own host.
    target: {
      ...connection,
      address: dataApi,
      credential: null,
      allowInsecure: connection.allowInsecure && sameOrigin(dataApi, connection.address),
    },
    method: 'GET',
    path: '/workflows/',
    query: { page: '1', page_size: '1' },
    headers: { 'unstructured-api-key': key },
    schema: z.unknown(),
    readError,
    signal,
  });
  if (reply.ok) return ok({ works: true, words: unstructuredText.keyWorks });
  return seen.verdict === null ? fail(reply.error) : ok(seen.verdict);
}

const sameOrigin = (a: string, b: string) =>
  URL.canParse(a) && URL.canParse(b) && new URL(a).origin === new URL(b).origin;

function readVerdict(answer: HttpAnswer): KeyVerdict | null {
  const own = errorBody.safeParse(answer.json);
  if (!own.success || answer.status >= 500) return null;
  const { detail } = own.data;
  const said = typeof detail === 'string' ? detail : detail.map(({ msg }) => msg).join('; ');
  switch (answer.status) {
    case 401:
      if (keyMissing.test(said)) return no(unstructuredText.keyRemoved);
      if (keyMalformed.test(said)) {
        return no(unstructuredText.keyRejected);
      }
      return no(`Refused (401): ${shown(said)}`);
    case 402:
      return no(unstructuredText.paymentDue);
    case 404:
      return no(unstructuredText.notDataApi);
    case 422:
      return no(unstructuredText.probeNotUnderstood(shown(said)));
    default:
      return no(`Refused (${answer.status}): ${shown(said)}`);
  }
}

const no = (words: string): KeyVerdict => ({ works: false, words });
