import { app, Notification } from 'electron';
import type { WorkspaceRef } from '../../../src-preload/contract/refs.ts';
import { causeText } from '../../base/causes.ts';
import type { AppSettings } from '../../settings/settings.ts';
import { shownSentence } from '../../../src-preload/shared/shown-text.ts';
import { createAlertWatch } from './alert-watch.ts';
import type { Alert } from './alerts.ts';
import type { Host } from '../host.ts';
import { startAtLoginText } from '../text.ts';
import { launchAtLogin } from './launch-at-login.ts';
import type { Log } from '../log/log.ts';
import type { OpenedQueue } from '../opened.ts';
import { createRecentPlaces, type RecentPlace } from './recent-places.ts';
import { offerInSystemMenus, recentItems } from './system-menus.ts';
import { createTrayIcon } from './tray.ts';

interface DesktopParts {
  host: Pick<Host, 'core' | 'say'>;
  settings: Pick<AppSettings, 'value' | 'state'>;
  opened: OpenedQueue;
  online(): boolean;
  show(): void;
  newWindow(): void;
  lock(): void;
  /** Shows how many things wait on the app's icon. */
  badge(count: number): void;
  log: Log;
}

export interface Desktop {
  /** Applies the settings as they are now. */
  apply(): void;
  /** What notifications are about may have changed. */
  changed(): void;
  /** Steward was unlocked or locked. */
  unlockedOrLocked(): void;
  /** A window shows this workspace now. */
  placeShown(place: WorkspaceRef): void;
  /** Whether the app goes on without a window, because its icon leads back to it. */
  staysWithoutWindow(): boolean;
  stop(): void;
}

/** What Steward does outside of its windows, as the settings say: notifications, badge, icon and start at login. */
export function createDesktop({ host, settings, opened, log, ...parts }: DesktopParts): Desktop {
  const tray = createTrayIcon({
    show: parts.show,
    newWindow: parts.newWindow,
    lock: parts.lock,
    quit: () => app.quit(),
  });
  // One that is on screen must be held, or its click is lost.
  const shown = new Set<Notification>();
  const notify = ({ title, body, link }: Alert) => {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title: plain(title), body: plain(body) });
    shown.add(notification);
    notification.on('close', () => shown.delete(notification));
    notification.on('click', () => {
      shown.delete(notification);
      opened.put([link], '/');
    });
    notification.show();
  };
  const watch = createAlertWatch({
    core: host.core,
    settings,
    online: parts.online,
    notify,
    badge: parts.badge,
    now: Date.now,
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  });
  const open = (link: string) => opened.put([link], '/');
  const offer = (places: readonly RecentPlace[]) => {
    tray.offer(recentItems(places, open));
    const removed = offerInSystemMenus(places, open);
    if (removed.length > 0) recent.removed(removed);
  };
  const recent = createRecentPlaces({ core: host.core, offer, now: Date.now });
  let startsAtLogin: boolean | null = null;
  return {
    apply() {
      tray.set(settings.value('trayIcon'));
      const wanted = settings.value('launchAtLogin');
      const isManaged = settings.state().managed.includes('launchAtLogin');
      // Where it was never wanted, there is nothing to take away at a start, except what was there before a policy forbade it.
      if (wanted !== (startsAtLogin ?? (isManaged ? null : false)))
        launchAtLogin(wanted).catch((cause: unknown) => {
          log.warn({ cause: causeText(cause) }, 'start at login not set');
          host.say({ level: 'warn', ...startAtLoginText.notSet(wanted) });
        });
      startsAtLogin = wanted;
      watch.changed();
    },
    changed: watch.changed,
    unlockedOrLocked() {
      watch.changed();
      recent.changed();
    },
    placeShown(place) {
      // Elsewhere on Linux no menu shows them.
      if (process.platform !== 'linux' || tray.isOn()) recent.shown(place);
    },
    staysWithoutWindow: tray.isOn,
    stop() {
      watch.stop();
      tray.set(false);
      // The system would keep their names, which are encrypted here.
      offer([]);
    },
  };
}

/** Nothing in a name is invisible, and nothing is markup, which some desktops read in notifications. */
const plain = (text: string) => shownSentence(text).replaceAll('<', '‹').replaceAll('>', '›');
