import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openFiles } from '../../../src-main/store/open/open-recovery.ts';
import { removeSetAsideLedgers } from '../../../src-main/store/open/set-aside.ts';
import { openDatabase } from '../../../src-main/store/database.ts';
import { renamesFor } from '../../../src-main/store/open/restore-ledger.ts';
import { connectionRecord, ledgerKey, problem, temporaryFolder, value } from './support.ts';
import { keys, session, add, asideIn, keyLost } from './ledger-sessions.ts';

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
