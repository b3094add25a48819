import { controlAt, earlyInputLimit, type EarlyInput } from './shared/early-input.ts';
import { lastScreenId } from './shared/last-screen.ts';

/**
 * Records what is clicked and typed while the last screen stands, which can't be used. Here, because the page's own code isn't there yet.
 * Answers with what the page takes: once, and nothing is recorded afterwards.
 */
export function recordEarlyInput(): () => EarlyInput[] {
  let recorded: EarlyInput[] = [];
  const record = (input: EarlyInput) => {
    if (recorded.length < earlyInputLimit) recorded.push(input);
  };
  const onClick = ({ clientX: x, clientY: y, isTrusted }: MouseEvent) => {
    const screen = document.getElementById(lastScreenId);
    if (screen === null || !isTrusted) return;
    // What is inert isn't found at a point.
    screen.inert = false;
    const control = controlAt(document.elementFromPoint(x, y));
    screen.inert = true;
    if (control !== null) record({ type: 'click', x, y, control: control.is });
  };
  const onKey = ({ key, code, altKey, ctrlKey, metaKey, shiftKey, isTrusted }: KeyboardEvent) => {
    if (document.getElementById(lastScreenId) === null || !isTrusted) return;
    record({ type: 'key', key, code, altKey, ctrlKey, metaKey, shiftKey });
  };
  window.addEventListener('click', onClick, true);
  window.addEventListener('keydown', onKey, true);
  return () => {
    window.removeEventListener('click', onClick, true);
    window.removeEventListener('keydown', onKey, true);
    const taken = recorded;
    recorded = [];
    return taken;
  };
}
