/** So many rows fit into a PDF that anybody would print; more go into CSV or JSON. */
export const mostPrinted = 5000;
