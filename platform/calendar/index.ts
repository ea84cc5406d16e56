/**
 * The working calendar's data. Owns: the published years, their import, the calendars in memory. Promises: a year that no notice covers
 * is `unpublished`, never guessed. Never: decides a deadline (kernel/workdays.ts does), stores an office's own days (modules/work does).
 */
export { calendarFrom, type OfficeDay, type PublishedCalendar, type PublishedYear } from '../../kernel/workdays.ts';
export { type Calendars, createCalendars, type LoadCalendars } from './calendars.ts';
export { importYear } from './import-year.ts';
export { PUBLISHED_YEARS } from './published.ts';
