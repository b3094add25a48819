import { describe, expect, it } from 'vitest';
import { withRecent } from '../../../src-main/app/desktop/recent-places.ts';

const place = (workspaceId: string) => ({ connectionId: 'c', workspaceId });

describe('the workspaces that were shown last', () => {
  it('the newest comes first, each once, and the oldest goes', () => {
    const shown = ['a', 'b', 'c', 'a', 'd', 'e', 'f', 'g'].reduce(
      (places, id) => withRecent(places, place(id)),
      [place('x')],
    );
    expect(shown.map(({ workspaceId }) => workspaceId)).toEqual(['g', 'f', 'e', 'd', 'a', 'c']);
  });

  it('two of one id on different connections are two', () => {
    expect(withRecent([place('a')], { connectionId: 'other', workspaceId: 'a' })).toHaveLength(2);
  });
});
