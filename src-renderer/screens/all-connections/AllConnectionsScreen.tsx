import { Tabs } from 'radix-ui';
import { useEffect, useState } from 'react';
import { PlaceHeading } from '../../components/PlaceHeading.tsx';
import {
  reloadAllConnections,
  useAllConnections,
  watchAllConnections,
  type AllConnectionsTab,
} from '../../stores/all-connections.ts';
import { DoubtedLists } from '../../components/DoubtedLists.tsx';
import styles from '../../components/TabbedScreen.module.css';
import css from './AllConnectionsScreen.module.css';
import { screenText } from './text.ts';
import { HistoryList } from './HistoryList.tsx';
import { PeopleList } from './PeopleList.tsx';
import { TokensList } from './TokensList.tsx';
import { WorkspacesList } from './WorkspacesList.tsx';

const tabs: readonly { id: AllConnectionsTab; label: string }[] = [
  { id: 'people', label: 'People' },
  { id: 'tokens', label: 'Tokens' },
  { id: 'workspaces', label: 'Workspaces' },
  { id: 'history', label: 'History' },
];

/** The text once typing pauses, so that the lists aren't asked for at each key. */
function useDebounced(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), 100);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

/** People, tokens, workspaces and history of all connections, searched at once. */
export default function AllConnectionsScreen() {
  const { tab, query } = useAllConnections();
  const asked = useDebounced(query.trim());
  useEffect(watchAllConnections, []);
  // A list that wasn't in view may be out of date.
  useEffect(reloadAllConnections, [tab]);
  return (
    <Tabs.Root
      className={styles.screen}
      value={tab}
      onValueChange={(value) => {
        const next = tabs.find(({ id }) => id === value);
        // The query stays. Each list has its own keys, and the next one reports those it doesn’t know.
        if (next !== undefined) useAllConnections.setState({ tab: next.id });
      }}
    >
      <header className={styles.header}>
        <PlaceHeading level={1} className={css.heading}>
          All connections
        </PlaceHeading>
        <p className={styles.meta}>{screenText}</p>
        <DoubtedLists connectionId={null} />
        <Tabs.List className={styles.tabs} aria-label="Lists">
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
        {tab === 'history' && <HistoryList query={asked} />}
      </Tabs.Content>
    </Tabs.Root>
  );
}
