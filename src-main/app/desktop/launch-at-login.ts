import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { app } from 'electron';
import { writeFileAtomic } from '../../base/atomic-file.ts';
import { autostartEntry, hiddenSwitch } from './autostart.ts';

/** Has the system start the app when the user signs in, or not. Electron does it on macOS and Windows alone. */
export async function launchAtLogin(on: boolean): Promise<void> {
  if (process.platform !== 'linux') {
    if (app.getLoginItemSettings({ args: [hiddenSwitch] }).openAtLogin !== on)
      app.setLoginItemSettings({ openAtLogin: on, args: [hiddenSwitch] });
    return;
  }
  const configuration = process.env['XDG_CONFIG_HOME'] ?? join(app.getPath('home'), '.config');
  const folder = join(configuration, 'autostart');
  const file = join(folder, 'steward.desktop');
  if (!on) {
    await rm(file, { force: true });
    return;
  }
  await mkdir(folder, { recursive: true });
  const command = app.isPackaged ? [process.execPath] : [process.execPath, app.getAppPath()];
  await writeFileAtomic(file, autostartEntry(command), 0o644);
}
