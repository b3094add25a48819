import type { ConnectionKind } from '../../../src-preload/contract/connections.ts';
import type { WorkspaceType } from '../../../src-preload/contract/workspaces.ts';

export const managedInstanceUrl = 'https://app.systeminit.com';
export const localInstanceUrl = 'http://localhost:8080';

export const workspaceTypes: readonly WorkspaceType[] = [
  {
    kind: 'managed',
    label: 'Managed by System Initiative',
    hint: 'Runs on the vendor’s own instance. The usual choice.',
    url: managedInstanceUrl,
  },
  {
    kind: 'local-dev',
    label: 'Local Dev Instance',
    hint: 'Runs on the instance of this computer, as the developers of System Initiative use it.',
    url: localInstanceUrl,
  },
  {
    kind: 'remote-url',
    label: 'Remote URL',
    hint: 'Runs on an instance that somebody else hosts. Its address can’t be one of the other two types.',
    url: null,
  },
];

/** The kind as the server tells it: by the exact URL. A trailing slash already makes it remote. */
export function kindOfInstance(instanceEnvType: string): ConnectionKind {
  switch (instanceEnvType) {
    case 'SI':
      return 'managed';
    case 'LOCAL':
      return 'local-dev';
    default:
      return 'remote-url';
  }
}

const nameText = /^[0-9A-Za-zÀ-ÖØ-öø-ÿĀ-ỹ\s',_+().-]*$/;
const tokenNameText = /^[0-9A-Za-zÀ-ÖØ-öø-ÿĀ-ỹ\s',_+()-]*$/;
const instanceUrl = /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?(\/[^?#\s]*)?$/;
const longestName = 256;
const longestDescription = 512;

type FieldProblem = { path: 'name' | 'description' | 'url'; message: string };

/** What the server (and for URLs the vendor's portal) would refuse, before anything is sent. */
export function checkWorkspaceFields(fields: {
  kind: ConnectionKind;
  name: string;
  description: string;
  url: string;
}): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (fields.name.trim() === '') problems.push({ path: 'name', message: 'Give the workspace a name.' });
  else if (fields.name.length > longestName) {
    problems.push({
      path: 'name',
      message: `At most ${longestName} characters; these are ${fields.name.length}.`,
    });
  } else if (!nameText.test(fields.name)) {
    problems.push({ path: 'name', message: textMessage(fields.name, nameText, true) });
  }
  if (fields.description.length > longestDescription) {
    problems.push({
      path: 'description',
      message: `At most ${longestDescription} characters; these are ${fields.description.length}.`,
    });
  } else if (!nameText.test(fields.description)) {
    problems.push({ path: 'description', message: textMessage(fields.description, nameText, true) });
  }
  const url = urlProblem(fields.kind, fields.url);
  if (url !== null) problems.push({ path: 'url', message: url });
  return problems;
}

function textMessage(text: string, pattern: RegExp, dots: boolean): string {
  const bad = [...new Set([...text].filter((character) => !pattern.test(character)))].slice(0, 5).join(' ');
  return `${bad} can’t be used. Letters, digits, spaces and ' , _ + ( )${dots ? ' .' : ''} - can.`;
}

function urlProblem(kind: ConnectionKind, url: string): string | null {
  if (kind !== 'remote-url') {
    const fixed = kind === 'managed' ? managedInstanceUrl : localInstanceUrl;
    return url === fixed ? null : `This type of workspace is always at ${fixed}, exactly so.`;
  }
  const text = url.trim();
  if (text === '') return 'Enter the address of the instance, for example https://si.example.com.';
  // The portal's own rule: it looks for these words anywhere in the address.
  if (text.includes('app.systeminit'))
    return 'That is the vendor’s instance: choose "Managed by System Initiative".';
  if (/localhost|127\.0\.0\.1/.test(text)) return 'That is this computer: choose "Local Dev Instance".';
  if (!/^https?:\/\//.test(text)) return 'Start the address with https:// or http://.';
  if (/[?#]/.test(text)) return 'Leave out everything from ? or # on.';
  if (/^https?:\/\/[^/]*@/.test(text)) return 'Leave out the user name and password.';
  if (/^https?:\/\/[^/]*[A-Z]/.test(text)) return 'Write the host in lower-case letters.';
  if (/^https?:\/\/\[/.test(text)) return 'IPv6 addresses are not accepted: use a name.';
  if (/^https?:\/\/[^/]*_/.test(text)) return 'A host with an underscore is not accepted.';
  return instanceUrl.test(text) && URL.canParse(text)
    ? null
    : 'Use a host of lower-case letters, digits, dots and hyphens, with an optional port and path.';
}

/** The portal requires a name although the server does not; without one nobody knows later what the token is for. */
export function tokenNameProblem(name: string): string | null {
  if (name.trim() === '') return 'Give the token a name that says what uses it.';
  return tokenNameText.test(name) ? null : textMessage(name, tokenNameText, false);
}
