import { formatNumber } from '../../../../src-preload/shared/format/numbers.ts';

/* Sentences of creating workspaces and organizations. */

export const stepsText = 'You’ll create it there. Steward shows you the steps.';
export const loadingTypesText = 'Workspace types are still loading.';
export const noOrganizationText = 'There’s no organization to create it in.';
export const noOrganizationForManyText = 'There’s no organization to create them in.';
export const enterWorkspaceNameText = 'Enter a name for the workspace.';
export const enterOrganizationNameText = 'Enter a name for the organization.';
export const enterUrlText = 'Enter the instance URL.';
export const chooseTimeZoneText = 'Choose a time zone.';
export const fixedUrlHint = 'Set by the workspace type.';

/** `shared`: the default is the same for all members. */
export const defaultHint = (shared: boolean): string =>
  shared ? 'Shared on the server: it becomes the default for all members.' : 'The workspace you start in.';

export const reviewBeforeSendingText = 'You’ll review the list before anything is sent.';
export const pasteListText = 'Paste or open a list first.';
export const readingListText = 'The list is still being read.';
export const noUsableRowText = 'None of the rows can be created.';
export const chooseNameColumnText = 'Choose which column holds the names.';
export const chooseColumnText = 'Choose a column';
export const nameColumnHint = 'The list has several columns, and none is called “name”.';
export const columnOptionText = (header: string, index: number): string =>
  header === '' ? `Column ${index + 1}` : `The column “${header}”`;
export const everyLineText = 'Every line is a name';
export const listHint =
  'One name per line, CSV with a header (name, settings), or JSON like [{"name": "…", "settings": {…}}].';

/** `rows`: "4 rows"; `skipped`: "1 row". */
export const someRowsText = (good: number, rows: string, skipped: string): string =>
  `${formatNumber(good)} of ${rows} can be created. ${skipped} will be skipped.`;
