import type { StewardEvent } from '../../src-preload/contract/events.ts';
import type { ListName } from '../../src-preload/contract/freshness.ts';
import type { AppError } from '../../src-preload/contract/result.ts';
import { fail, ok, type Result } from '../../src-preload/shared/result.ts';
import { errorFrom, plainError } from '../base/errors.ts';
import { refreshText } from './text.ts';
import { createListDigest, type ListDigest } from './list-digest.ts';
import {
  apiVariantOf,
  mappingVersion,
  type Fetched,
  type Provider,
  type ProviderSession,
} from '../providers/provider.ts';
import type { PastList, SamplePasts, SamplePlace } from '../sample/sample-past.ts';
import type { SamplePast } from '../sample/sample-data.ts';
import type { Difference } from '../store/history/types.ts';
import type {
  FetchMeta,
  Reading,
  RosterReader,
  RosterWriter,
  SendsMembersAhead,
} from '../store/roster/types.ts';
import type { RosterSearch } from '../store/search/types.ts';
import type { LedgerReader } from '../store/ledger/types.ts';
import type { Target } from './connection-queue.ts';
import { accessAt } from '../access/access.ts';
import { listRefusal } from '../access/list-access.ts';
import { rosterAccess } from '../access/roster-access.ts';
import { doubtAt, doubtError, type GateDeps, type GateDoubt } from './gate.ts';
import type { SessionSource } from './sessions.ts';
import { connectionRules } from './fetch-targets.ts';

export interface FetchListDeps {
  sessions: SessionSource;
  roster: RosterReader & RosterWriter & Pick<RosterSearch, 'membersPage'> & Partial<SendsMembersAhead>;
  ledger: Pick<LedgerReader, 'connection'>;
  /** Epoch ms. */
  now: () => number;
  onChanged: (event: StewardEvent) => void;
  /** What an answer said the time is: a Date header's, with this computer's time (epoch ms) at the asking and after the answer. */
  onServerDate?: (
    connectionId: string,
    serverDate: number | null,
    askedAt: number,
    answeredAt: number,
  ) => void;
  /** After each refresh: why what changed can't be written to the history now (it waits), or null where it is. */
  onHistory?: (waits: AppError | null) => void;
  /** The past of the built-in server's sample data, for the first reading of a list; left out or null: there is none to show. */
  samplePast?: (connectionId: string, placeId: string | null) => SamplePast | null;
  /** Places left the list with this refresh: only their past is kept. */
  onGone?: (connectionId: string, places: readonly { workspaceId: string; name: string }[]) => void;
  /** IDs that this app's own changes have just taken out of a list: missing, they raise no doubt. */
  expectedGone?: GateDeps['expectedGone'];
}

export type FetchEnd =
  /** `doubt`: in spite of which the list was accepted. */
  | { end: 'fetched'; provider: Provider; doubt: GateDoubt | null }
  /** Not a failure: this identity is never given the list. */
  | { end: 'not-offered'; error: AppError }
  /** The connection is signed out, or the credential can't be read now: nothing was sent. */
  | { end: 'no-session'; error: AppError }
  /** The list may not be what the server really has: the copy stays, and the list is asked for again. */
  | { end: 'doubted'; error: AppError; doubt: GateDoubt }
  | { end: 'failed'; error: AppError };

/**
 * Fetches one list whole and swaps it in; the differences become history.
 * Nothing is written once `isCurrent` says that the connection was signed out or forgotten meanwhile, and nothing of a list that is in
 * doubt until `isConfirmed` says that it stood in several readings.
 */
export async function fetchList(
  deps: FetchListDeps,
  what: Target & { connectionId: string },
  signal: AbortSignal,
  isCurrent: () => boolean,
  isConfirmed: (doubt: GateDoubt) => boolean,
): Promise<FetchEnd> {
  const { connectionId, workspaceId } = what;
  const startedAt = deps.now();
  const opened = await deps.sessions.for(connectionId);
  if (!opened.ok) return { end: 'no-session', error: opened.error };
  const { session, provider } = opened.value;

  const reason = reasonAgainst(deps, provider, what);
  if (reason !== null)
    return {
      end: 'not-offered',
      error: plainError('not-supported', reason, refreshText.nothingAsked),
    };

  const { facts } = apiVariantOf(provider, connectionRules(deps.ledger, provider, connectionId).apiVariant);
  const gate: Asking['gate'] = { doubt: null, passed: false };
  const passes = async <T>(fetched: Fetched<T>): Promise<boolean> => {
    // An inventory that is kept here is what the admin made of it.
    gate.doubt = fetched.asOf === null ? await doubtAt(deps, what, facts, fetched) : null;
    gate.passed = gate.doubt === null || isConfirmed(gate.doubt);
    return gate.passed;
  };
  const rules = rulesOf(deps, provider, connectionId);
  const fetched = await askAndSwap({
    deps,
    session,
    what,
    rules,
    signal,
    startedAt,
    isCurrent,
    passes,
    gate,
  });
  if (gate.doubt !== null && !gate.passed)
    return { end: 'doubted', error: doubtError(gate.doubt), doubt: gate.doubt };
  if (!fetched.ok) return { end: 'failed', error: fetched.error };
  const settled = await deps.roster.flushHistory();
  deps.onHistory?.(settled.ok ? null : settled.error);
  if (!isCurrent()) return { end: 'failed', error: stoppedError() };

  const differences = fetched.value;
  if (differences.length > 0) deps.onChanged({ topic: 'history', connectionId, workspaceId });
  const gone = differences.flatMap(({ kind, subjectId, subject }) =>
    kind === 'workspace.gone' ? [{ workspaceId: subjectId, name: subject }] : [],
  );
  if (gone.length > 0) deps.onGone?.(connectionId, gone);
  return { end: 'fetched', provider, doubt: gate.doubt };
}

function reasonAgainst(
  deps: FetchListDeps,
  provider: Provider,
  { connectionId, workspaceId, list }: Target & { connectionId: string },
): string | null {
  if (list === 'workspaces' || workspaceId === null) return null;
  const rules = connectionRules(deps.ledger, provider, connectionId);
  const reader = rosterAccess(deps.roster, deps.now);
  return listRefusal(accessAt(rules, reader, connectionId, workspaceId), list);
}

interface Asking {
  deps: FetchListDeps;
  session: ProviderSession;
  what: Target & { connectionId: string };
  /** What decides, beside its answers, what is made of a list. */
  rules: string;
  signal: AbortSignal;
  startedAt: number;
  isCurrent: () => boolean;
  /** Whether the list may replace the copy; fills `gate`. */
  passes: <T>(fetched: Fetched<T>) => Promise<boolean>;
  gate: { doubt: GateDoubt | null; passed: boolean };
}

function rulesOf({ ledger }: FetchListDeps, provider: Provider, connectionId: string): string {
  const { address, apiVariant, options, identity } = ledger.connection(connectionId) ?? {};
  return JSON.stringify([mappingVersion, provider.id, address, apiVariant, options, identity?.userId]);
}

/** What a list of the sample data was before, and how it is written with what it is now. */
interface SampleReadings<T> {
  of(pasts: SamplePasts, rows: readonly T[], place: SamplePlace): PastList<T>[];
  swap(readings: Reading<T>[]): Promise<Result<Difference[]>>;
}

const readingOf = <T>({ at, rows }: PastList<T>): Reading<T> => ({
  rows,
  meta: { startedAt: at, finishedAt: at, unreadable: 0 },
});

/** Errors: those of the session, of the store, and `cancelled` where the answer came too late to be kept. */
async function askAndSwap(asking: Asking): Promise<Result<Difference[]>> {
  const { deps, session, signal, startedAt, isCurrent, passes, gate } = asking;
  const { connectionId, workspaceId, list } = asking.what;
  const { roster } = deps;
  const id = workspaceId ?? '';
  const ref = { connectionId, workspaceId: id };
  const isFirstReading = () => roster.freshness(connectionId, workspaceId, list).fetchedAt === null;
  const bring = async <T>(
    asked: Promise<Result<Fetched<T>>>,
    swap: (rows: T[], meta: FetchMeta) => Promise<Result<Difference[]>>,
    digest?: ListDigest,
    past?: SampleReadings<T>,
  ): Promise<Result<Difference[]>> => {
    const fetched = await asked;
    if (!fetched.ok) return fetched;
    if (!isCurrent()) return fail(stoppedError());
    const { rows, unreadable, partlyUnreadable, asOf, serverDate } = fetched.value;
    // What wasn't just asked (kept here, or said to be of another time) says nothing of the clock.
    if (asOf === null) deps.onServerDate?.(connectionId, serverDate, startedAt, deps.now());
    const isPlausible = await passes(fetched.value);
    const sum = (await digest?.digest()) ?? null;
    if (!isPlausible || !isCurrent()) return fail(stoppedError());
    // What was doubted, or has records that can't be read whole, is judged again each time.
    const isPlain = asOf === null && unreadable + partlyUnreadable === 0 && gate.doubt === null;
    const known = isPlain && sum !== null ? { digest: sum } : {};
    const meta: FetchMeta = { startedAt, finishedAt: asOf ?? deps.now(), unreadable, ...known };
    const sample = deps.samplePast?.(connectionId, workspaceId) ?? null;
    if (sample === null || past === undefined || !isFirstReading()) return swap(rows, meta);
    const { me, pasts, sortHistory } = sample;
    const before = past.of(pasts, rows, { placeId: id, me, now: startedAt });
    const swapped = await past.swap([...before.map(readingOf), { rows, meta }]);
    const sorted = await sortHistory();
    return sorted.ok ? swapped : sorted;
  };
  const bringMembers = async (known: string | null): Promise<Result<Difference[]>> => {
    const digest = createListDigest(asking.rules, known);
    // The writer thread makes them ready while the rest is read and judged.
    const ahead = roster.membersAhead?.();
    const asked = await session.members(id, signal, digest, ahead?.send);
    if (!digest.unchanged()) {
      const brought = await bring(
        Promise.resolve(asked),
        (rows, meta) =>
          ahead?.isAll(rows) === true ? ahead.swap(ref, meta) : roster.swapMembers(ref, rows, meta),
        digest,
        {
          of: (pasts, rows, place) => pasts.members(rows, place),
          swap: (readings) => roster.swapReadings({ list: 'members', ref, readings }),
        },
      );
      ahead?.forget();
      return brought;
    }
    if (!isCurrent()) return fail(stoppedError());
    deps.onServerDate?.(connectionId, digest.serverDate(), startedAt, deps.now());
    const confirmed = await roster.confirmMembers(ref, known ?? '', { startedAt, finishedAt: deps.now() });
    if (!confirmed.ok) return confirmed;
    // Another refresh came in between: the copy isn't made of these answers any longer.
    return confirmed.value ? ok([]) : bringMembers(null);
  };
  const work: Readonly<Record<ListName, () => Promise<Result<Difference[]>>>> = {
    workspaces: () =>
      bring(
        session.workspaces(signal),
        (rows, meta) => roster.swapWorkspaces(connectionId, rows, meta),
        undefined,
        {
          of: (pasts, rows, place) => pasts.workspaces(rows, place),
          swap: (readings) => roster.swapReadings({ list: 'workspaces', connectionId, readings }),
        },
      ),
    members: () => bringMembers(roster.digest(ref, 'members')),
    invitations: () =>
      bring(
        session.invitations(id, signal),
        (rows, meta) => roster.swapInvitations(ref, rows, meta),
        undefined,
        {
          of: (pasts, rows, place) => pasts.invitations(rows, place),
          swap: (readings) => roster.swapReadings({ list: 'invitations', ref, readings }),
        },
      ),
    roles: () => bring(session.roles(id, signal), (rows, meta) => roster.swapRoles(ref, rows, meta)),
    tokens: () =>
      bring(session.tokens(id, signal), (rows, meta) => roster.swapTokens(ref, rows, meta), undefined, {
        of: (pasts, rows, place) => pasts.tokens(rows, place),
        swap: (readings) => roster.swapReadings({ list: 'tokens', ref, readings }),
      }),
    details: () => bring(session.details(id, signal), (rows, meta) => roster.swapDetails(ref, rows, meta)),
  };
  return work[list]();
}

function stoppedError(): AppError {
  return errorFrom('cancelled', refreshText.stopped);
}
