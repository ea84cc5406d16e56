/**
 * Spreadsheets in and out: xlsx and csv, read row by row with caps on bytes, rows and columns, written as a stream.
 * Knows no domain word. Cells come as the text that a person sees; nothing is calculated and no link is followed.
 */
export { type Limits, type Read, readTable, SPREADSHEET_LIMITS } from './read.ts';
export { safeCell, writeTable } from './write.ts';
