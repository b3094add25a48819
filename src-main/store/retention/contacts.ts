import { day } from '../../../src-preload/shared/units.ts';

/**
 * When each connection and each place was last refreshed. What the admin entered has no server that could be out of reach: it doesn't age
 * here, and neither does a place whose lists are all another's.
 */
export const contactsSql = {
  connections: `select connection_id as connectionId, max(fetched_at) as lastContact from freshness f
    where fetched_at is not null and not exists (
      select 1 from workspaces w where w.connection_id = f.connection_id and w.origin = 'entered')
    group by connection_id`,
  places: `select w.pk, w.connection_id as connectionId, w.id as workspaceId, w.name, max(f.fetched_at) as lastContact
    from workspaces w join freshness f on f.connection_id = w.connection_id and f.workspace_id = w.id
    where f.fetched_at is not null and w.origin <> 'entered' group by w.pk`,
};
export interface ConnectionContact {
  connectionId: string;
  lastContact: number;
}
export interface PlaceContact extends ConnectionContact {
  pk: number;
  workspaceId: string;
  name: string;
}

/** True where nothing was heard for more than so many days; 0 days: never. A contact in the future is no age. */
export const isOlder = (lastContact: number, days: number, now: number): boolean =>
  days > 0 && now - lastContact > days * day;
