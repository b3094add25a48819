/** So many rows are asked for at once: the most that a call gives. */
const pageSize = 200;

/** The first rows of a list, page by page; the rest of the answer is that of the last page. */
export async function rowsUpTo<Row, Page extends { rows: Row[] }>(
  most: number,
  read: (page: { offset: number; limit: number }) => Promise<Page & { rows: Row[] }>,
): Promise<Page> {
  const rows: Row[] = [];
  for (;;) {
    const limit = Math.min(pageSize, most - rows.length);
    const page = await read({ offset: rows.length, limit });
    rows.push(...page.rows);
    if (page.rows.length < limit || rows.length >= most) return { ...page, rows };
  }
}
