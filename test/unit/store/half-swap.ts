import { writeSync } from 'node:fs';
import { knownValue, notReported } from '../../../src-preload/shared/known.ts';
import { openFiles } from '../../../src-main/store/open/open-recovery.ts';
import { plainPlace } from '../../../src-main/base/records.ts';
import { createRosterWriter } from '../../../src-main/store/roster/roster-writer.ts';

// A process of its own: it swaps in a roster, begins to swap in another one, and stands still in the middle of that transaction.
const [folder = '', ledgerKey = '', rosterKey = ''] = process.argv.slice(2);
const opened = openFiles({
  folder,
  ledgerKey: Buffer.from(ledgerKey, 'hex'),
  rosterKey: Buffer.from(rosterKey, 'hex'),
  now: Date.now,
  timeoutMs: 100,
});
if (!opened.ok) throw new Error(opened.error.sentence);
const db = opened.value.roster;
// A small cache pushes unfinished pages into the log, as a big swap would.
const roster = createRosterWriter(db, new Set());
db.pragma('cache_size=10');
const meta = { startedAt: 1, finishedAt: 2, unreadable: 0 };
roster.swapWorkspaces(
  'c1',
  [
    {
      ...plainPlace,
      facts: [],
      id: 'w1',
      name: 'W',
      description: notReported,
      instance: { kind: 'managed', url: notReported },
      myRole: notReported,
      owner: notReported,
      isDefault: notReported,
      serverFavourite: notReported,
      serverHidden: notReported,
      approvalsEnabled: notReported,
    },
  ],
  meta,
);
const people = (word: string) =>
  Array.from({ length: 3000 }, (_, n) => ({
    userId: `U${n}`,
    email: `${word}${n}@example.com`,
    name: knownValue(`${word} ${n}`),
    role: 'EDITOR',
    status: 'active' as const,
    signedUpAt: notReported,
    enteredAt: notReported,
  }));
const first = roster.swapMembers({ connectionId: 'c1', workspaceId: 'w1' }, people('before'), meta);
if (!first.ok) throw new Error(first.error.sentence);

db.function('stand_still', () => {
  writeSync(1, 'in the middle\n');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  return null;
});
db.exec(
  `create temp trigger standing after update on members when new.user_id = 'U2500' begin select stand_still(); end`,
);
roster.swapMembers({ connectionId: 'c1', workspaceId: 'w1' }, people('after'), meta);
