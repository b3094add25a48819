import type { Plan } from '../../../src-preload/contract/plan.ts';
import type { StewardEvent } from '../../../src-preload/contract/events.ts';
import type { Approval } from '../../../src-preload/contract/second-persons.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { LedgerReader, LedgerWriter } from '../../store/ledger/types.ts';
import type { RosterReader } from '../../store/roster/types.ts';
import type { SessionSource } from '../../sync/sessions.ts';
import type { Sync } from '../../sync/sync.ts';
import type { SetTimer } from '../../sync/timers.ts';
import type { ConnectionFacts } from '../context.ts';

export interface ChangesDeps {
  sessions: SessionSource;
  /** null: the connection was removed. */
  connections: { get(connectionId: string): ConnectionFacts | null };
  roster: RosterReader;
  ledger: Pick<
    LedgerReader,
    | 'plan'
    | 'itemsOfTypes'
    | 'unfinishedPlans'
    | 'plansChangedSince'
    | 'interruptedPlans'
    | 'historyAfter'
    | 'departuresAfter'
    | 'lastHistoryId'
  > &
    Pick<LedgerWriter, 'savePlan' | 'deletePlan'>;
  sync: Pick<Sync, 'fetchNow' | 'refresh'>;
  /** Epoch ms. */
  now: () => number;
  newId: () => string;
  /** Why nothing can be sent on this connection now (offline, signed out, read-only), in words, or null. */
  cannotWrite: (connectionId: string) => string | null;
  /** From how many removals a plan asks for the name and the count to be typed; not given: the default. */
  typeNameFrom?: () => number;
  /** Whether second persons are asked, from how many removals, and who one is; not given: they aren't. */
  secondPerson?: {
    /** null: they aren't asked. */
    from: () => number | null;
    /** Who this is, if the passphrase is theirs. */
    check: (given: Approval) => Promise<Result<{ name: string }>>;
  };
  /** Takes the secret of a new token, to be shown once; gives the id to ask for it. */
  secrets: { put(secret: string): string };
  onEvent: (event: StewardEvent) => void;
  /** A plan was applied, or what became of one is known now. */
  onApplied?: (plan: Plan) => void;
  setTimer?: SetTimer;
}

/** Looks each key up once, such as a connection: a plan of thousands is for a few. */
export function lookedUpOnce<T, Key = string>(read: (key: Key) => T): (key: Key) => T {
  const known = new Map<Key, { value: T }>();
  return (key) => {
    const found = known.get(key) ?? { value: read(key) };
    known.set(key, found);
    return found.value;
  };
}
