import { describe, expect, it } from 'vitest';
import { freshnessCounts } from '../../../src-renderer/lib/freshness-words.ts';
import { outdatedRuntimeText } from '../../../src-renderer/lib/runtime-text.ts';

const now = 1_800_000_000_000;
const day = 86_400_000;
const place = (id: string, fetchedAt: number | null, failed = false) => ({
  connectionId: 'c1',
  id,
  scope: 'workspace' as const,
  membersAt: null,
  origin: 'live' as const,
  roster: { fetchedAt, failed, complete: true },
});

const freshnessWords = (...of: Parameters<typeof freshnessCounts>) =>
  freshnessCounts(...of)
    .map(({ words }) => words)
    .join(' · ');

describe('the freshness in the status bar', () => {
  it('leads to what it counts, and from the fresh ones to the others', () => {
    const counted = freshnessCounts([place('w1', now), place('w2', now - day), place('w3', null)], [], now);
    expect(counted).toEqual([
      { words: '1 of 3 lists fresh', query: 'freshness:stale,waiting,never' },
      { words: '1 stale (1 day)', query: 'freshness:stale' },
      { words: '1 not fetched', query: 'freshness:never' },
    ]);
    expect(freshnessCounts([place('w1', now)], [], now)).toEqual([
      { words: '1 of 1 lists fresh', query: 'freshness:fresh' },
    ]);
  });

  it('says “lists” whether they are of workspaces or of organizations, and counts no place without its own', () => {
    const organization = { ...place('o1', now), scope: 'organization' as const };
    const inIt = { ...place('w2', null), membersAt: 'o1' };
    expect(freshnessWords([organization, place('w1', now), inIt], [], now)).toBe('2 of 2 lists fresh');
  });

  it('counts a list that waits for confirmation by its own word, not as stale', () => {
    const places = [
      place('w1', now),
      place('w2', now - day, true),
      place('w3', now - 4 * day),
      place('w4', null),
    ];
    const doubted = [{ connectionId: 'c1', workspaceId: 'w2', freshness: { list: 'members' as const } }];
    expect(freshnessWords(places, doubted, now)).toBe(
      '1 of 4 lists fresh · 1 waiting for confirmation · 1 stale (4 days) · 1 not fetched',
    );
  });

  it('counts no place as fresh of which another list waits', () => {
    const doubted = [{ connectionId: 'c1', workspaceId: 'w2', freshness: { list: 'tokens' as const } }];
    expect(freshnessWords([place('w1', now), place('w2', now)], doubted, now)).toBe(
      '1 of 2 lists fresh · 1 waiting for confirmation',
    );
  });

  it('counts no place as fresh while the list of its connection’s places waits', () => {
    const doubted = [{ connectionId: 'c1', workspaceId: null, freshness: { list: 'workspaces' as const } }];
    const elsewhere = { ...place('w3', now), connectionId: 'c2' };
    expect(freshnessWords([place('w1', now), place('w2', now), elsewhere], doubted, now)).toBe(
      '1 of 3 lists fresh · 2 waiting for confirmation',
    );
  });

  it('counts the same list as stale where only another list of its place waits', () => {
    const doubted = [{ connectionId: 'c1', workspaceId: 'w2', freshness: { list: 'tokens' as const } }];
    expect(freshnessWords([place('w2', now - day, true)], doubted, now)).toBe(
      '0 of 1 lists fresh · 1 stale (1 day)',
    );
  });
});

it('an outdated runtime is named by its major version', () => {
  expect(outdatedRuntimeText.short({ running: '33.2.1' })).toBe('Electron 33 is outdated');
});
