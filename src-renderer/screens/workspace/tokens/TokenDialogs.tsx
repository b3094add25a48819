import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { Token } from '../../../../src-preload/contract/tokens.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { RemoveEntryDialog } from '../lists/RemoveEntryDialog.tsx';
import { tokenName } from '../../../lib/names.ts';
import { GenerateTokenDialog } from './GenerateTokenDialog.tsx';
import { RotateTokenDialog } from './RotateTokenDialog.tsx';
import { TestTokenDialog } from './TestTokenDialog.tsx';

/** The open dialog of a list of tokens. */
export type TokenDialog = { dialog: 'generate' } | { dialog: 'test' | 'rotate' | 'remove'; token: Token };

interface TokenDialogsProps {
  open: TokenDialog | null;
  /** Whose tokens they are. */
  place: WorkspaceDetail;
  facts: SystemFacts;
  onClose: () => void;
}

/** The dialogs of a list of tokens, one at a time. */
export function TokenDialogs({ open, place, facts, onClose }: TokenDialogsProps) {
  switch (open?.dialog) {
    case undefined:
      return null;
    case 'generate':
      return <GenerateTokenDialog detail={place} facts={facts} onClose={onClose} />;
    case 'test':
      return <TestTokenDialog place={place} facts={facts} token={open.token} onClose={onClose} />;
    case 'rotate':
      return <RotateTokenDialog place={place} facts={facts} token={open.token} onClose={onClose} />;
    case 'remove':
      return (
        <RemoveEntryDialog
          place={place}
          entry={{ name: tokenName(open.token), what: { of: 'token', tokenId: open.token.id } }}
          onClose={onClose}
        />
      );
  }
}
