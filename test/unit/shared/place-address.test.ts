import { describe, expect, it } from 'vitest';
import {
  allConnectionsLists,
  formatPlaceAddress,
  parsePlaceAddress,
  placeTabs,
  serverToOffer,
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
    { screen: 'workspace', connection, workspaceId: id, tab: 'tokens', query: 'owner:"a b" & c=d?#/' },
  ]),
  ...ids.map((id): PlaceAddress => ({
    screen: 'workspace',
    connection: { connectionId: '', server: 'https://api.example/v1?x=1&y=2#top' },
    workspaceId: id,
    tab: 'tokens',
  })),
  ...['ana@northwind.example', 'ä+b/c@x.example', '"%2f"@x', '../@..'].map((email): PlaceAddress => ({
    screen: 'person',
    email,
  })),
  { screen: 'plan', planId: '0b6d4c1e-0f0f-4e5e-9d6a-2f3c1a2b3c4d' },
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
    'steward://workspace',
    'steward://workspace//members',
    'steward://workspace/w/delete',
    'steward://workspace/w/members/more',
    'steward://workspace/w/members?server=%',
    'steward://person',
    'steward://person/',
    'steward://person/ana',
    'steward://person/ana@northwind.example/remove',
    'steward://person/a%20b@x.example',
    'steward://person/a%00b@x.example',
    `steward://person/${'a'.repeat(400)}@x.example`,
    'steward://plan',
    'steward://plan/',
    'steward://plan/..',
    'steward://plan/%2e%2e%2fx',
    'steward://plan/0b6d4c1e/apply',
    'steward://plan/a?apply=1#x',
    'steward://plan/$(id)',
    `steward://plan/${'a'.repeat(65)}`,
    'javascript:steward://settings',
    ' steward://settings',
  ])('%s leads nowhere', (link) => {
    expect(parsePlaceAddress(link)).toBeNull();
  });
});

describe('the server that a link names', () => {
  it.each(['https://api.example', 'http://127.0.0.1:8080/si/auth', 'https://api.example/v1?x=1'])(
    '%s can be offered',
    (server) => {
      expect(serverToOffer({ connectionId: '', server })).toBe(server);
    },
  );

  it.each([
    '',
    'api.example',
    '//api.example',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://api.example',
    'steward://settings',
    'https://vendor.example@evil.example/',
    'https://:secret@evil.example/',
    'https://a b.example',
    'https://api.example/\u202egpj.exe',
    'https://api.example/\u0000',
    `https://${'a'.repeat(2000)}.example`,
  ])('%j is never offered', (server) => {
    expect(serverToOffer({ connectionId: '', server })).toBeNull();
  });
});
