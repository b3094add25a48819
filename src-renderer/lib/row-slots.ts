/** A row in view and the slot, an element of the page, that shows it. */
export interface PlacedRow {
  index: number;
  slot: number;
}

/**
 * Gives rows their slots. A row keeps its slot while it is in view, so that it keeps the focus; the slot of a row that left is given
 * to one that came, so that only its text has to be written. While rows move, slots keep their order in the page, since moving an
 * element costs more than writing it; at rest they stand in the order of the rows, as screen readers read them.
 */
export function createRowSlots(): (indexes: readonly number[], moving: boolean) => readonly PlacedRow[] {
  let placed: readonly PlacedRow[] = [];
  return (indexes, moving) => {
    const wanted = new Set(indexes);
    const keeping = new Set(placed.filter(({ index }) => wanted.has(index)).map(({ index }) => index));
    const coming = indexes.filter((index) => !keeping.has(index));
    const next: PlacedRow[] = [];
    for (const row of placed) {
      if (keeping.has(row.index)) next.push(row);
      else {
        const index = coming.shift();
        if (index !== undefined) next.push({ index, slot: row.slot });
      }
    }
    const used = new Set(next.map(({ slot }) => slot));
    let slot = 0;
    for (const index of coming) {
      while (used.has(slot)) slot += 1;
      used.add(slot);
      next.push({ index, slot });
    }
    placed = moving ? next : next.sort((a, b) => a.index - b.index);
    return placed;
  };
}
