import type { Plan } from '../../../src-preload/contract/plan.ts';
import type { CredentialKind } from '../../../src-preload/contract/connections.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import type { ConnectionRecord, LedgerReader, LedgerWriter } from '../../../src-main/store/ledger/types.ts';
import { lastChangeOf } from '../../../src-main/store/ledger/packed-plan.ts';
import type { Difference, HistoryRow } from '../../../src-main/store/history/types.ts';
import { me } from './rows.ts';

export type FakeLedger = Pick<
  LedgerReader & LedgerWriter,
  | 'connection'
  | 'plan'
  | 'plans'
  | 'itemsOfTypes'
  | 'unfinishedPlans'
  | 'plansChangedSince'
  | 'interruptedPlans'
  | 'historyAfter'
  | 'departuresAfter'
  | 'lastHistoryId'
  | 'savePlan'
  | 'deletePlan'
> & {
  rows: HistoryRow[];
  /** What a swap found. */
  addHistory(connectionId: string, from: number, at: number, found: readonly Difference[]): void;
  /** Every version that was saved, as JSON: what a disk would have held. */
  writes: string[];
  /** Set to let the next saves fail. */
  broken: AppError | null;
};

export function fakeLedger(credential: CredentialKind = 'session', apiVariant = ''): FakeLedger {
  const plans = new Map<string, string>();
  const read = (text: string): Plan => JSON.parse(text) as Plan;
  const receipts = () => [...plans.values()].map(read).filter(({ status }) => status !== 'draft');
  const ledger: FakeLedger = {
    rows: [],
    writes: [],
    broken: null,
    connection: (connectionId) =>
      [record(credential, apiVariant)].find(({ id }) => id === connectionId) ?? null,
    plan(planId) {
      const text = plans.get(planId);
      return text === undefined ? null : read(text);
    },
    plans: () => Promise.resolve(receipts()),
    itemsOfTypes: ({ connectionId, workspaceId }, types) =>
      receipts()
        .flatMap((plan) => plan.items.map((item) => ({ planId: plan.id, item })))
        .filter(
          ({ item: { request, target } }) =>
            types.includes(request.type) &&
            target.connectionId === connectionId &&
            (workspaceId === null || target.workspaceId === workspaceId),
        ),
    unfinishedPlans: () => receipts().filter(({ unfinished }) => unfinished > 0),
    plansChangedSince: (_connectionId, since) =>
      receipts().filter((plan) => (lastChangeOf(plan) ?? since) >= since),
    interruptedPlans: () =>
      [...plans.values()]
        .map(read)
        .filter(
          (plan) => plan.status === 'applying' || plan.items.some(({ state }) => state.state === 'sent'),
        ),
    historyAfter: ({ connectionId, workspaceId }, { id, at }, { kinds, limit }) =>
      ledger.rows
        .filter((row) => row.connectionId === connectionId)
        .filter((row) => workspaceId === null || row.workspaceId === workspaceId)
        .filter((row) => row.id > id && row.at >= at && kinds.includes(row.kind))
        .slice(0, limit)
        .map((row) => ({ ...row, row: row.row ?? null })),
    departuresAfter: (ref, after, kind) =>
      ledger.historyAfter(ref, after, { kinds: [kind], limit: Infinity }),
    lastHistoryId: () => ledger.rows.at(-1)?.id ?? 0,
    async savePlan(plan) {
      if (ledger.broken) return fail(ledger.broken);
      plans.set(plan.id, JSON.stringify(plan));
      ledger.writes.push(JSON.stringify(plan));
      return ok(null);
    },
    async deletePlan(planId) {
      plans.delete(planId);
      return ok(null);
    },
    addHistory(connectionId, from, at, found) {
      for (const row of found)
        ledger.rows.push({ ...row, id: ledger.rows.length + 1, connectionId, from, at });
    },
  };
  return ledger;
}

function record(credential: CredentialKind, apiVariant: string): ConnectionRecord {
  return {
    id: 'c1',
    provider: 'system-initiative',
    kind: 'local-dev',
    address: 'http://127.0.0.1:1',
    label: 'Test',
    badge: 'development',
    colour: 'blue',
    position: 0,
    identity: me,
    credential,
    signedOut: null,
    builtIn: false,
    insecure: false,
    apiVariant,
    options: {},
    startsAt: 'selector',
  };
}
