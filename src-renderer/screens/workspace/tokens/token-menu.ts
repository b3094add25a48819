import { Ban, Copy, Eraser, FlaskConical, Power, RefreshCcwDot, Trash2 } from 'lucide-react';
import type { Permission } from '../../../../src-preload/contract/refs.ts';
import type { Token } from '../../../../src-preload/contract/tokens.ts';
import type { WorkspaceDetail } from '../../../../src-preload/contract/workspaces.ts';
import { copyIdItem } from '../../../components/overlays/copy-items.ts';
import type { MenuAction, MenuItem } from '../../../components/overlays/Menu.tsx';
import { toast } from '../../../stores/toasts.ts';
import { openPlan } from '../../../stores/plan/plan.ts';
import { refOf } from '../../../stores/workspace.ts';
import { tokenName } from '../../../lib/names.ts';
import { copiedText } from './text.ts';
import { reasonOf } from '../../../lib/permissions.ts';

interface TokenMenuOptions {
  /** Whose token it is. */
  place: WorkspaceDetail;
  /** "API key" */
  one: string;
  onTest: () => void;
  onRotate: () => void;
  onRemove: () => void;
}

/** What can be done with one token. */
export function tokenMenu(
  token: Token,
  { place, one, onTest, onRotate, onRemove }: TokenMenuOptions,
): MenuItem[] {
  const ref = refOf(place);

  const name = tokenName(token);
  const target = { ...ref, tokenId: token.id, name };
  const action = (
    permission: Permission,
    label: string,
    icon: MenuAction['icon'] & object,
    key: string,
    onSelect: () => void,
    danger = false,
  ) => ({
    // What the system doesn't support goes to the end of the menu, with its reason.
    offered: permission.allowed || permission.source === undefined,
    item: {
      label,
      icon,
      key,
      danger,
      disabledReason: reasonOf(permission),
      onSelect,
    },
  });
  const { actions } = token;
  const off = token.status === 'disabled';
  const all = [
    action(actions.probe, `Test ${one}…`, FlaskConical, 't', onTest),
    action(actions.copy, 'Copy value', Copy, 'c', () => void copyValue({ ...ref, tokenId: token.id })),
    action(actions.rotate, 'Rotate…', RefreshCcwDot, 'r', onRotate),
    action(
      actions.enable,
      off ? 'Enable…' : 'Disable…',
      Power,
      'd',
      () => void openPlan([{ type: 'token.enable', ...target, enabled: off }]),
    ),
    ...(token.status === 'revoked' || token.status === 'expired'
      ? []
      : [
          action(
            actions.revoke,
            'Revoke…',
            Ban,
            'Delete',
            () => void openPlan([{ type: 'token.revoke', ...target }]),
            true,
          ),
        ]),
    action(
      actions.delete,
      'Delete…',
      Trash2,
      'Delete',
      () => void openPlan([{ type: 'token.delete', ...target }]),
      true,
    ),
  ];
  const offered = all.filter((each) => each.offered).map(({ item }) => item);
  const others = all.filter((each) => !each.offered).map(({ item }) => item);
  const inventory: MenuItem[] =
    place.workspace.origin === 'entered'
      ? [
          {
            label: 'Remove from inventory…',
            icon: Eraser,
            onSelect: onRemove,
          },
        ]
      : [];
  return [
    ...offered,
    copyIdItem(token.id),
    ...inventory,
    ...(others.length > 0 ? (['separator'] as const) : []),
    ...others,
  ];
}

async function copyValue(target: {
  connectionId: string;
  workspaceId: string;
  tokenId: string;
}): Promise<void> {
  const answer = await window.steward.tokens.copyValue(target);
  if (answer.ok) toast(copiedText, { tone: 'ok' });
  else toast(`${answer.error.sentence} ${answer.error.nextStep}`, { tone: 'bad' });
}
