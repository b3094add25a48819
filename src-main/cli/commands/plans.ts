import { planFile, type ChangeRequest } from '../../../src-preload/contract/change-request.ts';
import type { PlanSummary } from '../../../src-preload/contract/plan.ts';
import { readJson } from '../../../src-preload/shared/exact-json.ts';
import { formatDateTime } from '../../../src-preload/shared/format/dates.ts';
import { isolated } from '../../../src-preload/shared/shown-text.ts';
import { isBlocked, typedFor } from '../../../src-preload/shared/plan.ts';
import type { CommandContext, CommandRun } from '../command.ts';
import { CommandEnd } from '../command-end.ts';
import { table } from '../terminal/table.ts';
import { carryOut, carryOutPlan, planText, receiptText } from './carry-out.ts';
import { refreshForChanges } from './fresh-for-change.ts';
import { numberOption } from './options.ts';
import { fileName, readText } from './read-file.ts';
import { exitOfBlocked } from './refused.ts';
import { oneConnection, pickPlace, refOf } from './resolve.ts';
import { commandText } from './text.ts';

/** The changes of a file, whole or not at all. */
function readChanges(file: string): ChangeRequest[] {
  const refuse = (problem: string): never => {
    throw new CommandEnd('usage', commandText.notChanges(fileName(file), problem));
  };
  const read = readJson(readText(file).replace(/^\uFEFF/, ''));
  if (!read.ok) return refuse(commandText.notJson(read.inexact));
  const parsed = planFile.safeParse(read.value);
  if (parsed.success) return parsed.data.changes;
  const [issue] = parsed.error.issues;
  return refuse(
    issue?.path.join('.') === 'changes' && issue.code === 'too_small'
      ? 'there are none in it.'
      : `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}.`,
  );
}

/** The changes of a file, on lists that are new enough to plan them. */
async function changesOf(context: CommandContext, file: string): Promise<ChangeRequest[]> {
  const changes = await forOneServer(context, readChanges(file));
  await refreshForChanges(context, changes);
  return changes;
}

/** A server alone is one connection, with another ID for each command: whatever the file calls it, it's meant. */
async function forOneServer(context: CommandContext, changes: ChangeRequest[]): Promise<ChangeRequest[]> {
  if ((await context.via()) !== 'server') return changes;
  if (new Set(changes.map(({ connectionId }) => connectionId)).size > 1)
    throw new CommandEnd('usage', commandText.severalConnections);
  const { id: connectionId } = await oneConnection(context);
  return changes.map((change) => ({ ...change, connectionId }));
}

export const plan: CommandRun = async (context) => {
  const requests = await changesOf(context, context.argument('file'));
  const planned = await context.call('changes.plan', { requests });
  const blocked = planned.items.filter(isBlocked);
  const isRefused = blocked.length > 0;
  // Nothing of a stateless command is kept, so its plan can't be applied later.
  const isKept = (await context.via()) !== 'server' && !context.flag('dry-run');
  if (!isKept) await context.attempt('changes.discard', { planId: planned.id });
  return {
    exit: isRefused ? await exitOfBlocked(context, blocked) : 'done',
    data: {
      outcome: isRefused ? 'refused' : 'planned',
      plan: planned,
      kept: isKept,
      confirm: typedFor(planned.confirmation),
    },
    text: `${planText(planned)}${isKept ? `\nPlan ${planned.id}` : ''}`,
  };
};

const isPlanId = (text: string) => /^[0-9a-f-]{36}$/i.test(text);

export const apply: CommandRun = async (context) => {
  const given = context.argument('plan');
  if (!isPlanId(given)) return carryOut(context, await changesOf(context, given));
  const found = await context.call('changes.get', { planId: given });
  if (found.status !== 'draft') throw new CommandEnd('usage', commandText.alreadyApplied);
  return carryOutPlan(context, found);
};

/** Fewer characters of an ID may be a slip. */
const fewestOfAnId = 4;

/** So many are named where an ID isn’t whole. */
const mostNamed = 50;

/** The receipt of this ID, or of an ID that begins so. */
async function receiptOf(context: CommandContext): Promise<PlanSummary> {
  const given = context.argument('receipt');
  const named = { connectionId: null, workspaceId: null, idStart: given.toLowerCase(), limit: mostNamed };
  const found = given.length < fewestOfAnId ? [] : await context.call('receipts.list', named);
  const [first] = found;
  if (first === undefined) throw new CommandEnd('usage', commandText.noReceipt(given));
  if (found.length > 1) {
    const candidates = found.map(({ id, title, status }) => ({ id, name: title, about: status }));
    throw new CommandEnd('ambiguous', commandText.ambiguous('receipt', given, candidates), { candidates });
  }
  return first;
}

export const undo: CommandRun = async (context) => {
  const receipt = await receiptOf(context);
  return carryOutPlan(context, await context.call('changes.undo', { planId: receipt.id }));
};

export const receiptList: CommandRun = async (context) => {
  const given = context.argument('workspace');
  const ref =
    given !== ''
      ? refOf(await pickPlace(context, given))
      : {
          connectionId: context.option('connection') === undefined ? null : (await oneConnection(context)).id,
          workspaceId: null,
        };
  const limit = numberOption(context, 'limit', 50);
  const receipts = await context.call('receipts.list', { ...ref, idStart: '', limit });
  return {
    data: { receipts },
    rows: receipts,
    text: table(
      context.terminal,
      ['Applied', 'What', 'Status', 'Unfinished', 'ID'],
      receipts.map((receipt) => [
        receipt.appliedAt === null ? '' : formatDateTime(receipt.appliedAt),
        receipt.title,
        receipt.status,
        String(receipt.unfinished),
        receipt.id,
      ]),
    ),
  };
};

export const receiptShow: CommandRun = async (context) => {
  const { id: planId } = await receiptOf(context);
  const receipt = await context.call('changes.get', { planId });
  const exported: unknown = JSON.parse(await context.call('receipts.export', { planId }));
  return { data: exported, text: `${isolated(receipt.title)}\n${receiptText(receipt)}` };
};
