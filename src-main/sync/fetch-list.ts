import type { CredentialKind } from '../../src-preload/contract/connections.ts';
import type { StewardEvent } from '../../src-preload/contract/events.ts';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { AppError, Result } from '../../src-preload/contract/result.ts';
import { plainError } from '../errors.ts';
import type {
  Difference,
  FetchMeta,
  LedgerReader,
  LedgerWriter,
  RosterReader,
  RosterWriter,
} from '../store/types.ts';
import { notOffered } from './offered.ts';
import type { SessionSource } from './sessions.ts';

export interface FetchListDeps {
  sessions: SessionSource;
  roster: RosterReader & RosterWriter;
  ledger: Pick<LedgerReader, 'connections'> & Pick<LedgerWriter, 'addHistory'>;
  now: () => number;
  onChanged: (event: StewardEvent) => void;
}

export type FetchEnd =
  | { end: 'fetched' }
  /** Not a failure: this identity is never given the list. */
  | { end: 'not-offered'; error: AppError }
  /** Nobody is signed in, or the credential can't be read now: nothing was sent. */
  | { end: 'no-session'; error: AppError }
  | { end: 'failed'; error: AppError };

/** What the absence of a row would claim; not claimed from a fetch that left out what it couldn't read. */
const absences: ReadonlySet<Difference['kind']> = new Set<Difference['kind']>([
  'member.left',
  'workspace.gone',
  'token.gone',
]);

/**
 * Fetches one list whole, swaps it in and writes the differences as history.
 * Nothing is written once `isCurrent` says that the connection was signed out or forgotten meanwhile.
 */
export async function fetchList(
  deps: FetchListDeps,
  what: { connectionId: string; workspaceId: string | null; list: ListName },
  signal: AbortSignal,
  isCurrent: () => boolean,
): Promise<FetchEnd> {
  const { connectionId, workspaceId, list } = what;
  const startedAt = deps.now();
  const opened = await deps.sessions.for(connectionId);
  if (!opened.ok) return { end: 'no-session', error: opened.error };
  const { session, provider } = opened.value;
  const ref = { connectionId, workspaceId: workspaceId ?? '' };

  if (list !== 'workspaces') {
    const row = deps.roster.workspace(ref, startedAt);
    const reason = notOffered(provider, list, row, credentialOf(deps, connectionId));
    if (reason !== null)
      return {
        end: 'not-offered',
        error: plainError('not-supported', reason, 'Sign in with another kind of token to see this list.'),
      };
  }

  const previous = deps.roster.freshness(connectionId, workspaceId, list).fetchedAt;
  const meta = (unreadable: number): FetchMeta => ({ startedAt, finishedAt: deps.now(), unreadable });
  const dropped = { ok: false, error: stoppedError() } as const;
  let unreadable: number;
  let swapped: Result<Difference[]>;
  if (list === 'workspaces') {
    const fetched = await session.workspaces(signal);
    if (!fetched.ok) return { end: 'failed', error: fetched.error };
    unreadable = fetched.value.unreadable;
    swapped = isCurrent()
      ? await deps.roster.swapWorkspaces(connectionId, fetched.value.rows, meta(unreadable))
      : dropped;
  } else if (list === 'members') {
    const fetched = await session.members(ref.workspaceId, signal);
    if (!fetched.ok) return { end: 'failed', error: fetched.error };
    unreadable = fetched.value.unreadable;
    swapped = isCurrent()
      ? await deps.roster.swapMembers(ref, fetched.value.rows, meta(unreadable))
      : dropped;
  } else {
    const fetched = await session.tokens(ref.workspaceId, signal);
    if (!fetched.ok) return { end: 'failed', error: fetched.error };
    unreadable = fetched.value.unreadable;
    swapped = isCurrent() ? await deps.roster.swapTokens(ref, fetched.value.rows, meta(unreadable)) : dropped;
  }
  if (!swapped.ok) return { end: 'failed', error: swapped.error };
  if (!isCurrent()) return { end: 'failed', error: stoppedError() };

  const differences =
    unreadable === 0 ? swapped.value : swapped.value.filter((row) => !absences.has(row.kind));
  // Against no copy at all everything would look new; that is not something that was seen to change.
  if (differences.length === 0 || previous === null) return { end: 'fetched' };
  await deps.ledger.addHistory(connectionId, previous, deps.now(), differences);
  deps.onChanged({ topic: 'history', connectionId, workspaceId });
  for (const row of differences)
    if (row.kind === 'workspace.gone' && isCurrent())
      await deps.roster.eraseWorkspace({ connectionId, workspaceId: row.subjectId });
  return { end: 'fetched' };
}

function credentialOf(deps: FetchListDeps, connectionId: string): CredentialKind {
  return deps.ledger.connections().find((record) => record.id === connectionId)?.credential ?? 'unknown';
}

function stoppedError(): AppError {
  return plainError('cancelled', 'The refresh was stopped.', 'Refresh again when you need it.');
}
