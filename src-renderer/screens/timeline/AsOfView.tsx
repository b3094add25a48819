import { CalendarClock } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { AsOfFacts } from '../../../src-preload/contract/timeline.ts';
import { Avatar } from '../../components/Avatar.tsx';
import { Chip } from '../../components/Chip.tsx';
import { Empty } from '../../components/Empty.tsx';
import { ErrorNote } from '../../components/ErrorNote.tsx';
import { Note } from '../../components/Note.tsx';
import { SearchField } from '../../components/SearchField.tsx';
import { VirtualGrid, type GridColumn } from '../../components/VirtualGrid.tsx';
import { absoluteTime, count, date } from '../../lib/format.ts';
import { pastInView, reloadPast, showPast, usePast, type PastMember } from '../../stores/past.ts';
import { rowAt } from '../../stores/windows.ts';
import { nameOf } from '../workspace/person.ts';
import { MomentField } from './MomentField.tsx';
import styles from './timeline.module.css';

interface Place {
  connectionId: string;
  workspaceId: string;
}

const columns: GridColumn<PastMember>[] = [
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
    cell: ({ signedUpAt }) => (
      <span className={styles.dim}>
        {signedUpAt.state === 'known' ? date(signedUpAt.value) : 'Not reported'}
      </span>
    ),
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

/** The members as they were known at a moment. */
export function AsOfView({ connectionId, workspaceId }: Place) {
  const [at, setAt] = useState(() => Date.now());
  const [query, setQuery] = useState('');
  const words = query.trim();
  useEffect(() => {
    showPast({ connectionId, workspaceId, at, query: words });
  }, [connectionId, workspaceId, at, words]);
  const state = usePast();
  const current = state.query?.workspaceId === workspaceId && state.query.at === at;
  const page = current ? state.page : null;
  const error = current ? state.error : null;
  const least = page !== null && !page.facts.complete ? 'At least ' : '';
  return (
    <div className={styles.view}>
      <div className={styles.bar}>
        <MomentField label="As of" value={at} onChange={setAt} />
        <div className={styles.search}>
          <SearchField
            label="Search the members of then"
            value={query}
            onChange={setQuery}
            placeholder="name or e-mail"
          />
        </div>
      </div>
      <div className={styles.facts}>
        {error !== null && <ErrorNote error={error} onRetry={() => void reloadPast()} />}
        {page !== null && <FactsNote facts={page.facts} />}
        {page?.facts.state === 'known' && (
          <span className={styles.count}>
            {least}
            {count(page.matching, 'person', 'people')}
            {words === '' ? '' : ` with “${words}”`}
          </span>
        )}
      </div>
      <VirtualGrid
        label={`Members as of ${absoluteTime(at)}`}
        columns={columns}
        rowCount={page === null ? (error === null ? 6 : 0) : page.matching}
        rowAt={(index) => rowAt(current ? state.windows : new Map(), index)}
        onRange={pastInView}
        resetKey={`${at} ${words}`}
        empty={
          error !== null ? null : (
            <Empty
              icon={CalendarClock}
              title={page?.facts.state === 'known' ? 'Nobody' : 'Nothing is known of that time'}
              text={
                page?.facts.state !== 'known'
                  ? 'Choose a later moment.'
                  : words === ''
                    ? 'Nobody was a member then.'
                    : `Nobody of then matches “${words}”.`
              }
            />
          )
        }
      />
    </div>
  );
}
