import { describe, expect, it } from 'vitest';
import { alertsFor, type ExpiringToken } from '../../../src-main/app/desktop/alerts.ts';
import { parsePlaceAddress } from '../../../src-preload/shared/place-address.ts';

const token: ExpiringToken = {
  connectionId: 'c',
  workspaceId: 'w',
  workspaceName: 'Northwind Staging',
  tokenId: 't1',
  name: 'deploy',
  expiresAt: 1_000,
};
const other: ExpiringToken = { ...token, tokenId: 't2', name: 'nightly' };
const failing = { id: 'c', label: 'Northwind', since: 5 };
const alerts = (input: Partial<Parameters<typeof alertsFor>[0]>) =>
  alertsFor({ tokens: [], failing: [], told: [], names: false, ...input });

describe('notifications', () => {
  it('name nothing unless that is wanted', () => {
    const said = alerts({ tokens: [token], failing: [failing] }).alerts;
    expect(said.map(({ title }) => title)).toEqual([
      'A token expires within a week',
      'Refreshing keeps failing',
    ]);
    const text = said.map(({ title, body }) => `${title} ${body}`).join();
    for (const name of ['deploy', 'Northwind']) expect(text).not.toContain(name);
  });

  it('name the token, its workspace and the connection where that is wanted', () => {
    const said = alerts({ tokens: [token], failing: [failing], names: true }).alerts;
    expect(said).toMatchObject([
      { title: '“deploy” expires within a week', body: 'In Northwind Staging.' },
      { title: 'Refreshing Northwind keeps failing' },
    ]);
  });

  it('several tokens are one notification, which names a few', () => {
    const many = ['a', 'b', 'c', 'd', 'e'].map((name) => ({ ...token, tokenId: name, name }));
    expect(alerts({ tokens: many, names: true }).alerts).toMatchObject([
      { title: '5 tokens expire within a week', body: 'a, b, c and 2 more' },
    ]);
  });

  it('lead to the tokens of the workspace, to all that expire, or to the connection', () => {
    const places = [
      ...alerts({ tokens: [token], failing: [failing] }).alerts,
      ...alerts({ tokens: [token, other] }).alerts,
    ].map(({ link }) => parsePlaceAddress(link));
    expect(places).toMatchObject([
      { screen: 'workspace', workspaceId: 'w', tab: 'tokens' },
      { screen: 'start', connection: { connectionId: 'c' } },
      { screen: 'all-connections', list: 'tokens', query: 'expires:<7d' },
    ]);
  });

  it('tell of each token and each failure once', () => {
    const first = alerts({ tokens: [token], failing: [failing] });
    const again = alerts({ tokens: [token, other], failing: [failing], told: first.told });
    expect(again.alerts.map(({ title }) => title)).toEqual(['A token expires within a week']);
    expect(alerts({ tokens: [token, other], failing: [failing], told: again.told }).alerts).toEqual([]);
  });

  it('tell again of a token with another expiry, and of a connection that failed again', () => {
    const { told } = alerts({ tokens: [token], failing: [failing] });
    const later = alerts({
      tokens: [{ ...token, expiresAt: 2_000 }],
      failing: [{ ...failing, since: 9 }],
      told,
    });
    expect(later.alerts).toHaveLength(2);
    expect(later.told).toHaveLength(2);
  });
});
