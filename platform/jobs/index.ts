/**
 * Jobs: what is done after a commit or at a time of day, from a queue in the database (graphile-worker).
 * Promises: a job of a command that did not commit never runs; one that fails is tried again; each acts as its district's system post.
 * Never: holds personal data in its payload or log.
 */
export { type JobOptions, job, migrateJobs } from './queue.ts';
export { type JobContext, type Jobs, type Nightly, runJobs, systemActor, type Task } from './run.ts';
