import { beforeEach, expect, it, vi } from 'vitest';
import { arrange } from '../../../src-renderer/app/palette/arrange.ts';
import type { Entry } from '../../../src-renderer/app/palette/entry.ts';
import { wantedBy } from '../../../src-renderer/app/palette/search.ts';

vi.stubGlobal('window', { steward: { onEvent: () => () => undefined } });
const { allConnectionsActions } =
  await import('../../../src-renderer/app/palette/all-connections-actions.ts');
const { useAllConnections } = await import('../../../src-renderer/stores/all-connections.ts');
const { useNavigation } = await import('../../../src-renderer/stores/navigation.ts');

const go = vi.fn();
beforeEach(() => useNavigation.setState({ go }));

it.each([
  ['people', 'All people', 'people'],
  ['tokens', 'All tokens', 'tokens'],
  ['all work', 'All workspaces', 'workspaces'],
  ['history', 'All history', 'history'],
])('“%s” in the palette leads to %s', (typed, label, tab) => {
  useAllConnections.setState({ tab: 'people', query: 'what was searched before' });
  const entries = allConnectionsActions().map((action): Entry => ({
    about: '',
    ...action,
    id: action.label,
    group: 'Actions',
  }));
  const shown = arrange(wantedBy(typed), entries, []).flatMap((group) => group.entries);
  expect(shown.map((entry) => entry.label)).toEqual([label]);
  shown[0]?.run();
  expect(useAllConnections.getState()).toEqual({ tab, query: '' });
  expect(go).toHaveBeenLastCalledWith({ screen: 'all-connections' });
});
