import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';

export type ContextMenuAbout = Pick<
  ContextMenuParams,
  'isEditable' | 'selectionText' | 'linkURL' | 'formControlType'
> & {
  editFlags: Pick<
    ContextMenuParams['editFlags'],
    'canUndo' | 'canRedo' | 'canCut' | 'canCopy' | 'canPaste' | 'canSelectAll'
  >;
};

/**
 * What a right click offers where the page has no menu of its own: the usual of fields, and copying of what is selected or linked. Without
 * suggestions for spelling: names are what is typed here.
 */
export function contextMenuTemplate(
  { isEditable, selectionText, linkURL, formControlType, editFlags }: ContextMenuAbout,
  copy: (text: string) => void,
): MenuItemConstructorOptions[] {
  const isSecret = formControlType === 'input-password';
  if (isEditable) {
    return [
      { role: 'undo', enabled: editFlags.canUndo },
      { role: 'redo', enabled: editFlags.canRedo },
      { type: 'separator' },
      { role: 'cut', enabled: editFlags.canCut && !isSecret },
      { role: 'copy', enabled: editFlags.canCopy && !isSecret },
      { role: 'paste', enabled: editFlags.canPaste },
      { type: 'separator' },
      { role: 'selectAll', enabled: editFlags.canSelectAll },
    ];
  }
  const link = linkAddress(linkURL);
  return [
    ...(selectionText.trim() === ''
      ? []
      : [{ role: 'copy', enabled: editFlags.canCopy } satisfies MenuItemConstructorOptions]),
    ...(link === null ? [] : [{ label: 'Copy link address', click: () => copy(link) }]),
  ];
}

/** Not those within the page, which mean nothing elsewhere. */
function linkAddress(url: string): string | null {
  return /^(https?|mailto|steward):/i.test(url) ? url : null;
}
