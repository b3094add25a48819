import type { SystemFacts } from '../../../../src-preload/contract/system.ts';
import type { Token } from '../../../../src-preload/contract/tokens.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { RemoveEntryDialog } from '../lists/RemoveEntryDialog.tsx';
import { tokenName } from '../../../lib/names.ts';
import { GenerateTokenDialog } from './GenerateTokenDialog.tsx';
import { RotateTokenDialog } from './RotateTokenDialog.tsx';
import { TestTokenDialog } from './TestTokenDialog.tsx';
import type { TokenDialogProps } from './token-dialog-props.ts';
import { refOf } from '../../../stores/workspace.ts';
import { usePlaceText } from '../usePlaceText.ts';

/** The open dialog of a list of tokens. */
export type TokenDialog = { dialog: 'generate' } | { dialog: 'test' | 'rotate' | 'remove'; token: Token };

interface TokenDialogsProps {
  open: TokenDialog | null;
  /** The place that the tokens belong to. */
  place: WorkspaceDetail;
  facts: SystemFacts;
  onClose: () => void;
}

/** The dialogs of a list of tokens, one at a time. */
export default function TokenDialogs({ open, place, facts, onClose }: TokenDialogsProps) {
  const placeText = usePlaceText(place);
  if (open === null) return null;
  if (open.dialog === 'generate')
    return <GenerateTokenDialog detail={place} facts={facts} onClose={onClose} />;
  const { token } = open;
  const name = tokenName(token);
  const shared: TokenDialogProps = {
    place: refOf(place),
    placeText,
    one: facts.tokens.one,
    name,
    token,
    onClose,
  };
  switch (open.dialog) {
    case 'test':
      return <TestTokenDialog {...shared} />;
    case 'rotate':
      return <RotateTokenDialog {...shared} />;
    case 'remove':
      return (
        <RemoveEntryDialog
          place={place}
          entry={{ name, what: { of: 'token', tokenId: token.id } }}
          onClose={onClose}
        />
      );
  }
}
