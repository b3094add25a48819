import type { Place } from '../contract/app.ts';
import { settingsSectionIds, type SettingsSectionId } from './settings/types.ts';

/** The connection that a link names: by its id on this device, or by its server on another one. A link may name neither. */
export interface ConnectionAddress {
  /** Empty where the link names none. */
  connectionId: string;
  /** Its API address, for a device that knows the connection under another id. */
  server: string;
}

export const placeTabs = [
  'overview',
  'members',
  'invitations',
  'tokens',
  'roles',
  'settings',
  'history',
] as const satisfies readonly Place['tab'][];
export const allConnectionsLists = ['people', 'tokens', 'workspaces', 'history'] as const;
export type AllConnectionsList = (typeof allConnectionsLists)[number];

/** Every place of the app that a link can lead to. */
export type PlaceAddress =
  | { screen: 'settings'; section: SettingsSectionId | null }
  | { screen: 'all-connections'; list: AllConnectionsList; query: string }
  | { screen: 'start'; connection: ConnectionAddress }
  | { screen: 'history'; connection: ConnectionAddress }
  | {
      screen: 'workspace';
      connection: ConnectionAddress;
      workspaceId: string;
      tab: Place['tab'];
      /** What is searched for in the tab's list; left out: nothing. */
      query?: string;
    }
  /** Everything known about one e-mail address, over all connections. */
  | { screen: 'person'; email: string }
  /** The review of a plan, or its receipt once it was applied. */
  | { screen: 'plan'; planId: string };

export const addressScheme = 'steward:';
const start = `${addressScheme}//`;
/** Far more than any place needs. */
const longest = 4000;

/** Half of a surrogate pair can't be encoded. */
const part = (text: string) => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
const withFields = (path: string, fields: Readonly<Record<string, string>>) => {
  const given = Object.entries(fields).filter(([, value]) => value !== '');
  const search = given.map(([name, value]) => `${name}=${part(value)}`).join('&');
  return `${start}${path}${search === '' ? '' : `?${search}`}`;
};

/** The link to a place. */
export function formatPlaceAddress(place: PlaceAddress): string {
  switch (place.screen) {
    case 'settings':
      return `${start}settings${place.section === null ? '' : `/${place.section}`}`;
    case 'all-connections':
      return withFields(`all/${place.list}`, { query: place.query });
    case 'start':
    case 'history':
    case 'workspace': {
      const { connectionId, server } = place.connection;
      const query = place.screen === 'workspace' ? (place.query ?? '') : '';
      if (place.screen === 'workspace' && connectionId === '')
        return withFields(`workspace/${part(place.workspaceId)}/${place.tab}`, { server, query });
      const rest =
        place.screen === 'start'
          ? ''
          : place.screen === 'history'
            ? '/history'
            : `/workspace/${part(place.workspaceId)}/${place.tab}`;
      return withFields(`connection/${part(connectionId)}${rest}`, { server, query });
    }
    case 'person':
      return `${start}person/${part(place.email)}`;
    case 'plan':
      return `${start}plan/${part(place.planId)}`;
  }
}

/**
 * The place that a link leads to; null where it leads to none. It is cut up here and not by `URL`, which would take an id that is "..",
 * encoded or not, for a step up.
 */
export function parsePlaceAddress(link: string): PlaceAddress | null {
  if (link.length > longest || !link.toLowerCase().startsWith(start)) return null;
  const [path = '', search = '', ...more] = link.slice(start.length).split('?');
  if (more.length > 0 || link.includes('#')) return null;
  const encoded = path.replace(/\/$/u, '').split('/');
  const parts = encoded.flatMap((one) => decoded(one) ?? []);
  const fields = fieldsOf(search);
  if (fields === null || parts.length < encoded.length) return null;
  const [head = '', ...rest] = parts;
  switch (head.toLowerCase()) {
    case 'settings':
      return ofSettings(rest);
    case 'all': {
      const list = allConnectionsLists.find((one) => one === rest[0]);
      if (list === undefined || rest.length !== 1) return null;
      return { screen: 'all-connections', list, query: fields.get('query') ?? '' };
    }
    case 'connection':
      return ofConnection(rest, fields);
    case 'workspace':
      return ofWorkspace(rest, '', fields);
    case 'person': {
      const [email = ''] = rest;
      return rest.length === 1 && isEmail(email) ? { screen: 'person', email } : null;
    }
    case 'plan': {
      const [planId = ''] = rest;
      return rest.length === 1 && /^[0-9a-z-]{1,64}$/i.test(planId) ? { screen: 'plan', planId } : null;
    }
    default:
      return null;
  }
}

function ofSettings([wanted, ...more]: readonly string[]): PlaceAddress | null {
  if (wanted === undefined) return { screen: 'settings', section: null };
  const section = settingsSectionIds.find((one) => one === wanted);
  return section === undefined || more.length > 0 ? null : { screen: 'settings', section };
}

type Fields = ReadonlyMap<string, string>;

function ofConnection([connectionId = '', ...rest]: readonly string[], fields: Fields): PlaceAddress | null {
  if (connectionId === '') return null;
  const connection = { connectionId, server: fields.get('server') ?? '' };
  const [kind, ...inside] = rest;
  if (kind === undefined) return { screen: 'start', connection };
  if (kind === 'history') return inside.length === 0 ? { screen: 'history', connection } : null;
  return kind === 'workspace' ? ofWorkspace(inside, connectionId, fields) : null;
}

function ofWorkspace(
  [workspaceId = '', wanted = 'overview', ...more]: readonly string[],
  connectionId: string,
  fields: Fields,
): PlaceAddress | null {
  const tab = placeTabs.find((one) => one === wanted);
  if (workspaceId === '' || tab === undefined || more.length > 0) return null;
  const connection = { connectionId, server: fields.get('server') ?? '' };
  const query = fields.get('query') ?? '';
  return { screen: 'workspace', connection, workspaceId, tab, ...(query === '' ? {} : { query }) };
}

/** Enough to search for; only the lists know whether a member has it. */
const isEmail = (text: string) => text.length <= 320 && /^[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u.test(text);

/**
 * The server that a link names as an address to offer for a new connection; null where it is none to offer: not a web address, or one with
 * a name and password in it.
 */
export function serverToOffer({ server }: ConnectionAddress): string | null {
  if (server.length > 2000 || /[\s\p{C}]/u.test(server)) return null;
  try {
    const url = new URL(server);
    const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
    return isWeb && url.username === '' && url.password === '' ? server : null;
  } catch {
    return null;
  }
}

function fieldsOf(search: string): Map<string, string> | null {
  const fields = new Map<string, string>();
  for (const field of search.split('&')) {
    if (field === '') continue;
    const at = field.indexOf('=');
    const value = at < 0 ? null : decoded(field.slice(at + 1));
    if (value === null) return null;
    fields.set(field.slice(0, at), value);
  }
  return fields;
}

/** null: not encoded in any way that can be read. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
