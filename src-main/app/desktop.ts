import { app, Notification } from 'electron';
import { causeText } from '../base/causes.ts';
import type { AppSettings } from '../settings/settings.ts';
import { shownText } from '../../src-preload/shared/shown-text.ts';
import { createAlertWatch } from './alert-watch.ts';
import type { Alert } from './alerts.ts';
import type { Host } from './host.ts';
import { launchAtLogin } from './launch-at-login.ts';
import type { Log } from './log.ts';
import type { OpenedQueue } from './opened.ts';
import { createTrayIcon } from './tray.ts';

interface DesktopParts {
  host: Pick<Host, 'core' | 'lock'>;
  settings: Pick<AppSettings, 'value'>;
  opened: OpenedQueue;
  online(): boolean;
  show(): void;
  newWindow(): void;
  log: Log;
}

export interface Desktop {
  /** Applies the settings as they are now. */
  apply(): void;
  /** What notifications are about may have changed. */
  changed(): void;
  /** Whether the app goes on without a window, because its icon leads back to it. */
  staysWithoutWindow(): boolean;
  stop(): void;
}

/** What Steward does outside of its windows, as the settings say: notifications, badge, icon and start at login. */
export function createDesktop({ host, settings, opened, log, ...parts }: DesktopParts): Desktop {
  const tray = createTrayIcon({
    show: parts.show,
    newWindow: parts.newWindow,
    lock: () => void host.lock(),
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
    badge: (count) => void app.setBadgeCount(count),
    now: Date.now,
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
  });
  let startsAtLogin: boolean | null = null;
  return {
    apply() {
      tray.set(settings.value('trayIcon'));
      const wanted = settings.value('launchAtLogin');
      // Where it was never wanted, there is nothing to take away at a start.
      if (wanted !== (startsAtLogin ?? false))
        launchAtLogin(wanted).catch((cause: unknown) =>
          log.warn({ cause: causeText(cause) }, 'start at login not set'),
        );
      startsAtLogin = wanted;
      watch.changed();
    },
    changed: watch.changed,
    staysWithoutWindow: tray.isOn,
    stop() {
      watch.stop();
      tray.set(false);
    },
  };
}

/** Nothing in a name is invisible, and nothing is markup, which some desktops read in notifications. */
const plain = (text: string) => shownText(text).replaceAll('<', '‹').replaceAll('>', '›');
