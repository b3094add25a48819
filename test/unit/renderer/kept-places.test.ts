import { describe, expect, it } from 'vitest';
import type { WorkspaceDetail } from '../../../src-preload/contract/workspaces.ts';
import { createKeptPlaces, keptMs } from '../../../src-renderer/stores/kept-places.ts';

/** Of a place, what decides whether an event is about it. */
function detailOf(workspaceId: string, membersAt = workspaceId): WorkspaceDetail {
  const at = (id: string) => ({ connectionId: 'c', workspaceId: id });
  const part = {
    workspace: { connectionId: 'c', id: workspaceId, organization: { state: 'none' } },
    listsAt: { members: at(membersAt), tokens: at(workspaceId) },
  };
  // The rest of a detail is of no concern here.
  return part as unknown as WorkspaceDetail;
}

function places() {
  let time = 0;
  const kept = createKeptPlaces(() => time);
  const show = () => undefined;
  return {
    ...kept,
    pass: (ms: number) => {
      time += ms;
    },
    read: (id: string, membersAt?: string) => kept.reading(id)(detailOf(id, membersAt), show),
    isKept: (id: string) => kept.find(id) === show,
  };
}

const changeOf = (workspaceId: string | null) =>
  ({ topic: 'members', connectionId: 'c', workspaceId }) as const;

describe('the places that were on screen lately', () => {
  it('are shown again as they were read', () => {
    const { read, isKept } = places();
    expect(isKept('a')).toBe(false);
    read('a');
    expect(isKept('a')).toBe(true);
  });

  it('are read again once something of them, or of the place that has their lists, changed', () => {
    const { read, drop, isKept } = places();
    read('a');
    read('b', 'organization');
    read('c');
    drop(changeOf('a'));
    drop(changeOf('organization'));
    expect(['a', 'b', 'c'].map(isKept)).toEqual([false, false, true]);
    drop(changeOf(null));
    expect(isKept('c')).toBe(false);
  });

  it('are all read again when the status changes, as it does with a lock or a sign-out', () => {
    const { read, drop, isKept } = places();
    read('a');
    drop({ topic: 'status' });
    expect(isKept('a')).toBe(false);
  });

  it('aren’t kept where something happened while they were read', () => {
    const { reading, drop, find } = places();
    const keep = reading('a');
    drop(changeOf('a'));
    keep(detailOf('a'), () => undefined);
    expect(find('a')).toBeNull();
  });

  it('are read again after a minute, when a copy may have become too old to show', () => {
    const { read, pass, isKept } = places();
    read('a');
    pass(keptMs);
    expect(isKept('a')).toBe(true);
    pass(1);
    expect(isKept('a')).toBe(false);
  });

  it('are the eight that were read last', () => {
    const { read, isKept } = places();
    const ids = ['1', '2', '3', '4', '5', '6', '7', '8', '9'];
    for (const id of ids) read(id);
    expect(ids.filter(isKept)).toEqual(ids.slice(1));
  });
});
