import type { ReactNode } from 'react';
import { SquareTerminal } from 'lucide-react';
import type { CallInput } from '../../src-preload/contract/api.ts';
import { copyCommand } from '../stores/actions.ts';
import css from './CopyCommand.module.css';
import { IconButton } from './IconButton.tsx';

type Asked = CallInput<'changes', 'command'>;

interface CopyCommandProps {
  /** A plan, or what a form would be planned as. */
  of: Asked | (() => Asked);
  /** Why there is no command yet, or null. */
  reason?: string | null;
}

/** Copies the command that does the same from a terminal. */
function CopyCommand({ of, reason = null }: CopyCommandProps) {
  return (
    <IconButton
      icon={SquareTerminal}
      label="Copy as command"
      size="s"
      disabledReason={reason}
      onClick={() => void copyCommand(typeof of === 'function' ? of() : of)}
    />
  );
}

/** The left end of a dialog's foot: the button, and what else stands there. */
export function FootWithCommand({ children, ...copied }: CopyCommandProps & { children?: ReactNode }) {
  return (
    <div className={css.foot}>
      <CopyCommand {...copied} />
      {children !== undefined && children !== '' && <div>{children}</div>}
    </div>
  );
}
