import { memo, type Ref } from 'react';
import { Check, Clock, Eye, PenLine, type LucideIcon } from 'lucide-react';

const icons = {
  check: Check,
  made: PenLine,
  observed: Eye,
  expired: Clock,
} satisfies Record<string, LucideIcon>;

export type CellIcon = keyof typeof icons;

/** The icons of rows, drawn once and never seen: a row that needs one copies it. */
export const CellIcons = memo(function CellIcons({ ref }: { ref: Ref<HTMLSpanElement> }) {
  return (
    <span ref={ref} hidden>
      {Object.entries(icons).map(([name, Icon]) => (
        <Icon key={name} data-icon={name} aria-hidden />
      ))}
    </span>
  );
});

/** A copy of one of the icons in there. */
export function copyOfIcon(drawn: ParentNode, icon: CellIcon): SVGElement {
  const found = drawn.querySelector(`[data-icon=${icon}]`);
  const copy = found?.cloneNode(true);
  if (!(copy instanceof SVGElement)) throw new Error(`Rows have no icon ${icon}.`);
  copy.removeAttribute('data-icon');
  return copy;
}
