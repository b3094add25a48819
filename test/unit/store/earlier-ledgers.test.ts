import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createEarlierLedgers } from '../../../src-main/store/open/earlier-ledgers.ts';
import { closeFiles, openFiles, type OpenedFiles } from '../../../src-main/store/open/open-recovery.ts';
import { createLedgerReader } from '../../../src-main/store/ledger/ledger-reader.ts';
import { createLedgerWriter } from '../../../src-main/store/ledger/ledger-writer.ts';
import { createRosterReader } from '../../../src-main/store/roster/roster-reader.ts';
import { createRosterWriter } from '../../../src-main/store/roster/roster-writer.ts';
import { removeSetAsideLedgers } from '../../../src-main/store/open/set-aside.ts';
import { ok } from '../../../src-preload/shared/result.ts';
import { openDatabase } from '../../../src-main/store/database.ts';
import { renamesFor } from '../../../src-main/store/open/restore-ledger.ts';
import {
  connectionRecord,
  ledgerKey,
  memberRow,
  meta,
  plan,
  planItem,
  problem,
  rosterKey,
  temporaryFolder,
  value,
  workspaceRow,
} from './support.ts';

/*
 * The vault's key goes and comes back: the ledger that was set aside meanwhile is offered, and changes places with the present one when it
 * is wanted.
 */

const keys = { ledgerKey, rosterKey };
const otherKeys = { ledgerKey: Buffer.alloc(32, 0x11), rosterKey: Buffer.alloc(32, 0x22) };
const lastUsed = Date.UTC(2026, 8, 3, 12, 5);
const ref = { connectionId: 'first', workspaceId: 'w1' };

/** One session of the writer thread, closed at its end. */
function session(folder: string, work: (now: ReturnType<typeof insideOf>) => void, held = keys): void {
  const files = value(openFiles({ folder, ...held, now: Date.now, timeoutMs: 20 }));
  try {
    work(insideOf(files, held));
  } finally {
    closeFiles(files, true);
  }
}
function insideOf({ ledger, roster, ledgerFile, notices }: OpenedFiles, held: typeof keys) {
  const erased = new Set<string>();
  const earlier = createEarlierLedgers({ ledgerFile, ...held }, ledger);
  return {
    notices,
    offers: notices.filter(({ earlierLedger }) => earlierLedger !== undefined),
    labels: () =>
      createLedgerReader(ledger)
        .connections()
        .map(({ label }) => label),
    members: () =>
      createRosterReader(roster)
        .members(ref)
        .map(({ userId }) => userId),
    ledger: createLedgerWriter(ledger, erased, () => undefined),
    roster: createRosterWriter(roster, erased, () => ok(null)),
    earlier,
    found: () => value(earlier.list()),
  };
}
const add = (folder: string, label: string, held = keys) =>
  session(folder, ({ ledger }) => void value(ledger.saveConnection(connectionRecord(label))), held);
const asideIn = (folder: string, pattern = /^ledger\.db\.corrupt-[^-]+(-\d)?$/) =>
  readdirSync(folder).filter((name) => pattern.test(name));

/** A ledger with the connection "first" that was set aside for another key, under which "second" was added. */
function keyLost(): { folder: string; earlier: string } {
  const folder = temporaryFolder();
  session(folder, ({ ledger, roster }) => {
    value(ledger.saveConnection(connectionRecord('first')));
    value(ledger.savePlan(plan('p1', [planItem('i1', 'first')])));
    value(roster.swapWorkspaces('first', [workspaceRow('w1')], meta(1)));
    value(roster.swapMembers(ref, [memberRow('Ana')], meta(2)));
  });
  utimesSync(join(folder, 'ledger.db'), new Date(lastUsed), new Date(lastUsed));
  add(folder, 'second', otherKeys);
  const [earlier = ''] = asideIn(folder);
  return { folder, earlier };
}

describe('a ledger that was set aside for its key', () => {
  it('it isn’t offered while the vault has another key, and stays unchanged', () => {
    const { folder, earlier } = keyLost();
    const before = readFileSync(join(folder, earlier));
    session(
      folder,
      (now) => {
        expect(now.notices).toEqual([]);
        expect(now.found()).toEqual([]);
        expect(problem(now.earlier.restore(earlier)).kind).toBe('not-found');
      },
      otherKeys,
    );
    expect(readFileSync(join(folder, earlier))).toEqual(before);
  });

  it('it is offered once its key is back, with its last use and its contents', () => {
    const { folder, earlier } = keyLost();
    session(folder, (now) => {
      expect(now.labels()).toEqual([]);
      expect(now.offers).toMatchObject([{ level: 'info', earlierLedger: earlier }]);
      expect(now.offers[0]?.sentence).toMatch(
        /3 Sept? 2026, .* can be opened again\. It has 1 connection and 1 receipt\.$/,
      );
      expect(now.found()).toEqual([{ name: earlier, usedAt: lastUsed, connections: ['first'], receipts: 1 }]);
    });
    // Looking leaves nothing behind and keeps its age.
    session(folder, (now) => expect(now.offers).toHaveLength(1));
    expect(readdirSync(folder).filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
  });

  it('it is whole even where a part was only in its log', () => {
    const folder = temporaryFolder();
    const source = temporaryFolder();
    session(source, () => undefined);
    const db = openDatabase(join(source, 'ledger.db'), ledgerKey, { readonly: false });
    db.prepare('insert into connections values (?, 0, ?)').run(
      'first',
      JSON.stringify(connectionRecord('first')),
    );
    for (const name of ['ledger.db', 'ledger.db-wal']) copyFileSync(join(source, name), join(folder, name));
    db.close();
    session(folder, () => undefined, otherKeys);
    session(folder, () => undefined, otherKeys);
    session(folder, (now) => expect(now.found()).toMatchObject([{ connections: ['first'] }]));
  });

  it('it isn’t offered where it is damaged or from a newer Steward', () => {
    const { folder, earlier } = keyLost();
    const bytes = readFileSync(join(folder, earlier));
    const damaged = Buffer.from(bytes);
    damaged.writeUInt8(damaged.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1);
    writeFileSync(join(folder, earlier), damaged);
    for (const name of asideIn(folder, /^ledger\.db\.backup\.corrupt/))
      writeFileSync(join(folder, name), damaged);
    session(folder, (now) => expect(now.offers).toEqual([]));
    writeFileSync(join(folder, earlier), bytes);
    const db = openDatabase(join(folder, earlier), ledgerKey, { readonly: false });
    db.pragma('user_version=99');
    db.close();
    session(folder, (now) => expect(now.offers).toEqual([]));
  });

  it('its backup is offered where it is damaged itself', () => {
    const { folder, earlier } = keyLost();
    writeFileSync(join(folder, earlier), 'no database '.repeat(1000));
    session(folder, (now) =>
      expect(now.offers).toMatchObject([
        { earlierLedger: earlier.replace('ledger.db.', 'ledger.db.backup.') },
      ]),
    );
  });

  it('it isn’t offered again once declined, but can still be restored', () => {
    const { folder, earlier } = keyLost();
    session(folder, (now) => void value(now.earlier.decline(earlier)));
    session(folder, (now) => {
      expect(now.offers).toEqual([]);
      expect(now.found()).toHaveLength(1);
    });
  });
});

describe('a backup that the user makes', () => {
  const saved = /^ledger\.db\.saved-/;
  const save = (folder: string) => {
    let name = '';
    session(folder, (now) => void (name = value(now.earlier.save()).name));
    return name;
  };

  it('can be restored, holds what there was then, and stays', () => {
    const folder = temporaryFolder();
    add(folder, 'first');
    const name = save(folder);
    add(folder, 'second');
    session(folder, (now) => {
      expect(now.offers).toEqual([]);
      expect(now.found()).toMatchObject([{ name, connections: ['first'] }]);
      value(now.earlier.restore(name));
    });
    session(folder, (now) => {
      expect(now.labels()).toEqual(['first']);
      expect(now.found()).toMatchObject([{ connections: ['first', 'second'] }, { name }]);
    });
  });

  it('is encrypted as the ledger is, and its owner’s alone', () => {
    const folder = temporaryFolder();
    add(folder, 'first');
    const file = join(folder, save(folder));
    expect(readFileSync(file).includes('first')).toBe(false);
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');
    session(folder, (now) => expect(now.found()).toEqual([]), otherKeys);
  });

  it('is one of three at most, and goes with a removed connection', () => {
    const folder = temporaryFolder();
    add(folder, 'first');
    const names = [1, 2, 3, 4].map(() => save(folder));
    expect(asideIn(folder, saved).sort()).toEqual(names.slice(1).sort());
    removeSetAsideLedgers(join(folder, 'ledger.db'));
    expect(asideIn(folder, saved)).toEqual([]);
  });

  it.each([
    ['damaged', (file: string) => writeFileSync(file, 'no database '.repeat(1000))],
    ['cut off', (file: string) => truncateSync(file, 5000)],
    ['empty', (file: string) => truncateSync(file, 0)],
  ])('isn’t offered where it is %s, and restoring it is refused', (_what, harm) => {
    const folder = temporaryFolder();
    add(folder, 'first');
    const name = save(folder);
    harm(join(folder, name));
    session(folder, (now) => {
      expect(now.found()).toEqual([]);
      expect(problem(now.earlier.restore(name)).kind).toBe('not-found');
      expect(now.labels()).toEqual(['first']);
    });
  });
});

describe('restoring an earlier ledger', () => {
  const restore = (folder: string, name: string) =>
    session(folder, (now) => void value(now.earlier.restore(name)));

  it('it is opened the next time with its offline copies, and the present one is kept', () => {
    const { folder, earlier } = keyLost();
    add(folder, 'third');
    restore(folder, earlier);
    session(folder, (now) => {
      expect(now.labels()).toEqual(['first']);
      expect(now.members()).toEqual(['Ana']);
      expect(now.notices).toMatchObject([{ level: 'info' }]);
      expect(now.notices[0]?.sentence).toContain('is open again');
      expect(now.found()).toMatchObject([{ connections: ['third'] }]);
    });
    session(folder, (now) => expect(now.notices).toEqual([]));
  });

  it('the replaced ledger can be restored in turn', () => {
    const { folder, earlier } = keyLost();
    add(folder, 'third');
    restore(folder, earlier);
    session(folder, () => undefined);
    const [replaced = ''] = asideIn(folder, /^ledger\.db\.replaced-[^-]+$/);
    restore(folder, replaced);
    session(folder, (now) => {
      expect(now.labels()).toEqual(['third']);
      expect(now.found()).toMatchObject([{ connections: ['first'] }]);
    });
  });

  it('the backup of the other ledger is never restored', () => {
    const { folder, earlier } = keyLost();
    add(folder, 'third');
    restore(folder, earlier);
    session(folder, () => undefined);
    writeFileSync(join(folder, 'ledger.db'), 'no database '.repeat(1000));
    session(folder, (now) => expect(now.labels()).toEqual(['first']));
  });

  it('it continues at the next opening when interrupted at any step, with nothing lost', () => {
    const { folder, earlier } = keyLost();
    add(folder, 'third');
    restore(folder, earlier);
    // As a crash leaves it: with a log beside the present one.
    const present = openDatabase(join(folder, 'ledger.db'), ledgerKey, { readonly: false });
    present
      .prepare('insert into connections values (?, 1, ?)')
      .run('last', JSON.stringify(connectionRecord('last')));
    const request: unknown = JSON.parse(readFileSync(join(folder, 'ledger.db.take-back'), 'utf8'));
    const moves = renamesFor(folder, request as Parameters<typeof renamesFor>[1]);
    expect(moves.map(([, to]) => to)).toEqual(expect.arrayContaining(['ledger.db', 'roster.db']));
    for (let done = 0; done <= moves.length; done += 1) {
      const cut = temporaryFolder();
      for (const name of readdirSync(folder))
        if (!name.endsWith('-shm')) copyFileSync(join(folder, name), join(cut, name));
      for (const [from, to] of moves.slice(0, done)) renameSync(join(cut, from), join(cut, to));
      session(cut, (now) => {
        expect(now.labels()).toEqual(['first']);
        expect(now.members()).toHaveLength(1);
        expect(now.found()).toMatchObject([{ connections: ['third', 'last'] }]);
      });
      expect(existsSync(join(cut, 'ledger.db.take-back'))).toBe(false);
    }
    present.close();
  });

  it.each([
    { what: 'its offline copies', isWithout: false },
    { what: 'no offline copies', isWithout: true },
  ])('where the first opening fails, the next one says it: with $what', ({ isWithout }) => {
    const { folder, earlier } = keyLost();
    add(folder, 'third');
    const copies = asideIn(folder, /^roster\.db\.corrupt-/);
    if (isWithout) for (const name of copies) rmSync(join(folder, name));
    restore(folder, earlier);
    const present = readFileSync(join(folder, 'roster.db'));
    // As on a disk that is full by then, opening fails after the renames: a folder is where a file has to be deleted.
    const mark = join(folder, 'roster.db.check');
    mkdirSync(mark);
    problem(openFiles({ folder, ...keys, now: Date.now, timeoutMs: 20 }));
    rmdirSync(mark);
    session(folder, (now) => {
      expect(now.notices).toMatchObject([{ level: 'info' }]);
      expect(now.notices[0]?.sentence).toContain('is open again');
      expect(now.members()).toEqual(isWithout ? [] : ['Ana']);
      expect(now.found()).toMatchObject([{ connections: ['third'] }]);
    });
    session(folder, (now) => expect(now.notices).toEqual([]));
    const replaced = asideIn(folder, /^roster\.db\.replaced-[^-]+$/);
    expect(replaced.map((name) => present.equals(readFileSync(join(folder, name))))).toEqual([true]);
  });

  it('it refuses other names, and an unreadable request changes nothing', () => {
    const { folder } = keyLost();
    session(folder, (now) => {
      for (const name of ['ledger.db', '../ledger.db', 'roster.db.corrupt-20260101T000000Z', ''])
        expect(problem(now.earlier.restore(name)).kind).toBe('not-found');
    });
    const elsewhere = {
      ledger: '../ledger.db',
      backup: null,
      roster: null,
      suffix: 'replaced-20260101T000000Z',
    };
    for (const unreadable of ['{"ledger":', JSON.stringify(elsewhere)]) {
      writeFileSync(join(folder, 'ledger.db.take-back'), unreadable);
      const before = readdirSync(folder).filter((name) => name !== 'ledger.db.take-back');
      session(folder, (now) => expect(now.labels()).toEqual([]));
      expect(readdirSync(folder)).toEqual(before);
    }
  });

  it('nothing changes when the earlier ledger is gone by then', () => {
    const { folder, earlier } = keyLost();
    add(folder, 'third');
    restore(folder, earlier);
    removeSetAsideLedgers(join(folder, 'ledger.db'));
    const before = readdirSync(folder).filter((name) => name !== 'ledger.db.take-back');
    session(folder, (now) => {
      expect(now.labels()).toEqual(['third']);
      expect(now.notices).toEqual([]);
    });
    expect(readdirSync(folder)).toEqual(before);
  });

  it('removing a connection also deletes the replaced ledgers', () => {
    const { folder, earlier } = keyLost();
    restore(folder, earlier);
    session(folder, () => removeSetAsideLedgers(join(folder, 'ledger.db')));
    expect(asideIn(folder, /^ledger\.db.*\.(corrupt|replaced)-/)).toEqual([]);
  });
});
