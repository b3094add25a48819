import { formatPlaceAddress } from '../../../src-preload/shared/place-address.ts';
import type { Settings } from '../../../src-preload/shared/settings/types.ts';
import { alertText } from '../text.ts';

export interface ExpiringToken {
  connectionId: string;
  workspaceId: string;
  workspaceName: string;
  tokenId: string;
  name: string;
  expiresAt: number;
}

export interface FailingConnection {
  id: string;
  label: string;
  since: number;
}

/** One notification; a click on it opens the link. */
export interface Alert {
  title: string;
  body: string;
  link: string;
}

interface AlertsInput {
  tokens: readonly ExpiringToken[];
  failing: readonly FailingConnection[];
  /** Keys of what has already been notified. */
  told: readonly string[];
  names: Settings['namesInNotifications'];
}

/** Tokens that expire within this time are counted and notified of. */
const soonDays = 7;
export const soonQuery = `expires:<${soonDays}d`;
/** A connection may fail for so long (ms) before it is worth a notification: many failures pass. */
export const failingFor = 15 * 60_000;

const keyOfToken = ({ connectionId, workspaceId, tokenId, expiresAt }: ExpiringToken) =>
  JSON.stringify(['token', connectionId, workspaceId, tokenId, expiresAt]);
const keyOfFailure = ({ id, since }: FailingConnection) => JSON.stringify(['failing', id, since]);

/** What is new since the last time, as one notification a kind; `told`: what to remember, without what has passed. */
export function alertsFor({ tokens, failing, told, names }: AlertsInput): {
  alerts: Alert[];
  told: string[];
} {
  const before = new Set(told);
  const newTokens = tokens.filter((token) => !before.has(keyOfToken(token)));
  const newFailures = failing.filter((one) => !before.has(keyOfFailure(one)));
  return {
    alerts: [...tokenAlert(newTokens, names), ...newFailures.map((one) => failureAlert(one, names))],
    told: [...tokens.map(keyOfToken), ...failing.map(keyOfFailure)],
  };
}

function tokenAlert(tokens: readonly ExpiringToken[], names: boolean): Alert[] {
  const [first] = tokens;
  if (first === undefined) return [];
  if (tokens.length > 1) {
    const body = names ? alertText.tokens(tokens.map(({ name }) => name)) : alertText.which;
    const link = formatPlaceAddress({ screen: 'all-connections', list: 'tokens', query: soonQuery });
    return [{ title: alertText.tokensExpire(tokens.length), body, link }];
  }
  const connection = { connectionId: first.connectionId, server: '' };
  return [
    {
      title: names ? alertText.tokenExpires(first.name) : alertText.tokensExpire(1),
      body: names ? alertText.in(first.workspaceName) : alertText.which,
      link: formatPlaceAddress({
        screen: 'workspace',
        connection,
        workspaceId: first.workspaceId,
        tab: 'tokens',
      }),
    },
  ];
}

const failureAlert = ({ id, label }: FailingConnection, names: boolean): Alert => ({
  title: names ? alertText.failingOf(label) : alertText.failing,
  body: alertText.why,
  link: formatPlaceAddress({ screen: 'start', connection: { connectionId: id, server: '' } }),
});
