/**
 * Documents and uploads: a key for each file, resumable uploads by hash, pictures made fit to show.
 * Keeps no table: what a caller must remember of a file is `StoredFile`. Knows no domain word.
 */
export { type Blobs, diskBlobs } from './blobs.ts';
export type { Mark, Prepared } from './image-work.ts';
export { type Images, openImages } from './images.ts';
export type { Hint, HintCode } from './legibility.ts';
export type { Answer } from './refusals.ts';
export { type S3Place, s3Blobs } from './s3.ts';
export { type DocumentStore, documentStore, type StoredFile, wrapPlace } from './store.ts';
export type { FileType } from './types.ts';
export { MAX_PART, openUploads, type UploadName, type UploadState, type Uploads } from './uploads.ts';
