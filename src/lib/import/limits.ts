/** What a list may measure: far above an AFT of 30,000 people, below what a clinic PC can hold. */
export const MEGABYTE = 1024 * 1024;
export const MAX_MEGABYTES = 40;
/** A workbook unpacked: 200,000 rows take about 160. */
export const MAX_UNPACKED_MEGABYTES = 300;
export const MAX_ROWS = 200_000;
/** Lines of any kind, empty ones included: a file of nothing but line ends must not fill the memory. */
export const MAX_LINES = 1_200_000;
export const MAX_COLUMNS = 1_000;
