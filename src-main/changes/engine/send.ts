import type { ChangeRequest } from '../../../src-preload/contract/changes.ts';
import { fail, type Result } from '../../../src-preload/shared/result.ts';
import { bugError } from '../../base/errors.ts';
import { apiVariantOf } from '../../providers/provider.ts';
import { realTimer } from '../../sync/timers.ts';
import type { ChangesDeps, ConnectionFacts } from './deps.ts';
import { factsOf } from '../kinds/place.ts';
import type { Run } from './run-state.ts';

/** Waits that the server asked for are obeyed up to this long (ms), and this often per request. */
const longestWait = 60_000;
const mostWaits = 3;

/** 429 means that nothing was done: the same request may go again once the server's time is over. */
export async function sendWithRetryAfter<T>(
  deps: ChangesDeps,
  run: Run,
  send: () => Promise<Result<T>>,
): Promise<Result<T>> {
  for (let waits = 0; ; waits += 1) {
    let result: Result<T>;
    try {
      result = await send();
    } catch (cause) {
      return fail(bugError(cause));
    }
    if (result.ok || result.error.kind !== 'rate-limited' || waits >= mostWaits || run.stopping)
      return result;
    const wait = result.error.retryAfterMs ?? 5_000;
    if (wait > longestWait) return result;
    await new Promise<void>((resolve) => (deps.setTimer ?? realTimer)(resolve, wait));
  }
}

/** A provider that knows provisioning makes a single row too, with its settings; another only creates. */
export const sendsRows = (connection: ConnectionFacts): boolean =>
  apiVariantOf(connection.provider, connection.apiVariant).capabilities['workspace.provision'].supported;

/** The change as the session is to send it: a role that waits for its person to join stays here. */
export function toWire(
  request: ChangeRequest,
  connection: ConnectionFacts,
  byItself: boolean,
): ChangeRequest {
  if (request.type === 'member.invite' && factsOf(connection).joining.role === 'after-join')
    return { ...request, role: null };
  if (request.type !== 'workspace.provision' || !byItself || sendsRows(connection)) return request;
  const { connectionId, organizationId, name } = request;
  return {
    type: 'workspace.create',
    connectionId,
    organizationId,
    name,
    kind: connection.provider.kindOf(connection.address),
    description: '',
    url: '',
    isDefault: false,
  };
}

/** The first characters, enough to tell two tokens apart and never most of a short one. */
export function mask(secret: string): string {
  return `${secret.slice(0, Math.min(6, Math.floor(secret.length / 4)))}••••••••`;
}
