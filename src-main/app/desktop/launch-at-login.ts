import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { app } from 'electron';
import { writeFileAtomic } from '../../base/atomic-file.ts';
import { autostartEntry, autostartFile, hiddenSwitch } from './autostart.ts';

/** Has the system start the app when the user signs in, or not. Electron does it on macOS and Windows alone. */
export async function launchAtLogin(on: boolean): Promise<void> {
  if (process.platform !== 'linux') {
    if (app.getLoginItemSettings({ args: [hiddenSwitch] }).openAtLogin !== on)
      app.setLoginItemSettings({ openAtLogin: on, args: [hiddenSwitch] });
    return;
  }
  const file = autostartFile(process.env['XDG_CONFIG_HOME'], app.getPath('home'));
  if (!on) {
    await rm(file, { force: true });
    return;
  }
  await mkdir(dirname(file), { recursive: true });
  const entry = autostartEntry({
    program: process.execPath,
    appPath: app.isPackaged ? null : app.getAppPath(),
    appImage: process.env['APPIMAGE'],
    exists: existsSync,
  });
  await writeFileAtomic(file, entry, 0o644);
}
