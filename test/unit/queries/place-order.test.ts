import { describe, expect, it } from 'vitest';
import { inOrder } from '../../../src-main/queries/place-order.ts';
import { knownValue, none, notReported } from '../../../src-preload/shared/known.ts';
import type { Workspace } from '../../../src-preload/contract/workspaces.ts';

function place(name: string, parts: Partial<Workspace> & { of?: string } = {}): Workspace {
  const { of, ...rest } = parts;
  return {
    connectionId: 'c',
    id: name,
    scope: 'workspace',
    name,
    description: none,
    organization: of === undefined ? none : knownValue({ id: of, name: of }),
    membersAt: null,
    tokensAt: null,
    origin: 'live',
    facts: [],
    instance: { kind: 'managed', url: none },
    myRole: none,
    owner: none,
    isDefault: knownValue(false),
    serverFavourite: notReported,
    serverHidden: notReported,
    approvalsEnabled: notReported,
    favourite: false,
    hidden: false,
    note: '',
    position: 0,
    members: null,
    pending: null,
    activeTokens: null,
    roster: { fetchedAt: null, failed: false, complete: false },
    ...rest,
  };
}
const organization = (name: string) => place(name, { scope: 'organization' });
const names = (views: Workspace[], order: string[] = []) =>
  inOrder(
    views,
    new Map(
      order.map((id, position) => [
        id,
        { workspaceId: id, favourite: false, hidden: false, note: '', position },
      ]),
    ),
  ).map(({ name }) => name);

describe('the order of places', () => {
  it('follows the portal where there are no organizations: default, kind, name', () => {
    const local = place('A local', { instance: { kind: 'local-dev', url: none } });
    const views = [local, place('C'), place('B'), place('D', { isDefault: knownValue(true) })];
    expect(names(views)).toEqual(['D', 'B', 'C', 'A local']);
  });

  it('reads numbers in names as numbers', () => {
    const views = ['Team 10', 'Team 2', 'Team 1'].map((name) => place(name));
    expect(names(views)).toEqual(['Team 1', 'Team 2', 'Team 10']);
  });

  it('puts each organization before its workspaces, and the account last', () => {
    const views = [
      place('Search', { of: 'Zeta' }),
      organization('Zeta'),
      place('Mine', { scope: 'account' }),
      place('Billing', { of: 'Alpha' }),
      organization('Alpha'),
      place('Elsewhere', { of: 'not in the list' }),
    ];
    expect(names(views)).toEqual(['Alpha', 'Billing', 'Elsewhere', 'Zeta', 'Search', 'Mine']);
  });

  it('follows the admin’s own order, and a workspace put first brings its organization along', () => {
    const views = [
      organization('Alpha'),
      place('Billing', { of: 'Alpha' }),
      organization('Zeta'),
      place('Search', { of: 'Zeta' }),
      place('Ads', { of: 'Zeta' }),
    ];
    expect(names(views, ['Search'])).toEqual(['Zeta', 'Search', 'Ads', 'Alpha', 'Billing']);
  });
});
