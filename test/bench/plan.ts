import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { plainError } from '../../src-main/base/errors.ts';
import { answerCall } from '../../src-main/cli/runtime/answer.ts';
import { createCommandCalls } from '../../src-main/cli/runtime/calls.ts';
import type { Core } from '../../src-main/core.ts';
import { readCsv } from '../../src-main/files/csv.ts';
import type { WorkspaceRef } from '../../src-preload/contract/refs.ts';
import { typedFor } from '../../src-preload/shared/plan.ts';
import { fail } from '../../src-preload/shared/result.ts';
import { openApp, value } from '../torture/app.ts';
import { watchBlocks } from './blocks.ts';
import { absolute, relative, watched, type BenchResult } from './report.ts';
import { timed } from './timed.ts';
import type { ServerReady, WorkspaceWanted } from './server.ts';

/*
 * A plan of thousands against a real server: planned, applied and read back by the code of the app, its receipt opened after a restart.
 */

const { signal } = new AbortController();

/** So many bare requests tell how long all of them would take. */
const mostBare = 400;

/** Makes these changes as bare requests, one after the other: what nobody could do without. */
async function bareRequests(
  { url, token }: ServerReady,
  workspaceId: string,
  users: readonly string[],
): Promise<void> {
  for (const userId of users) {
    const answer = await fetch(`${url}/workspace/${workspaceId}/membership`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ userId, role: 'APPROVER' }),
    });
    if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
    await answer.arrayBuffer();
  }
}

const collaborators = (core: Core, ref: WorkspaceRef, count: number) =>
  core.store.roster
    .members(ref)
    .filter(({ role, status }) => role === 'EDITOR' && status === 'active')
    .slice(0, count);

/** A command of another process is sent the whole plan, as one line of JSON. */
async function commandAnswer(core: Core, planId: string): Promise<string> {
  const calls = createCommandCalls({
    core,
    reveals: {
      reveal: () => fail(plainError('not-found', 'There is no new token here.', '')),
      forget: () => undefined,
    },
    readList: (text) => Promise.resolve(readCsv(text)),
  });
  return JSON.stringify(await answerCall(calls, 'changes.get', { planId }));
}

/** So many role changes in one workspace of so many members. */
export async function planBench(members: number, changes: number): Promise<BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-bench-'));
  const server = new Worker(join(import.meta.dirname, 'server.ts'));
  const said = async <T>() => {
    // What server.ts posts, each time in answer to one question.
    const [message] = (await once(server, 'message')) as [T];
    return message;
  };
  const instance = await said<ServerReady>();
  const workspace = async (size: number): Promise<string> => {
    server.postMessage({ members: size } satisfies WorkspaceWanted);
    return said<string>();
  };
  let core = value(await openApp(folder));
  try {
    const workspaceId = await workspace(members);
    const other = await workspace(members + 1);
    const systems = instance.signIns.filter(({ provider }) => provider === 'system-initiative');
    const { id: connectionId } = value(await core.connectBuiltIn(systems.map((one) => ({ ...one }))));
    value(await core.sync.fetchNow(connectionId, null, ['workspaces'], signal));
    value(await core.sync.fetchNow(connectionId, workspaceId, ['members'], signal));
    value(await core.sync.fetchNow(connectionId, other, ['members'], signal));
    const users = collaborators(core, { connectionId, workspaceId: other }, changes);
    const ids = users.map(({ userId }) => userId);
    // Each answers with the whole list, so thousands of them would take most of the time.
    const half = Math.ceil(Math.min(ids.length, mostBare) / 2);
    /** How long all of them would take at the speed of these. */
    const bareTime = async (some: readonly string[]): Promise<number> =>
      ((await timed(() => bareRequests(instance, other, some))) / some.length) * changes;
    const bare = [await bareTime(ids.slice(0, half))];

    const requests = collaborators(core, { connectionId, workspaceId }, changes).map(({ userId, email }) => ({
      type: 'member.set-role' as const,
      connectionId,
      workspaceId,
      userId,
      email,
      role: 'APPROVER',
    }));
    const blocks: { part: string; ms: number }[] = [];
    const measured = async <T>(part: string, work: () => Promise<T>): Promise<{ ms: number; value: T }> => {
      const watch = watchBlocks();
      const before = performance.now();
      const result = await work();
      const ms = performance.now() - before;
      blocks.push({ part, ms: watch.stop() });
      return { ms, value: result };
    };
    const planned = await measured('planning', async () => value(await core.changes.plan(requests)));
    const plan = planned.value;
    const acknowledged = plan.items.flatMap(({ id, checks }) =>
      checks.filter(({ needsYes }) => needsYes).map(({ code }) => `${id}:${code}`),
    );
    const applied = await measured('applying', async () =>
      value(await core.changes.apply(plan.id, { typed: typedFor(plan.confirmation) ?? '', acknowledged })),
    );
    // Half before and half after it: a machine that was busy with something else in between shows.
    bare.push(await bareTime(ids.slice(half, 2 * half)));
    const done = applied.value.plan.items.filter(({ state }) => state.state === 'done').length;
    if (done !== changes) throw new Error(`${done} of ${changes} changes were made.`);
    await core.close();
    core = value(await openApp(folder));
    const opened = await measured('reading its receipt', async () => {
      await core.store.ledger.loadPlans();
      return value(core.changes.get(plan.id));
    });
    await measured('answering a command with it', () => commandAnswer(core, plan.id));
    const size = changes.toLocaleString('en-GB');
    const note = blocks.map(({ part, ms }) => `${part}: ${ms.toFixed(1)} ms`).join(' · ');
    return [
      relative(
        { name: `${size} role changes among ${members.toLocaleString('en-GB')}, applied`, unit: 'ms' },
        [applied.ms],
        bare,
        2.5,
      ),
      watched({ name: `planning them`, unit: 'ms' }, [planned.ms]),
      watched({ name: `reading their receipt after a restart`, unit: 'ms' }, [opened.ms]),
      absolute(
        { name: `longest main-thread block in a plan of ${size}, CPU`, unit: 'ms', note },
        [Math.max(...blocks.map(({ ms }) => ms))],
        32,
      ),
    ];
  } finally {
    await core.close();
    await server.terminate();
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
