import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { openWriter } from '../../../src-main/store/writer/writer.ts';
import { ledgerKey, onEnd, raw, rosterKey, temporaryFolder, value } from './support.ts';

/* What a big swap leaves to be done afterwards. */

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] });
  onEnd(() => void vi.useRealTimers());
});

const data = (folder: string) => ({
  folder,
  ledgerKey,
  rosterKey,
  timeoutMs: 1000,
  isLocked: false,
  locale: 'en',
});

/** A folder whose roster lacks the index of e-mails, as after a big first list. */
function withoutIndex(): string {
  const folder = temporaryFolder();
  value(openWriter(data(folder))).close();
  raw(join(folder, 'roster.db'), rosterKey).exec('drop index members_by_email');
  return folder;
}

const hasIndex = (folder: string): boolean =>
  raw(join(folder, 'roster.db'), rosterKey)
    .prepare(`select 1 from sqlite_schema where name = 'members_by_email'`)
    .get() !== undefined;

it('calls that follow a swap are answered before its index of e-mails is made', () => {
  const folder = withoutIndex();
  const writer = value(openWriter(data(folder)));
  vi.advanceTimersByTime(200);
  value(writer.answer('roster', 'flushHistory', []));
  vi.advanceTimersByTime(200);
  expect(hasIndex(folder)).toBe(false);
  vi.advanceTimersByTime(100);
  expect(hasIndex(folder)).toBe(true);
  writer.close();
});

it('the index of e-mails is made in time even where calls never end', () => {
  const folder = withoutIndex();
  const writer = value(openWriter(data(folder)));
  for (let call = 0; call < 100; call += 1) {
    value(writer.answer('roster', 'flushHistory', []));
    vi.advanceTimersByTime(200);
  }
  expect(hasIndex(folder)).toBe(true);
  writer.close();
});

it('a writer that is closed before makes the index of e-mails at its end', () => {
  const folder = withoutIndex();
  value(openWriter(data(folder))).close();
  expect(hasIndex(folder)).toBe(true);
});
