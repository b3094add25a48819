import { describe, expect, it } from 'vitest';
import type { StaleCopy } from '../../../src-preload/contract/freshness.ts';
import { hiddenFuture } from '../../../src-renderer/lib/hidden-copy.ts';

const now = Date.UTC(2026, 10, 30);
const copy = (more: Partial<StaleCopy> = {}): StaleCopy => ({
  workspaceId: 'w1',
  since: Date.UTC(2026, 8, 15),
  erasedAfter: Date.UTC(2026, 11, 14),
  whole: false,
  ...more,
});

describe('a copy that is hidden for its age', () => {
  it('it says when it will be erased, and whether all of its connection are hidden', () => {
    expect(hiddenFuture(copy(), now)).toBe(
      'It may be out of date. It will be erased on 14 Dec 2026 unless it’s refreshed first.',
    );
    expect(hiddenFuture(copy({ whole: true, erasedAfter: null }), now)).toBe(
      'All copies of this connection are hidden, because they may be out of date. It’s kept until you erase it.',
    );
  });

  it('it doesn’t promise a day that has passed: offline, nothing is erased before a server confirms the date', () => {
    const said = hiddenFuture(copy({ erasedAfter: Date.UTC(2026, 10, 14) }), now);
    expect(said).not.toContain('will be erased on');
    expect(said).toContain('was due to be erased on 14 Nov 2026');
    expect(said).toContain('once a server confirms today’s date');
  });
});
