import { formatNumber } from '../../src-preload/shared/format/numbers.ts';

/* Sentences about files that are written and read. */

export const fileText = {
  theExport: 'The export',
  thePdf: 'The PDF',
  diskFull: (what: string) => `${what} couldn’t be saved. The disk is full.`,
  otherDisk: 'Choose another disk.',
  notWritable: (what: string) => `${what} couldn’t be saved there.`,
  otherFolder: 'Choose another folder.',
  tooManyToPrint: (most: number) => `A PDF can have up to ${formatNumber(most)} rows.`,
  exportInstead: 'Narrow the search, or export CSV or JSON.',
  pdfFailed: 'The PDF couldn’t be created.',
  exportCsvOrJson: 'Export CSV or JSON instead.',
  keptRefreshing: 'The list kept refreshing while it was being exported.',
  tryInAMoment: 'Nothing was saved. Try again in a moment.',
  tooLarge: (name: string) => `${name} is larger than 1 MB.`,
  smallerFile: 'Choose a smaller file, or paste part of it.',
  notUtf8: (name: string) => `${name} isn’t UTF-8 text.`,
  saveAsUtf8: 'Save it as UTF-8 and open it again.',
  notReadable: (name: string) => `${name} can’t be read.`,
  checkPermissions: 'Check its permissions, or choose another file.',
};
