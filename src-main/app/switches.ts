/**
 * Switches of Chromium's that open the page, and with it the bridge, to another program, or weaken what protects connections. Chromium
 * reads them after the main script, so they can still be taken away.
 */
export const refusedSwitches = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'disable-web-security',
  'allow-running-insecure-content',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'ssl-key-log-file',
  'log-net-log',
  'net-log-capture-mode',
  'load-extension',
] as const;

interface CommandLine {
  hasSwitch(name: string): boolean;
  removeSwitch(name: string): void;
}

/** Takes away the switches, the variable and the inspector that only a development or test build may be started with. */
export function refuseDebugging(
  commandLine: CommandLine,
  environment: Record<string, string | undefined>,
  inspector: { close(): void },
): void {
  for (const name of refusedSwitches) if (commandLine.hasSwitch(name)) commandLine.removeSwitch(name);
  // Chromium's network service writes the keys of every TLS session to the file that this names.
  delete environment['SSLKEYLOGFILE'];
  inspector.close();
}
