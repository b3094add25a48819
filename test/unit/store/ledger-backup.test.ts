import { readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { removeSetAsideLedgers } from '../../../src-main/store/open/set-aside.ts';
import { problem, temporaryFolder, value } from './support.ts';
import { otherKeys, session, add, asideIn } from './ledger-sessions.ts';

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
