/** What custody decides: who may pass on what to whom, so that at any moment one holder is known. Pure; runs on the server and on the phone. */
export * from './domain/events.ts';
export { handOver } from './domain/handover.ts';
export { chainHolds, type LineStop, presentHolder, sayHolder, stopsOf } from './domain/line.ts';
export { type Parcel, type Place, sameHolder } from './domain/parcel.ts';
export { addBox, moveBox, register } from './domain/register.ts';
export { correct, countCash, found, lose, notArrived, planDelivery } from './domain/trouble.ts';
