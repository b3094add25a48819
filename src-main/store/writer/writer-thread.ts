import { parentPort, workerData } from 'node:worker_threads';
import { ok } from '../../../src-preload/shared/result.ts';
import { setFormatLocale } from '../../../src-preload/shared/format/locale.ts';
import { openWriter } from './writer.ts';
import type { FromWriter, ToWriter, WriterData } from './writer-protocol.ts';

/** The only thread that writes the databases. */
function main(port: NonNullable<typeof parentPort>, data: WriterData): void {
  setFormatLocale(data.locale);
  const say = (message: FromWriter) => port.postMessage(message);
  const opened = openWriter(data);
  if (!opened.ok) {
    say({ type: 'opened', result: opened });
    port.close();
    return;
  }
  const writer = opened.value;
  port.on('message', (message: ToWriter) => {
    if (message.type === 'call') {
      const { id, area, method, args } = message;
      say({ type: 'answer', id, result: writer.answer(area, method, args) });
      return;
    }
    writer.close();
    say({ type: 'closed' });
    port.close();
  });
  say({ type: 'opened', result: ok(writer.opened) });
}

// The data comes from writer-client.ts.
if (parentPort) main(parentPort, workerData as WriterData);
