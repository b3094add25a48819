import { describe, expect, it } from 'vitest';
import { jumpListOf, removedLinks } from '../../../src-main/app/desktop/jump-list.ts';
import { createRecentPlaces, namedPlaces, withRecent } from '../../../src-main/app/desktop/recent-places.ts';
import { plainError } from '../../../src-main/base/errors.ts';
import { fail, ok } from '../../../src-preload/shared/result.ts';
import { parsePlaceAddress } from '../../../src-preload/shared/place-address.ts';
import { connectionRecord, meta, open, temporaryFolder, value, workspaceRow } from '../store/support.ts';

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

describe('the workspaces that are offered outside of the window', () => {
  it('are none while Steward is locked, and the same again once it is unlocked', async () => {
    const store = await open(temporaryFolder());
    value(await store.ledger.saveConnection(connectionRecord('c')));
    value(await store.roster.swapWorkspaces('c', [workspaceRow('w1')], meta(1)));
    const offers: string[][] = [];
    let isLocked = false;
    const recent = createRecentPlaces({
      core: () => (isLocked ? fail(plainError('vault-locked', 'Locked.', '')) : ok({ store })),
      offer: (places) => void offers.push(places.map(({ link }) => link)),
      now: () => 1,
    });
    recent.shown(place('w1'));
    await expect.poll(() => offers).toHaveLength(1);
    isLocked = true;
    recent.changed();
    isLocked = false;
    recent.changed();
    const [first] = offers;
    expect(first).toHaveLength(1);
    expect(offers).toEqual([first, [], first]);
  });
});

describe('the menus of the system', () => {
  const hostile = 'a b" --inspect=1 & ..%20';
  const labels = new Map([
    ['c', 'Northwind'],
    ['d', 'Contoso'],
  ]);
  const found = [
    { ref: place('a'), name: 'Staging' },
    { ref: { connectionId: 'd', workspaceId: 'a' }, name: 'Staging' },
    { ref: place(hostile), name: 'Production' },
  ];
  const places = namedPlaces(found, labels);

  it('name workspaces, and the connections of those with one name', () => {
    expect(places.map(({ name }) => name)).toEqual([
      'Staging (Northwind)',
      'Staging (Contoso)',
      'Production',
    ]);
  });

  it('lead to each workspace by one word, whatever its id is', () => {
    expect(places.map(({ link }) => link).filter((link) => !/^[\w:/.%?=~!*'()-]+$/.test(link))).toEqual([]);
    expect(places.map(({ link }) => parsePlaceAddress(link))).toMatchObject(
      found.map(({ ref: { connectionId, workspaceId } }) => ({ connection: { connectionId }, workspaceId })),
    );
  });

  it('the jump list starts the app with the link, and there is none without workspaces', () => {
    const [first] = places;
    expect(jumpListOf(places.slice(0, 1), 'C:\\Steward\\Steward.exe')).toEqual([
      {
        type: 'custom',
        name: 'Recent workspaces',
        items: [
          {
            type: 'task',
            title: 'Staging (Northwind)',
            program: 'C:\\Steward\\Steward.exe',
            args: first?.link,
            iconPath: 'C:\\Steward\\Steward.exe',
            iconIndex: 0,
          },
        ],
      },
    ]);
    expect(jumpListOf([], 'steward')).toBeNull();
  });

  it('what the user removed from the jump list is known by its link', () => {
    const link = places[1]?.link ?? '';
    expect(
      removedLinks(places, [
        { type: 'task', args: link },
        { type: 'file', path: 'x' },
      ]),
    ).toEqual([link]);
  });
});
