import { z } from 'zod';
import type { Core } from '../../core.ts';
import type { Result } from '../../../src-preload/shared/result.ts';
import type { AppSettings } from '../../settings/settings.ts';
import { allTokens } from '../../queries/all-connections.ts';
import {
  alertsFor,
  failingFor,
  soonQuery,
  type Alert,
  type ExpiringToken,
  type FailingConnection,
} from './alerts.ts';
import { alertText } from '../text.ts';

interface AlertWatchParts {
  core(): Result<Core>;
  settings: Pick<AppSettings, 'value'>;
  online(): boolean;
  notify(alert: Alert): void;
  /** The number on the app's icon; 0: none. */
  badge(count: number): void;
  now(): number;
  /** Calls back once after so many milliseconds, unless the returned function is called. */
  after(ms: number, act: () => void): () => void;
}

export interface AlertWatch {
  /** Something that notifications are about may have changed. */
  changed(): void;
  stop(): void;
}

/** In the ledger. */
const toldKey = 'notified';
const toldSchema = z.array(z.string());
/** A refresh of many places ends with one look (ms), and what time alone brings is looked for as often. */
const soonMs = 3_000;
const hourMs = 60 * 60_000;
/** More aren't named one by one. */
const mostTokens = 200;

/** Looks for tokens that expire and refreshes that keep failing, where the user wants to hear of them. */
export function createAlertWatch(parts: AlertWatchParts): AlertWatch {
  const { settings, now } = parts;
  let cancel: (() => void) | null = null;
  let dueAt = Infinity;
  let stopped = false;
  let looking: Promise<void> = Promise.resolve();

  const plan = (ms: number) => {
    if (stopped || now() + ms >= dueAt) return;
    cancel?.();
    dueAt = now() + ms;
    cancel = parts.after(ms, () => {
      dueAt = Infinity;
      looking = looking.then(look, look).finally(() => plan(hourMs));
    });
  };

  async function look(): Promise<void> {
    const opened = parts.core();
    const counts = settings.value('badge');
    const aboutTokens = settings.value('notifyExpiringTokens');
    // Locked, nothing is known, and nothing is to be seen of what was.
    if (!opened.ok || stopped) {
      parts.badge(0);
      return;
    }
    const core = opened.value;
    const tokens = counts || aboutTokens ? await expiringTokens(core, now()) : [];
    parts.badge(counts ? tokens.length : 0);
    const failing = settings.value('notifyFailedRefreshes') && parts.online() ? failingOf(core, now()) : [];
    const kept = toldSchema.safeParse(core.store.ledger.preference(toldKey));
    const before = kept.success ? kept.data : [];
    const { alerts, told } = alertsFor({
      tokens: aboutTokens ? tokens : [],
      failing,
      told: before,
      names: settings.value('namesInNotifications'),
    });
    // Kept first: it's better not told twice than told at every start.
    if (JSON.stringify(told) !== JSON.stringify(before)) {
      const saved = await core.store.ledger.setPreference(toldKey, told);
      if (!saved.ok) return;
    }
    for (const alert of alerts) parts.notify(alert);
  }

  return {
    changed: () => plan(soonMs),
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}

async function expiringTokens(core: Core, now: number): Promise<ExpiringToken[]> {
  const found = await allTokens(core, {
    query: soonQuery,
    connectionIds: null,
    offset: 0,
    limit: mostTokens,
    sort: { by: 'expires', order: 'asc' },
  });
  if (!found.ok) return [];
  return found.value.rows.flatMap(
    ({ id, status, name, expiresAt, connection, workspaceId, workspaceName }) =>
      status !== 'active' || expiresAt.state !== 'known' || expiresAt.value <= now
        ? []
        : [
            {
              connectionId: connection.id,
              workspaceId,
              workspaceName,
              tokenId: id,
              name: name.state === 'known' && name.value !== '' ? name.value : alertText.unnamed,
              expiresAt: expiresAt.value,
            },
          ],
  );
}

const failingOf = (core: Core, now: number): FailingConnection[] =>
  core.connections
    .list()
    .flatMap(({ id, label, health }) =>
      health.state === 'failing' && now - health.since >= failingFor
        ? [{ id, label, since: health.since }]
        : [],
    );
