import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { removeFolder } from '../torture/files.ts';
import { startServer, type Server } from '../torture/processes.ts';
import {
  beginLife,
  eraseRound,
  fullRound,
  killRound,
  readOnlyRound,
  twoRound,
  type RoundEnd,
} from '../torture/rounds.ts';

/*
 * A few rounds of `npm run torture`: the app behind its windows in a process of its own, killed while it refreshes and applies plans on a
 * server that notes what it gave and what came in.
 */

let server: Server;
const folders = new Set<string>();
const unix = process.platform !== 'win32';

beforeAll(async () => {
  server = await startServer(4);
});
afterEach(() => {
  for (const folder of folders) removeFolder(folder);
  folders.clear();
});
afterAll(async () => {
  await server.stop();
});

/** What of a round was not as promised. */
function problems({ told, problems: found, folder }: RoundEnd) {
  folders.add(folder);
  return { told, problems: found };
}
const nothing = { told: expect.any(String) as string, problems: [] };

describe('an app that is killed', () => {
  it('it has whole rosters and all receipts, whatever it was doing', async () => {
    const life = await beginLife(server);
    const opening = { during: 'opening', lines: 0, ms: 300 } as const;
    const work = (lines: number) => ({ during: 'work', lines, ms: lines % 7 }) as const;
    const closing = { during: 'closing', lines: 12, ms: 15 } as const;
    const moments = [opening, work(35), closing];
    for (const [n, moment] of moments.entries())
      expect(problems(await killRound(life, n + 1, moment))).toEqual(nothing);
    const said = new Set(life.lines.map(({ is }) => is));
    expect([...said]).toEqual(expect.arrayContaining(['fetched', 'planned', 'saved']));
  }, 120_000);

  it('it leaves no e-mail address in any file right after a connection was removed', async () => {
    expect(problems(await eraseRound(server, 3))).toEqual(nothing);
  }, 120_000);

  it('it has whole rosters and all receipts after its clock jumped', async () => {
    const life = await beginLife(server, true);
    const moment = { during: 'work', lines: 30, ms: 3 } as const;
    expect(problems(await killRound(life, 5, moment))).toEqual(nothing);
  }, 120_000);
});

describe.skipIf(!unix)('an app whose disk', () => {
  it('it keeps what it had on a full disk, and says so', async () => {
    const life = await beginLife(server);
    expect(problems(await fullRound(life, 2))).toEqual(nothing);
    expect(problems(await fullRound(life, 6))).toEqual(nothing);
    expect(life.lines.filter(({ is }) => is === 'refused').length).toBeGreaterThan(0);
  }, 120_000);

  it('it shows what is there on a read-only disk, and changes nothing', async () => {
    const life = await beginLife(server);
    await killRound(life, 7, { during: 'closing', lines: 15, ms: 60_000 });
    expect(problems(await readOnlyRound(life, 8))).toEqual(nothing);
  }, 120_000);
});

describe('two of them on one folder', () => {
  it('it keeps two apps on one folder apart, and lets the next in when the first was killed', async () => {
    expect(problems(await twoRound(await beginLife(server), 9))).toEqual(nothing);
  }, 120_000);
});
