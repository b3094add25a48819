import { knownValue, type Known } from '../../../../src-preload/shared/known.ts';
import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { formatDate } from '../../../../src-preload/shared/format/dates.ts';
import { Card } from '../../../components/Card.tsx';
import { capitalised } from '../../../lib/names.ts';
import { useConnection } from '../../../stores/connections.ts';
import { useNavigation } from '../../../stores/navigation.ts';
import { hostOf, kindText } from '../../../lib/connection-text.ts';
import { knownText } from '../../../lib/known-text.ts';
import { scopeText } from '../../../lib/text.ts';
import styles from './overview.module.css';
import { addedManuallyText } from './text.ts';

type Line = [term: string, text: string];

/** A fact that the system never reports is left out. */
const ifReported = <T,>(term: string, value: Known<T>, format: (value: T) => string): Line[] =>
  value.state === 'not-reported'
    ? []
    : [[term, knownText(value.state === 'known' ? knownValue(format(value.value)) : value)]];

/** Where it runs: in some systems a workspace is its own instance, in others it only has a URL. */
function address({ workspace }: WorkspaceDetail, facts: SystemFacts): Line[] {
  const { url, kind } = workspace.instance;
  return workspace.scope === 'workspace' && facts.createFields.includes('type')
    ? [
        ['Instance', knownText(url)],
        ['Kind', kindText[kind]],
      ]
    : ifReported('Address', url, (text) => text);
}

function ofWorkspace({ workspace }: WorkspaceDetail, { sharedMarks }: SystemFacts): Line[] {
  const { description, owner, isDefault, approvalsEnabled } = workspace;
  const yes = sharedMarks ? 'Yes, for all members' : 'Yes, for you';
  return [
    ...ifReported('Description', description, (text) => (text === '' ? 'None' : text)),
    ...ifReported('Created by', owner, ({ name }) => name),
    ...ifReported('Default', isDefault, (is) => (is ? yes : 'No')),
    ...ifReported('Approvals', approvalsEnabled, (is) => (is ? 'Required to apply changes' : 'Not required')),
  ];
}

/** Everything that the system reports about the place itself, and the admin's own note. */
export function FactsCard({ detail, facts }: { detail: WorkspaceDetail; facts: SystemFacts }) {
  const { workspace } = detail;
  const { scope, organization, note } = workspace;
  const connection = useConnection(workspace.connectionId);
  const isWorkspace = scope === 'workspace';
  const lines: Line[] = [
    ...address(detail, facts),
    ['Connection', connection === null ? '' : `${connection.label} · ${hostOf(connection.address)}`],
    ...(isWorkspace ? ofWorkspace(detail, facts) : []),
    ...workspace.facts.map(({ label, value }): Line => [label, knownText(value)]),
    [`${capitalised(scopeText[scope].one)} ID`, workspace.id],
    ['Note', note === '' ? 'None' : note],
  ];
  return (
    <Card title={scopeText[scope].label}>
      {workspace.origin === 'entered' && <AddedManually detail={detail} />}
      <dl className={styles.facts}>
        {isWorkspace && organization.state === 'known' && <Organization {...organization.value} />}
        {lines.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function AddedManually({ detail }: { detail: WorkspaceDetail }) {
  const addedAt = detail.freshness.workspaces.fetchedAt;
  return <p className={styles.dim}>{addedManuallyText(addedAt === null ? null : formatDate(addedAt))}</p>;
}

function Organization({ id, name }: { id: string; name: string }) {
  const go = useNavigation((state) => state.go);
  return (
    <div>
      <dt>Organization</dt>
      <dd>
        <button type="button" className={styles.link} onClick={() => go({ workspaceId: id })}>
          {name}
        </button>
      </dd>
    </div>
  );
}
