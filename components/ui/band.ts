/** The shaded range of a chart. */

/** The series that are the lower and the upper bound of the first one. */
export type Band = { low: string; high: string };
