import { toast } from './toast.tsx';

/** Copies a text that is no secret and says so, or why not. */
export async function copyText(text: string, said = `Copied ${text}`): Promise<void> {
  const answer = await window.steward.app.copyText({ text });
  toast(answer.ok ? said : answer.error.sentence, { tone: answer.ok ? 'ok' : 'bad' });
}
