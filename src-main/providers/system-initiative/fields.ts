import type { InstanceKind, WorkspaceType } from '../../../src-preload/contract/workspaces.ts';
import type { Known } from '../../../src-preload/shared/known.ts';
import { systemInitiativeText } from './text.ts';
import { commonText } from '../text.ts';

export const managedInstanceUrl = 'https://app.systeminit.com';
export const localInstanceUrl = 'http://localhost:8080';

export const workspaceTypes: readonly WorkspaceType[] = [
  {
    kind: 'managed',
    label: 'Managed by System Initiative',
    hint: systemInitiativeText.typeManaged,
    url: managedInstanceUrl,
  },
  {
    kind: 'local-dev',
    label: 'Local Dev Instance',
    hint: systemInitiativeText.typeLocal,
    url: localInstanceUrl,
  },
  {
    kind: 'remote-url',
    label: 'Remote URL',
    hint: systemInitiativeText.typeRemote,
    url: null,
  },
];

/** The kind as the server derives it: from the exact URL. A trailing slash already makes it remote. */
export function kindOfInstance(instanceEnvType: Known<string>): InstanceKind {
  if (instanceEnvType.state !== 'known') return 'not-reported';
  switch (instanceEnvType.value) {
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
const instanceHost = /^https?:\/\/[a-z0-9.-]+(:\d{1,5})?(\/|$)/;
const instancePath = /^https?:\/\/[^/]+(\/[\w .-]*)*$/;
// The rule of the server: only unaccented letters, and no dot at either end of the part before the @.
const emailAddress = /^(?!\.)(?!.*\.\.)[\w'+.-]*[\w+-]@([a-z0-9][a-z0-9-]*\.)+[a-z]{2,}$/i;
const longestName = 256;
const longestDescription = 512;

type FieldProblem = { path: 'name' | 'description' | 'url'; message: string };

/** What the server (and for URLs the vendor's portal) would refuse, before anything is sent. */
export function checkWorkspaceFields(fields: {
  kind: InstanceKind;
  name: string;
  description: string;
  url: string;
}): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (fields.name.trim() === '') problems.push({ path: 'name', message: commonText.nameWorkspace });
  else if (fields.name.length > longestName) {
    problems.push({
      path: 'name',
      message: systemInitiativeText.tooLong(longestName, fields.name.length),
    });
  } else if (!nameText.test(fields.name)) {
    problems.push({ path: 'name', message: textMessage(fields.name, nameText, true) });
  }
  if (fields.description.length > longestDescription) {
    problems.push({
      path: 'description',
      message: systemInitiativeText.tooLong(longestDescription, fields.description.length),
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
  return systemInitiativeText.badCharacters(bad, dots ? ' .' : '');
}

function urlProblem(kind: InstanceKind, url: string): string | null {
  // Which rule applies isn't known, and the server's own is to come.
  if (kind === 'not-reported') return null;
  if (kind !== 'remote-url') {
    const fixed = kind === 'managed' ? managedInstanceUrl : localInstanceUrl;
    return url === fixed ? null : systemInitiativeText.fixedUrl(fixed);
  }
  const text = url.trim();
  if (text === '') return systemInitiativeText.enterUrl;
  // The portal's own rule: it looks for these words anywhere in the address.
  if (text.includes('app.systeminit')) return systemInitiativeText.vendorUrl;
  if (/localhost|127\.0\.0\.1/.test(text)) return systemInitiativeText.localUrl;
  if (!/^https?:\/\//.test(text)) return systemInitiativeText.urlScheme;
  if (/[?#]/.test(text)) return systemInitiativeText.urlQuery;
  if (/^https?:\/\/[^/]*@/.test(text)) return systemInitiativeText.urlUser;
  if (/^https?:\/\/[^/]*[A-Z]/.test(text)) return systemInitiativeText.urlCase;
  if (/^https?:\/\/\[/.test(text)) return systemInitiativeText.urlIpv6;
  if (/^https?:\/\/[^/]*_/.test(text)) return systemInitiativeText.urlUnderscore;
  if (!instanceHost.test(text) || !URL.canParse(text)) return systemInitiativeText.urlHost;
  return instancePath.test(text) ? null : systemInitiativeText.urlPath;
}

/** What the server would refuse as the e-mail of an invitation. */
export const emailProblem = (email: string): string | null =>
  emailAddress.test(email) ? null : systemInitiativeText.emailRefused(email);

/** The portal requires a name although the server does not; without one, the token's purpose is unclear later. */
export function tokenNameProblem(name: string): string | null {
  if (name.trim() === '') return commonText.nameToken;
  return tokenNameText.test(name) ? null : textMessage(name, tokenNameText, false);
}
