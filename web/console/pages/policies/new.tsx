/** The editor with nothing in it. */
export { NewPolicyScreen as default } from './edit.tsx';
