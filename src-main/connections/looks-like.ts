import { isHtml, titleOf } from '../http/answer.ts';
import type { HttpAnswer } from '../http/http.ts';
import { shown } from '../http/redact.ts';

interface Signature {
  name: string;
  matches(answer: HttpAnswer): boolean;
}

const keysOf = (json: unknown): string[] =>
  typeof json === 'object' && json !== null && !Array.isArray(json) ? Object.keys(json) : [];
const hasKeys = (answer: HttpAnswer, ...keys: string[]) => {
  const present = keysOf(answer.json);
  return keys.every((key) => present.includes(key));
};
const header = (name: string, pattern: RegExp) => (answer: HttpAnswer) =>
  pattern.test(answer.headers[name] ?? '');
const title = (pattern: RegExp) => (answer: HttpAnswer) => pattern.test(titleOf(answer) ?? '');

/**
 * What well-known servers answer without a sign-in. The more telling come first. The systems that Steward speaks are
 * recognised by their providers; here is only the web page that people take for one of them.
 */
const signatures: readonly Signature[] = [
  {
    name: 'GitHub',
    matches: (answer) => 'x-github-request-id' in answer.headers || header('server', /github/i)(answer),
  },
  { name: 'GitLab', matches: (answer) => 'x-gitlab-meta' in answer.headers || title(/\bgitlab\b/i)(answer) },
  { name: 'Grafana', matches: title(/\bgrafana\b/i) },
  { name: 'Jenkins', matches: (answer) => 'x-jenkins' in answer.headers },
  { name: 'System Initiative (the web app)', matches: title(/system initiative/i) },
  { name: 'Kubernetes', matches: (answer) => hasKeys(answer, 'kind', 'apiVersion', 'status') },
  { name: 'Docker Registry', matches: header('docker-distribution-api-version', /./) },
];

/** Which product these answers look like, or which page; null where none is recognised. */
export function looksLike(answers: readonly HttpAnswer[]): string | null {
  for (const { name, matches } of signatures) if (answers.some(matches)) return name;
  for (const answer of answers) {
    if (!isHtml(answer)) continue;
    const pageTitle = titleOf(answer);
    return pageTitle === null ? 'a web page' : `the web page "${shown(pageTitle, 80)}"`;
  }
  return null;
}

const portalWords =
  /captive|hotspot|wi-?fi|sign in to (the |this )?network|network (login|sign-in|access)|guest (access|network)|zscaler|netskope|forcepoint|access denied by|web ?filter|proxy (authentication|server|error)/i;

/** A page that stands in for every server of the network: a portal, a filter, a proxy. */
export function isNetworkPage(answer: HttpAnswer): boolean {
  if (answer.status === 511 || answer.status === 407) return true;
  return isHtml(answer) && answer.status < 500 && portalWords.test(answer.text.slice(0, 20_000));
}
