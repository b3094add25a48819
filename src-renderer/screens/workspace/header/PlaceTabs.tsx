import { memo } from 'react';
import { Tabs } from 'radix-ui';
import type { Scope } from '../../../../src-preload/contract/capabilities.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { formatNumber, plural } from '../../../../src-preload/shared/format/numbers.ts';
import { capitalised } from '../../../lib/names.ts';
import type { Tab } from '../../../stores/navigation.ts';
import { scopeText } from '../../../lib/text.ts';
import styles from '../../../components/TabbedScreen.module.css';

const tabIds: readonly Tab[] = [
  'overview',
  'members',
  'invitations',
  'tokens',
  'roles',
  'settings',
  'history',
];

export const isTab = (value: string): value is Tab => tabIds.some((id) => id === value);

const labelOf = (tab: Tab, facts: SystemFacts, scope: Scope): string =>
  tab === 'members'
    ? scopeText[scope].members
    : tab === 'tokens'
      ? capitalised(facts.tokens.many)
      : capitalised(tab);

/** The tabs of a place, with the counts of their lists. */
export function PlaceTabs({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { workspace } = detail;
  const { scope } = workspace;
  const { one, many } = facts.tokens;
  const counts: Partial<
    Record<Tab, { value: number | null; least?: boolean; describe: (n: number) => string }>
  > = {
    members: {
      value: workspace.members,
      least: !workspace.roster.complete,
      describe: (n) => plural(n, 'member'),
    },
    ...(facts.joining.shownIn === 'invitations'
      ? { invitations: { value: workspace.pending, describe: (n) => plural(n, 'open invitation') } }
      : {}),
    tokens: { value: workspace.activeTokens, describe: (n) => plural(n, `active ${one}`, `active ${many}`) },
  };
  return (
    <Tabs.List className={styles.tabs} aria-label={`Sections of ${workspace.name}`}>
      {tabIds.map((id) => {
        const count = counts[id];
        const value = count?.value ?? null;
        return (
          <PlaceTab
            key={id}
            id={id}
            label={labelOf(id, facts, scope)}
            count={value}
            least={count?.least === true}
            description={value === null ? undefined : count?.describe(value)}
          />
        );
      })}
    </Tabs.List>
  );
}

interface PlaceTabProps {
  id: Tab;
  label: string;
  /** Of its list; null: it has none, or it isn't known. */
  count: number | null;
  /** There are at least so many. */
  least: boolean;
  description: string | undefined;
}

/** One of them. Most are the same in the next place, and aren't drawn again. */
const PlaceTab = memo(function PlaceTab({ id, label, count, least, description }: PlaceTabProps) {
  return (
    <Tabs.Trigger
      value={id}
      className={styles.tab}
      {...(description === undefined
        ? {}
        : { 'aria-description': `${least ? 'at least ' : ''}${description}` })}
    >
      {label}
      {count !== null && (
        <i aria-hidden>
          {least ? '≥ ' : ''}
          {formatNumber(count)}
        </i>
      )}
    </Tabs.Trigger>
  );
});
