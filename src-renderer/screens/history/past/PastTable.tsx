import { CalendarClock } from 'lucide-react';
import { useEffect } from 'react';
import type { ReportList } from '../../../../src-preload/contract/reports.ts';
import { formatDateTime } from '../../../../src-preload/shared/format/dates.ts';
import { plural } from '../../../../src-preload/shared/format/numbers.ts';
import { Empty } from '../../../components/Empty.tsx';
import { ErrorNote } from '../../../components/ErrorNote.tsx';
import { ExportMenu } from '../../../components/overlays/ExportMenu.tsx';
import { HiddenCopy } from '../../../components/HiddenCopy.tsx';
import { VirtualGrid } from '../../../components/grid/VirtualGrid.tsx';
import type { GridColumn } from '../../../components/grid/grid-types.ts';
import { usePast, type Past } from '../../../stores/past.ts';
import { rowAt } from '../../../stores/paged-list.ts';
import { CoverageNote } from './CoverageNote.tsx';
import styles from './past.module.css';
import { pastText } from './text.ts';

interface PastAsked {
  connectionId: string;
  workspaceId: string;
  at: number;
  query: string;
}

/** A list as of a date, with how complete it is for that date. */
export function PastTable<Row>({
  of,
  past,
  asked,
  columns,
  nouns,
}: {
  of: Extract<ReportList['list'], `past${string}`>;
  past: Past<Row>;
  asked: PastAsked;
  columns: GridColumn<Row>[];
  nouns: { title: string; one: string; many: string; empty: string };
}) {
  const { connectionId, workspaceId, at, query } = asked;
  useEffect(() => {
    past.show({ connectionId, workspaceId, at, query });
  }, [past, connectionId, workspaceId, at, query]);
  const { page, error, loaded } = usePast(past, asked);
  const hidden = page?.hidden ?? null;
  const known = page?.facts.state === 'known';
  const least = page !== null && !page.facts.complete ? 'At least ' : '';
  return (
    <>
      <div className={styles.facts}>
        {error !== null && <ErrorNote error={error} onRetry={() => void past.reload()} />}
        {page !== null && hidden === null && <CoverageNote facts={page.facts} />}
        {page !== null && known && (
          <div className={styles.counted}>
            <span className={styles.count}>
              {least}
              {plural(page.matching, nouns.one, nouns.many)}
              {query === '' ? '' : ` matching “${query}”`}
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
        label={`${nouns.title} as of ${formatDateTime(at)}`}
        columns={columns}
        rowCount={page === null ? (error === null ? 6 : 0) : page.matching}
        rowAt={(index) => rowAt(loaded, index)}
        onRange={past.showRange}
        resetKey={`${at} ${query}`}
        empty={
          error !== null ? null : hidden !== null ? (
            <HiddenCopy place={{ connectionId }} hidden={hidden} refreshing={false} />
          ) : (
            <Empty
              icon={CalendarClock}
              title={known ? `No ${nouns.many}` : pastText.unknownTitle}
              text={
                !known ? pastText.unknown : query === '' ? nouns.empty : pastText.noMatch(nouns.many, query)
              }
            />
          )
        }
      />
    </>
  );
}
