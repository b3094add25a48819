import { ok, type Result } from '../../../src-preload/shared/result.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { WorkspaceRow } from '../../base/records.ts';
import { isStub, type Calls } from './client.ts';
import type { Listed } from './pages.ts';
import { paths } from './paths.ts';
import { notBuilt } from './read-error.ts';
import { settingsAnswer } from './wire.ts';

type EndpointState = 'unknown' | 'built' | 'stub';
const optional = {
  settings: 'workspace settings',
  clone: 'cloning',
  provision: 'provisioning',
} as const;
type Optional = keyof typeof optional;

/**
 * Which of the nine workspace routes this server has built. The documents call all of them stubs, so it is found out by GETs, which
 * change nothing, and asked again whenever the workspaces are listed. What only a request could show is remembered for the session.
 */
export interface EndpointDetection {
  /** Lists the collection; null: it is a stub. */
  list(signal: AbortSignal): Promise<Result<Listed | null>>;
  /** Is the collection built? Asks only once. */
  collection(signal: AbortSignal): Promise<Result<boolean>>;
  /** Asks for the settings of a workspace that is known to be there. */
  trySettings(workspace: string, signal: AbortSignal): Promise<void>;
  /** Why this can't be done here, or null as far as is known. */
  refusal(route: Optional): AppError | null;
  /** A request to this route was answered as documented. */
  found(route: Optional): void;
  /** A request to this route found that it isn't there. */
  missing(route: Optional): AppError;
  /** What workspaces of this server don't offer, with the reasons. */
  unavailable(): WorkspaceRow['unavailable'];
}

export function createEndpointDetection(calls: Calls): EndpointDetection {
  const state: Record<Optional | 'collection', EndpointState> = {
    collection: 'unknown',
    settings: 'unknown',
    clone: 'unknown',
    provision: 'unknown',
  };

  async function list(signal: AbortSignal): Promise<Result<Listed | null>> {
    const listed = await calls.list(paths.collection, 'workspaces', signal);
    if (!listed.ok && !isStub(listed.error)) return listed;
    state.collection = listed.ok ? 'built' : 'stub';
    return ok(listed.ok ? listed.value : null);
  }

  /** A server without collection and settings has built none of the nine: there is no GET that would show the others. */
  const isMissing = (route: Optional): boolean => {
    if (state[route] === 'stub') return true;
    if (route === 'settings' || state[route] === 'built') return false;
    if (route === 'provision') return state.collection === 'stub';
    return state.collection === 'stub' && state.settings === 'stub';
  };

  const refusal = (route: Optional): AppError | null =>
    isMissing(route) ? notBuilt(calls.host, optional[route], 'Known from an earlier answer') : null;

  return {
    list,
    async collection(signal) {
      if (state.collection === 'unknown') {
        const listed = await list(signal);
        if (!listed.ok) return listed;
      }
      return ok(state.collection === 'built');
    },
    async trySettings(workspace, signal) {
      if (state.settings === 'built') return;
      const answer = await calls.ask('GET', paths.settings(workspace), undefined, settingsAnswer, signal);
      if (answer.answer === 'value') state.settings = 'built';
      else if (answer.answer === 'no-data' || isStub(answer.error)) state.settings = 'stub';
    },
    refusal,
    found(route) {
      state[route] = 'built';
    },
    missing(route) {
      state[route] = 'stub';
      return notBuilt(calls.host, optional[route], 'The route is a stub');
    },
    unavailable() {
      const settings = refusal('settings')?.sentence;
      const clone = refusal('clone')?.sentence;
      return {
        ...(settings === undefined
          ? {}
          : { 'workspace.details': settings, 'workspace.change-settings': settings }),
        ...(clone === undefined ? {} : { 'workspace.clone': clone }),
      };
    },
  };
}
