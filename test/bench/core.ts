import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import type { Result } from '../../src-preload/shared/result.ts';
import { notReported, valueOr } from '../../src-preload/shared/known.ts';
import { createHttpClient } from '../../src-main/http/client.ts';
import { createNodeTransport } from '../../src-main/http/node-fetch.ts';
import type { ProviderSession } from '../../src-main/providers/provider.ts';
import { systemInitiative } from '../../src-main/providers/system-initiative/provider.ts';
import { openDatabase, prepareForWriting } from '../../src-main/store/database.ts';
import { openStore } from '../../src-main/store/open/open-store.ts';
import { fetchList } from '../../src-main/sync/fetch-list.ts';
import type { Store } from '../../src-main/store/types.ts';
import type { MemberRow } from '../../src-main/base/records.ts';
import type { MembersQuery } from '../../src-main/store/roster/types.ts';
import { memoryStorage } from '../support/connection-storage.ts';
import { absolute, percentile, relative, watched, type BenchResult } from './report.ts';
import type { ServerReady, WorkspaceWanted } from './server.ts';
import { timed } from './timed.ts';
import { watchBlocks } from './blocks.ts';

/*
 * What the main process does without a window: fetching, swapping in and searching, in plain Node on the same code. The servers and the
 * store are real; the store is encrypted.
 */

const { signal } = new AbortController();
const store = join(import.meta.dirname, '../../src-main/store');
const writerFile = join(store, 'writer/writer-thread.ts');
const searchFile = join(store, 'reader/search-thread.ts');

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.sentence} ${result.error.detail ?? ''}`);
  return result.value;
}

interface Bench {
  folder: string;
  store: Store;
  instance: ServerReady;
  session: ProviderSession;
  /** A workspace of that many members on the instance and in the store's list. */
  workspace(members: number): Promise<{ connectionId: string; workspaceId: string }>;
  close(): Promise<void>;
}

async function openBench(): Promise<Bench> {
  const folder = await mkdtemp(join(tmpdir(), 'steward-bench-'));
  const options = {
    ledgerKey: randomBytes(32),
    rosterKey: randomBytes(32),
    ephemeral: false,
    writerFile,
    searchFile,
  };
  const store = valueOf(await openStore({ folder, ...options }));
  const server = new Worker(join(import.meta.dirname, 'server.ts'));
  const said = async <T>() => {
    // What server.ts posts, each time in answer to one question.
    const [message] = (await once(server, 'message')) as [T];
    return message;
  };
  const instance = await said<ServerReady>();
  const http = createHttpClient({ transport: createNodeTransport({}) });
  const target = { connectionId: 'bench', address: instance.url, credential: null, allowInsecure: false };
  const session = systemInitiative.session(http, target, memoryStorage(instance.token));
  return {
    folder,
    store,
    instance,
    session,
    async workspace(members) {
      server.postMessage({ members } satisfies WorkspaceWanted);
      const workspaceId = await said<string>();
      const fetched = valueOf(await session.workspaces(signal));
      valueOf(await store.roster.swapWorkspaces('bench', fetched.rows, meta()));
      return { connectionId: 'bench', workspaceId };
    },
    async close() {
      await store.close();
      await server.terminate();
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

const meta = () => ({ startedAt: Date.now(), finishedAt: Date.now(), unreadable: 0 });

/** Fetches the same bytes, parses them as JSON and puts them into an encrypted table as they are: what nobody could do without. */
async function rawRefresh(bench: Bench, workspaceId: string, key: Buffer): Promise<number> {
  const file = join(bench.folder, `raw-${Date.now()}.db`);
  const db = openDatabase(file, key, { readonly: false });
  prepareForWriting(db, 'NORMAL');
  db.exec(
    'create table raw (user_id text primary key, email text, nickname text, role text, signup_at text)',
  );
  const insert = db.prepare('insert into raw values (?, ?, ?, ?, ?)');
  const time = await timed(async () => {
    const answer = await fetch(`${bench.instance.url}/workspace/${workspaceId}/members`, {
      headers: { authorization: `Bearer ${bench.instance.token}` },
    });
    // The shape of the instance's own answer.
    const rows = (await answer.json()) as {
      userId: string;
      email: string;
      nickname: string | null;
      role: string;
      signupAt: string | null;
    }[];
    db.transaction(() => {
      for (const row of rows) insert.run(row.userId, row.email, row.nickname, row.role, row.signupAt);
    })();
  });
  db.close();
  await rm(file, { force: true });
  return time;
}

/** The first refresh of a roster and one without changes, against the raw way, and how long the main thread was held up. */
export async function refreshBench(members: number, runs: number): Promise<BenchResult[]> {
  const bench = await openBench();
  try {
    const ref = await bench.workspace(members);
    const key = randomBytes(32);
    const refresh = async () => {
      const { roster, ledger } = bench.store;
      const { session } = bench;
      const deps = {
        sessions: { for: () => ({ ok: true, value: { session, provider: systemInitiative } }) as const },
        roster,
        ledger,
        now: Date.now,
        onChanged: () => undefined,
      };
      const what = { ...ref, list: 'members' } as const;
      const { end } = await fetchList(
        deps,
        what,
        signal,
        () => true,
        () => false,
      );
      if (end !== 'fetched') throw new Error(`The refresh ended as ${end}.`);
    };
    const first: number[] = [];
    const again: number[] = [];
    const raw: number[] = [];
    const blocks: number[] = [];
    await rawRefresh(bench, ref.workspaceId, key);
    for (let run = 0; run < runs; run += 1) {
      valueOf(await bench.store.roster.eraseWorkspace(ref));
      await bench.workspace(members);
      raw.push(await rawRefresh(bench, ref.workspaceId, key));
      const watch = watchBlocks();
      first.push(await timed(refresh));
      blocks.push(watch.stop());
      again.push(await timed(refresh));
    }
    const size = members.toLocaleString('en-GB');
    return [
      relative({ name: `refresh ${size} members, first`, unit: 'ms' }, first, raw, 1.8),
      relative({ name: `refresh ${size} members, unchanged`, unit: 'ms' }, again, raw, 0.6),
      absolute({ name: `longest main-thread block in a refresh of ${size}, CPU`, unit: 'ms' }, blocks, 32),
    ];
  } finally {
    await bench.close();
  }
}

const syllables = ['an', 'bo', 'chi', 'dri', 'el', 'far', 'gu', 'hoa', 'in', 'jo'];

function* manyMembers(count: number): Generator<MemberRow> {
  for (let n = 0; n < count; n += 1) {
    const a = syllables[n % 10] ?? '';
    const b = syllables[Math.floor(n / 10) % 10] ?? '';
    const c = syllables[Math.floor(n / 100) % 10] ?? '';
    yield {
      userId: `U${n.toString(36).padStart(8, '0')}`,
      email: `${a}${b}.${c}${n}@big.example`,
      name: { state: 'known', value: `${a}${b} ${c}${syllables[Math.floor(n / 1000) % 10] ?? ''}` },
      role: n % 10 === 9 ? 'APPROVER' : 'EDITOR',
      status: n % 20 === 19 ? 'pending' : 'active',
      signedUpAt: { state: 'known', value: 1_700_000_000_000 + n },
      enteredAt: notReported,
    };
  }
}

/** What is typed letter by letter, into words that match many, few and none, at the beginning of the order and at its end. */
const typed = [
  'a',
  'an',
  'anb',
  'anbo',
  'anbo c',
  'anbo chi',
  'q',
  'zz',
  'zzz',
  'jo',
  'jobo jo',
  '99',
  '123456',
  'role:approver',
  'role:approver el',
  'status:pending',
  'role:owner',
  'email:an',
];

/** Puts the same rows into an encrypted table of their own: what nobody could do without. */
async function rawInsert(folder: string, rows: readonly MemberRow[]): Promise<number> {
  const file = join(folder, 'raw-insert.db');
  const db = openDatabase(file, randomBytes(32), { readonly: false });
  prepareForWriting(db, 'NORMAL');
  db.exec('create table raw (user_id text primary key, email text, name text, role text, signed_up_at real)');
  const insert = db.prepare('insert into raw values (?, ?, ?, ?, ?)');
  const time = await timed(
    db.transaction(() => {
      for (const { userId, email, name, role, signedUpAt } of rows)
        insert.run(userId, email, valueOr(name, ''), role, valueOr(signedUpAt, 0));
    }),
  );
  db.close();
  await rm(file, { force: true });
  return time;
}

/** Up to so many members a page has to come within 16 ms of the keystroke; of more, within 50. */
const instantMembers = 100_000;

/** A page of a filtered roster, per keystroke, on the main process's own reader; counts follow the page and don't hold it up. */
export async function searchBench(members: number, rounds: number): Promise<BenchResult[]> {
  const bench = await openBench();
  try {
    const ref = await bench.workspace(10);
    const { roster } = bench.store;
    const rows = [...manyMembers(members)];
    const raw = await rawInsert(bench.folder, rows);
    const swapWatch = watchBlocks();
    const swap = await timed(async () => valueOf(await roster.swapMembers(ref, rows, meta())));
    const swapBlock = swapWatch.stop();
    rows.length = 0;
    const { roles } = systemInitiative.roleTable('workspace', []);
    const size = members.toLocaleString('en-GB');
    const pages = async (by: MembersQuery['sort']['by']) => {
      const times: number[] = [];
      let worst = { query: '', ms: 0 };
      for (let round = 0; round <= rounds; round += 1) {
        for (const query of typed) {
          const sort = { by, order: 'asc' } as const;
          const ms = await timed(() =>
            roster.membersPage(ref, { query, sort, offset: 0, limit: 60, roles, count: 'none' }),
          );
          // The first round warms the cache of pages, as opening the list does.
          if (round === 0) continue;
          times.push(ms);
          if (ms > worst.ms) worst = { query, ms };
        }
      }
      return { times, note: `slowest: “${worst.query}” ${worst.ms.toFixed(1)} ms` };
    };
    const typing = watchBlocks();
    const byName = await pages('name');
    const typingBlock = typing.stop();
    const byRole = await pages('role');
    const counts: number[] = [];
    const longest: number[] = [];
    for (const query of typed) {
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      counts.push(
        await timed(() => roster.countMembers(ref, { query, roles }, new AbortController().signal)),
      );
      delay.disable();
      longest.push(delay.max / 1e6);
    }
    const p95 = (values: readonly number[]) => percentile(values, 95);
    return [
      absolute(
        { name: `keystroke → page among ${size}, p95, in main`, unit: 'ms', note: byName.note },
        byName.times,
        members > instantMembers ? 50 : 16,
        p95,
      ),
      watched(
        { name: `keystroke → page among ${size}, sorted by role`, unit: 'ms', note: byRole.note },
        byRole.times,
      ),
      watched({ name: `counting what matches among ${size}, in slices`, unit: 'ms' }, counts),
      watched({ name: `longest slice of counting among ${size}`, unit: 'ms' }, longest),
      relative({ name: `swap in ${size} members`, unit: 'ms' }, [swap], [raw], 4.7),
      absolute(
        {
          name: `longest main-thread block among ${size}, CPU`,
          unit: 'ms',
          note: `while typing: ${typingBlock.toFixed(1)} ms`,
        },
        [Math.max(swapBlock, typingBlock)],
        32,
      ),
    ];
  } finally {
    await bench.close();
  }
}

/** One figure per decade: anything worse than linear shows. */
export async function growthBench(sizes: readonly number[]): Promise<BenchResult[]> {
  const results: BenchResult[] = [];
  for (const size of sizes) {
    const found = await searchBench(size, 3);
    results.push(...found.map((one) => ({ ...one, name: `growth: ${one.name}`, budget: null, pass: null })));
  }
  return results;
}
