/** Whether something has the focus: what closes gives it back otherwise, and a key may have led elsewhere in the meantime. */
export const isFocusTaken = (): boolean =>
  document.activeElement !== null && document.activeElement !== document.body;
