import type { MouseEvent } from 'react';
import { toast } from '../../stores/toasts.ts';
import type { GridSelection } from './grid-types.ts';
import type { MenuAction, MenuItem } from '../overlays/Menu.tsx';

/** Walks the controls of a row with → and ←, and goes back to the row with Escape. False: the key does neither. */
export function walkControls(row: HTMLElement, target: HTMLElement, key: string): boolean {
  if (key === 'Escape') {
    if (target === row) return false;
    row.focus();
    return true;
  }
  if (key !== 'ArrowRight' && key !== 'ArrowLeft') return false;
  const controls = [...row.querySelectorAll<HTMLElement>('button')];
  const next = controls[controls.indexOf(target) + (key === 'ArrowRight' ? 1 : -1)];
  if (next !== undefined) next.focus();
  else if (key === 'ArrowLeft') row.focus();
  return true;
}

/** Whether a click is one, and not the end of marking text or the second half of a double click. */
export function isPlainClick({ button, detail, shiftKey }: MouseEvent): boolean {
  const marked = window.getSelection();
  // With Shift the browser marks all text up to here.
  if (shiftKey) marked?.removeAllRanges();
  return button === 0 && detail === 1 && (marked?.isCollapsed ?? true);
}

/** Selects a row; with `from`, also those between the two. */
export function selectTo<Row>(
  selection: GridSelection<Row>,
  rowAt: (index: number) => Row | undefined,
  index: number,
  from: number | null,
): void {
  const selectable = (row: Row | undefined): row is Row =>
    row !== undefined && selection.selectable?.(row) !== false;
  const row = rowAt(index);
  if (from === null) {
    if (selectable(row)) selection.toggle(row, index);
    return;
  }
  for (let at = Math.min(from, index); at <= Math.max(from, index); at += 1) {
    const between = rowAt(at);
    if (selectable(between) && !selection.has(between)) selection.toggle(between, at);
  }
}

/** Takes the action that a key stands for; one that is refused says why. False: the key stands for none. */
export function takeByKey(items: readonly MenuItem[], key: string): boolean {
  const wanted = key === 'Backspace' ? 'Delete' : key;
  const action = items.find(
    (item): item is MenuAction => item !== 'separator' && item.key?.toLowerCase() === wanted.toLowerCase(),
  );
  if (action === undefined) return false;
  const refusal = action.disabledReason ?? null;
  if (refusal === null) action.onSelect();
  else toast(refusal, { tone: 'bad' });
  return true;
}

/** The row that a key leads to, or null; above the first one is the head of the table. */
export function rowByKey(
  key: string,
  index: number,
  { rowCount, page }: { rowCount: number; page: number },
): number | 'head' | null {
  switch (key) {
    case 'j':
    case 'ArrowDown':
      return index + 1;
    case 'k':
      return index - 1;
    case 'ArrowUp':
      return index === 0 ? 'head' : index - 1;
    case 'Home':
      return 0;
    case 'End':
      return rowCount - 1;
    case 'PageDown':
      return index + page;
    case 'PageUp':
      return index - page;
    default:
      return null;
  }
}
