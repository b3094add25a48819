import { CalendarClock } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { InvitationStatus } from '../../../src-preload/contract/invitations.ts';
import type { Known } from '../../../src-preload/contract/known.ts';
import type { ReportList } from '../../../src-preload/contract/reports.ts';
import type { RoleTable } from '../../../src-preload/contract/roles.ts';
import type { AppError } from '../../../src-preload/contract/result.ts';
import type { AsOfFacts } from '../../../src-preload/contract/timeline.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Empty } from '../../components/Empty.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { ExportMenu } from '../../components/ExportMenu.tsx';
import { HiddenCopy } from '../../components/HiddenCopy.tsx';
import { Note } from '../../components/Note.tsx';
import { SearchField } from '../../components/SearchField.tsx';
import { Segments } from '../../components/Segments.tsx';
import { SkeletonLines } from '../../components/Skeleton.tsx';
import { VirtualGrid, type GridColumn } from '../../components/VirtualGrid.tsx';
import { absoluteTime, count, date } from '../../lib/format.ts';
import {
  pastInvitations,
  pastMembers,
  pastTokens,
  usePast,
  type Past,
  type PastInvitation,
  type PastMember,
  type PastToken,
} from '../../stores/past.ts';
import { rowAt } from '../../stores/windows.ts';
import { nameOf } from '../workspace/person.ts';
import { RoleMatrix } from '../workspace/RoleMatrix.tsx';
import { scopeWords } from '../workspace/words.ts';
import { MomentField } from './MomentField.tsx';
import styles from './timeline.module.css';

interface Place {
  connectionId: string;
  workspaceId: string;
}
type Part = 'members' | 'invitations' | 'tokens' | 'roles';

const parts: { value: Part; label: string }[] = [
  { value: 'members', label: 'Members' },
  { value: 'invitations', label: 'Invitations' },
  { value: 'tokens', label: 'Tokens' },
  { value: 'roles', label: 'Roles' },
];

const Day = ({ value, none }: { value: Known<number>; none: string }) => (
  <span className={styles.dim} title={value.state === 'known' ? absoluteTime(value.value) : undefined}>
    {value.state === 'known' ? date(value.value) : value.state === 'none' ? none : 'Not reported'}
  </span>
);

const memberColumns: GridColumn<PastMember>[] = [
  {
    id: 'name',
    header: 'Person',
    width: 'minmax(200px, 1.6fr)',
    cell: (member) => {
      const name = nameOf(member);
      return (
        <span className={styles.who}>
          <Avatar name={name} />
          <b title={name}>{name}</b>
          <span className={styles.dim}>{name === member.email ? '' : member.email}</span>
        </span>
      );
    },
  },
  { id: 'role', header: 'Role then', width: '140px', cell: (member) => member.role.label },
  {
    id: 'status',
    header: 'Status then',
    width: '100px',
    cell: (member) =>
      member.status === 'pending' ? <Chip tone="warn">Pending</Chip> : <Chip tone="ok">Active</Chip>,
  },
  {
    id: 'signed-up',
    header: 'Signed up',
    width: '120px',
    hideBelow: 640,
    cell: ({ signedUpAt }) => <Day value={signedUpAt} none="Not yet" />,
  },
];

const invitationWords: Record<InvitationStatus, { words: string; tone: 'ok' | 'warn' | 'bad' | 'neutral' }> =
  {
    pending: { words: 'Pending', tone: 'warn' },
    accepted: { words: 'Accepted', tone: 'ok' },
    declined: { words: 'Declined', tone: 'bad' },
    expired: { words: 'Expired', tone: 'neutral' },
    cancelled: { words: 'Cancelled', tone: 'neutral' },
  };

const invitationColumns: GridColumn<PastInvitation>[] = [
  {
    id: 'email',
    header: 'Person',
    width: 'minmax(200px, 1.6fr)',
    cell: ({ email }) => <b title={email}>{email}</b>,
  },
  {
    id: 'role',
    header: 'Role then',
    width: '140px',
    cell: ({ role }) =>
      role.state === 'known' ? (
        role.value.label
      ) : (
        <span className={styles.dim}>{role.state === 'none' ? 'After joining' : 'Not reported'}</span>
      ),
  },
  {
    id: 'status',
    header: 'Status then',
    width: '100px',
    cell: ({ status }) => <Chip tone={invitationWords[status].tone}>{invitationWords[status].words}</Chip>,
  },
  {
    id: 'expires',
    header: 'Expires',
    width: '120px',
    hideBelow: 640,
    cell: ({ expiresAt }) => <Day value={expiresAt} none="Never" />,
  },
];

const tokenWords = {
  active: { words: 'Active', tone: 'ok' },
  disabled: { words: 'Switched off', tone: 'neutral' },
  expired: { words: 'Expired', tone: 'neutral' },
  revoked: { words: 'Revoked', tone: 'bad' },
} as const;

const tokenColumns: GridColumn<PastToken>[] = [
  {
    id: 'name',
    header: 'Token',
    width: 'minmax(180px, 1.6fr)',
    cell: ({ name, id }) => <b>{name.state === 'known' ? name.value : id}</b>,
  },
  {
    id: 'status',
    header: 'Status then',
    width: '110px',
    cell: ({ status }) => <Chip tone={tokenWords[status].tone}>{tokenWords[status].words}</Chip>,
  },
  {
    id: 'created',
    header: 'Created',
    width: '120px',
    hideBelow: 640,
    cell: ({ createdAt }) => <Day value={createdAt} none="Never" />,
  },
  {
    id: 'expires',
    header: 'Expires',
    width: '120px',
    cell: ({ expiresAt }) => <Day value={expiresAt} none="Never" />,
  },
];

/** What is known of a list at a moment, and what isn't. */
export function FactsNote({ facts }: { facts: AsOfFacts }) {
  const sure = facts.state === 'known' && facts.complete && facts.between === null;
  return (
    <Note tone={sure ? 'info' : 'warn'} role="status">
      {facts.words}
    </Note>
  );
}

/** A workspace as it was known at a moment: its people, invitations and tokens; its roles as they are now. */
export function AsOfView({ connectionId, workspaceId }: Place) {
  const [at, setAt] = useState(() => Date.now());
  const [part, setPart] = useState<Part>('members');
  const [query, setQuery] = useState('');
  const asked = { connectionId, workspaceId, at, query: query.trim() };
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <MomentField label="As of" value={at} onChange={setAt} />
      </div>
      <div className={styles.bar}>
        <Segments label="What of then" value={part} onChange={setPart} options={parts} />
        {part !== 'roles' && (
          <div className={styles.search}>
            <SearchField
              label={`Search the ${part} of then`}
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
          words={{ title: 'Members', one: 'person', many: 'people', nobody: 'Nobody was a member then.' }}
        />
      )}
      {part === 'invitations' && (
        <PastTable
          of="pastInvitations"
          past={pastInvitations}
          asked={asked}
          columns={invitationColumns}
          words={{
            title: 'Invitations',
            one: 'invitation',
            many: 'invitations',
            nobody: 'There was no invitation then.',
          }}
        />
      )}
      {part === 'tokens' && (
        <PastTable
          of="pastTokens"
          past={pastTokens}
          asked={asked}
          columns={tokenColumns}
          words={{ title: 'Tokens', one: 'token', many: 'tokens', nobody: 'There was no token then.' }}
        />
      )}
      {part === 'roles' && <RolesNow connectionId={connectionId} workspaceId={workspaceId} />}
    </div>
  );
}

interface PastAsked extends Place {
  at: number;
  query: string;
}

function PastTable<Row>({
  of,
  past,
  asked,
  columns,
  words,
}: {
  of: Extract<ReportList['list'], `past${string}`>;
  past: Past<Row>;
  asked: PastAsked;
  columns: GridColumn<Row>[];
  words: { title: string; one: string; many: string; nobody: string };
}) {
  const { connectionId, workspaceId, at, query } = asked;
  useEffect(() => {
    past.show({ connectionId, workspaceId, at, query });
  }, [past, connectionId, workspaceId, at, query]);
  const { page, error, windows } = usePast(past, asked);
  const hidden = page?.hidden ?? null;
  const known = page?.facts.state === 'known';
  const least = page !== null && !page.facts.complete ? 'At least ' : '';
  return (
    <>
      <div className={styles.facts}>
        {error !== null && <ErrorNote error={error} onRetry={() => void past.reload()} />}
        {page !== null && hidden === null && <FactsNote facts={page.facts} />}
        {page !== null && known && (
          <div className={styles.counted}>
            <span className={styles.count}>
              {least}
              {count(page.matching, words.one, words.many)}
              {query === '' ? '' : ` with “${query}”`}
            </span>
            <ExportMenu
              of={() => ({ list: of, ...asked })}
              columns={() => null}
              rows={page.matching}
              complete={page.facts.complete}
            />
          </div>
        )}
      </div>
      <VirtualGrid
        label={`${words.title} as of ${absoluteTime(at)}`}
        columns={columns}
        rowCount={page === null ? (error === null ? 6 : 0) : page.matching}
        rowAt={(index) => rowAt(windows, index)}
        onRange={past.range}
        resetKey={`${at} ${query}`}
        empty={
          error !== null ? null : hidden !== null ? (
            <HiddenCopy place={{ connectionId }} hidden={hidden} refreshing={false} />
          ) : (
            <Empty
              icon={CalendarClock}
              title={known ? 'Nobody' : 'Nothing is known of that time'}
              text={
                !known
                  ? 'Choose a later moment.'
                  : query === ''
                    ? words.nobody
                    : `Nothing of then matches “${query}”.`
              }
            />
          )
        }
      />
    </>
  );
}

/** What roles were before isn’t kept, so they are shown as they are, and that is said. */
function RolesNow({ connectionId, workspaceId }: Place) {
  const [tables, setTables] = useState<RoleTable[] | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    let current = true;
    void window.steward.roles.tables({ connectionId, workspaceId }).then((answer) => {
      if (!current) return;
      setError(answer.ok ? null : answer.error);
      if (answer.ok) setTables(answer.value);
    });
    return () => {
      current = false;
    };
  }, [connectionId, workspaceId]);
  return (
    <div className={styles.scroll}>
      <div className={styles.rolesNote}>
        <Note tone="warn" role="status">
          Roles are shown as they are now: what they were before isn’t kept. What was seen to change of them
          is under “What happened”.
        </Note>
      </div>
      {error !== null && <ErrorNote error={error} />}
      {tables === null && error === null && <SkeletonLines lines={4} label="Reading the roles" />}
      {tables?.map((table, index) => (
        <section key={`${table.scope} ${table.title}`} aria-labelledby={`past-roles-${index}`}>
          <h3 id={`past-roles-${index}`} className={styles.rolesTitle}>
            {table.title} <Chip>{scopeWords[table.scope].label}</Chip>
          </h3>
          <RoleMatrix table={table} myRole={null} permissions={null} />
        </section>
      ))}
      {tables?.length === 0 && <p className={styles.dim}>There are no roles in this place.</p>}
    </div>
  );
}
