import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const supplies = '/sys/class/power_supply';

/**
 * Whether a computer with Linux runs on its battery: it has a mains supply, and none is connected. Chromium doesn't know it there. A
 * computer that reports nothing counts as plugged in.
 */
export function isOnBatteryLinux(folder = supplies): boolean {
  try {
    const mains = readdirSync(folder).filter((name) => read(join(folder, name, 'type')) === 'Mains');
    return mains.length > 0 && mains.every((name) => read(join(folder, name, 'online')) === '0');
  } catch {
    return false;
  }
}

const read = (file: string): string => readFileSync(file, 'utf8').trim();

/** Polled, because not every system has an event for it. Returns a function that stops this. */
export function watchPower(isOnBattery: () => boolean, onChange: () => void): () => void {
  let last = isOnBattery();
  const timer = setInterval(() => {
    const now = isOnBattery();
    if (now === last) return;
    last = now;
    onChange();
  }, 30_000);
  timer.unref();
  return () => clearInterval(timer);
}
