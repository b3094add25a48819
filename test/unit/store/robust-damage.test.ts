import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createRandom } from '../../../src-main/local-instance/random.ts';
import { closeFiles, openFiles } from '../../../src-main/store/open/open-recovery.ts';
import { createLedgerWriter } from '../../../src-main/store/ledger/ledger-writer.ts';
import { createRosterWriter } from '../../../src-main/store/roster/roster-writer.ts';
import { damagedOpening, foreignKeyOpening, readFolder, truthOf } from '../../torture/damage.ts';
import { newFolder, removeFolder } from '../../torture/files.ts';
import {
  connectionRecord,
  ledgerKey,
  memberRow,
  meta,
  onEnd,
  plan,
  planItem,
  rosterKey,
  temporaryFolder,
  tokenRow,
  value,
  workspaceRow,
} from './support.ts';

const keys = { ledger: ledgerKey, roster: rosterKey };
const openAgain = (folder: string) =>
  openFiles({ folder, ledgerKey, rosterKey, now: () => Date.UTC(2026, 10, 22), timeoutMs: 20 });

/** One session's work: a roster, some receipts and a connection. `more`: the second session's. */
function work(files: ReturnType<typeof opened>, more: number): void {
  const ledger = createLedgerWriter(files.ledger, new Set(), () => undefined);
  const roster = createRosterWriter(files.roster, new Set());
  value(ledger.saveConnection(connectionRecord('c1')));
  for (let n = 0; n < 30; n += 1) value(ledger.savePlan(plan(`plan-${more}-${n}`, [planItem('i1', 'c1')])));
  // Something that is only in the log.
  value(ledger.setPreference('last', String(more).repeat(20_000)));
  value(roster.swapWorkspaces('c1', [workspaceRow('w1')], meta(more)));
  const people = Array.from({ length: 400 }, (_, n) => memberRow(`U${n + more * 100}`));
  const ref = { connectionId: 'c1', workspaceId: 'w1' };
  value(roster.swapMembers(ref, people, meta(more)));
  value(roster.swapTokens(ref, [tokenRow(`T${more}`)], meta(more)));
}
const opened = (folder: string) => value(openAgain(folder));

/** What two sessions left: the first closed, so that there is a backup; the second was killed, so that its part is in the logs. */
let killed: string;
beforeAll(() => {
  const live = newFolder();
  killed = newFolder();
  const first = opened(live);
  work(first, 1);
  closeFiles(first, true);
  const second = opened(live);
  work(second, 2);
  for (const name of readdirSync(live))
    if (!name.endsWith('-shm')) copyFileSync(join(live, name), join(killed, name));
  closeFiles(second, false);
  removeFolder(live);
  return () => removeFolder(killed);
});

/** The same after it was opened and closed once: no logs. */
function closedCopy(): string {
  const folder = temporaryFolder();
  for (const name of readdirSync(killed)) copyFileSync(join(killed, name), join(folder, name));
  closeFiles(opened(folder), false);
  return folder;
}

describe('files that were cut, flipped or overwritten at random places', () => {
  it('after a kill they open as they were, from the backup or empty, with a notice', () => {
    expect(statSync(join(killed, 'ledger.db-wal')).size).toBeGreaterThan(0);
    const truth = truthOf(killed, keys);
    for (let seed = 1; seed <= 14; seed += 1) {
      const { told, problems } = damagedOpening(killed, keys, createRandom(seed), truth);
      expect([seed, told, problems]).toEqual([seed, told, []]);
    }
  });

  it('after a clean close they do so too', () => {
    const folder = closedCopy();
    const truth = truthOf(folder, keys);
    for (let seed = 101; seed <= 114; seed += 1) {
      const { told, problems } = damagedOpening(folder, keys, createRandom(seed), truth);
      expect([seed, told, problems]).toEqual([seed, told, []]);
    }
  });
});

describe('a key that isn’t the folder’s', () => {
  it('it loses nothing that was only in the log after a kill', () => {
    expect(foreignKeyOpening(killed, keys)).toEqual([]);
  });

  it('it loses nothing after a clean close', () => {
    expect(foreignKeyOpening(closedCopy(), keys)).toEqual([]);
  });

  it('another key for the roster alone leaves the ledger unchanged', () => {
    const folder = closedCopy();
    const read = readFolder(folder, { ledger: ledgerKey, roster: Buffer.alloc(32, 7) });
    if (read.end !== 'opened') throw new Error(read.error.sentence);
    expect(read.content.ledger.size).toBe(61);
    expect(read.content.roster.size).toBe(0);
    expect(read.notices.join(' ')).toMatch(/^The offline copies in roster\.db/);
    expect(readFolder(folder, keys)).toMatchObject({ end: 'opened' });
  });
});

describe('the lock', () => {
  it.each([
    ['text', 'not a database'],
    ['a long text', 'x'.repeat(9000)],
  ])('it is taken where %s lies in its place, which holds nothing to lose', (_, text) => {
    const folder = closedCopy();
    writeFileSync(join(folder, 'store.lock'), text);
    const files = opened(folder);
    onEnd(() => closeFiles(files, false));
    expect(openAgain(folder)).toMatchObject({ ok: false, error: { kind: 'store-unavailable' } });
    expect(files.notices).toEqual([]);
  });

  it('it is an error where it can’t be a file', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'store.lock'));
    expect(openAgain(folder)).toMatchObject({ ok: false, error: { kind: 'store-unavailable' } });
    expect(existsSync(join(folder, 'ledger.db'))).toBe(false);
  });
});

describe('what must not be lost with a byte of the log', () => {
  it('an applied plan and a connection are in the file as soon as they are saved', () => {
    const folder = temporaryFolder();
    const files = opened(folder);
    onEnd(() => closeFiles(files, false));
    const ledger = createLedgerWriter(files.ledger, new Set(), () => undefined);
    const log = () => statSync(join(folder, 'ledger.db-wal')).size;
    value(ledger.saveConnection(connectionRecord('c1')));
    expect(log()).toBe(0);
    value(ledger.savePlan(plan('p1', [planItem('i1', 'c1')], { status: 'draft' })));
    expect(log()).toBeGreaterThan(0);
    value(ledger.savePlan(plan('p1', [planItem('i1', 'c1')], { status: 'applying' })));
    expect(log()).toBe(0);
  });
});
