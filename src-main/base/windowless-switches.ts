/** Starts Steward without a window, for the time of the commands that go through it. */
export const windowlessSwitch = '--for-commands';

/** Chromium's platform for computers without a display: everything runs, and no window can be shown. */
export const noDisplaySwitch = '--ozone-platform=headless';
