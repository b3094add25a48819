import { quoted } from '../base/quoted.ts';
import { formatNumber } from '../../src-preload/shared/format/numbers.ts';
import { maxPlannedChanges } from '../../src-preload/shared/limits.ts';

/* Sentences about files that are written and read. */

export const fileText = {
  theExport: 'The export',
  thePdf: 'The PDF',
  diskFull: (what: string) => `${what} couldn’t be saved. The disk is full.`,
  otherDisk: 'Free some space, or choose another disk.',
  notWritable: (what: string) => `${what} couldn’t be saved there.`,
  otherFolder: 'Choose another folder.',
  tooManyToPrint: (most: number) => `A PDF can have up to ${formatNumber(most)} rows.`,
  exportInstead: 'Narrow the search, or export CSV or JSON.',
  pdfFailed: 'The PDF couldn’t be created.',
  exportCsvOrJson: 'Export CSV or JSON instead.',
  keptRefreshing: 'The list kept refreshing while it was being exported.',
  tryInAMoment: 'Nothing was saved. Try again in a moment.',
  noFile: (name: string) => `${quoted(name)} isn’t a file.`,
  chooseFile: 'Choose another file.',
  tooLarge: (name: string, megabytes: number) => `${quoted(name)} is larger than ${megabytes} MB.`,
  smallerFile: 'Choose a smaller file, or paste part of it.',
  notText: (name: string) => `${quoted(name)} isn’t a text file.`,
  saveAsText: 'Save it as CSV or plain text and open it again.',
  notReadable: (name: string) => `${quoted(name)} can’t be read.`,
  checkPermissions: 'Check its permissions, or choose another file.',
};

/** Of the system's dialog. */
export const openedFilter = {
  title: 'Open a plan or list',
  filters: [{ name: 'Plans and lists', extensions: ['steward-plan', 'json', 'yaml', 'yml', 'csv', 'tsv'] }],
};

/** Why a file that was opened with Steward leads nowhere. */
export const openedText = {
  otherType: (name: string) => `Steward doesn’t open files like ${quoted(name)}.`,
  types: 'Open a .steward-plan, JSON, YAML, CSV or TSV file.',
  notJson: (name: string) => `${quoted(name)} isn’t valid JSON.`,
  checkJson: 'Check its brackets, commas and quotes.',
  inexact: (name: string, number: string) =>
    `The number ${number.length > 40 ? `${number.slice(0, 40)}…` : number} in ${quoted(name)} is too long to be kept exactly.`,
  quoteNumber: 'Put it in quotes.',
  notYaml: (name: string) => `${quoted(name)} isn’t valid YAML.`,
  checkYaml: 'Check its indentation and quotes.',
  notData: (name: string) => `${quoted(name)} holds more values than Steward reads.`,
  neither: (name: string) => `${quoted(name)} holds neither a plan nor a list.`,
  whatItNeeds: 'A plan has “changes”, and a list is an array of names or objects.',
  notPlan: (name: string, change: number | null) =>
    change === null
      ? `The plan in ${quoted(name)} can’t be read.`
      : `Change ${formatNumber(change)} of the plan in ${quoted(name)} can’t be read.`,
  noChanges: (name: string) => `The plan in ${quoted(name)} has no changes.`,
  tooManyChanges: (name: string, changes: number) =>
    `The plan in ${quoted(name)} has ${formatNumber(changes)} changes. It can have up to ${formatNumber(maxPlannedChanges)}.`,
  splitPlan: 'Split it into several files.',
  checkPlan: 'Nothing was planned. Correct the file and open it again.',
};

/** What is wrong with a CSV text. */
export const csvText = {
  afterQuote: 'There’s text after a closing quote.',
  openQuote: 'The quote that opens here is never closed.',
  inLine: (line: number, problem: string) => `Line ${line}: ${problem}`,
  columnTwice: (first: string, second: string) =>
    first === second
      ? `The column ${quoted(first)} appears twice.`
      : `${quoted(first)} and ${quoted(second)} name the same column twice. Keep one of them.`,
  surplus: (cells: readonly string[]) =>
    `This line has more cells than the header: ${cells.map((cell) => quoted(cell)).join(', ')}.`,
  unreadable: 'This list takes too long to read. Split it into several lists.',
  lineTooLong: 'This line has more than 200,000 characters, so it can’t be a row of a list.',
  cellTooLong: 'A cell can have up to 20,000 characters.',
  tooManyColumns: 'A list can have up to 200 columns.',
  tooManyRows: 'A list can have up to 20,000 rows. Split it into several lists.',
  otherSeparator: (header: string, rows: string) =>
    `The header is separated by ${header} and the rows by ${rows}. Use the same separator in every line.`,
};

/** What is wrong with a list of workspaces to create, or with one of them. */
export const provisionText = {
  empty: 'This list contains no workspaces.',
  tooMany: (count: number, most: number) =>
    `This list has ${formatNumber(count)} workspaces. You can create up to ${formatNumber(most)} at once.`,
  noName: 'The name is missing.',
  repeated: (line: number) => `Line ${line} already uses this name.`,
  inexact: (number: string) =>
    `The number ${number.length > 40 ? `${number.slice(0, 40)}…` : number} is too long to be kept exactly. Put it in quotes.`,
  settingsNotObject: 'The settings aren’t a JSON object.',
  notJson: 'This looks like JSON but isn’t valid. Check its brackets, commas and quotes.',
  notList: 'This JSON isn’t a list of workspaces. Use [{"name": "…", "settings": {…}}].',
  nameNotText: 'The name is missing or isn’t text.',
};

/** What is wrong with a list of people to invite, or with one of them. */
export const inviteListText = {
  empty: 'This list contains no people.',
  tooMany: (count: number, most: number) =>
    `This list has ${formatNumber(count)} people. You can invite up to ${formatNumber(most)} at once.`,
  noEmails: 'This list has no e-mail addresses.',
  noEmail: 'The e-mail address is missing.',
  notAddress: (text: string) => `${quoted(text)} isn’t an e-mail address.`,
  repeated: (line: number) => `Line ${line} already has this address.`,
  noRole: (role: string) => `This workspace has no role ${quoted(role)}.`,
  notJson: provisionText.notJson,
  notList: 'This JSON isn’t a list of people. Use [{"email": "…", "role": "…"}].',
};

/** The lines above the rows of an export. */
export const headingText = {
  ages: {
    fresh: 'less than 15 minutes old',
    today: 'less than a day old',
    week: 'up to a week old',
    old: 'more than a week old',
  },
  neverFetched: 'never fetched',
  ageUnknown: 'age unknown because the clock was set back',
  complete: 'yes',
  incomplete: 'no: records are missing, so counts are minimums',
  everything: 'everything',
  asOf: (list: string) => `${list} as of`,
  lastAttemptFailed: (list: string) => `${list}: last attempt failed`,
  leftOut: (list: string) => `${list}: records left out`,
};
