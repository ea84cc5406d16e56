/**
 * The working calendar's data. Owns: the published years, their import. Promises: a year that no notice covers is `unpublished`,
 * never guessed. Never: decides a deadline (kernel/workdays.ts does), keeps an office's own days (its database does).
 */
export { calendarFrom, type OfficeDay, type PublishedCalendar, type PublishedYear } from '../../kernel/workdays.ts';
export { importYear } from './import-year.ts';
export { PUBLISHED_YEARS } from './published.ts';
