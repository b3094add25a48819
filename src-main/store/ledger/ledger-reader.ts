import { z } from 'zod';
import {
  leftOut as leftOutSchema,
  planItem,
  planSummary,
  type Plan,
} from '../../../src-preload/contract/plan.ts';
import { pin as pinSchema } from '../../../src-preload/contract/connections.ts';
import { observedKind, type ObservedKind } from '../../../src-preload/contract/history.ts';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import { atOnce, inTurns, type Steps } from '../../base/in-turns.ts';
import type { Db } from '../database.ts';
import { leftOutState } from './packed-plan.ts';
import { createConnectionRecords } from './connection-records.ts';
import { mostKeptItems, type PlanCache } from './plan-cache.ts';
import type { LedgerReader } from './types.ts';

/** So many items of a plan are read at once: some milliseconds. */
const pieceSize = 100;

const historyRow = z.object({
  id: z.int(),
  connectionId: z.string(),
  workspaceId: z.string().nullable(),
  from: z.number().nullable(),
  at: z.number(),
  kind: observedKind,
  subjectId: z.string(),
  subject: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
const wholeHistoryRow = historyRow.extend({ row: z.string().nullable() });

/**
 * Reads of the ledger on any connection to it. A row in a shape that this version can't read is left out, and left alone. `cache`: where
 * plans that were read are kept, so that they are parsed once.
 */
export function createLedgerReader(db: Db, cache: PlanCache | null = null): LedgerReader {
  const ofConnection = `exists (select 1 from plan_items i where i.plan_id = p.id and i.connection_id = @connectionId
    and (@workspaceId is null or i.workspace_id = @workspaceId) and i.state <> '${leftOutState}')`;
  const connections = createConnectionRecords(db);
  const receipts = `p.status <> 'draft'`;
  const lastChange = `coalesce(json_extract(json, '$.changedAt'), json_extract(json, '$.finishedAt'))`;
  const changedAt = `json_extract(json, '$.state.at')`;
  // Of what wasn't sent there is no other time.
  const appliedAt = `coalesce(json_extract(json, '$.appliedAt'), created_at)`;
  const order = 'order by p.created_at desc, p.id desc';
  const receiptsWhere = <More = unknown>(condition: string) =>
    db.prepare<[Target & More], { id: string; json: string }>(
      `select id, json from plans p where ${receipts} and ${condition}
        and (@connectionId is null or ${ofConnection}) ${order}`,
    );
  const ofOnePlace = 'and workspace_id = @workspaceId';
  // A condition on both would keep the index of places from being used for one.
  const ofAllPlaces = '';
  const historyAfter = <At>(ofPlaces: string) =>
    db.prepare<[At & After & { kinds: string; limit: number }], Record<string, unknown>>(`
      select id, connection_id as connectionId, workspace_id as workspaceId, from_at as "from", at, kind,
        subject_id as subjectId, subject, before, after, row
      from history where connection_id = @connectionId ${ofPlaces} and id > @id and at >= @at
        and kind in (select value from json_each(@kinds))
      order by id limit @limit`);
  const departuresAfter = <At>(ofPlaces: string) =>
    db.prepare<[At & After & { kind: ObservedKind }], { subjectId: string; row: string | null }>(`
      select subject_id as subjectId, row from history
      where connection_id = @connectionId ${ofPlaces} and id > @id and at >= @at and kind = @kind`);
  const statements = {
    local: db.prepare<
      [string],
      { workspace_id: string; favourite: number; hidden: number; note: string; position: number | null }
    >(
      'select * from local_workspaces where connection_id = ? order by position is null, position, workspace_id',
    ),
    pins: db.prepare<[], { json: string }>('select json from pins order by origin'),
    preference: db.prepare<[string], { json: string }>('select json from preferences where key = ?'),
    inventory: db.prepare<[string], { json: string }>('select json from inventories where connection_id = ?'),
    plan: db.prepare<[string], { id: string; json: string }>('select id, json from plans where id = ?'),
    items: db.prepare<[string, number], { position: number; state: string; json: string }>(
      `select position, state, json from plan_items where plan_id = ? and position > ?
       order by position limit ${pieceSize}`,
    ),
    receipts: receiptsWhere('true'),
    summaries: db.prepare<[Target & { idStart: string; limit: number }], { json: string }>(
      `select json from plans p where ${receipts} and substr(p.id, 1, length(@idStart)) = @idStart
        and (@connectionId is null or ${ofConnection}) ${order} limit @limit`,
    ),
    // In the head, so that the items of the others needn't be read.
    unfinished: receiptsWhere(`json_extract(p.json, '$.unfinished') > 0`),
    // Likewise. Before that was noted, a plan ended when it had changed last.
    changedSince: receiptsWhere<{ since: number }>(
      // Two reads of the index: for both conditions in one, SQLite would look at all plans.
      `p.id in (select id from plans where ${lastChange} >= @since union all select id from plans where ${lastChange} is null)`,
    ),
    between: receiptsWhere<{ from: number; until: number }>(
      `p.id in (select plan_id from plan_items where ${changedAt} >= @from and ${changedAt} <= @until
        union select id from plans where ${appliedAt} >= @from and ${appliedAt} <= @until)`,
    ),
    itemsOfTypes: db.prepare<[Target & { types: string }], { planId: string; json: string }>(
      // The expression as the index has it.
      `select i.plan_id as planId, i.json from plan_items i join plans p on p.id = i.plan_id
        where i.connection_id = @connectionId and json_extract(i.json, '$.request.type') in (select value from json_each(@types))
          and (@workspaceId is null or i.workspace_id = @workspaceId) and i.state <> '${leftOutState}' and ${receipts}
        order by p.created_at, p.id, i.position`,
    ),
    interrupted: db.prepare<[], { id: string; json: string }>(`
      select id, json from plans p where p.id in
        (select id from plans where status = 'applying' union select plan_id from plan_items where state = 'sent') ${order}`),
    history: db.prepare<[Target], Record<string, unknown>>(`
      select id, connection_id as connectionId, workspace_id as workspaceId, from_at as "from", at, kind,
        subject_id as subjectId, subject, before, after
      from history where connection_id = @connectionId and (@workspaceId is null or workspace_id = @workspaceId)
      order by id desc`),
    historyAfter: historyAfter<WorkspaceRef>(ofOnePlace),
    allHistoryAfter: historyAfter<{ connectionId: string }>(ofAllPlaces),
    departuresAfter: departuresAfter<WorkspaceRef>(ofOnePlace),
    allDeparturesAfter: departuresAfter<{ connectionId: string }>(ofAllPlaces),
    lastHistoryId: db.prepare<[], { id: number | null }>('select max(id) as id from history'),
    counts: db.prepare<[Target], { history: number; receipts: number }>(`
      select (select count(*) from history where connection_id = @connectionId) as history,
        (select count(distinct plan_id) from plan_items where connection_id = @connectionId and state <> '${leftOutState}'
          and plan_id not in (select id from plans where status = 'draft')) as receipts`),
  };

  /** Reads a plan in steps of some milliseconds; null where it is in a shape that this version can't read. */
  function* readPlan(row: { id: string; json: string }): Steps<Plan | null> {
    const head = planSummary.safeParse(JSON.parse(row.json));
    if (!head.success) return null;
    const plan: Plan = { ...head.data, items: [], leftOut: [] };
    for (let last = -1; ;) {
      const rows = statements.items.all(row.id, last);
      for (const { position, state, json } of rows) {
        last = position;
        const record: unknown = JSON.parse(json);
        const item = state === leftOutState ? null : planItem.safeParse(record);
        const left = state === leftOutState ? leftOutSchema.safeParse(record) : null;
        if (item?.success) plan.items.push(item.data);
        else if (left?.success) plan.leftOut.push(left.data);
        else return null;
      }
      if (rows.length < pieceSize) return plan;
      yield;
    }
  }
  function* toPlan(row: { id: string; json: string }): Steps<Plan | null> {
    const known = cache?.find(row.id, row.json) ?? null;
    if (known !== null) return known;
    const plan = yield* readPlan(row);
    // What was saved meanwhile is kept as it is now.
    const isSame = statements.plan.get(row.id)?.json === row.json;
    if (plan !== null && isSame) cache?.put(plan, row.json);
    return plan;
  }
  function* toPlans(rows: { id: string; json: string }[]): Steps<Plan[]> {
    const plans: Plan[] = [];
    for (const row of rows) {
      const plan = yield* toPlan(row);
      if (plan !== null) plans.push(plan);
      yield;
    }
    return plans;
  }

  return {
    connections: connections.all,
    connection: connections.one,
    localWorkspaces: (connectionId) =>
      statements.local.all(connectionId).map((row) => ({
        workspaceId: row.workspace_id,
        favourite: row.favourite !== 0,
        hidden: row.hidden !== 0,
        note: row.note,
        position: row.position,
      })),
    pins: () =>
      statements.pins.all().flatMap((row) => {
        const read = pinSchema.safeParse(JSON.parse(row.json));
        return read.success ? [read.data] : [];
      }),
    preference(key): unknown {
      const row = statements.preference.get(key);
      return row === undefined ? null : JSON.parse(row.json);
    },
    plan(planId) {
      const row = statements.plan.get(planId);
      return row === undefined ? null : atOnce(toPlan(row));
    },
    plans: (connectionId, workspaceId) =>
      inTurns(toPlans(statements.receipts.all({ connectionId, workspaceId }))),
    plansBetween: (connectionId, workspaceId, between) =>
      inTurns(toPlans(statements.between.all({ connectionId, workspaceId, ...between }))),
    receiptSummaries: (which, limit) =>
      statements.summaries.all({ ...which, limit }).flatMap(({ json }) => {
        const read = planSummary.safeParse(JSON.parse(json));
        return read.success ? [read.data] : [];
      }),
    itemsOfTypes: (place, types) =>
      statements.itemsOfTypes.all({ ...place, types: JSON.stringify(types) }).flatMap(({ planId, json }) => {
        const read = planItem.safeParse(JSON.parse(json));
        return read.success ? [{ planId, item: read.data }] : [];
      }),
    unfinishedPlans: (connectionId, workspaceId) =>
      atOnce(toPlans(statements.unfinished.all({ connectionId, workspaceId }))),
    plansChangedSince: (connectionId, since) =>
      atOnce(toPlans(statements.changedSince.all({ connectionId, workspaceId: null, since }))),
    async loadPlans() {
      if (cache === null) return;
      let items = 0;
      for (const row of statements.receipts.all({ connectionId: null, workspaceId: null })) {
        const plan = await inTurns(toPlan(row), 0);
        items += plan?.items.length ?? 0;
        if (items > mostKeptItems) return;
      }
    },
    interruptedPlans: () => atOnce(toPlans(statements.interrupted.all())),
    history: (connectionId, workspaceId) =>
      statements.history.all({ connectionId, workspaceId }).flatMap((row) => {
        const read = historyRow.safeParse(row);
        return read.success ? [read.data] : [];
      }),
    historyAfter({ connectionId, workspaceId }, { id, at }, { kinds, limit }) {
      const which = { connectionId, id, at, kinds: JSON.stringify(kinds), limit };
      const rows =
        workspaceId === null
          ? statements.allHistoryAfter.all(which)
          : statements.historyAfter.all({ ...which, workspaceId });
      return rows.flatMap((row) => {
        const read = wholeHistoryRow.safeParse(row);
        return read.success ? [read.data] : [];
      });
    },
    departuresAfter({ connectionId, workspaceId }, { id, at }, kind) {
      const which = { connectionId, id, at, kind };
      return workspaceId === null
        ? statements.allDeparturesAfter.all(which)
        : statements.departuresAfter.all({ ...which, workspaceId });
    },
    lastHistoryId: () => statements.lastHistoryId.get()?.id ?? 0,
    inventory(connectionId): unknown {
      const row = statements.inventory.get(connectionId);
      return row === undefined ? null : JSON.parse(row.json);
    },
    inventoryText: (connectionId) => statements.inventory.get(connectionId)?.json ?? null,
    counts: (connectionId) =>
      statements.counts.get({ connectionId, workspaceId: null }) ?? { history: 0, receipts: 0 },
  };
}

/** After this row, and from this time (epoch ms) on. */
interface After {
  id: number;
  at: number;
}

/** null: all. */
interface Target {
  connectionId: string | null;
  workspaceId: string | null;
}
