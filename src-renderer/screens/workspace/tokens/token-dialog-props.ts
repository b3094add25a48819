import type { WorkspaceRef } from '../../../../src-preload/contract/refs.ts';
import type { Token } from '../../../../src-preload/contract/tokens.ts';

/** What the dialogs of one token have in common. */
export interface TokenDialogProps {
  place: WorkspaceRef;
  /** "In Invoices on Documents." */
  placeText: string;
  /** "API key" */
  one: string;
  name: string;
  token: Token;
  onClose: () => void;
}
