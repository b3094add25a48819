import { useState } from 'react';
import { SearchField } from '../../../components/fields/SearchField.tsx';
import { SegmentedControl } from '../../../components/fields/SegmentedControl.tsx';
import { pastInvitations, pastMembers, pastTokens } from '../../../stores/past.ts';
import { DateTimeField } from './DateTimeField.tsx';
import { invitationColumns, memberColumns, tokenColumns } from './past-columns.ts';
import { PastTable } from './PastTable.tsx';
import { CurrentRoles } from './CurrentRoles.tsx';
import styles from './past.module.css';
import { pastText } from './text.ts';

type Part = 'members' | 'invitations' | 'tokens' | 'roles';

const parts: { value: Part; label: string }[] = [
  { value: 'members', label: 'Members' },
  { value: 'invitations', label: 'Invitations' },
  { value: 'tokens', label: 'Tokens' },
  { value: 'roles', label: 'Roles' },
];

/** A workspace as of a date: its members, invitations and tokens; its roles as they are now. */
export function AsOfView({
  connectionId,
  workspaceId,
  gone,
}: {
  connectionId: string;
  workspaceId: string;
  /** Its current roles can't be read then. */
  gone: boolean;
}) {
  const [at, setAt] = useState(() => Date.now());
  const [part, setPart] = useState<Part>('members');
  const [query, setQuery] = useState('');
  const asked = { connectionId, workspaceId, at, query: query.trim() };
  return (
    <div className={`${styles.view} ${part === 'roles' ? '' : styles.listed}`}>
      <div className={styles.bar}>
        <DateTimeField label="As of" value={at} onChange={setAt} />
      </div>
      <div className={styles.bar}>
        <SegmentedControl
          label="List"
          value={part}
          onChange={setPart}
          options={gone ? parts.filter(({ value }) => value !== 'roles') : parts}
        />
        {part !== 'roles' && (
          <div className={styles.search}>
            <SearchField
              label={`Search past ${part}`}
              value={query}
              onChange={setQuery}
              placeholder={
                part === 'tokens' ? 'name or id' : part === 'members' ? 'name or e-mail' : 'e-mail'
              }
            />
          </div>
        )}
      </div>
      {part === 'members' && (
        <PastTable
          of="pastMembers"
          past={pastMembers}
          asked={asked}
          columns={memberColumns}
          nouns={{ title: 'Members', one: 'person', many: 'people', empty: pastText.noMembers }}
        />
      )}
      {part === 'invitations' && (
        <PastTable
          of="pastInvitations"
          past={pastInvitations}
          asked={asked}
          columns={invitationColumns}
          nouns={{
            title: 'Invitations',
            one: 'invitation',
            many: 'invitations',
            empty: pastText.noInvitations,
          }}
        />
      )}
      {part === 'tokens' && (
        <PastTable
          of="pastTokens"
          past={pastTokens}
          asked={asked}
          columns={tokenColumns}
          nouns={{ title: 'Tokens', one: 'token', many: 'tokens', empty: pastText.noTokens }}
        />
      )}
      {part === 'roles' && <CurrentRoles connectionId={connectionId} workspaceId={workspaceId} />}
    </div>
  );
}
