import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const answer = { ok: true, value: null };
const page = new EventTarget();
vi.stubGlobal('document', { activeElement: null, body: null });
vi.stubGlobal('window', {
  addEventListener: page.addEventListener.bind(page),
  removeEventListener: page.removeEventListener.bind(page),
  steward: {
    app: { setPlace: () => Promise.resolve(answer), place: () => Promise.resolve(answer) },
    onEvent: () => () => undefined,
  },
});
const { useNavigation } = await import('../../../src-renderer/stores/navigation.ts');
const { useAllConnections } = await import('../../../src-renderer/stores/all-connections.ts');
const { useConnections } = await import('../../../src-renderer/stores/connections.ts');
const { useWorkspaces } = await import('../../../src-renderer/stores/workspaces.ts');
const { useShownSearch, useWantedSearch } = await import('../../../src-renderer/stores/list-search.ts');
const { useShownSection } = await import('../../../src-renderer/stores/settings-section.ts');
const { goBack, goForward, startTrail, useTrail } = await import('../../../src-renderer/stores/trail.ts');

/** Only what the trail looks at. */
const listed = (ids: readonly string[]) =>
  useWorkspaces.setState({
    lists: { c: { state: 'ready', workspaces: ids.map((id) => ({ id })) } } as never,
  });
const where = () => {
  const { screen, workspaceId, tab } = useNavigation.getState();
  return screen === 'workspace' ? `${workspaceId}/${tab}` : screen;
};
const go: ReturnType<typeof useNavigation.getState>['go'] = (to, kind) =>
  useNavigation.getState().go(to, kind);

let stop: () => void;
beforeEach(() => {
  useConnections.setState({ connections: [{ id: 'c' }] as never });
  listed(['a', 'b', 'd']);
  useTrail.setState({ stops: [], at: -1 });
  useAllConnections.setState({ tab: 'people', query: '' });
  useShownSearch.setState({ shown: null });
  useWantedSearch.setState({ wanted: null });
  useShownSection.setState({ section: null, inView: null });
  useNavigation.setState({
    connectionId: 'c',
    workspaceId: 'a',
    tab: 'overview',
    screen: 'workspace',
    reachedBy: 'new',
  });
  stop = startTrail();
});
afterEach(() => stop());

describe('back and forward', () => {
  it('they walk along the places, tabs and screens that were shown', () => {
    go({ tab: 'members' });
    go({ workspaceId: 'b' });
    go({ screen: 'settings' });
    const seen = [1, 2, 3, 4].map(() => {
      goBack();
      return where();
    });
    expect(seen).toEqual(['b/members', 'a/members', 'a/overview', 'a/overview']);
    goForward();
    goForward();
    expect(where()).toBe('b/members');
  });

  it('they return to what was searched for in a list, and to an unsearched one with nothing', () => {
    const search = (place: string, query: string) =>
      useShownSearch.setState({
        shown: {
          list: 'members',
          place: `c ${place}`,
          query,
          part: 'all',
          sort: { by: 'name', order: 'asc' },
        },
      });
    go({ tab: 'members' });
    search('a', 'role:owner');
    go({ workspaceId: 'b' });
    search('b', '');
    goBack();
    expect(where()).toBe('a/members');
    expect(useWantedSearch.getState().wanted).toMatchObject({
      list: 'members',
      place: { connectionId: 'c', workspaceId: 'a' },
      query: 'role:owner',
    });
    search('a', 'role:owner');
    goForward();
    expect(useWantedSearch.getState().wanted).toMatchObject({ query: '' });
  });

  it('a step elsewhere gives up what was ahead', () => {
    go({ workspaceId: 'b' });
    goBack();
    go({ workspaceId: 'd' });
    goForward();
    expect(where()).toBe('d/overview');
    goBack();
    expect(where()).toBe('a/overview');
  });

  it('they pass over places that are gone', () => {
    go({ workspaceId: 'b' });
    go({ workspaceId: 'd' });
    listed(['a', 'd']);
    goBack();
    expect(where()).toBe('a/overview');
  });

  it('a place that the app itself went on from isn’t returned to', () => {
    go({ workspaceId: 'b' });
    go({ workspaceId: null });
    go({ workspaceId: 'd' }, 'replace');
    goBack();
    expect(where()).toBe('b/overview');
  });

  it('what was searched across all connections comes back, and typing makes no stops', () => {
    go({ screen: 'all-connections' });
    for (const query of ['a', 'an', 'ana']) useAllConnections.setState({ query });
    useAllConnections.setState({ tab: 'tokens', query: '' });
    goBack();
    expect([where(), useAllConnections.getState().tab, useAllConnections.getState().query]).toEqual([
      'all-connections',
      'people',
      'ana',
    ]);
    goBack();
    expect(where()).toBe('a/overview');
  });

  it('another list across all connections, chosen after going back, is a new step', () => {
    go({ screen: 'all-connections' });
    go({ screen: 'settings' });
    goBack();
    useAllConnections.setState({ tab: 'tokens', query: '' });
    goBack();
    expect([where(), useAllConnections.getState().tab]).toEqual(['all-connections', 'people']);
  });

  it('the settings come back at the section that was read', () => {
    go({ screen: 'settings' });
    useShownSection.setState({ inView: 'proxy' });
    go({ workspaceId: 'b', screen: 'workspace' });
    useShownSection.setState({ inView: null });
    goBack();
    expect([where(), useShownSection.getState().section]).toEqual(['settings', 'proxy']);
  });

  it('the same place again is no further stop', () => {
    go({ workspaceId: 'b' });
    go({ workspaceId: 'b' });
    go({ screen: 'workspace' });
    goBack();
    expect(where()).toBe('a/overview');
  });
});
