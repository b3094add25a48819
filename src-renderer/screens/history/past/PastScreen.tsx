import { AsOfView } from './AsOfView.tsx';
import { CompareView } from './CompareView.tsx';
import { OverTimeView } from './OverTimeView.tsx';

export type PastView = 'as-of' | 'compare' | 'over-time';

const views = { 'as-of': AsOfView, compare: CompareView, 'over-time': OverTimeView };

/** A workspace as it was. */
export default function PastScreen({
  view,
  ...place
}: {
  view: PastView;
  connectionId: string;
  workspaceId: string;
  /** It left the connection's list. */
  gone: boolean;
}) {
  const View = views[view];
  return <View key={`${place.connectionId} ${place.workspaceId}`} {...place} />;
}
