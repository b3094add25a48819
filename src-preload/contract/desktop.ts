import { z } from 'zod';

/** What Steward does outside of its window. All of it is off until it is asked for. */
export const desktopSettings = z.object({
  /** A notification when tokens are about to expire. */
  notifyExpiringTokens: z.boolean().default(false),
  /** A notification when a connection’s refreshes keep failing. */
  notifyFailedRefreshes: z.boolean().default(false),
  /** Notifications name tokens, workspaces and connections; otherwise they only count them, as a locked screen shows them too. */
  namesInNotifications: z.boolean().default(false),
  /** The number of expiring tokens on the app’s icon. */
  badge: z.boolean().default(false),
  /** An icon in the notification area or menu bar; Steward keeps running there when its last window is closed. */
  trayIcon: z.boolean().default(false),
  launchAtLogin: z.boolean().default(false),
});
export type DesktopSettings = z.infer<typeof desktopSettings>;

/** Why this system can’t do it, by setting; those it can do are left out. */
export const desktopRefusals = z.partialRecord(desktopSettings.keyof(), z.string());
export type DesktopRefusals = z.infer<typeof desktopRefusals>;

const answer = z.object({ settings: desktopSettings, refusals: desktopRefusals });

export const desktopCalls = {
  settings: { input: z.object({}), output: answer },
  /** Takes effect at once. */
  setSettings: {
    // Without the defaults: what isn’t named stays as it is.
    input: z.partialRecord(desktopSettings.keyof(), z.boolean()),
    output: answer,
  },
};
