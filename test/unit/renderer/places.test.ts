import { describe, expect, it } from 'vitest';
import type { Workspace } from '../../../src-preload/contract/workspaces.ts';
import { defaultPlace, isGrouped, orderAfter, placeTree } from '../../../src-renderer/lib/places.ts';
import type { PlaceTree } from '../../../src-renderer/lib/places.ts';

const notReported = { state: 'not-reported' } as const;

function place(name: string, change: Partial<Workspace> = {}): Workspace {
  return {
    connectionId: 'c1',
    id: name.toLowerCase(),
    scope: 'workspace',
    name,
    description: notReported,
    organization: { state: 'none' },
    membersAt: null,
    tokensAt: null,
    origin: 'live',
    facts: [],
    instance: { kind: 'managed', url: notReported },
    myRole: notReported,
    owner: notReported,
    isDefault: notReported,
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
    ...change,
  };
}
const organization = (name: string, change: Partial<Workspace> = {}) =>
  place(name, { scope: 'organization', ...change });
const workspaceIn = (parent: string, name: string, change: Partial<Workspace> = {}) =>
  place(name, {
    organization: { state: 'known', value: { id: parent.toLowerCase(), name: parent } },
    ...change,
  });

/** The tree as it looks: "Acme: Search, Billing" for an organization, the name alone for a workspace of none. */
const lines = (tree: PlaceTree) =>
  tree.branches.map((branch) =>
    branch.type === 'workspace'
      ? branch.place.name
      : `${branch.name}: ${branch.workspaces.map(({ name }) => name).join(', ')}`,
  );
const names = (places: readonly Workspace[]) => places.map(({ name }) => name);

const acme = organization('Acme');
const both = [
  acme,
  workspaceIn('Acme', 'Search'),
  workspaceIn('Acme', 'Billing'),
  organization('Globex'),
  workspaceIn('Globex', 'Billing'),
];

describe('the list of places', () => {
  it('puts each workspace under its organization, in the order of the list', () => {
    expect(lines(placeTree(both, []))).toEqual(['Acme: Search, Billing', 'Globex: Billing']);
  });

  it('is flat where the system has no organizations', () => {
    const flat = [place('One'), place('Two')];
    expect(isGrouped(flat)).toBe(false);
    expect(lines(placeTree(flat, []))).toEqual(['One', 'Two']);
  });

  it('names an organization that is no place of its own', () => {
    const tree = placeTree([workspaceIn('Acme', 'Search')], []);
    expect(lines(tree)).toEqual(['Acme: Search']);
    expect(tree.branches[0]?.place).toBeNull();
  });

  it('keeps an organization where its row is, also when a workspace of it comes before', () => {
    const tree = placeTree([workspaceIn('Acme', 'Search'), place('Alone'), acme], []);
    expect(lines(tree)).toEqual(['Alone', 'Acme: Search']);
  });

  it('keeps what belongs to the signed-in person for the end', () => {
    const tree = placeTree([place('Your tokens', { scope: 'account' }), place('One')], []);
    expect(lines(tree)).toEqual(['One']);
    expect(names(tree.accounts)).toEqual(['Your tokens']);
  });

  it('takes favourites out of their organization', () => {
    const tree = placeTree([acme, workspaceIn('Acme', 'Search', { favourite: true })], []);
    expect(names(tree.favourites)).toEqual(['Search']);
    expect(lines(tree)).toEqual(['Acme: ']);
  });

  it('keeps a favourite organization as the head of its workspaces too', () => {
    const tree = placeTree([organization('Acme', { favourite: true }), workspaceIn('Acme', 'Search')], []);
    expect(names(tree.favourites)).toEqual(['Acme']);
    expect(lines(tree)).toEqual(['Acme: Search']);
  });

  it('hides the workspaces of a hidden organization with it', () => {
    const tree = placeTree([organization('Acme', { hidden: true }), workspaceIn('Acme', 'Search')], []);
    expect(lines(tree)).toEqual([]);
    expect(names(tree.hidden)).toEqual(['Acme', 'Search']);
  });
});

describe('searching the list of places', () => {
  it('shows the organization of what was found', () => {
    expect(lines(placeTree(both, ['search']))).toEqual(['Acme: Search']);
  });

  it('finds a workspace by the name of its organization', () => {
    expect(lines(placeTree(both, ['globex', 'bill']))).toEqual(['Globex: Billing']);
  });

  it('says that nothing was found', () => {
    expect(placeTree(both, ['nothing']).empty).toBe(true);
  });
});

describe('the default workspace', () => {
  const isDefault = { state: 'known', value: true } as const;

  it('is the one that the system marks', () => {
    expect(defaultPlace([place('One'), place('Two', { isDefault })])?.name).toBe('Two');
  });

  it('is a favourite before others where the system marks several', () => {
    const marked = [place('One', { isDefault }), place('Two', { isDefault, favourite: true })];
    expect(defaultPlace(marked)?.name).toBe('Two');
  });

  it('is none where the marked one is hidden, or nothing is marked', () => {
    expect(defaultPlace([place('One', { isDefault, hidden: true }), place('Two')])).toBeNull();
  });
});

describe('a new order of one group', () => {
  it('leaves the others where they are', () => {
    const [, search, billing] = both;
    if (search === undefined || billing === undefined) throw new Error('too few');
    const ids = orderAfter(both, [billing, search]);
    expect(ids.slice(0, 3)).toEqual(['acme', 'billing', 'search']);
  });
});
