import { describe, expect, it } from 'vitest';
import { jumpListOf, removedLinks } from '../../../src-main/app/desktop/jump-list.ts';
import { namedPlaces, withRecent } from '../../../src-main/app/desktop/recent-places.ts';
import { parsePlaceAddress } from '../../../src-preload/shared/place-address.ts';

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
