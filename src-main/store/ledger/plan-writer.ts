import type { Plan } from '../../../src-preload/contract/plan.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { truncateLog, type Db } from '../database.ts';
import { erasedConnection } from '../erasing.ts';
import { text } from '../text.ts';
import { packPlan, type PackedItem, type PackedPlan } from './packed-plan.ts';
import type { StagedPlans } from './plan-saver.ts';
import type { LedgerReader, SyncLedgerWriter } from './types.ts';

/** Writes of plans, whole or of what changed in them; `erased` holds the connections that were removed since the start. */
export interface PlanWriter extends StagedPlans, Pick<SyncLedgerWriter, 'savePlan' | 'deletePlan'> {
  /** Erases the items of a connection, and with them the plans that have no others. To be run inside a transaction. */
  eraseOf(connectionId: string): void;
}

export function createPlanWriter(
  db: Db,
  reader: Pick<LedgerReader, 'plan'>,
  erased: ReadonlySet<string>,
): PlanWriter {
  const statements = {
    savePlan: db.prepare(`
      insert into plans (id, status, created_at, json) values (?, ?, ?, ?)
      on conflict do update set status = excluded.status, created_at = excluded.created_at, json = excluded.json`),
    saveItem: db.prepare(`
      insert into plan_items (plan_id, position, connection_id, workspace_id, state, json) values (?, ?, ?, ?, ?, ?)
      on conflict do update set connection_id = excluded.connection_id, workspace_id = excluded.workspace_id,
        state = excluded.state, json = excluded.json
      where json <> excluded.json`),
    cutItems: db.prepare('delete from plan_items where plan_id = ? and position >= ?'),
    lastItem: db.prepare<[string], { position: number | null }>(
      'select max(position) as position from plan_items where plan_id = ?',
    ),
    deletePlan: db.prepare<[string]>('delete from plans where id = ?'),
    plansOf: db.prepare<[string], { id: string }>(
      'select distinct plan_id as id from plan_items where connection_id = ?',
    ),
  };

  /** Items by the save that they belong to. */
  const staged = new Map<number, PackedItem[]>();

  const save = db.transaction((plan: PackedPlan): boolean => {
    const isPart = plan.items.length < plan.count;
    // Its other items were erased meanwhile, or those of one of its connections, and the rest moved up.
    if (isPart && statements.lastItem.get(plan.id)?.position !== plan.count - 1) return false;
    statements.savePlan.run(plan.id, plan.status, plan.createdAt, plan.head);
    for (const { position, connectionId, workspaceId, state, json } of plan.items)
      statements.saveItem.run(plan.id, position, connectionId, workspaceId, state, json);
    statements.cutItems.run(plan.id, plan.count);
    return true;
  });

  const isErased = (plan: PackedPlan) => plan.connectionIds.some((id) => erased.has(id));
  function savePacked(plan: PackedPlan): boolean {
    const isSaved = save.immediate(plan);
    if (isSaved && plan.status !== 'draft') bringIntoFile(db);
    return isSaved;
  }

  return {
    savePlan(plan) {
      const packed = packPlan(plan);
      if (isErased(packed)) return fail(erasedConnection);
      savePacked(packed);
      return ok(null);
    },
    stageItems(saveId, items) {
      staged.set(saveId, [...(staged.get(saveId) ?? []), ...items]);
      return ok(null);
    },
    saveStaged(plan, saveId, count) {
      const items = staged.get(saveId) ?? [];
      staged.delete(saveId);
      if (isErased(plan)) return fail(erasedConnection);
      return ok(items.length === count && savePacked({ ...plan, items: [...items, ...plan.items] }));
    },
    deletePlan(planId) {
      statements.deletePlan.run(planId);
      return ok(null);
    },
    eraseOf(connectionId) {
      for (const { id } of statements.plansOf.all(connectionId)) {
        const plan = reader.plan(id);
        const rest = plan === null ? null : withoutConnection(plan, connectionId);
        statements.deletePlan.run(id);
        if (rest !== null) save(packPlan(rest));
      }
    },
  };
}

/** What stays of a plan over several connections when one of them is removed. */
function withoutConnection(plan: Plan, connectionId: string): Plan | null {
  const items = plan.items.filter((item) => item.target.connectionId !== connectionId);
  if (items.length === 0 || plan.status === 'draft') return null;
  const kept = new Set(items.map((item) => item.id));
  const open = items.filter((item) => item.state.state !== 'done' && item.state.state !== 'already-so');
  return {
    ...plan,
    // The title and the name to type may speak of what is erased.
    title: text.planWithoutConnection(items.length),
    confirmation: plan.confirmation.type === 'none' ? plan.confirmation : { type: 'review' },
    items: items.map((item) => ({
      ...item,
      dependsOn: item.dependsOn !== null && kept.has(item.dependsOn) ? item.dependsOn : null,
    })),
    leftOut: plan.leftOut.filter(({ target }) => target.connectionId !== connectionId),
    unfinished: Math.min(plan.unfinished, open.length),
  };
}

/**
 * Brings what was just saved from the log into the file. Damage to one byte of a log loses everything that was written after it, and a
 * change whose receipt is lost might be sent again.
 */
export function bringIntoFile(db: Db): void {
  try {
    truncateLog(db);
  } catch {
    // It is saved; the log keeps it until the next time.
  }
}
