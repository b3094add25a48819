import { describe, expect, it } from 'vitest';
import {
  allConnectionsLists,
  formatPlaceAddress,
  parsePlaceAddress,
  placeTabs,
  type PlaceAddress,
} from '../../../src-preload/shared/place-address.ts';

const connection = { connectionId: 'c-1', server: 'https://api.example/v1?x=1&y=2#top' };
/** As servers make them up, and worse. */
const ids = ['01HX', 'a/b', '..', '.', '%2e%2e', 'ä ö ü', 'a?b=c&d', '#', 'مساحة', '💼', '/', ' '];

const places: PlaceAddress[] = [
  { screen: 'settings', section: null },
  { screen: 'settings', section: 'proxy' },
  ...allConnectionsLists.flatMap((list): PlaceAddress[] => [
    { screen: 'all-connections', list, query: '' },
    { screen: 'all-connections', list, query: 'role:owner "a b" & c=d?#/' },
  ]),
  ...ids.flatMap((id): PlaceAddress[] => [
    { screen: 'start', connection: { connectionId: id, server: '' } },
    { screen: 'history', connection: { ...connection, connectionId: id } },
    { screen: 'workspace', connection, workspaceId: id, tab: 'members' },
  ]),
  ...placeTabs.map((tab): PlaceAddress => ({ screen: 'workspace', connection, workspaceId: 'w', tab })),
];

describe('the link to a place', () => {
  it.each(places.map((place) => [formatPlaceAddress(place), place] as const))(
    '%s leads back to it',
    (link, place) => {
      expect(parsePlaceAddress(link)).toEqual(place);
      expect(link).toMatch(/^steward:\/\/[\x21-\x7e]+$/);
    },
  );

  it('it reads the same with another case of its scheme, and with a slash at its end', () => {
    expect(parsePlaceAddress('STEWARD://settings/')).toEqual({ screen: 'settings', section: null });
  });

  it('it opens a workspace on its overview where it names no tab', () => {
    expect(parsePlaceAddress('steward://connection/c-1/workspace/w')).toEqual({
      screen: 'workspace',
      connection: { connectionId: 'c-1', server: '' },
      workspaceId: 'w',
      tab: 'overview',
    });
  });

  it.each([
    '',
    'settings',
    'https://settings',
    'steward:settings',
    'steward://',
    'steward://settings/more',
    'steward://settings#x',
    'steward://unknown/c-1',
    'steward://all',
    'steward://all/secrets',
    'steward://all/people?query=%',
    'steward://all/people?query',
    'steward://all/people?query=a?b',
    'steward://connection',
    'steward://connection/%E0%A4%A',
    'steward://connection/c-1/delete',
    'steward://connection/c-1/workspace',
    'steward://connection/c-1/workspace/w/nothing',
    'steward://connection/c-1/workspace/w/members/more',
    `steward://all/people?query=${'a'.repeat(4000)}`,
  ])('%s leads nowhere', (link) => {
    expect(parsePlaceAddress(link)).toBeNull();
  });
});
