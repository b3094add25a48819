import { Chip } from './Chip.tsx';

/** An active token of somebody who isn't a member any more: it still works. */
export function OwnerLeftChip() {
  return (
    <span title={ownerLeftText}>
      <Chip tone="warn">Owner left</Chip>
    </span>
  );
}

const ownerLeftText = 'This token still works, but its owner isn’t a member here any longer.';
