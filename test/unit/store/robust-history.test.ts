import { beforeEach, describe, expect, it } from 'vitest';
import { closeFiles, openFiles, type OpenedFiles } from '../../../src-main/store/open/open-recovery.ts';
import { createLedgerReader } from '../../../src-main/store/ledger/ledger-reader.ts';
import { createLedgerWriter } from '../../../src-main/store/ledger/ledger-writer.ts';
import type { HistoryBatch } from '../../../src-main/store/history/history-writer.ts';
import { createRosterReader } from '../../../src-main/store/roster/roster-reader.ts';
import { createRosterWriter } from '../../../src-main/store/roster/roster-writer.ts';
import { createHistoryOutbox, flushHistory } from '../../../src-main/store/history/history-outbox.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import {
  ledgerKey,
  memberRow,
  meta,
  open,
  problem,
  rosterKey,
  temporaryFolder,
  tokenRow,
  value,
  workspaceRow,
} from './support.ts';

/*
 * The roster and the history are two databases, and a swap is in the one before its differences are in the other. Whatever ends the
 * app in between, and however often, a difference is in the history once.
 */

const ref = { connectionId: 'c1', workspaceId: 'w1' };

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

/** Where the app is killed: a step that throws and leaves everything behind it undone. */
type Kill = 'before the ledger' | 'after the ledger' | null;

/** One session of the writer thread. */
function session(kill: Kill = null, erased = new Set<string>()) {
  const files: OpenedFiles = value(openFiles({ folder, ledgerKey, rosterKey, now: Date.now, timeoutMs: 20 }));
  const ledger = createLedgerWriter(files.ledger, erased, () => undefined);
  const take = (batch: HistoryBatch) => {
    if (kill === 'before the ledger') throw new Error('killed');
    ledger.addHistory(batch);
    if (kill === 'after the ledger') throw new Error('killed');
  };
  const outbox = createHistoryOutbox(files.roster);
  const settle = (): Result<null> => flushHistory(outbox, take, () => undefined);
  const roster = createRosterWriter(files.roster, erased, settle);
  settle();
  const end = () => {
    closeFiles(files, false);
  };
  return {
    files,
    roster,
    ledger,
    end,
    refresh(people: string[], at: number, unreadable = 0) {
      return value(
        roster.swapMembers(
          ref,
          people.map((id) => memberRow(id)),
          meta(at, unreadable),
        ),
      );
    },
    places: (ids: string[], at: number) =>
      value(
        roster.swapWorkspaces(
          'c1',
          ids.map((id) => workspaceRow(id)),
          meta(at),
        ),
      ),
    waiting: () =>
      Number(files.roster.prepare<[], number>('select count(*) from history_outbox').pluck().get() ?? 0),
    people: () =>
      createRosterReader(files.roster)
        .members(ref)
        .map(({ userId }) => userId),
    seen: () =>
      createLedgerReader(files.ledger)
        .history('c1', null)
        .map(({ kind, subjectId, from, at }) => [kind, subjectId, from, at])
        .reverse(),
  };
}

/** A first session that closed: one place with Ana and Ben, fetched at 10. */
function begun(): void {
  const first = session();
  first.places(['w1', 'w2'], 10);
  expect(first.refresh(['Ana', 'Ben'], 10)).toEqual([]);
  expect(first.seen()).toEqual([]);
  first.end();
}

describe.each(['before the ledger', 'after the ledger'] as const)(
  'killed %s took what was seen',
  (moment) => {
    it('the next start records it exactly once', () => {
      begun();
      const killed = session(moment);
      killed.refresh(['Ana', 'Cleo'], 20);
      killed.end();
      const next = session();
      expect(next.people()).toEqual(['Ana', 'Cleo']);
      expect(next.seen()).toEqual([
        ['member.joined', 'Cleo', 10, 20],
        ['member.left', 'Ben', 10, 20],
      ]);
      expect(next.waiting()).toBe(0);
      next.end();
    });

    it('after repeated kills, each refresh’s changes are recorded once and in order', () => {
      begun();
      for (const [n, people] of [['Ana'], ['Ana', 'Dov'], ['Dov']].entries()) {
        const killed = session(moment);
        killed.refresh(people, 20 * (n + 1));
        killed.refresh([...people, 'Eli'], 20 * (n + 1) + 10);
        killed.end();
      }
      const next = session();
      next.refresh(['Dov', 'Eli'], 90);
      expect(next.seen()).toEqual([
        ['member.left', 'Ben', 10, 20],
        ['member.joined', 'Eli', 20, 30],
        ['member.joined', 'Dov', 30, 40],
        ['member.left', 'Eli', 30, 40],
        ['member.joined', 'Eli', 40, 50],
        ['member.left', 'Ana', 50, 60],
        ['member.left', 'Eli', 50, 60],
        ['member.joined', 'Eli', 60, 70],
      ]);
      next.end();
    });

    it('a place that left the list is reported although its copy is gone', () => {
      begun();
      const killed = session(moment);
      killed.places(['w2'], 20);
      value(killed.roster.eraseWorkspace(ref));
      killed.end();
      const next = session();
      expect(next.people()).toEqual([]);
      expect(next.seen()).toEqual([['workspace.gone', 'w1', 10, 20]]);
      next.end();
    });

    it('nothing is left or comes back of a connection that is removed then', () => {
      begun();
      const killed = session(moment);
      killed.refresh(['Ana'], 20);
      value(killed.roster.eraseConnection('c1'));
      value(killed.ledger.eraseConnection('c1'));
      killed.end();
      const next = session();
      expect(next.waiting()).toBe(0);
      expect(next.seen()).toEqual([]);
      next.end();
    });
  },
);

describe('what isn’t seen to change', () => {
  it('the first fetch of a list, and absences from one with unreadable records, are no changes', () => {
    begun();
    const later = session();
    expect(later.roster.swapTokens(ref, [tokenRow('T1')], meta(20))).toEqual({ ok: true, value: [] });
    later.refresh(['Ana'], 20, 1);
    expect(later.seen()).toEqual([]);
    later.end();
  });
});

describe('a ledger that takes nothing', () => {
  it('it leaves the lists up to date and says that the history waits; once it recovers, nothing is missing', () => {
    begun();
    const { refresh, roster, files, people, seen, end } = session();
    const pages = Number(files.ledger.pragma('page_count', { simple: true }));
    files.ledger.pragma(`max_page_count=${pages}`);
    const many = Array.from({ length: 300 }, (_, n) => `U${n}`);
    refresh(['Ana', 'Ben', ...many], 20);
    expect(problem(roster.flushHistory())).toMatchObject({ kind: 'disk-full' });
    expect(problem(roster.flushHistory()).sentence).toMatch(
      /^The lists are up to date, but their changes can’t be added to the history yet/,
    );
    expect(people()).toHaveLength(302);
    expect(seen()).toEqual([]);
    refresh(['Ana', 'Ben'], 30);
    expect(seen()).toEqual([]);

    files.ledger.pragma('max_page_count=1000000');
    value(roster.flushHistory());
    expect(seen()).toHaveLength(600);
    expect(seen()[0]).toEqual(['member.joined', 'U0', 10, 20]);
    expect(seen().at(-1)?.[0]).toBe('member.left');
    end();
  });

  it('a read-only ledger does the same', () => {
    begun();
    const { refresh, roster, files, people, seen, end } = session();
    files.ledger.pragma('query_only=ON');
    refresh(['Ana'], 20);
    expect(problem(roster.flushHistory()).kind).toBe('store-unavailable');
    expect(people()).toEqual(['Ana']);
    files.ledger.pragma('query_only=OFF');
    value(roster.flushHistory());
    expect(seen()).toEqual([['member.left', 'Ben', 10, 20]]);
    end();
  });
});

it('a roster that can’t be written keeps the last good list, and records nothing of the new one', () => {
  begun();
  const { refresh, files, people, seen, waiting, end } = session();
  const pages = Number(files.roster.pragma('page_count', { simple: true }));
  files.roster.pragma(`max_page_count=${pages}`);
  const many = Array.from({ length: 300 }, (_, n) => `U${n}`);
  expect(() => refresh(many, 20)).toThrow();
  expect([people(), seen(), waiting()]).toEqual([['Ana', 'Ben'], [], 0]);
  end();
});

it('the app shows it at once after a kill, and erasing old copies keeps it', async () => {
  begun();
  const killed = session('before the ledger');
  killed.refresh(['Ana'], 20);
  killed.end();
  const store = await open(folder);
  const seen = () => store.ledger.history('c1', 'w1').map(({ subjectId }) => subjectId);
  expect(seen()).toEqual(['Ben']);
  const now = 100 * 24 * 3600_000;
  const retention = { historyDays: 0, hideAfterDays: 0, eraseAfterDays: 10 };
  const { erased } = value(await store.storage.applyRetention({ now, retention, offsets: [0] }));
  expect(erased).toHaveLength(1);
  expect(seen()).toEqual(['Ben']);
});
