import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { addBigWorkspace } from '../../src-main/local-instance/sample/many-members.ts';
import { commandLine } from '../../scripts/lib/bundle.mjs';
import { buildCommandLine, newProfile, openProfileCore, passphrase } from '../support/command-line.ts';
import { samplePeople, startTestInstance } from '../support/instance.ts';
import { valueOf } from '../support/results.ts';
import { paired, type BenchResult } from './report.ts';
import { timed } from './timed.ts';

/* The built command line against a Node that does nothing, in pairs. */

const { signal } = new AbortController();

/** A whole process, ms from its start to its end. */
async function processTime(args: readonly string[], secret: string | null = null): Promise<number> {
  return timed(async () => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'ignore', 'pipe', ...(secret === null ? [] : (['pipe'] as const))],
    });
    let errors = '';
    child.stderr?.on('data', (data) => (errors += String(data)));
    const fd = child.stdio[3];
    if (secret !== null && fd && 'end' in fd) fd.end(secret);
    // Node's documented arguments of `close`.
    const [code] = (await once(child, 'close')) as [number | null];
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${String(code)}: ${errors}`);
  });
}

/** `--help`, and `who` on a profile with a workspace of so many members and the lists of every system. */
export async function commandLineBench(members: number, runs: number): Promise<BenchResult[]> {
  await buildCommandLine();
  const server = await startTestInstance({ directoryPath: ':memory:', port: 0 });
  const owner = server.directory.people.byEmail(samplePeople.ana);
  if (!owner) throw new Error('The sample data has no owner for the big workspace.');
  addBigWorkspace(server.directory, owner.id, members, 1);
  const profile = await newProfile(server);
  try {
    await fill(profile.folder);
    const nothing: number[] = [];
    const help: number[] = [];
    const who: number[] = [];
    const whoArgs = [
      commandLine,
      'who',
      samplePeople.ana,
      '--profile',
      profile.folder,
      '--passphrase-fd',
      '3',
    ];
    // The first of each fills the caches of files.
    await processTime([commandLine, '--help']);
    await processTime(whoArgs, passphrase);
    for (let run = 0; run < runs; run += 1) {
      nothing.push(await processTime(['-e', '0']));
      help.push(await processTime([commandLine, '--help']));
      who.push(await processTime(whoArgs, passphrase));
    }
    const note = `a passphrase that is quick to check; a workspace of ${members} members among those of the sample data`;
    return [
      paired({ name: 'command line: --help ÷ node -e 0', unit: 'ms' }, help, nothing, 4),
      paired({ name: 'command line: who ÷ node -e 0', unit: 'ms', note }, who, nothing, 7),
    ];
  } finally {
    await profile.remove();
    await server.close();
  }
}

/** Fetches the members of every workspace. */
async function fill(folder: string): Promise<void> {
  const core = await openProfileCore(folder);
  for (const { id } of core.store.ledger.connections()) {
    valueOf(await core.sync.fetchNow(id, null, ['workspaces'], signal));
    // A list that a place doesn't offer is none that `who` could miss.
    for (const { id: workspaceId } of core.store.roster.workspaces(id, Date.now()))
      await core.sync.fetchNow(id, workspaceId, ['members'], signal);
  }
  await core.close();
}
