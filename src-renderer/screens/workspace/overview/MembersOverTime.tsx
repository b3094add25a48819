import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { day } from '../../../../src-preload/shared/units.ts';
import { Card } from '../../../components/Card.tsx';
import { CountChart, CountTable } from '../../../components/CountChart.tsx';
import { Disclosure } from '../../../components/Disclosure.tsx';
import { useQuery } from '../../../stores/useQuery.ts';
import { membersOverTimeText } from './text.ts';

const pastDays = 90;
const pointCount = 120;
const height = 150;

/** How many members the place had in the last 90 days, where that changed, with the table that it is drawn from. */
export default function MembersOverTime({ detail }: { detail: WorkspaceDetail }) {
  const place = detail.listsAt.members;
  const { value } = useQuery(
    ['members-over-time', place.connectionId, place.workspaceId],
    () => {
      const to = Date.now();
      return window.steward.timeline.membersOverTime({
        ...place,
        from: to - pastDays * day,
        to,
        points: pointCount,
      });
    },
    { reloadOn: ['members'], place },
  );
  const points = value?.points ?? [];
  const counts = new Set(points.flatMap(({ members }) => (members === null ? [] : [members])));
  // A line that never moves says no more than the number.
  if (value === null || value.hidden !== null || counts.size < 2) return null;
  return (
    <Card title={membersOverTimeText.title} whole>
      <CountChart points={points} height={height} />
      <Disclosure label={membersOverTimeText.table}>
        <CountTable points={points} />
      </Disclosure>
    </Card>
  );
}
