import { Tabs } from 'radix-ui';
import { useEffect, useState } from 'react';
import {
  reloadAllConnections,
  useAllConnections,
  watchAllConnections,
  type AllConnectionsTab,
} from '../../stores/all-connections.ts';
import styles from '../../components/TabbedScreen.module.css';
import css from './AllConnectionsScreen.module.css';
import { PeopleList } from './PeopleList.tsx';
import { TokensList } from './TokensList.tsx';
import { WorkspacesList } from './WorkspacesList.tsx';

const tabs: readonly { id: AllConnectionsTab; label: string }[] = [
  { id: 'people', label: 'People' },
  { id: 'tokens', label: 'Tokens' },
  { id: 'workspaces', label: 'Workspaces' },
];

/** While somebody types, the lists are asked for at most ten times a second. */
function useDebounced(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 100);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** People, tokens and workspaces of all connections, searched at once. */
export default function AllConnectionsScreen() {
  const { tab, query } = useAllConnections();
  const asked = useDebounced(query.trim());
  useEffect(watchAllConnections, []);
  // What arrived while another list was in view.
  useEffect(reloadAllConnections, [tab]);
  return (
    <Tabs.Root
      className={styles.screen}
      value={tab}
      onValueChange={(value) => {
        const next = tabs.find(({ id }) => id === value);
        // Each list has keys of its own: words stay, and what the next one doesn’t know is said there.
        if (next !== undefined) useAllConnections.setState({ tab: next.id });
      }}
    >
      <header className={styles.header}>
        <h1 className={css.heading}>Everywhere</h1>
        <p className={styles.meta}>What is known of all connections, from the copies on this device</p>
        <Tabs.List className={styles.tabs} aria-label="What to search">
          {tabs.map(({ id, label }) => (
            <Tabs.Trigger key={id} value={id} className={styles.tab}>
              {label}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
      </header>
      <Tabs.Content value={tab} className={styles.content} tabIndex={-1}>
        {tab === 'people' && <PeopleList query={asked} />}
        {tab === 'tokens' && <TokensList query={asked} />}
        {tab === 'workspaces' && <WorkspacesList query={asked} />}
      </Tabs.Content>
    </Tabs.Root>
  );
}
